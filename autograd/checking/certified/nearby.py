"""A program at points that differ from one point in few coordinates.

Only what is computed from those coordinates is computed anew.

>>> from autograd.values.symbol import Symbol
>>> x, y = Symbol("x"), Symbol("y")
>>> sum_of_squares = Nearby(Program([x * x + y * y], [x, y]))
>>> with precision(64):
...     sum_of_squares.start([Fraction(3), Fraction(0)], 64)
...     sum_of_squares.values([Fraction(3), Fraction(4)], 64)[-1]
25.0000000000000000
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from functools import cached_property, reduce
from operator import or_
from typing import Any

from ...support.deadlines import work
from .balls import UNDEFINED, Undefined, exact
from .balls import precision as precision
from .program import Program

Coordinates = Sequence[Fraction | int]


class Nearby:
    """The values of a program, where it may be given those at one point."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._start: dict[int, tuple[Coordinates, list[Any]]] = {}  # by precision

    @cached_property
    def _inputs_of(self) -> list[int]:
        """The inputs that each instruction depends on, as the bits of a number."""
        found = [1 << place for place in range(self.program.inputs)]
        found += [0] * len(self.program.constants)
        first = len(found)
        for _, slots, _ in self.program.code:
            found.append(reduce(or_, [found[slot] for slot in slots], 0))
        return found[first:]

    def start(self, point: Coordinates, bits: int) -> None:
        """Compute everything at a point, which those that follow differ little from."""
        values = self.program.values(point, bits)
        self._start = {} if UNDEFINED in values else {bits: (point, values)}

    def values(self, point: Coordinates, bits: int) -> list[Any]:
        """Enclosures of everything, at the precision that holds here, which is `bits`."""
        if bits in self._start:
            with suppress(Undefined):
                return self._renewed(*self._start[bits], point, bits)
        return self.program.values(point, bits)

    def _renewed(
        self, start: Coordinates, values: Sequence[Any], point: Coordinates, bits: int
    ) -> list[Any]:
        """The values at a point, where those at the start are given."""
        moved = [k for k, x in enumerate(point) if x is not start[k] and x != start[k]]
        inputs = sum(1 << k for k in moved)
        later = [k for k, of in enumerate(self._inputs_of) if of & inputs]
        work(self.program.cost(bits, len(moved), len(later)))
        found = list(values)
        for k in moved:
            found[k] = exact(point[k])
        code, first = self.program.code, len(values) - len(self.program.code)
        for k in later:
            function, slots, _ = code[k]
            found[first + k] = function(*[found[slot] for slot in slots])
        return found
