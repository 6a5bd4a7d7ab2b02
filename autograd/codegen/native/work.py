"""The memory in which native code works, and a call over rows in it.

>>> from autograd import compile
>>> compile(lambda x: x * x, target="native").rows([[2.0], [3.0]]).tolist()
[4.0, 9.0]
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

from ...support.arrays import numpy
from .building import Built
from .layout import LANES, STRIDE, Layout

NARROW = 1024  # rows that are copied next to each other rather than read where they lie


class Work:
    """Arrays for one call at a time."""

    def __init__(self, layout: Layout) -> None:
        np = numpy()
        self.layout = layout
        self.shared = np.zeros(len(layout.shared) + LANES)
        self._rows = np.zeros((len(layout.places) + len(layout.outs)) * STRIDE + LANES)
        self._sums = np.zeros((2, (len(layout.sums) + 1) * LANES))
        self._columns = np.zeros((len(layout.columns), NARROW))
        self._outs = np.zeros((len(layout.outs), NARROW))
        self._pointers = np.zeros((3, len(layout.columns) + len(layout.outs) + 1), dtype=np.int64)
        arrays = (*self._pointers, self.shared, self._rows, *self._sums)
        self._addresses = [_address(array) for array in arrays]
        self._points_to: Any = None

    def run(self, built: Built, columns: Sequence[Any], outs: Any, n: int) -> Any:
        """Go over n rows; `outs` is an array with a row for each result that has no sum.

        Returns the sums, one for each of `layout.sums`.
        """
        if n <= NARROW:
            for here, column in zip(self._columns, columns, strict=True):
                here[:n] = column
            self._point(self._columns, self._outs, key=NARROW)
        else:
            self._point(columns, outs, key=None)
        built.loaded.run(*self._addresses, n)
        if n <= NARROW and len(outs):
            outs[:, :n] = self._outs[:, :n]
        return self._sums[0, : len(self.layout.sums)].copy()

    def _point(self, columns: Sequence[Any], outs: Sequence[Any], key: object) -> None:
        """Tell where the columns are; those of few rows are always in the same place."""
        if key is not None and self._points_to == key:
            return
        froms, strides, tos = self._pointers
        for i, column in enumerate(columns):
            froms[i], strides[i] = _address(column), column.strides[0] // 8
        for i, out in enumerate(outs):
            tos[i] = _address(out)
        self._points_to = key


def descended(
    built: Built, numbers: Sequence[float], moving: list[int], rate: float, steps: int
) -> Any:
    """The inputs after some steps of gradient descent.

    `moving` are the inputs that move; the slope by input i is result 1 + i.
    """
    np, layout = numpy(), built.layout
    work = Work(layout)
    work.shared[: len(numbers)] = numbers
    slopes = [layout.program.results[1 + i] for i in moving]
    constants = np.array([x if isinstance(x, float) else 0.0 for x in slopes])
    start, fixed = _address(work.shared), _address(constants)
    froms = [
        start + 8 * layout.shared[x] if isinstance(x, int) else fixed + 8 * k
        for k, x in enumerate(slopes)
    ]
    pointers = np.array([froms, [start + 8 * i for i in moving]], dtype=np.int64)
    room = np.zeros(len(moving))
    addresses = (start, *map(_address, (*pointers, room)))
    built.loaded.descend(*addresses, len(moving), rate, steps if moving else 0)
    return work.shared[: len(numbers)].copy()


def _address(array: Any) -> int:
    return array.__array_interface__["data"][0]  # type: ignore[no-any-return]


class Runner:
    """Runs what was built; as many calls at a time as one likes, each in memory of its own."""

    def __init__(self, built: Built, threads: int = 1) -> None:
        self.built, self.threads = built, threads
        self.results = built.results
        self._idle: list[Work] = []

    def __call__(self, shared: Any, columns: Sequence[Any], n: int) -> tuple[Any, Any, Any]:
        """The sums, the shared numbers with what was made of them, and the columns of results.

        `shared` fills the inputs that all rows share, in order; `columns` are arrays of n numbers.
        """
        np = numpy()
        outs = np.empty((len(self.built.layout.outs), n))
        parts = self._parts(n)
        if len(parts) == 1:
            return (*self._part(shared, columns, outs, n), outs)
        with ThreadPoolExecutor(len(parts)) as pool:
            jobs = [
                pool.submit(self._part, shared, [c[a:b] for c in columns], outs[:, a:b], b - a)
                for a, b in parts
            ]
            done = [job.result() for job in jobs]
        return sum(sums for sums, _ in done), done[0][1], outs

    def _parts(self, n: int) -> list[tuple[int, int]]:
        """Ranges of rows, one for each thread; few rows are not worth a second thread."""
        count = max(1, min(self.threads, n // NARROW))
        edges = [n * i // count for i in range(count + 1)]
        return list(pairwise(edges))

    def _part(self, shared: Any, columns: Sequence[Any], outs: Any, n: int) -> tuple[Any, Any]:
        work = self._idle.pop() if self._idle else Work(self.built.layout)
        work.shared[: len(shared)] = shared
        sums = work.run(self.built, columns, outs, n)
        made = work.shared.copy()
        self._idle.append(work)
        return sums, made


class OverRowsRunner:
    """See `codegen.over_rows.Engine`."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner

    def __call__(self, shared: Any, columns: Sequence[Any], n: int) -> tuple[Any, list[Any]]:
        sums, made, outs = self.runner(shared, columns, n)
        results = self.runner.results
        numbers = results.numbers(sums, made, n)
        return numbers, [results.column(i, outs, columns) for i in results.apart]
