"""A function and its derivative run at points, and sorted by the way that they take there.

A way is what was computed and returned, whatever the arguments were: where it changes from point to
point, a function looks at its numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import islice
from math import isfinite
from typing import Any

from ...engine.node import Node
from ...engine.scalars import is_real
from ...errors import AutogradError, OperandError, ShapeError
from ...support.arrays import ieee_arithmetic, numpy
from ..decision.points import Point, grid, ordinary, scales
from ..decision.ranges import Range
from .arguments import Arguments
from .expansion import signature
from .thresholds import numbers_in

Function = Callable[..., Any]

ORDINARY, SIMPLE, BESIDE, SIZES = 40, 20, 60, 20  # points of each kind
FIRST = 60  # points of which one has to have a value

_NEAR = Fraction(1, 2**20)
_SMALL = Fraction(1, 2**10)
_NEXT = Fraction(1, 2**40), Fraction(-1, 2**40)  # to the points next to one, relative to its size
NO_VALUE = (AutogradError, ArithmeticError, ValueError)


@dataclass(frozen=True)
class Run:
    """What a function and its derivative returned at a point."""

    point: Point
    leaves: Sequence[Node]
    value: Any
    stated: Any

    @property
    def made(self) -> Any:
        """The way that was taken: equal for equal ways."""
        return signature([self.value, self.stated], self.leaves)


@dataclass
class Way:
    """Points at which the functions did the same, and the run at the first of them."""

    made: Any
    run: Run
    points: list[Point] = field(default_factory=list)


@dataclass(frozen=True)
class Pair:
    """A function and what is said to be its derivative, and where their arguments may lie."""

    f: Function
    derivative: Function
    taken: Arguments
    ranges: Sequence[Range]

    def run(self, exact: Point) -> Run:
        """Both at a point, or as near to it as floats come."""
        point = _in_floats(exact)
        leaves = self.taken.leaves(point)
        value = self.call(self.f, leaves)
        return Run(point, leaves, value, self.call(self.derivative, leaves))

    def call(self, function: Function, leaves: Sequence[Node]) -> Any:
        """What one of them returns; of plain arrays that it uses no warning is wanted."""
        with ieee_arithmetic():
            return self.taken.call(function, leaves)

    def ways(self, points: Iterable[Point]) -> list[Way]:
        """The ways that are taken at those of the points where both functions have a value."""
        found: dict[Any, Way] = {}
        refused: Exception | None = None
        for tried, exact in enumerate(points):
            if tried >= FIRST and not found:
                break
            try:
                run = self.run(exact)
                _refuse_infinite(run.stated)
            except (OperandError, ShapeError):
                raise
            except NO_VALUE as error:
                refused = refused or error
            else:
                made = run.made
                found.setdefault(made, Way(made, run)).points.append(run.point)
        if not found:
            raise OperandError(
                f"there is none of {tried} points at which both functions have a value: {refused}"
            )
        return list(found.values())

    def leads_elsewhere(self, way: Way, point: Point) -> bool:
        """Whether a point certainly leads another way."""
        try:
            return bool(self.run(point).made != way.made)
        except NO_VALUE:
            return False

    def turns(self, function: Function, point: Point) -> list[bool]:
        """For each side of a point, whether the function goes another way next to it."""
        here = self._way(function, point)
        return [self._way(function, near) != here for near, _ in self.beside(point)]

    def is_alone(self, function: Function, point: Point) -> bool:
        """Whether the function goes another way on both sides: it computes in plain numbers."""
        return self.turns(function, point) == [True, True]

    @cached_property
    def rounds(self) -> bool:
        """Whether the derivative computes in plain numbers, at some of the ordinary points."""
        points = map(_in_floats, islice(ordinary(self.ranges), ORDINARY))
        return any(self.is_alone(self.derivative, point) for point in points)

    @cached_property
    def usual(self) -> frozenset[Point]:
        """Points at which plain floats lose few digits."""
        return frozenset(map(_in_floats, usual(self.ranges, self.numbers)))

    @cached_property
    def numbers(self) -> list[Fraction]:
        """The numbers that stand in the functions."""
        return numbers_in([self.f, self.derivative])

    def wanted(self, points: int) -> int:
        """How many of so many points have to be decided: one where all points are looked at."""
        return 1 if all(each.members is not None for each in self.ranges) else points

    def beside(self, point: Point) -> list[tuple[Point, Point]]:
        """A point next to this one, and one half as far, on each side that is in the ranges."""
        sides = [(self._moved(point, step), self._moved(point, step / 2)) for step in _NEXT]
        return [
            (near, nearer)
            for near, nearer in sides
            if near != point and all(x in r for x, r in zip(near, self.ranges, strict=True))
        ]

    def _moved(self, point: Point, step: Fraction) -> Point:
        return _in_floats(
            x if each.integral or each.members is not None else x + k * step * (abs(x) or 1)
            for k, (x, each) in enumerate(zip(point, self.ranges, strict=True), 1)
        )

    def _way(self, function: Function, point: Point) -> Any:
        leaves = self.taken.leaves(point)
        try:
            return signature([self.call(function, leaves)], leaves)
        except NO_VALUE:
            return None


def _in_floats(point: Iterable[Fraction]) -> Point:
    return tuple(Fraction(float(x)) for x in point)


def _refuse_infinite(stated: Any) -> None:
    """Raise `ValueError` for a number that is none."""
    if isinstance(stated, list | tuple):
        for each in stated:
            _refuse_infinite(each)
    elif is_real(stated) and not isfinite(stated):
        raise ValueError(f"the derivative is {stated}")
    elif (
        hasattr(stated, "dtype") and stated.dtype.kind == "f" and not numpy().isfinite(stated).all()
    ):
        raise ValueError("the derivative is not finite")


# ---- Points -------------------------------------------------------------------------------------


def looked_at(ranges: Sequence[Range], numbers: Sequence[Fraction]) -> Iterator[Point]:
    """The points at which functions with these numbers are run, always the same.

    Ordinary numbers and simple ones, then each number of the functions and those beside it, then
    numbers of every size.
    """
    if all(each.members is not None for each in ranges):
        yield from islice(grid(ranges), SIMPLE + BESIDE)
        return
    yield from usual(ranges, numbers)
    yield from islice(_beside(ranges, numbers), BESIDE)
    yield from islice(scales(ranges), SIZES)


def usual(ranges: Sequence[Range], numbers: Sequence[Fraction]) -> Iterator[Point]:
    """Those of them at which plain floats lose few digits."""
    yield from islice(ordinary(ranges), ORDINARY)
    yield from islice(grid(ranges), SIMPLE)
    large = [x for x in numbers if abs(x) > _SMALL]
    yield from islice(_at(ranges, [[x + step for x in large] for step in (0, 1, -1)]), BESIDE // 2)


def _beside(ranges: Sequence[Range], numbers: Sequence[Fraction]) -> Iterator[Point]:
    """Points at numbers and next to them, at the ends of the ranges, and at others about them."""
    yield from _at(ranges, [[x + step for x in numbers] for step in (0, _NEAR, -_NEAR)])
    yield from _at(ranges, [None])
    yield from _at(ranges, [[x * k for x in numbers] for k in (-1, 2, Fraction(1, 2))])


def _at(ranges: Sequence[Range], choices: Sequence[Sequence[Fraction] | None]) -> Iterator[Point]:
    """One coordinate at each of the numbers, or at an end of its range, the others ordinary."""
    around = ordinary(ranges)
    for numbers in choices:
        for place, each in enumerate(ranges):
            for x in each.edges() + each.near_edges() if numbers is None else numbers:
                if x in each:
                    filler = next(around)
                    yield (*filler[:place], x, *filler[place + 1 :])
