"""`Native`: a compiled function that runs as machine code.

>>> from autograd import compile, exp
>>> f = compile(lambda x, y: x * y + exp(x), grad=True, target="native")
>>> f(0.0, 3.0)
(1.0, (4.0, 0.0))
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import Any

from ...engine.scalars import to_float
from ...support.arrays import numpy
from ...support.containers import like
from ..compiled import FLOATS, Compiled
from ..numbers import as_column, doubles, gather, shaped
from ..trace import Trace
from .building import Built
from .calling import caller
from .work import Runner, descended


class Native(Compiled):
    """Compiled code that runs as machine code: one point at a time, or over rows.

    A call with numbers has the bits of eager code, but for the last places of sums; rows are
    computed several at a time, by functions within 4 ulp, unless the `manner` is "exact".
    """

    def __init__(
        self,
        traced: Trace,
        following: Callable[[], Compiled] | None = None,
        manner: str = "",
        threads: int = 1,
    ) -> None:
        super().__init__(traced, following, "native")
        self.manner, self.threads = manner, threads

    @cached_property
    def source(self) -> str:
        """What LLVM is given for one point."""
        return self._point.built.text

    def __call__(self, *args: Any, **named: Any) -> Any:
        if named or len(args) != len(self.names):
            args = self._given(args, named)
        answer = self._quick(*args)
        return self._at(args) if answer is None else answer

    def _at(self, args: tuple[Any, ...]) -> Any:
        """The answer at arguments that are not the usual ones."""
        numbers = args if self._flat else self._numbers(args)
        if not FLOATS.issuperset(map(type, numbers)):
            return self._converted(numbers)
        found, _ = self._point(numbers, (), 0)
        return self._answered(found.tolist())

    def _descended(self, args: Any, moving: Collection[str], rate: float, steps: int) -> Any:
        numbers: list[Any] = []
        places: list[int] = []
        for (name, tree), arg in zip(self.trace.arguments.items(), args, strict=True):
            start = len(numbers)
            gather(arg, tree, name, numbers)
            places += range(start, len(numbers)) if name in moving else ()
        slopes = {x: 1 + i for i, x in enumerate(self.trace.inputs_by())}
        found = descended(
            self._point.built, list(map(to_float, numbers)), slopes, places, rate, steps
        )
        moved = like(list(self.trace.arguments.values()), found.tolist())
        shapes = self.trace.shapes
        pairs = zip(self.trace.arguments, moved, strict=True)
        return tuple(numpy().array(x) if name in shapes else x for name, x in pairs)

    def _on_rows(self, numbers: Sequence[Any]) -> Any:
        np = numpy()
        columns = np.broadcast_arrays(*(doubles(x, "an argument") for x in numbers))
        shape = columns[0].shape
        flat = [as_column(column.reshape(-1)) for column in columns]
        n = flat[0].size if flat else 1
        found, apart = self._table((), flat, n)
        pairs = zip(apart, found, strict=True)
        answers = [np.full(n, y) if column is None else column for column, y in pairs]
        return like(self.trace.answer, [each.reshape(shape) for each in answers])

    def _answered(self, results: list[float]) -> Any:
        answer = like(self.trace.answer, results)
        return shaped(answer, self.trace) if self.trace.shapes else answer

    @cached_property
    def _quick(self) -> Callable[..., Any]:
        return caller(self.trace, self._point)

    @cached_property
    def _point(self) -> Runner:
        return Runner(Built(self.everywhere.program, (), (), self.manner or "exact"))

    @cached_property
    def _table(self) -> Runner:
        program = self.everywhere.program
        rows = range(len(program.inputs))
        return Runner(Built(program, rows, (), self.manner or "fast"), self.threads)

    def __reduce__(self) -> tuple[Any, ...]:
        following = self._following.trace if self._make_following else None
        return (_native, (self.trace, following, self.manner, self.threads))


def _native(traced: Trace, following: Trace | None, manner: str, threads: int) -> Native:
    make = (lambda: Compiled(following)) if following else None
    return Native(traced, make, manner, threads)
