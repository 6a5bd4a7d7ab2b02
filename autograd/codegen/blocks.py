"""Rows in NumPy: blocks that a processor's memory holds, one operation at a time over each.

Every operation writes into an array that is there already (see `slots`); products that are summed
are never made, for NumPy has an inner product.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..engine.modes import ieee
from ..support.arrays import ieee_arithmetic, numpy
from .native.layout import layout_of
from .over_rows import Engine
from .slots import Call, Given, Place, Slots
from .trace import Trace

BLOCK = 1024  # rows: a column of this many doubles is 8 kB


class Blocks(Engine):
    """Runs a program over rows, and sums what is to be summed."""

    def __init__(self, traced: Trace, rows: list[int], summed: frozenset[int]) -> None:
        self._layout = layout_of(traced.program, rows, summed)
        self._slots, self._summed = Slots(self._layout), summed
        self._idle: list[_Memory] = []

    def __call__(self, shared: Any, columns: Sequence[Any], n: int) -> tuple[Any, list[Any]]:
        """See `over_rows.Engine`."""
        np, layout = numpy(), self._layout
        outs = np.empty((len(layout.outs), n))
        sums = np.zeros(len(layout.sums))
        memory = self._idle.pop() if self._idle else _Memory(self._slots)
        with ieee(), ieee_arithmetic():
            memory.begin(shared)
            for start in range(0, n, BLOCK):
                part = [column[start : start + BLOCK] for column in columns]
                memory.run(part, sums, outs[:, start : start + BLOCK])
            answer = [self._result(memory, i, sums, outs, n) for i in range(self._results)]
        self._idle.append(memory)
        return np.array([y for y, _ in answer], dtype=float), [
            out for i, (_, out) in enumerate(answer) if i not in self._summed
        ]

    @property
    def _results(self) -> int:
        return len(self._layout.program.results)

    def _result(self, memory: _Memory, i: int, sums: Any, outs: Any, n: int) -> tuple[Any, Any]:
        """A result as a number, and as a column if each row has its own."""
        x, layout = self._layout.program.results[i], self._layout
        if isinstance(x, int):
            if i in self._summed and x in layout.sums:
                return sums[layout.sums[x]], None
            if x in layout.outs:
                return 0.0, outs[layout.outs[x]]
            x = memory.view(self._slots.places[x], 0)
        return (n * x if i in self._summed else x), None


class _Memory:
    """The arrays of a call, and the calls as functions with their arrays."""

    def __init__(self, slots: Slots) -> None:
        np = numpy()
        self.slots, self.layout = slots, slots.layout
        self.arrays = {
            (varying, decides): np.zeros((count, BLOCK) if varying else count, dtype=kind)
            for (varying, decides), count in slots.counts.items()
            for kind in [bool if decides else float]
        }
        inputs = range(self.layout.inputs)
        self._shared = [x for x in inputs if x not in self.layout.places]
        self._once = self._bound(slots.once, 0)
        self._each: dict[int, Any] = {}

    def begin(self, shared: Sequence[float]) -> None:
        """Take what all rows share, and do what hangs on that alone."""
        numbers: Any = self.arrays.get((False, False))
        for x, number in zip(self._shared, shared, strict=True):
            numbers[self.slots.places[x].index] = number
        for function, arrays in self._once:
            function(*arrays)

    def run(self, columns: Sequence[Any], sums: Any, outs: Any) -> None:
        """Go over some rows: their sums are added, their own results written."""
        rows = len(columns[0])
        if rows not in self._each:
            self._each = {m: bound for m, bound in self._each.items() if m == BLOCK}
            self._each[rows] = self._for_rows(rows)
        given, calls, terms, own = self._each[rows]
        for here, column in zip(given, columns, strict=True):
            here[...] = column
        for function, arrays in calls:
            function(*arrays)
        for k, function, arrays in terms:
            sums[k] += function(*arrays)
        for out, column in zip(outs, own, strict=True):
            out[...] = column

    def _for_rows(self, m: int) -> tuple[Any, ...]:
        layout, np = self.layout, numpy()
        terms = [[self.view(self.slots.places[x], m) for x in term] for term in layout.terms]
        return (
            [self.view(self.slots.places[x], m) for x in layout.columns],
            self._bound(self.slots.each, m),
            [(k, np.dot if len(xs) == 2 else np.add.reduce, xs) for k, xs in enumerate(terms)],
            [self.view(self.slots.places[x], m) for x in layout.outs],
        )

    def _bound(self, calls: Sequence[Call], m: int) -> list[tuple[Callable[..., Any], list[Any]]]:
        return [
            (call.function, [self.view(x, m) for x in (*call.operands, call.to)]) for call in calls
        ]

    def view(self, x: Given, m: int) -> Any:
        """An operand over m rows."""
        if not isinstance(x, Place):
            return numpy().array(x)
        array = self.arrays[x.varying, x.decides]
        return array[x.index, :m] if x.varying else array[x.index, ...]
