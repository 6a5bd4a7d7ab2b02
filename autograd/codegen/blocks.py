"""Rows in NumPy: blocks that a processor's memory holds, one operation at a time over each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.modes import ieee
from ..support.arrays import ieee_arithmetic, numpy
from . import functions
from .loading import loaded
from .over_rows import Engine
from .source import written
from .targets import ARRAYS
from .trace import Trace

BLOCK = 2000  # rows: a column of this many doubles is 16 kB


class Blocks(Engine):
    """Runs a program over rows, and sums what is to be summed."""

    def __init__(self, traced: Trace, rows: list[int], summed: frozenset[int]) -> None:
        program = traced.program
        names = dict(zip(program.inputs, range(len(program.inputs)), strict=True))
        flat = Trace(traced.name, dict(names), list(range(len(program.results))), program)
        text = written(flat, ARRAYS)
        self._run = loaded(text, functions.on_rows(text.functions), self)
        self._rows, self._summed = frozenset(rows), summed
        self._inputs, self._results = len(program.inputs), len(program.results)

    def __call__(self, shared: Any, columns: Sequence[Any], n: int) -> tuple[Any, list[Any]]:
        """See `over_rows.Engine`."""
        np = numpy()
        numbers = np.zeros(self._results)
        apart = [[] for i in range(self._results) if i not in self._summed]  # type: ignore[var-annotated]
        for start in range(0, n, BLOCK):
            part = [column[start : start + BLOCK] for column in columns]
            with ieee(), ieee_arithmetic():
                answer = self._run(*self._arguments(shared, part))
            self._collect(answer, numbers, apart, len(part[0]))
        return numbers, [np.concatenate(parts) if parts else np.zeros(0) for parts in apart]

    def _arguments(self, shared: Any, columns: Sequence[Any]) -> list[Any]:
        shared, own = iter(shared), iter(columns)
        return [next(own) if i in self._rows else next(shared) for i in range(self._inputs)]

    def _collect(self, answer: Sequence[Any], numbers: Any, apart: list[list[Any]], n: int) -> None:
        """Add a block's results to the sums, or behind those of the blocks before."""
        np = numpy()
        own = iter(apart)
        for i, y in enumerate(answer):
            if i not in self._summed:
                next(own).append(np.broadcast_to(y, n))
            else:
                numbers[i] += y.sum() if getattr(y, "shape", ()) else n * y
