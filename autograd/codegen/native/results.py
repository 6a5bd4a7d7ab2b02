"""Where each result of a program is found after a run over rows.

It is a sum, a number that all rows share (n times itself, where it is summed), a column that came
out, or one that came in.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from ...support.arrays import numpy
from .layout import LANES, Layout

Found = tuple[Any, Any, Any]  # sums, shared numbers with what was made of them, columns


class Results:
    """The results of a layout, those in `summed` as sums."""

    def __init__(self, layout: Layout, summed: Collection[int]) -> None:
        np, results = numpy(), layout.program.results
        made = len(layout.sums)  # where the shared numbers begin, after the sums
        constants = made + len(layout.shared) + LANES
        self._constants = np.array([x for x in results if not isinstance(x, int)], dtype=float)
        self._places = np.zeros(len(results), dtype=np.intp)
        self._times_n = np.zeros(len(results), dtype=bool)
        self._out: dict[int, int] = {}
        self._in: dict[int, int] = {}
        self._summed = frozenset(summed)
        self.apart = [i for i in range(len(results)) if i not in self._summed]
        for i, x in enumerate(results):
            if not isinstance(x, int):
                self._places[i], constants = constants, constants + 1
                self._times_n[i] = i in summed
            elif x in layout.outs and i not in summed:
                self._out[i] = layout.outs[x]
            elif x in layout.columns:
                self._in[i] = layout.columns.index(x)
            elif x in layout.sums:
                self._places[i] = layout.sums[x]
            else:
                self._places[i] = made + layout.shared[x]
                self._times_n[i] = i in summed

    def numbers(self, sums: Any, made: Any, n: int) -> Any:
        """An array with the results that are numbers; the others have some number there."""
        found = numpy().concatenate([sums, made, self._constants])[self._places]
        if n != 1:
            found[self._times_n] *= n
        return found

    def column(self, i: int, outs: Any, columns: Sequence[Any]) -> Any:
        """A result that is another number in every row; None where it is the same."""
        if i in self._out:
            return outs[self._out[i]]
        if i in self._in:
            column = columns[self._in[i]]
            return column.sum() if i in self._summed else column.copy()
        return None

    def columns(self, found: Found, given: Sequence[Any], n: int) -> list[Any]:
        """Every result as a column."""
        sums, made, outs = found
        numbers = self.numbers(sums, made, n)
        answers = [self.column(i, outs, given) for i in range(len(numbers))]
        np = numpy()
        return [np.full(n, y) if x is None else x for x, y in zip(answers, numbers, strict=True)]
