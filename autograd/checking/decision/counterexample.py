"""The simplest point at which two formulas differ, and what both are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import islice
from typing import Any

from ...support.deadlines import OutOfWork, allowed, left, spared
from ..certified.balls import Ball, exact, overlap, precision
from ..certified.digits import significant
from .judge import DEEP, PRECISIONS, Judge, Verdict
from .points import Point, grid, total_simplicity
from .ranges import simplicity

FEW = 16  # coordinates that are made simple one by one
SIMPLER = 1500  # points tried in search of the simplest counterexample
WORK = 2_000_000  # of each way of searching


def refuted(judge: Judge, found: Point, verdict: Verdict) -> Verdict:
    """The verdict with the simplest counterexample, starting from one that was found."""
    verdict.status, verdict.reason = "wrong", ""
    points = _found(judge, found)
    with spared():  # a difference that was found is shown, however little work is left
        return _shown(judge, min(points, key=total_simplicity), verdict)


def _shown(judge: Judge, point: Point, verdict: Verdict) -> Verdict:
    every = PRECISIONS + DEEP
    bits = next((b for b in every if _parted(judge.values(point, b))), every[-1])
    truth, claim = judge.values(point, bits)
    verdict.at, verdict.counterexample = point, judge.named(point)
    verdict.true_value, verdict.claimed_value = significant(truth), significant(claim)
    with precision(bits):
        verdict.difference = significant(claim - truth, 6)
        verdict.ratio = None if truth.contains(0) else significant(claim / truth, 6)
    return verdict


def _found(judge: Judge, first: Point) -> list[Point]:
    """Points that tell the two apart, as far as the work allowed finds simpler ones."""
    points = [first]
    for search in (_simplified, _on_the_grid):
        with suppress(OutOfWork), allowed(min(WORK, left() // 2)):
            points.extend(search(judge, first))
    return points


def _on_the_grid(judge: Judge, _: Point) -> Iterator[Point]:
    return islice(filter(judge.differs, islice(grid(judge.ranges), SIMPLER)), 1)


def _simplified(judge: Judge, point: Point) -> Iterator[Point]:
    """One coordinate after another replaced by the simplest number that keeps the difference."""
    if len(point) > FEW:
        point = _coarsely(judge, point)
    before = None
    while before != point:
        before = point
        for place, each in enumerate(judge.ranges):
            for x in each.simple():
                if simplicity(x) >= simplicity(point[place]):
                    break
                candidate = (*point[:place], x, *point[place + 1 :])
                if judge.differs(candidate):
                    point = candidate
                    yield point
                    break


def _coarsely(judge: Judge, point: Point) -> Point:
    """Half of the coordinates made as simple as can be, or a quarter, and so on down to a few."""
    simplest = [next(iter(each.simple()), x) for x, each in zip(point, judge.ranges, strict=True)]
    size = len(point) // 2
    while size >= 2:
        for start in range(0, len(point), size):
            candidate = (*point[:start], *simplest[start : start + size], *point[start + size :])
            if candidate != point and judge.differs(candidate):
                point = candidate
        size //= 2
    return point


def _parted(values: Iterable[Any]) -> bool:
    """Whether both enclosures are tight enough to print 17 certain digits of each."""
    truth, claim = values
    return all(_is_tight(ball) for ball in (truth, claim)) and not overlap(truth, claim)


def _is_tight(ball: Ball) -> bool:
    return bool(
        ball.is_exact() or ball.rel_accuracy_bits() > 60 or ball.rad() < exact(Fraction(1, 10**40))
    )
