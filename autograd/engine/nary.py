"""Functions of any number of scalars: a long sum or a dot product is one node, not a chain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import DomainError, OperandError
from ..kernels import floats
from ..support.arrays import ieee_arithmetic
from .primitive import MANY, Primitive, Rule, at_edge, register
from .recorded import Recorded
from .scalars import to_float

if TYPE_CHECKING:
    from inspect import Parameter


def listed(name: str, xs: Any, of: str = "numbers", columns: int = 1) -> list[Any]:
    """The elements of what can be walked through, once at least; else `OperandError` in words."""
    if isinstance(xs, (str, bytes)) or not hasattr(xs, "__iter__"):
        raise _sequence_wanted(name, columns, of)
    return list(xs)


def _sequence_wanted(name: str, columns: int, of: str = "numbers") -> OperandError:
    wanted = "one sequence" if columns == 1 else f"{columns} sequences"
    example = ", ".join(["[x, y, …]"] * columns)
    return OperandError(f"{name} takes {wanted} of {of}: {name}({example})")


class Nary(Primitive):
    """A function of any number of scalars: `rule(xs, y)` is the list of its partials.

    `along` is the same function along an axis of an array, and its signature says what it takes
    beside the array; with one, the operation is a `method` of arrays. The function takes one
    sequence, or, with `columns=2`, two of equal length (a dot product).

    It is computed by a `kernel(xs, backend)` as an elementwise one is, or by `forward` on floats;
    where both are given, the kernel is for machines that have no other way.
    """

    lane = MANY

    def __init__(
        self,
        name: str,
        rule: Rule,
        forward: Callable[[Sequence[float]], float] | None = None,
        along: Callable[..., Any] | None = None,
        kernel: Callable[..., Any] | None = None,
        columns: int = 1,
        least: int = 0,
        **entry: Any,
    ) -> None:
        super().__init__(name, **entry)
        self.rule, self.kernel, self.columns = rule, kernel, columns
        self.forward = forward or _bound(kernel)
        self.along: Any = along
        self.least, self.method = least, along is not None

    def __call__(self, *args: Any, **options: Any) -> Any:
        if self.along and any(hasattr(arg, "shape") for arg in args):
            return self.along(*args, **options)
        return super().__call__(*self._scalars(args))

    def _scalars(self, args: tuple[Any, ...]) -> list[Any]:
        if len(args) != self.columns:
            raise _sequence_wanted(self.name, self.columns)
        columns = [listed(self.name, arg, columns=self.columns) for arg in args]
        if len(columns[0]) < self.least:
            raise DomainError(f"{self.name} takes at least one number; got none")
        if len(columns[0]) != len(columns[-1]):
            lengths = " and ".join(str(len(column)) for column in columns)
            raise OperandError(f"{self.name} takes sequences of equal length; got {lengths}")
        return columns[0] if self.columns == 1 else [*columns[0], *columns[1]]

    def parameters(self) -> list[Parameter]:
        """The sequences, and what it takes beside an array: an axis."""
        from inspect import Parameter, signature

        along = list(signature(self.along).parameters.values())[1:] if self.along else []
        columns = [
            Parameter(x, Parameter.POSITIONAL_OR_KEYWORD) for x in ("xs", "ys")[: self.columns]
        ]
        options = [each for each in along if each.default is not each.empty]
        return columns + [each.replace(annotation=each.empty) for each in options]

    def evaluate(self, args: tuple[Any, ...]) -> float:
        return self.compute([to_float(x) for x in args])

    def on_floats(self, *xs: float) -> float:
        return self.forward(xs)

    def ieee(self, xs: Sequence[float]) -> float:
        with ieee_arithmetic():
            return float(self.forward(xs))

    def partials(self, node: Recorded, record: bool = False) -> list[Any]:
        """A partial for each scalar: floats, or nodes when recording; IEEE's at an edge."""
        xs, y = list(node.args), node
        if not record:
            xs, y = [x if x.__class__ is float else x.primal for x in xs], node.primal
        try:
            return list(self.rule(xs, y))
        except (ArithmeticError, ValueError):
            return list(at_edge(lambda *row: self.rule(row[:-1], row[-1]), (*xs, y), record))


def nary(
    name: str,
    rule: Rule,
    forward: Callable[[Sequence[float]], float] | None = None,
    **entry: Any,
) -> Nary:
    """Enter a function of any number of scalars, kept as one node."""
    return register(Nary(name, rule, forward, **entry))


def _bound(kernel: Callable[..., Any] | None) -> Callable[[Sequence[float]], float]:
    assert kernel is not None, "an operation is computed by its kernel, or by `forward`"
    return lambda xs: kernel(xs, floats)
