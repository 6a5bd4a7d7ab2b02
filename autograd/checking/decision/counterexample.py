"""The simplest point at which two formulas differ, and what both are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

from ...deadlines import spent
from ..certified.balls import Ball, exact, overlap, precision
from ..certified.digits import significant
from .judge import DEEP, PRECISIONS, Judge, Verdict
from .points import Point, grid, total_simplicity

SIMPLER = 1500  # points tried in search of the simplest counterexample
SECONDS = 2.0  # for one comparison


def refuted(judge: Judge, found: Point, verdict: Verdict) -> Verdict:
    """The verdict with the simplest counterexample, starting from one that was found."""
    verdict.status, verdict.reason = "wrong", ""
    point = min(_simpler(judge, found), key=total_simplicity)
    every = PRECISIONS + DEEP
    bits = next((b for b in every if _parted(judge.values(point, b))), every[-1])
    truth, claim = judge.values(point, bits)
    verdict.at, verdict.counterexample = point, judge.named(point)
    verdict.true_value, verdict.claimed_value = significant(truth), significant(claim)
    with precision(bits):
        verdict.difference = significant(claim - truth, 6)
        verdict.ratio = None if truth.contains(0) else significant(claim / truth, 6)
    return verdict


def _simpler(judge: Judge, found: Point) -> Iterator[Point]:
    """The point with each coordinate made as simple as it can be, and the first on the grid."""
    yield _simplified(judge, found)
    deadline = spent() + SECONDS
    for point in islice(grid(judge.ranges), SIMPLER):
        if judge.differs(point):
            yield point
        if spent() > deadline or judge.differs(point):
            return


def _simplified(judge: Judge, point: Point) -> Point:
    """One coordinate after another replaced by the simplest number that keeps the difference."""
    before = None
    while before != point:
        before = point
        for place, each in enumerate(judge.ranges):
            for x in each.simple():
                candidate = (*point[:place], x, *point[place + 1 :])
                if total_simplicity(candidate) >= total_simplicity(point):
                    break
                if judge.differs(candidate):
                    point = candidate
                    break
    return point


def _parted(values: Iterable[Any]) -> bool:
    """Whether both enclosures are tight enough to print 17 certain digits of each."""
    truth, claim = values
    return all(_is_tight(ball) for ball in (truth, claim)) and not overlap(truth, claim)


def _is_tight(ball: Ball) -> bool:
    return bool(
        ball.is_exact() or ball.rel_accuracy_bits() > 60 or ball.rad() < exact(Fraction(1, 10**40))
    )
