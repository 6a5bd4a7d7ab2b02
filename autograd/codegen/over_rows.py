"""`OverRows`: a sum over rows and its gradient by what the rows share, in one pass.

>>> from autograd import compile
>>> loss = compile(lambda w, x, t: (w * x - t) ** 2, grad=True, rows=("x", "t"))
>>> value, (d_w, d_x, d_t) = loss(2.0, [1.0, 2.0], [1.0, 5.0])
>>> value, d_w, d_t.tolist()
(2.0, -2.0, [-2.0, 2.0])
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from ..engine.scalars import to_float
from ..errors import OperandError, ShapeError
from ..formulas.text.complaint import listed, suggestion
from ..support.arrays import numpy
from ..support.containers import leaves_of, like
from .compiled import FLOATS, Compiled
from .numbers import as_column, doubles, gather
from .trace import Trace

REDUCTIONS = ("sum", "mean", "none")


class Engine:
    """What runs a program over rows."""

    def __call__(self, shared: Any, columns: Sequence[Any], n: int) -> tuple[Any, list[Any]]:
        """The results, of the shared numbers, the columns and how many rows there are.

        Each is a number in an array, and those that are not summed are columns besides, None where
        all rows have that number.
        """
        raise NotImplementedError

    def quick(self, traced: Trace, over: Sequence[str], reduce: str) -> Callable[..., Any]:
        """A function of the arguments that gives the answer, or None if the long way has to."""
        return lambda *args: None


class OverRows(Compiled):
    """Compiled code for many rows at a time. Made by `compile(f, …, rows=…)`.

    Arguments named in `rows` are arrays with a row for each point, the others are shared by all.
    The value is the sum over rows, or their mean, or with "none" an array; the gradient of what is
    shared is summed likewise ("none" sums it), that of a row's own numbers is an array.
    """

    def __init__(
        self,
        traced: Trace,
        following: Callable[[], Compiled] | None,
        target: str,
        over: Sequence[str],
        reduce: str,
        engine: Callable[[Trace, list[int], frozenset[int]], Engine],
    ) -> None:
        super().__init__(traced, following, target)
        self.over, self.reduce = _listed_names(over), reduce
        self._make_engine = engine
        for name in self.over:
            if name not in self.names:
                raise OperandError(
                    f"rows names the arguments that differ from row to row: {listed(self.names)}; "
                    f"got {name!r}{suggestion(str(name), self.names)}"
                )
        if reduce not in REDUCTIONS:
            raise OperandError(f"reduce is sum, mean or none; got {reduce!r}")
        if self.order > 1:
            raise OperandError(
                "over rows there are values and gradients (order 0 or 1); the Hessian of each row "
                "is what rows(table) gives of a function compiled without rows="
            )

    def __call__(self, *args: Any, **named: Any) -> Any:
        """The answer over all rows."""
        if named or len(args) != len(self.names):
            args = self._given(args, named)
        answer = self._quick(*args)
        return self._over_any_rows(args) if answer is None else answer

    def _over_any_rows(self, args: tuple[Any, ...]) -> Any:
        given = dict(zip(self.names, args, strict=True))
        columns, n = self._columns(given)
        numbers, apart = self._engine(self._shared(given), columns, n)
        if self.reduce == "mean":
            numbers, apart = numbers / n, [x if x is None else x / n for x in apart]
        return self._assembled(numbers, apart, n)

    def _columns(self, given: dict[str, Any]) -> tuple[list[Any], int]:
        """The columns of the arguments that differ from row to row, and how many rows there are."""
        found: list[Any] = []
        for name in self.over:
            array, width = doubles(given[name], name), self._widths[name]
            rows = len(array) if array.ndim else 0
            if not array.ndim or array.size != rows * width:
                each = "a number" if width == 1 else f"{width} numbers"
                raise ShapeError(
                    f"{name} has {each} for each row; got an array of shape {array.shape}"
                )
            if found and len(found[0]) != rows:
                raise ShapeError(
                    f"{self.over[0]} has {len(found[0])} rows, and {name} has {rows}: "
                    "they go together"
                )
            table = array.reshape(rows, width)
            found += [as_column(table[:, i]) for i in range(width)]
        return found, len(found[0])

    def _shared(self, given: dict[str, Any]) -> Any:
        """The numbers of the shared arguments, in the order of their registers."""
        parts: list[Any] = []
        for name, tree in self.trace.arguments.items():
            if name in self.over:
                continue
            arg, shape = given[name], self.trace.shapes.get(name)
            if shape is not None and getattr(arg, "shape", None) == shape:
                parts.append(doubles(arg, name).reshape(-1))
                continue
            numbers: list[Any] = []
            gather(arg, tree, name, numbers)
            plain = FLOATS.issuperset(map(type, numbers))
            parts.append(numbers if plain else list(map(to_float, numbers)))
        return numpy().concatenate(parts) if parts else ()

    def _assembled(self, numbers: Any, apart: list[Any], n: int) -> Any:
        """The answer in its structure: `apart` are the results that each row has of its own."""
        own = dict(zip(self._apart, apart, strict=True))

        def result(i: int) -> Any:
            if i not in own:
                return float(numbers[i])
            return numpy().full(n, numbers[i]) if own[i] is None else own[i]

        if not self.order:
            return like(self.trace.answer, [result(i) for i in range(len(numbers))])
        return result(0), tuple([slopes(numbers, result) for slopes in self._slopes])

    @cached_property
    def _slopes(self) -> list[Callable[[Any, Any], Any]]:
        """For each argument, how its derivatives are put together: in its structure."""
        parts = zip(self.trace.by, self.trace.answer[1], strict=True)
        return [self._slopes_by(name, part) for name, part in parts]

    def _slopes_by(self, name: str, part: Any) -> Callable[[Any, Any], Any]:
        if isinstance(part, int):
            return lambda numbers, result: result(part)
        leaves, shape = leaves_of(part), self.trace.shapes.get(name)
        if name in self.over:
            return lambda numbers, result: numpy().stack([result(i) for i in leaves], axis=-1)
        if shape is None:
            return lambda numbers, result: like(part, [result(i) for i in leaves])
        first, end = leaves[0], leaves[-1] + 1
        return lambda numbers, result: numbers[first:end].reshape(shape)

    @cached_property
    def _widths(self) -> dict[str, int]:
        return {name: len(leaves_of(tree)) for name, tree in self.trace.arguments.items()}

    @cached_property
    def _apart(self) -> list[int]:
        """The results that each row has of its own."""
        return [i for i in range(len(self.trace.program.results)) if i not in self._summed]

    @cached_property
    def _summed(self) -> frozenset[int]:
        """The results that are summed: the value, unless rows have their own, and shared slopes."""
        answer = self.trace.answer
        if not self.order:
            return frozenset(() if self.reduce == "none" else leaves_of(answer))
        value = [] if self.reduce == "none" else [answer[0]]
        return frozenset(value + list(self._of_shared(answer[1])))

    def _of_shared(self, gradient: Any) -> Iterator[int]:
        for name, part in zip(self.trace.by, gradient, strict=True):
            if name not in self.over:
                yield from leaves_of(part)

    @cached_property
    def _quick(self) -> Callable[..., Any]:
        return self._engine.quick(self.trace, self.over, self.reduce)

    @cached_property
    def _engine(self) -> Engine:
        registers = iter(range(len(self.trace.program.inputs)))
        own = {name: [next(registers) for _ in range(k)] for name, k in self._widths.items()}
        rows = sorted(register for name in self.over for register in own[name])
        return self._make_engine(self.everywhere, rows, self._summed)

    def __reduce__(self) -> tuple[Any, ...]:
        following = self._following.trace if self._make_following else None
        return (
            _over_rows,
            (self.trace, following, self.target, self.over, self.reduce, self._make_engine),
        )


def _listed_names(rows: Any) -> tuple[Any, ...]:
    """The names that rows= gives: one, or a list of them."""
    if isinstance(rows, str):
        return (rows,)
    if not hasattr(rows, "__iter__"):
        raise OperandError(f'rows wants names of arguments, as rows=("x", "t"); got {rows!r}')
    return tuple(rows)


def _over_rows(traced: Trace, following: Trace | None, *given: Any) -> OverRows:
    make = (lambda: Compiled(following)) if following else None
    return OverRows(traced, make, *given)
