"""The two other kinds of primitive: many scalars into one node, and arrays moved about.

`nary` keeps a long sum or dot product as a single node with one list of partials. `structural`
covers what has no number on its edges (reshape, index, matmul): it carries a vector-Jacobian
product. Broadcasting is structural too, so no elementwise rule ever mentions a shape.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from inspect import Parameter, Signature, signature
from typing import Any, TypeVar

from ..errors import DomainError, OperandError
from ..support.arrays import ieee_arithmetic, numpy
from .array_names import METHODS
from .masks import Masked, masked, settled
from .node import Node
from .primitive import MANY, Primitive, Rule, added, at_edge, kind_of, seen
from .primitive import register as register
from .scalars import to_float

POSITIONAL = Parameter.POSITIONAL_OR_KEYWORD


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
    """

    lane = MANY

    def __init__(
        self,
        name: str,
        rule: Rule,
        forward: Callable[[Sequence[float]], float],
        along: Callable[..., Any] | None = None,
        columns: int = 1,
        least: int = 0,
        **entry: Any,
    ) -> None:
        super().__init__(name, **entry)
        self.rule, self.forward, self.columns = rule, forward, columns
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
        along = list(signature(self.along).parameters.values())[1:] if self.along else []
        columns = [Parameter(x, POSITIONAL) for x in ("xs", "ys")[: self.columns]]
        options = [each for each in along if each.default is not each.empty]
        return columns + [each.replace(annotation=each.empty) for each in options]

    def evaluate(self, args: tuple[Any, ...]) -> float:
        return self.compute([to_float(x) for x in args])

    def on_floats(self, *xs: float) -> float:
        return self.forward(xs)

    def ieee(self, xs: Sequence[float]) -> float:
        with ieee_arithmetic():
            return float(self.forward(xs))

    def partials(self, node: Node, record: bool = False) -> list[Any]:
        """A partial for each scalar: floats, or nodes when recording; IEEE's at an edge."""
        xs, y = list(node.args), node
        if not record:
            xs, y = [x if x.__class__ is float else x.primal for x in xs], node.primal
        try:
            return list(self.rule(xs, y))
        except (ArithmeticError, ValueError):
            return list(at_edge(lambda *row: self.rule(row[:-1], row[-1]), (*xs, y), record))


