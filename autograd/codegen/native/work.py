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
from .driver import FRAME

AT_A_TIME = 100_000  # steps of a descent: between them Python hears of Ctrl-C
NARROW = 1024  # rows that are copied next to each other rather than read where they lie


class Work:
    """Arrays for one call at a time. `shared` are the numbers that are given, to be filled in."""

    def __init__(self, built: Built) -> None:
        np, layout, results = numpy(), built.layout, built.results
        self._run = built.loaded.run
        self.memory = np.zeros(results.size)
        self.memory[results.fixed :] = results.constants
        self.shared = self.memory[results.shared : results.fixed]
        self.found = np.zeros(len(results.where))
        self.columns = np.zeros((len(layout.columns), NARROW))
        self.outs = np.zeros((len(layout.outs), NARROW))
        self._pointers = np.zeros((3, len(layout.columns) + len(layout.outs) + 1), dtype=np.int64)
        parts = {
            **dict(zip(("columns", "strides", "outs"), self._pointers, strict=True)),
            "froms": np.array([layout.places[x] for x in layout.outs], dtype=np.int64),
            "s": self.shared,
            "r": np.zeros((len(layout.places) + 1) * layout.stride),
            "a": self.memory,
            "tail": self.memory[results.shared // 2 :],
            "where": np.array(results.where, dtype=np.int64),
            "times": np.array(results.times, dtype=np.int64),
            "results": self.found,
        }
        self._kept = parts
        self._frame = np.array([address(parts[name]) for name in FRAME], dtype=np.int64)
        self.frame = address(self._frame)
        self._points_to: Any = None

    def run(self, columns: Sequence[Any], outs: Any, n: int) -> None:
        """Go over n rows; `outs` is an array with a row for each result that has no sum.

        Afterwards `found` has the results that are numbers.
        """
        if n <= NARROW:
            for here, column in zip(self.columns, columns, strict=True):
                here[:n] = column
            self.narrow()
        else:
            self._point(columns, outs)
        self._run(self.frame, n)
        if n <= NARROW and len(outs):
            outs[:, :n] = self.outs[:, :n]

    def narrow(self) -> None:
        """Have the columns of few rows read and written here, always in the same place."""
        if self._points_to != NARROW:
            self._point(self.columns, self.outs)
            self._points_to = NARROW

    def _point(self, columns: Sequence[Any], outs: Sequence[Any]) -> None:
        """Tell where the columns are."""
        froms, strides, tos = self._pointers
        for i, column in enumerate(columns):
            froms[i], strides[i] = address(column), column.strides[0] // 8
        for i, out in enumerate(outs):
            tos[i] = address(out)
        self._points_to = None


def descended(
    built: Built,
    numbers: Sequence[float],
    slopes: dict[int, int],
    moving: list[int],
    rate: float,
    steps: int,
) -> Any:
    """The inputs after some steps of gradient descent.

    `slopes` says of each input which result is the slope by it; `moving` are those that move.
    """
    np, work = numpy(), Work(built)
    work.shared[: len(numbers)] = numbers
    start, memory = address(work.shared), address(work.memory)
    froms = [memory + 8 * built.results.where[slopes[i]] for i in moving]
    pointers = np.array([froms, [start + 8 * i for i in moving]], dtype=np.int64)
    room = np.zeros(len(moving))
    addresses = (start, *map(address, (*pointers, room)))
    for done in range(0, steps if moving else 0, AT_A_TIME):
        built.loaded.descend(*addresses, len(moving), rate, min(steps - done, AT_A_TIME))
    return work.shared[: len(numbers)].copy()


def address(array: Any) -> int:
    """Where the numbers of an array begin."""
    return array.__array_interface__["data"][0]  # type: ignore[no-any-return]


class Runner:
    """Runs what was built; as many calls at a time as one likes, each in memory of its own."""

    def __init__(self, built: Built, threads: int = 1) -> None:
        self.built, self.threads = built, threads
        self.idle: list[Work] = []

    def work(self) -> Work:
        """Memory for a call, which is `idle` again afterwards."""
        try:
            return self.idle.pop()
        except IndexError:
            return Work(self.built)

    def __call__(self, shared: Any, columns: Sequence[Any], n: int) -> tuple[Any, list[Any]]:
        """The results that are numbers, in an array, and columns of those that each row has.

        `shared` fills the inputs that all rows share, in order; `columns` are arrays of n numbers.
        Of a result that is the same in all rows there is no column, but None.
        """
        outs = numpy().empty((len(self.built.layout.outs), n))
        parts = self._parts(n)
        if len(parts) == 1:
            numbers = self._part(shared, columns, outs, n)
        else:
            numbers = self._in_threads(parts, shared, columns, outs)
        apart = self.built.results.apart.values()
        return numbers, [None if out is None else outs[out] for out in apart]

    def _in_threads(
        self, parts: list[tuple[int, int]], shared: Any, columns: Sequence[Any], outs: Any
    ) -> Any:
        with ThreadPoolExecutor(len(parts)) as pool:
            jobs = [
                pool.submit(self._part, shared, [c[a:b] for c in columns], outs[:, a:b], b - a)
                for a, b in parts
            ]
            done = [job.result() for job in jobs]
        numbers, apart = sum(done), list(self.built.results.apart)
        numbers[apart] = done[0][apart]
        return numbers

    def _parts(self, n: int) -> list[tuple[int, int]]:
        """Ranges of rows, one for each thread; few rows are not worth a second thread."""
        count = max(1, min(self.threads, n // NARROW))
        edges = [n * i // count for i in range(count + 1)]
        return list(pairwise(edges))

    def _part(self, shared: Any, columns: Sequence[Any], outs: Any, n: int) -> Any:
        work = self.work()
        work.shared[: len(shared)] = shared
        work.run(columns, outs, n)
        numbers = work.found.copy()
        self.idle.append(work)
        return numbers
