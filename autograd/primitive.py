r"""Primitives: the operations a graph is made of, each one entry in a registry.

An entry is written as a textbook would: the name, the local derivative with respect to each
argument, the domain, the kinks, the LaTeX.

    tanh = elementwise("tanh", lambda x, y: sech2(x), latex=r"\tanh {x}")

A rule sees the inputs and the output `y` and is made of operators and other primitives, so given
floats it returns floats, given arrays arrays, and given nodes *nodes*: backward, forward mode,
higher derivatives and compiled code all read the same line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from .arrays import ieee_arithmetic, mapped, numpy
from .domain import Domain, Interval, Kink
from .errors import DivisionError, DomainError, OperandError, RangeError
from .kernels import arrays as array_kernels
from .kernels import floats as float_kernels
from .modes import ieee, is_ieee
from .node import Node
from .scalars import is_real, to_float

Rule = Callable[..., Any]
Op = TypeVar("Op", bound="Primitive")
REGISTRY: dict[str, Primitive] = {}  # what is built in, by name and alias
MANY = 3
ONES = (1.0, 1.0)  # the slopes of x + y: an adjoint passes through as it is
OWN: dict[str, Primitive] = {}  # what users define (see `custom`): the latest of each name


class Primitive:
    """One operation: call it on numbers, arrays or nodes.

    `arity` is the number of arguments, 0 for any number. `on_floats` and `on_arrays` compute it
    without recording; `pull` is reverse mode and `push` forward mode through it. A `total` one
    takes every float and lets IEEE's answer stand, as + and * do.

    What it is to certified arithmetic is its `definition`, a formula of other primitives, or
    `ball`, a function of enclosures; without either, the method of this name that balls have.
    """

    arity = 0
    # How the sweep reads a node of this operation. 1 or 2: it calls the rules itself, a partial for
    # each argument; MANY: every argument is a node or a float; 0: arguments may be parameters.
    lane = 0
    rules: tuple[Any, ...] = ()  # a rule per argument, None where no path leads
    slopes: tuple[float, ...] | None = None  # the partials, where they are the same everywhere
    symbol = ""

    def __init__(
        self,
        name: str,
        *,
        aliases: Sequence[str] = (),
        latex: str = "",
        doc: str = "",
        total: bool = False,
        domain: Domain | Interval | None = None,
        kink: Kink | None = None,
        definition: Callable[..., Any] | None = None,
        ball: Callable[..., Any] | None = None,
    ) -> None:
        self.name = self.__name__ = name
        self.aliases = tuple(aliases)
        self.latex = latex
        self.total = total
        self.__doc__ = doc or name
        self.domain = Domain((domain,)) if isinstance(domain, Interval) else domain
        self.kink = kink
        self.definition, self.ball = definition, ball

    def __repr__(self) -> str:
        return f"autograd.{self.name}"

    def __reduce__(self) -> tuple[Any, ...]:
        return (find, (self.name,))

    def __call__(self, *args: Any) -> Any:
        kind = kind_of(args)
        return self.evaluate(args) if kind is None else kind.record(self, args)

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
        raise self.complaint(xs, labels())

    def ieee(self, xs: Sequence[float]) -> float:
        """The IEEE value: NaN outside the domain, infinity at a pole or past the range."""
        return float(self.on_arrays(*map(numpy().float64, xs)))

    def complaint(self, xs: Sequence[float], source: str) -> DomainError:
        """The error for leaving the domain at `xs`, which came from `source`."""
        got = ", ".join(f"{x:.6g}" if abs(x) < 1e6 else repr(x) for x in xs)
        origin = f", from {source}" if source else ""
        if self.domain is not None and not self.domain.contains(*xs):
            what, case = self.name, got
            if self.symbol:
                what, case = self.sketch("x", "y"), self.sketch(*got.split(", "))
            wanted = f"{what} is defined for {self.domain.sentence()}; got {case}{origin}"
            by_zero = "!= 0" in self.domain.sentence() or (what == "x ** y" and xs[0] == 0.0)
            return DivisionError(wanted) if by_zero else DomainError(wanted)
        if not all(map(math.isfinite, xs)):
            return DomainError(f"{self.name} is defined for finite numbers; got {got}{origin}")
        return RangeError(f"{self.sketch(*got.split(', '))} is too large for a float{origin}")

    def sketch(self, *labels: str) -> str:
        """The operation applied to labels, as a person would write it: `a - 3`, `log(x)`."""
        if self.symbol and len(labels) == 2:
            return f"{labels[0]} {self.symbol} {labels[1]}"
        if self.symbol and len(labels) == 1:
            return f"{self.symbol}{labels[0]}"
        return f"{self.name}({', '.join(labels)})"

    def pull(self, node: Node, g: Any, record: bool) -> list[Any]:
        """Reverse mode: what the adjoint `g` of `node` contributes to each argument, or None."""
        return [None if d is None else g * d for d in self.partials(node, record)]

    def push(self, node: Node, tangents: Sequence[Any], record: bool) -> Any:
        """Forward mode: the tangent of `node`, given one per argument (None: it does not move)."""
        pairs = zip(self.partials(node, record), tangents, strict=True)
        return added(d * dx for d, dx in pairs if d is not None and dx is not None)

    def partials(self, node: Node, record: bool = False) -> list[Any]:
        """The local derivative along each edge into `node`; None where there is no path."""
        raise OperandError(f"{self.name} moves array elements: its edges carry no single number")


def added(terms: Iterable[Any]) -> Any:
    """The sum of `terms` from left to right; None if there are none."""
    total = None
    for term in terms:
        total = term if total is None else total + term
    return total


def kind_of(args: Iterable[Any]) -> type[Node] | None:
    """The node class that records an operation on `args`; None when they are plain numbers."""
    best = None
    for kind in dict.fromkeys(map(type, args)):
        if issubclass(kind, Node) and (best is None or kind.rank > best.rank):
            best = kind
    return best


def seen(arg: Any, record: bool) -> Any:
    """An argument as a rule sees it: the node itself when recording, else its number or array."""
    return arg.primal if not record and isinstance(arg, Node) else arg


class Elementwise(Primitive):
    """A function of numbers, applied to arrays element by element: one rule per argument.

    It is computed by a `kernel(*xs, m)` that serves floats and arrays alike, or by `forward` on
    floats and `array` on arrays (a function, or a name in numpy); by default `math.<name>` and
    `numpy.<name>`. `defaults` fill in the last arguments when they are left out.
    """

    def __init__(
        self,
        name: str,
        *rules: Rule | None,
        kernel: Callable[..., Any] | None = None,
        forward: Callable[..., float] | None = None,
        array: str | Callable[..., Any] | None = None,
        defaults: Sequence[float] = (),
        symbol: str = "",
        total: bool = False,
        **entry: Any,
    ) -> None:
        super().__init__(name, total=total, **entry)
        self.rules, self.arity, self.defaults = rules, len(rules), tuple(defaults)
        self.lane = len(rules) if len(rules) <= 2 and None not in rules else 0
        self.slopes = _constants(rules)
        self.symbol = symbol
        self.methods: dict[type, Callable[..., Any]] = {}  # of one argument: see `methods.install`
        if kernel is not None:
            forward = forward or _bound(kernel, self.arity)
            array = lambda *xs: kernel(*xs, array_kernels)  # noqa: E731
        self.on_floats = forward or getattr(math, name)  # type: ignore[method-assign]
        self.array = array or (name if forward is None else mapped(forward))

    def on_arrays(self, *xs: Any) -> Any:
        function = getattr(numpy(), self.array) if isinstance(self.array, str) else self.array
        with ieee_arithmetic():
            return function(*xs)

    def __call__(self, *args: Any) -> Any:
        if len(args) == self.arity:
            for arg in args:
                if arg.__class__ is not float:
                    break
            else:  # `compute`, spelled out: rules ask for numbers at every node of a sweep
                try:
                    y = self.on_floats(*args)
                except (ArithmeticError, ValueError):
                    return self.beyond(args, None, str)
                return y if self.total or y - y == 0.0 else self.beyond(args, y, str)
            method = self.methods.get(args[0].__class__)
            if method is not None:
                return method(*args)
        if len(args) < self.arity:
            args += self.defaults[len(args) - self.arity :]
        if len(args) != self.arity:
            raise OperandError(f"{self.name} takes {_count(self.arity)}; got {len(args)}")
        return super().__call__(*args)

    def rules_at(self, args: tuple[Any, ...]) -> tuple[Rule | None, ...]:
        """The rules that hold for these arguments."""
        return self.rules

    def partials(self, node: Node, record: bool = False) -> list[Any]:
        xs = (*(seen(arg, record) for arg in node.args), seen(node, record))
        rules = self.rules_at(node.args)
        try:
            return [rule and rule(*xs) for rule in rules]
        except (ArithmeticError, ValueError):
            return [rule and at_edge(rule, xs, record) for rule in rules]


def _constants(rules: Sequence[Rule | None]) -> tuple[float, ...] | None:
    """The partials of an operation like +, whose rules look at none of their arguments."""
    slopes: list[Any] = []
    for rule in rules:
        try:
            slopes.append(rule and rule(*[None] * (len(rules) + 1)))
        except (AttributeError, NameError, TypeError):
            return None
    if any(d.__class__ is not float for d in slopes):
        return None
    return ONES if tuple(slopes) == ONES else tuple(slopes)


def _bound(kernel: Callable[..., Any], arity: int) -> Callable[..., float]:
    m = float_kernels
    if arity == 1:
        return lambda x: kernel(x, m)
    return lambda *xs: kernel(*xs, m)


def at_edge(rule: Rule, xs: tuple[Any, ...], record: bool) -> Any:
    """A rule evaluated in IEEE arithmetic: the slope of sqrt at 0 is inf, not an exception."""
    number = numpy().float64
    with ieee(), ieee_arithmetic():
        d = rule(*(number(x) if x.__class__ is float else x for x in xs))
    return float(d) if is_real(d) else d


def _count(arity: int) -> str:
    words = {1: "one argument", 2: "two arguments", 3: "three arguments"}
    return words.get(arity, f"{arity} arguments")


def register(op: Op) -> Op:
    """Enter a primitive under its name and aliases; a name can be taken once."""
    for name in (op.name, *op.aliases):
        if name in REGISTRY:
            raise OperandError(f"there is a primitive called {name} already; choose another name")
        REGISTRY[name] = op
    return op


def find(name: str) -> Primitive:
    """The built-in primitive with this name or alias."""
    return REGISTRY[name]


def elementwise(name: str, *rules: Rule | None, **entry: Any) -> Elementwise:
    """Enter a function of numbers: its name, one rule per argument (None: no path), and the rest.

    `forward` computes it on floats (default: `math.<name>`) and `array` on arrays (default:
    `numpy.<name>`); `aliases`, `latex`, `domain`, `kink`, `doc` and `symbol` describe it. The
    textbook's `definition`, a formula of other primitives, is what certified arithmetic computes
    (or `ball`, a function of balls; default: their method of this name).
    """
    return register(Elementwise(name, *rules, **entry))