class Structural(Primitive):
    """A function that moves or mixes array elements.

    `vjp(g, y, *args)` lists what the adjoint contributes to each argument (None for parameters
    such as an axis). Forward mode is `jvp(y, args, tangents)`, with None for the tangent of what
    does not move; left out, the function is linear in each of its arrays (matmul). `back` says in
    words, after "the gradient of y comes back", what `vjp` does. `title` is what people call it,
    and `setting` the word before its parameters: sum, axis 1.

    It is called as `forward` is: its parameters, their names and defaults are those of the
    operation. `signature`, a function too, says how it is called where that is not how the graph
    keeps the arguments, and returns these. A `method` of arrays is called by its names as well.

    `entries` is the same function of arrays whose elements are nodes, where `forward` asks more of
    its elements than operators. `reach(on, *args)` is not 0 at the elements of each argument that
    go into those of the result which the mask `on` holds; left out, it is `vjp` of the mask, which
    fits what moves elements. `read(on, *args)` are the arguments without what `vjp` would only
    multiply by such zeros.
    """

    def __init__(
        self,
        name: str,
        forward: Callable[..., Any],
        vjp: Callable[..., Sequence[Any]],
        jvp: Callable[..., Any] | None = None,
        back: str = "",
        entries: Callable[..., Any] | None = None,
        reach: Callable[..., Sequence[Any]] | None = None,
        read: Callable[..., Sequence[Any]] | None = None,
        title: str = "",
        setting: str = "",
        signature: Callable[..., tuple[Any, ...]] | None = None,
        method: bool = False,
        **entry: Any,
    ) -> None:
        super().__init__(name, **entry)
        self.forward, self.vjp, self.jvp = forward, vjp, jvp
        self.signature, self.method = signature, method
        self.back, self.title, self.setting = back, title or name, setting
        self.on_entries = entries or forward
        self.read = read
        self.reach = reach or (lambda on, *args: self.vjp(on.astype(float), on, *args))

    def __call__(self, *args: Any, **options: Any) -> Any:
        if options or self.signature is not None or len(args) not in self._whole:
            args = self.arguments(*args, **options)
        kind = kind_of(args)
        if kind is None:
            return self.on_arrays(*args)
        if kind.array_class is None:
            raise OperandError(
                f"{self.title} works on arrays; a {kind.__name__} is a single number"
            )
        return kind.array_class.record(self, args)

    def arguments(self, *args: Any, **options: Any) -> tuple[Any, ...]:
        """The arguments of a call as the graph keeps them."""
        if options or len(args) not in self._whole:
            args = self._filled(args, options)
        return args if self.signature is None else self.signature(*args)

    def _filled(self, args: tuple[Any, ...], options: Mapping[str, Any]) -> tuple[Any, ...]:
        """All arguments in order, the defaults of those that are left out among them."""
        try:
            bound = self.__signature__.bind(*args, **options)
        except TypeError as error:
            call = f"{self.name}{self.__signature__}"
            raise OperandError(f"the operation is called as {call}; {error}") from None
        bound.apply_defaults()
        return bound.args

    def on_arrays(self, *xs: Any) -> Any:
        with ieee_arithmetic():
            return self.forward(*xs)

    @cached_property
    def _whole(self) -> range:
        """How many arguments a call has that leaves none out."""
        kinds = [x.kind for x in self.__signature__.parameters.values()]
        any_number = Parameter.VAR_POSITIONAL in kinds
        return range(len(kinds) - any_number, sys.maxsize if any_number else len(kinds) + 1)

    @cached_property
    def __signature__(self) -> Signature:  # kept: each call looks at it
        return signature(self.signature or self.forward)

    def parameters(self) -> list[Parameter]:
        """Those of the function of arrays, or of what says how it is called."""
        return list(self.__signature__.parameters.values())

    def pull(self, node: Node, g: Any, record: bool) -> list[Any]:
        args = [seen(arg, record) for arg in node.args]
        return list(self.vjp(settled(g), seen(node, record), *args))

    def follow(self, node: Node, g: Any, record: bool) -> list[Any]:
        """`vjp`, masked where no element that `g` reaches was made of the argument's."""
        on = g.on if isinstance(g, Masked) else numpy().ones(node.primal.shape, dtype=bool)
        known = [getattr(arg, "primal", arg) for arg in node.args]
        with ieee_arithmetic():
            reached = [None if m is None else m != 0.0 for m in self.reach(on, *known)]
        args = [seen(arg, record) for arg in node.args]
        if self.read and not on.all():
            args = list(self.read(on, *args))
        terms = self.vjp(settled(g), seen(node, record), *args)
        return [None if t is None else masked(t, m) for t, m in zip(terms, reached, strict=True)]

    def push(self, node: Node, tangents: Sequence[Any], record: bool) -> Any:
        """The tangent of `node`: by `jvp`, or the sum of what each moving array contributes."""
        args = [seen(arg, record) for arg in node.args]
        if self.jvp:
            return self.jvp(seen(node, record), args, tangents)
        moving = [i for i, dx in enumerate(tangents) if dx is not None]
        return added(self(*args[:i], tangents[i], *args[i + 1 :]) for i in moving)


def nary(name: str, rule: Rule, forward: Callable[[Sequence[float]], float], **entry: Any) -> Nary:
    """Enter a function of any number of scalars, kept as one node."""
    return _entered(Nary(name, rule, forward, **entry))


def structural(
    name: str, forward: Callable[..., Any], vjp: Callable[..., Sequence[Any]], **entry: Any
) -> Structural:
    """Enter a function that moves array elements about."""
    return _entered(Structural(name, forward, vjp, **entry))


ArrayOperation = TypeVar("ArrayOperation", Nary, Structural)


def _entered(op: ArrayOperation) -> ArrayOperation:
    """Register an operation, and its methods with it."""
    if op.public and op.method:
        METHODS.update(dict.fromkeys((op.name, *op.aliases), op))
    return register(op)
