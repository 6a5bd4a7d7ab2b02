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
FEWER = 200  # and of one that is simpler than another
WORK = 2_000_000  # of each way of searching


def refuted(
    judge: Judge,
    found: Point,
    verdict: Verdict,
    best: Point | None = None,
    simplest: bool = True,
) -> Verdict:
    """The verdict with the simplest counterexample, starting from one that was found.

    If there is a `best` one already, of another question, only a simpler one is looked for.
    """
    verdict.status, verdict.reason = "wrong", ""
    points = _found(judge, found, best) if simplest else [found]
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


def _found(judge: Judge, first: Point, best: Point | None) -> list[Point]:
    """Points that tell the two apart, as far as the work allowed finds simpler ones."""
    points = [first]
    with suppress(OutOfWork), allowed(min(WORK, left() // 2)):
        points.extend(_simplified(judge, first))
    with suppress(OutOfWork), allowed(min(WORK, left() // 2)):
        known = min([*points, *filter(None, [best])], key=total_simplicity)
        points.extend(_on_the_grid(judge, known, FEWER if best else SIMPLER))
    return points


def _on_the_grid(judge: Judge, best: Point, most: int) -> Iterator[Point]:
    """The first of the simplest points that tells the two apart, if it is before the best."""
    for k, point in enumerate(islice(grid(judge.ranges, total_simplicity(best)[0][0]), most)):
        if k == 0:
            judge.start(point)
        if judge.differs(point):
            yield point
            return


def _simplified(judge: Judge, point: Point) -> Iterator[Point]:
    """One coordinate after another replaced by the simplest number that keeps the difference."""
    if len(point) > FEW:
        point = _coarsely(judge, point)
    before = None
    judge.start(point)
    while before != point:
        before = point
        for place, each in enumerate(judge.ranges):
            for x in each.simple():
                if simplicity(x) >= simplicity(point[place]):
                    break
                candidate = (*point[:place], x, *point[place + 1 :])
                if judge.differs(candidate):
                    point = candidate
                    judge.start(point)
                    yield point
                    break


def _coarsely(judge: Judge, point: Point) -> Point:
    """All coordinates made as simple as can be, but for a few that are found by halving.

    The last that is needed stands where the others up to it tell the two apart, and those before
    it do not. With it kept, the next is found among those before.
    """
    simplest = [next(iter(each.simple()), x) for x, each in zip(point, judge.ranges, strict=True)]
    kept = len(point)
    tail: Point = ()
    judge.start(tuple(simplest))
    while kept and not judge.differs((*simplest[:kept], *tail)):
        low, high = 0, kept  # with so many as they are the two are not apart, and with so many are
        while high - low > 1:
            middle = (low + high) // 2
            if judge.differs((*point[:middle], *simplest[middle:kept], *tail)):
                high = middle
            else:
                low = middle
        tail = (point[high - 1], *simplest[high:kept], *tail)
        kept = high - 1
    return (*simplest[:kept], *tail)


def _parted(values: Iterable[Any]) -> bool:
    """Whether both enclosures are tight enough to print 17 certain digits of each."""
    truth, claim = values
    return all(_is_tight(ball) for ball in (truth, claim)) and not overlap(truth, claim)


def _is_tight(ball: Ball) -> bool:
    return bool(
        ball.is_exact() or ball.rel_accuracy_bits() > 60 or ball.rad() < exact(Fraction(1, 10**40))
    )
