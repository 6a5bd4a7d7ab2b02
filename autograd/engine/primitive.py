"""Primitives: the operations a graph is made of, each one entry in a registry.

What every operation has is here: the way from a call to a number, an array or a node, what happens
outside its domain, and the two modes of differentiation, which read its partials. The kinds of
operation, by what their entries say of the derivative, are `Elementwise` (a rule per argument),
`Nary` (many scalars into one) and `Structural` (arrays moved about).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, TypeVar

from ..errors import DomainError, OperandError
from ..support.arrays import ieee_arithmetic, numpy
from .array_names import METHODS
from .callers import instead_of_where
from .entry import Entry
from .modes import ieee, is_ieee
from .recorded import Recorded
from .scalars import is_real, to_float

Rule = Callable[..., Any]
Op = TypeVar("Op", bound="Primitive")
REGISTRY: dict[str, Primitive] = {}  # what is built in, by name and alias
PUBLIC: dict[str, Primitive] = {}  # of these, what people may call: the one list of such names
MANY = 3
ONES = (1.0, 1.0)  # the slopes of x + y: an adjoint passes through as it is
EACH_OTHER = (0.0, 0.0)  # stands for those of x y, of which each is the other argument
OWN: dict[str, Primitive] = {}  # what users define (see `custom`): the latest of each name


class _Documented:
    """The docstring of a class of operations and, of an operation, what its entry tells."""

    def __init__(self, text: str | None) -> None:
        self.text = text

    def __get__(self, op: Primitive | None, kind: type) -> str | None:
        if op is None:
            return self.text
        if PUBLIC.get(op.name) is not op:
            return op.summary
        said: str = import_module("autograd.shell.documentation").documentation(op)
        return said


class Primitive(Entry):
    """One operation: call it on numbers, arrays or nodes.

    `on_floats` and `on_arrays` compute it without recording; `pull` is reverse mode and `push`
    forward mode through it. A `total` one takes every float and lets IEEE's answer stand, as + and
    * do. One that `chooses` has partials that are steps: 0 exactly where it leaves an argument out.
    """

    # How the sweep reads a node of this operation. 1 or 2: it calls the rules itself, a partial for
    # each argument; MANY: every argument is a node or a float; 0: arguments may be parameters.
    lane = 0
    rules: tuple[Any, ...] = ()  # a rule per argument, None where no path leads
    slopes: tuple[float, ...] | None = None  # of one like + the partials, of one like * EACH_OTHER

    def __init_subclass__(cls) -> None:
        setattr(cls, "__doc__", _Documented(cls.__doc__))  # noqa: B010  # no str, to mypy's regret

    def __get__(self, owner: Any, kind: type) -> Primitive:
        """Itself, also as an attribute: so `help` and editors take it for a function."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (find, (self.name,))

    def __call__(self, *args: Any) -> Any:
        kind = kind_of(args)
        return self.evaluate(args) if kind is None else kind.record(self, args)

    @property
    def is_linear(self) -> bool:
        """Whether its partials are the same everywhere, as those of a sum are."""
        return self.slopes is not None and self.slopes is not EACH_OTHER

    def evaluate(self, args: tuple[Any, ...]) -> Any:
        """The operation on plain numbers or arrays."""
        if any(hasattr(x, "dtype") for x in args):
            return self.on_arrays(*args)
        if all(map(is_real, args)):
            return self.compute([to_float(x) for x in args])
        wrong = next(x for x in args if not is_real(x))
        raise OperandError(
            f"{self.name} takes numbers, arrays or nodes; got a {type(wrong).__name__}"
        )

    def compute(self, xs: Sequence[float], labels: Callable[[], str] = str) -> float:
        """The operation on floats; outside its domain an error in words, or IEEE's answer."""
        try:
            y = self.on_floats(*xs)
        except (ArithmeticError, ValueError):
            return self.beyond(xs, None, labels)
        if y - y != 0.0 and not self.total:
            return self.beyond(xs, y, labels)
        return y  # type: ignore[no-any-return]  # a float by the kernels' contract

    def on_floats(self, *xs: Any) -> Any:
        """The value at Python floats; may raise as `math` does."""
        raise OperandError(f"{self.name} works on arrays: call it on a Tensor")

    def on_arrays(self, *xs: Any) -> Any:
        """The value at arrays, with IEEE's inf and NaN and no warning."""
        raise OperandError(f"{self.name} works on numbers: call it on Values")

    def beyond(self, xs: Sequence[float], y: float | None, labels: Callable[[], str]) -> float:
        """What to do with a result that is no finite number."""
        unknown = any(x != x for x in xs)
        if y is not None and (y == y or unknown) and not all(map(math.isfinite, xs)):
            return y
        if is_ieee():
            return self.ieee(xs)
        if unknown:
            return math.nan
        # No name for the error: this frame, which its traceback holds, would hold it in a cycle.
        raise _with_way_out(self.complaint(xs, labels()), self.name) from self.cause(xs)

    def ieee(self, xs: Sequence[float]) -> float:
        """The IEEE value: NaN outside the domain, infinity at a pole or past the range."""
        return float(self.on_arrays(*map(numpy().float64, xs)))

    def cause(self, xs: Sequence[float]) -> BaseException | None:
        """What the traceback shows beside the complaint: not the attempt that brought it up."""
        return None

    def pull(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        """Reverse mode: what the adjoint `g` of `node` contributes to each argument, or None."""
        return [None if d is None else g * d for d in self.partials(node, record)]

    def follow(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        """`pull`, for an adjoint that may be masked."""
        return self.pull(node, g, record)

    def push(self, node: Recorded, tangents: Sequence[Any], record: bool) -> Any:
        """Forward mode: the tangent of `node`, given one per argument (None: it does not move)."""
        pairs = zip(self.partials(node, record), tangents, strict=True)
        return added(d * dx for d, dx in pairs if d is not None and dx is not None)

    def partials(self, node: Recorded, record: bool = False) -> list[Any]:
        """The local derivative along each edge into `node`; None where there is no path."""
        raise OperandError(f"{self.name} moves array elements: its edges carry no single number")


def _with_way_out(error: DomainError, name: str) -> DomainError:
    error.args = (f"{error}{instead_of_where(name)}",)
    return error


def added(terms: Iterable[Any]) -> Any:
    """The sum of `terms` from left to right; None if there are none."""
    total = None
    for term in terms:
        total = term if total is None else total + term
    return total


def kind_of(args: Iterable[Any]) -> type[Recorded] | None:
    """The node class that records an operation on `args`; None when they are plain numbers."""
    best = None
    for kind in dict.fromkeys(map(type, args)):
        if issubclass(kind, Recorded) and (best is None or kind.rank > best.rank):
            best = kind
    return best


def seen(arg: Any, record: bool) -> Any:
    """An argument as a rule sees it: the node itself when recording, else its number or array."""
    return arg.primal if not record and isinstance(arg, Recorded) else arg


def at_edge(rule: Rule, xs: tuple[Any, ...], record: bool) -> Any:
    """A rule evaluated in IEEE arithmetic: the slope of sqrt at 0 is inf, not an exception."""
    number = numpy().float64
    with ieee(), ieee_arithmetic():
        d = rule(*(number(x) if x.__class__ is float else x for x in xs))
    return float(d) if is_real(d) else d


def register(op: Op) -> Op:
    """Enter a primitive under its name and aliases; a name can be taken once."""
    for name in (op.name, *op.aliases):
        if name in REGISTRY:
            raise OperandError(f"there is a primitive called {name} already; choose another name")
        REGISTRY[name] = op
        if op.public:
            PUBLIC[name] = op
            if op.method:
                METHODS[name] = op
    return op


def find(name: str) -> Primitive:
    """The built-in primitive with this name or alias."""
    return REGISTRY[name]
