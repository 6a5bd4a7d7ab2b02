"""Slopes at a kink: one notion for formulas, functions, worked numbers and updates.

Where numbers tie (relu at 0, the ends of a clip, the condition of a `where`) the rules give a
convention, or the slope of a branch that holds at that point only. What a slope is there is seen
from beside: what is differentiated in is moved a little to either side, all else held.

- Both sides tend to one number, and what is differentiated does not jump: that is the slope.
- They tend to two: a kink. The rules give the convention.
- What is differentiated jumps, or the sides tend to nothing that can be told: there is no slope.

>>> from autograd.engine.backward import gradients
>>> from autograd.values.symbol import Symbol
>>> x = Symbol("x")
>>> y = x.relu() - (-x).relu()
>>> slope = gradients(y, [x], record=True)[0]
>>> found = Kinks([slope], [x], {}, {slope.serial: Derivative(y, x, slope)})
>>> with precision(64):
...     found.at([Fraction(0)], 64).roots
[1.00000000000000000]
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial, reduce
from itertools import chain
from operator import add
from typing import Any

from ...engine.node import Node
from ...engine.primitive import Primitive
from ...engine.walks import between
from ..certified.balls import UNDEFINED, Ball, Constant, balls, exact, precision
from ..certified.program import Changes, Program
from ..certified.rationals import rationals
from .sides import Derivative as Derivative
from .sides import Kink as Kink
from .sides import authority, kind, limit, meet, names

FINER = 8  # times the bits: beside 0, 1 - cos(x) and the like cancel most of them
Ties = list[tuple[Primitive, tuple[int, ...]]]


@dataclass(frozen=True)
class Evaluated:
    """Enclosures of the roots at a point, and the kinks found there."""

    roots: list[Any]
    kinks: Sequence[Kink] = ()
    smoothed: bool = False  # whether a slope is another than the rules give
    changes: Changes = field(default_factory=dict)


class Kinks:
    """The formulas of some roots at points, the slopes among them taken for what they are.

    `derived` says by serial which nodes are slopes.
    """

    def __init__(
        self,
        roots: Sequence[Any],
        inputs: Sequence[Node],
        constants: Mapping[int, Constant],
        derived: Mapping[int, Derivative],
    ) -> None:
        self.program = Program(roots, inputs, constants)
        self.roots = list(self.program.roots)
        self.derived = derived
        self.derivatives: list[Derivative] = []
        self.places: list[tuple[int, int, int]] = []
        if self.program.ties:
            self._mark(roots, inputs, constants)

    def _mark(
        self,
        roots: Sequence[Any],
        inputs: Sequence[Node],
        constants: Mapping[int, Constant],
    ) -> None:
        """Give the slopes, and what they are taken in, places of their own among the values."""
        given = {node.serial for node in inputs}
        found = {k: self.derived[k] for k in between(roots, given) if k in self.derived}
        waiting = list(found.values())
        for d in waiting:  # before a slope comes that which it is the slope of
            if (inner := self.derived.get(d.of.serial)) is not None:
                found[inner.slope.serial] = inner
                waiting.append(inner)
        ends = [x for d in found.values() for x in (d.of, d.wrt, d.slope)]
        valued = _with_values(ends, given | constants.keys())
        self.derivatives = [
            d for _, d in sorted(found.items()) if {d.wrt.serial, d.slope.serial} <= valued
        ]
        marked = [
            (d.of if d.of.serial in valued else 0.0, d.wrt, d.slope)  # 0.0 jumps nowhere
            for d in self.derivatives
        ]
        apart = {node.serial for d in self.derivatives for node in (d.wrt, d.slope)}
        self.program = Program([*roots, *chain(*marked)], inputs, constants, apart)
        self.roots = self.program.roots[: len(roots)]
        places = iter(self.program.roots[len(roots) :])
        self.places = list(zip(places, places, places, strict=True))

    def at(self, point: Sequence[Any], bits: int) -> Evaluated:
        """The roots at a point, whose coordinates are rational numbers or balls."""
        with precision(bits):
            values = self._values(point, bits, {})
            found = ties(self.program, point, values)
            return self._at_ties(point, found, bits) if found else self._evaluated(values)

    def beside(self, point: Sequence[Any], found: Evaluated, bits: int) -> Iterator[list[Any]]:
        """The roots with the slope at each kink replaced by what it tends to from each side."""
        with precision(bits):
            for kink in found.kinks:
                for side in kink.sides:
                    changes = self._replaced(found.changes, kink.place, side)
                    values = self._values(point, bits, changes)
                    yield [values[root] for root in self.roots]

    def _values(self, point: Sequence[Any], bits: int, changes: Changes) -> list[Any]:
        return self.program.onwards(balls(point), bits, changes)

    def _at_ties(self, point: Sequence[Any], found: Ties, bits: int) -> Evaluated:
        known = enumerate(_rationals(self.program, point))
        changes: Changes = {slot: partial(_instead, x) for slot, x in known if x is not UNDEFINED}
        kinks, smoothed = [], False
        for derivative, places in zip(self.derivatives, self.places, strict=True):
            moved = self.program.reached(places[1])
            if not (tied := [op for op, slots in found if not moved.isdisjoint(slots)]):
                continue
            still: Changes = {slot: change for slot, change in changes.items() if slot not in moved}
            limits = [self._limits(point, bits, still, places, side) for side in (1, -1)]
            values = self._values(point, bits, changes)
            is_a, sides = kind(values[places[0]], [each for each in limits if each])
            slope = values[places[2]]
            if is_a == "smooth":
                if not meet(slope, sides[0]):
                    smoothed = True
                    changes = self._replaced(changes, places[2], reduce(_union, sides))
                continue
            called, who = names(derivative, self.derived), authority(tied, slope, sides)
            kinks.append(Kink(called, is_a, places[2], slope, sides, who))
        values = self._values(point, bits, changes)
        return self._evaluated(values, kinks, smoothed, changes)

    def _replaced(self, changes: Changes, place: int, value: Ball) -> Changes:
        """The changes and one more; what follows from that value is computed anew."""
        later = self.program.reached(place)
        kept = {slot: change for slot, change in changes.items() if slot not in later}
        return {**kept, place: partial(_instead, value)}

    def _evaluated(
        self,
        values: list[Any],
        kinks: Sequence[Kink] = (),
        smoothed: bool = False,
        changes: Changes | None = None,
    ) -> Evaluated:
        return Evaluated([values[root] for root in self.roots], kinks, smoothed, changes or {})

    def _limits(
        self, point: Sequence[Any], bits: int, still: Changes, places: Any, side: int
    ) -> tuple[Ball, Ball] | None:
        """What is differentiated and its slope tend to from a side; None where they end there."""
        of, wrt, slope = places
        fine = FINER * bits
        with precision(fine):
            steps = [exact(Fraction(side, 2**k)) for k in (bits // 2, bits)]
            moves: list[Changes] = [{**still, wrt: partial(add, step)} for step in steps]
            far, near = (self._values(point, fine, each) for each in moves)
            if UNDEFINED in (far[of], near[of], far[slope], near[slope]):
                return None
            return limit(far[of], near[of]), limit(far[slope], near[slope])


def _with_values(roots: Sequence[Node], known: Container[int]) -> set[int]:
    """The nodes that have values once these are known."""
    found: set[int] = set()
    for serial, node in between(roots, known).items():
        args = (x.serial in found for x in node.args if isinstance(x, Node))
        if serial in known or (node.op is not None and all(args)):
            found.add(serial)
    return found


def ties(program: Program, point: Sequence[Any], values: Sequence[Any]) -> Ties:
    """The operations whose numbers tie at a point, and where those stand among the values."""
    gaps = list(program.gaps(values))
    if any(gap.contains(0) and not gap.is_zero() for *_, gap in gaps):
        gaps += program.gaps(_rationals(program, point))
    return [(op, slots) for op, slots, gap in gaps if gap.is_zero()]


def _rationals(program: Program, point: Sequence[Any]) -> list[Any]:
    return rationals(program, [x if isinstance(x, Fraction) else None for x in point])


def _union(a: Ball, b: Ball) -> Ball:
    return a.union(b)


def _instead(x: Any, _: Any) -> Any:
    """A value in the place of another."""
    return exact(x) if isinstance(x, Fraction) else x
