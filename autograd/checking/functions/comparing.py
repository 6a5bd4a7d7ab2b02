"""One entry of a derivative at the points that led to its formula, and what a difference is worth.

Plain numbers that a derivative computed are rounded. At a kink of the function its slope is a
convention, and any claim goes. At a border, where a function goes another way next to a point, the
formula of the point alone says nothing of the slope. So the function and its slope are looked at on
both sides, at a step and at half of it: what is smooth comes closer as the step shrinks, and a jump
stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ..certified.balls import Ball, is_number
from ..certified.digits import significant
from ..certified.program import Program
from ..decision.judge import DEEP, PRECISIONS, Convention, Judge, Outcome, Question
from ..decision.points import Point
from ..decision.ranges import Range
from ..meaning.scope import Scope
from .componentwise import Entry, gathered
from .rounding import is_rounded
from .running import Pair

_SLACK = 4.0  # times what half a step changes; a smooth function needs less than 1
_FLOATS = 2.0**-50  # relative


@dataclass(frozen=True)
class Limit:
    """A number at a step and at half of it, and what it comes to at no step.

    >>> Limit(1.5, 1.25).value, Limit(1.5, 1.25).meets(1.0), Limit(1.0, 1.0).meets(0.0)
    (1.0, True, False)
    """

    near: float
    nearer: float

    @property
    def value(self) -> float:
        """The number at no step."""
        return 2.0 * self.nearer - self.near

    @property
    def error(self) -> float:
        """How far off that may be."""
        return _SLACK * abs(self.nearer - self.near) + _FLOATS * abs(self.nearer)

    def meets(self, other: Limit | float) -> bool:
        """Whether this comes to the same as another."""
        if isinstance(other, float):
            other = Limit(other, other)
        return abs(self.value - other.value) <= self.error + other.error


@dataclass(frozen=True)
class Side:
    """A function and its slope on one side of a point."""

    y: Limit
    slope: Limit


def is_kink(y: float, sides: Sequence[Side]) -> bool:
    """Whether a function that is `y` at a point jumps there, or its slope does.

    >>> flat = Side(y=Limit(0.0, 0.0), slope=Limit(0.0, 0.0))
    >>> rising = Side(y=Limit(0.2, 0.1), slope=Limit(1.0, 1.0))
    >>> is_kink(0.0, [flat, rising]), is_kink(0.0, [flat, flat]), is_kink(1.0, [flat, flat])
    (True, False, True)
    """
    return not (all(side.y.meets(y) for side in sides) and sides[0].slope.meets(sides[-1].slope))


# An entry of the function at a point and its slope there, as symbols; None where it has none.
Slope = Callable[[Entry, Point], tuple[Any, Any] | None]

_BITS = 256
_TRUSTED = 1e-6  # relative; what is expected of plain floats at ordinary points


@dataclass
class EntryAtPoints:
    """The truth and the claim about one entry, compared at points."""

    scope: Scope
    pair: Pair
    component: Entry
    slope: Slope
    rounded: bool = False  # whether the claim came as rounded numbers somewhere
    borders: set[Point] = field(default_factory=set)  # kinks where the function branches

    @cached_property
    def judge(self) -> Judge:
        """Compares the two formulas exactly."""
        scope, each = self.scope, self.component
        named = {name: (node, Range()) for name, node in scope.variables.items()}
        truth, claim = scope.as_symbol(each.truth), scope.as_symbol(each.claim)
        return Judge(
            Question(
                truth,
                claim,
                named,
                scope.constants,
                slopes=True,
                context=[each.y],
                derived=scope.derived,
            )
        )

    def at(self, where: Point) -> Outcome:
        """What one point says."""
        outcome = self.judge.compare(where, deep=True)
        if outcome != "differ":
            return outcome
        if self.pair.rounds or self.pair.is_alone(self.pair.derivative, where):
            self.rounded = True
            truth, claim = map(float, self.judge.values(where, _BITS))
            if _near(truth, claim):
                return "agree"
            if where not in self.pair.usual:
                return "undecided"
        if is_rounded(*map(float, self.judge.values(where, _BITS))):
            return "agree"
        return self._at_border(where)

    def _at_border(self, where: Point) -> Outcome:
        """What a difference is worth, given the function next to this point."""
        here = self._floats(where, self.component.y, self.component.claim)
        sides = [self._side(*steps) for steps in self.pair.beside(where)]
        if not sides or here is None:
            return "differ"
        if None in sides:
            return "kink"
        (y, claim), known = here, [side for side in sides if side is not None]
        if is_kink(y, known):
            self.borders.add(where)
            return "kink"
        if not any(self.pair.turns(self.pair.f, where)):
            return "differ"
        return "agree" if any(side.slope.meets(claim) for side in known) else "differ"

    def _side(self, near: Point, nearer: Point) -> Side | None:
        """The entry and its slope at two points on one side; None where there are none."""
        found = []
        for point in (near, nearer):
            symbols = self.slope(self.component, point)
            numbers = symbols and self._floats(point, *symbols)
            if not numbers:
                return None
            found.append(numbers)
        return Side(*(Limit(*pair) for pair in zip(*found, strict=True)))

    def _floats(self, where: Point, *roots: Any) -> list[float] | None:
        scope = self.scope
        symbols = list(map(scope.as_symbol, roots))
        program = Program(symbols, list(scope.variables.values()), scope.constants)
        found = program.at(where, _BITS)
        return list(map(float, found)) if all(map(is_number, found)) else None

    def convention(self, where: Point) -> Convention | None:
        """What both sides say at a kink, if that is what it is."""
        found = self.judge.convention(where)
        if where in self.borders:
            found = Convention({}, *(significant(x, 6) for x in self.judge.values(where, _BITS)))
        return found and replace(found, where=gathered(self.judge.named(where)))

    def values(self, where: Point) -> tuple[Ball, Ball]:
        """Both sides, to as many digits as are shown."""
        for bits in PRECISIONS + DEEP:
            truth, claim = self.judge.values(where, bits)
            if all(x.rel_accuracy_bits() > 60 for x in (truth, claim)):
                break
        return truth, claim


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= _TRUSTED * max(abs(a), abs(b), _TRUSTED)
