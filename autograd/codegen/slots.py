"""A program over rows in a few arrays: where each register waits, and for how long.

A register whose last reader is done leaves its place to the next, so that a block of rows stays in
the cache. What is the same for all rows has one number, what differs a column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

from ..engine.nary import Nary
from ..engine.primitive import Primitive
from ..ops.choice import where
from ..support.arrays import numpy
from ..values.symbol import Condition
from . import functions
from .native.layout import Layout
from .program import Operand


@dataclass(frozen=True)
class Place:
    """One array of those of its kind: columns or numbers, of floats or of conditions."""

    varying: bool
    decides: bool
    index: int


Given: TypeAlias = Place | float


@dataclass(frozen=True)
class Call:
    """A function of some operands, whose answer goes to a place.

    It is a ufunc, which writes there itself, or one that is told where.
    """

    function: Callable[..., Any]
    operands: tuple[Given, ...]
    to: Place


class Slots:
    """The places of a layout's registers, and the calls in their order."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.counts = layout, defaultdict[tuple[bool, bool], int](int)
        self.places: dict[int, Place] = {}
        self._free: dict[tuple[bool, bool], list[Place]] = defaultdict(list)
        program = layout.program
        for x in range(layout.inputs):
            self.places[x] = self._new(x in layout.places, False)
        first, later = list(chain(*layout.once)), list(chain(*layout.pieces))
        kept = {x for term in layout.terms for x in term} | layout.outs.keys()
        last = {x: k for k in later for x in program.steps[k][1] if isinstance(x, int)}
        self.once = list(self._calls(first, {}, varying=False))
        ends: dict[int, list[int]] = defaultdict(list)
        for x, k in last.items():
            if x >= layout.inputs and x not in kept:
                ends[k].append(x)
        self.each = list(self._calls(later, ends, varying=True))

    def _calls(
        self, steps: Sequence[int], ends: dict[int, list[int]], varying: bool
    ) -> Iterator[Call]:
        for k in steps:
            op, args = self.layout.program.steps[k]
            function, in_place = _function(op)
            operands = tuple([self._given(x) for x in args])
            if in_place:
                self._leave(ends.get(k, ()))
            to = self._new(varying, isinstance(op, Condition))
            if not in_place:
                self._leave(ends.get(k, ()))
            self.places[self.layout.inputs + k] = to
            yield Call(function, operands, to)

    def _given(self, x: Operand) -> Given:
        return self.places[x] if isinstance(x, int) else x

    def _new(self, varying: bool, decides: bool) -> Place:
        kind = (varying, decides)
        if self._free[kind]:
            return self._free[kind].pop()
        self.counts[kind] += 1
        return Place(varying, decides, self.counts[kind] - 1)

    def _leave(self, registers: Collection[int]) -> None:
        for x in registers:
            place = self.places[x]
            if place.varying:
                self._free[(True, place.decides)].append(place)


def _function(op: Primitive) -> tuple[Callable[..., Any], bool]:
    """An operation that writes its answer to its last argument, and whether that may be another."""
    np = numpy()
    if op is where:
        return _chosen, False
    function = functions.on_arrays(op)
    if isinstance(function, np.ufunc):
        return function, True
    if isinstance(op, Nary):
        return lambda *xs: np.copyto(xs[-1], function(xs[:-1])), False
    return lambda *xs: np.copyto(xs[-1], function(*xs[:-1])), False


def _chosen(condition: Any, a: Any, b: Any, to: Any) -> None:
    np = numpy()
    np.copyto(to, b)
    np.copyto(to, a, where=condition)
