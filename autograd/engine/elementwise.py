r"""Functions of numbers, applied to arrays element by element: a rule for each argument.

An entry is written as a textbook would: the name, the local derivative with respect to each
argument, the domain, the kinks, the LaTeX.

    tanh = elementwise("tanh", lambda x, y: sech2(x), latex=r"\tanh {x}")

A rule sees the inputs and the output `y` and is made of operators and other primitives, so given
floats it returns floats, given arrays arrays, and given nodes *nodes*: backward, forward mode,
higher derivatives and compiled code all read the same line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from ..errors import OperandError
from ..kernels import arrays as array_kernels
from ..kernels import floats as float_kernels
from ..kernels.rounded import MOST_BITS, Rounded
from ..support.arrays import ieee_arithmetic, mapped, numpy
from .primitive import EACH_OTHER, ONES, Primitive, Rule, at_edge, find, register, seen
from .recorded import Recorded


class Elementwise(Primitive):
    """A function of numbers, applied to arrays element by element: one rule per argument.

    It is computed by a `kernel(*xs, backend)` that serves floats and arrays alike, or by `forward`
    on floats and `array` on arrays (a function, or a name in numpy); by default `math.<name>` and
    `numpy.<name>`, and where Python has no such function in balls, rounded once: `far` is its value
    where an argument is infinite. Where all are given, the kernel is for machines that have no
    other way. `defaults` fill in the last arguments when they are left out.

    What else is known of the function: `inverse`, the x of a y, is the name of a primitive or a
    formula of such (a search for slips undoes the function by it); `odd` is one with
    f(-x) = -f(x), which proofs use; `symmetric` is one with the same bits for f(x, y) and f(y, x),
    which compiled code computes once; `slope_of` names the function whose derivative it is, as
    pages write it: sigmoid'(x), and `slopes_of` the one whose derivative of order x it is at y.
    `tests/ops/test_laws_known.py` checks each.
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
        inverse: str | Callable[[Any], Any] | None = None,
        odd: bool = False,
        symmetric: bool = False,
        slope_of: str = "",
        slopes_of: str = "",
        far: Callable[..., float] | None = None,
        **entry: Any,
    ) -> None:
        super().__init__(name, total=total, **entry)
        self.inverse = _named(inverse) if isinstance(inverse, str) else inverse
        self.odd, self.symmetric = odd, symmetric
        self.slope_of, self.slopes_of = slope_of, slopes_of
        self.rules, self.arity, self.defaults = rules, len(rules), tuple(defaults)
        self.most = self.arity  # the number of arguments that it can be called with
        self.lane = len(rules) if len(rules) <= 2 and None not in rules else 0
        self.slopes = _constants(rules)
        self.symbol = symbol
        self.kernel = kernel
        self.methods: dict[
            type, Callable[..., Any]
        ] = {}  # of one argument: see `values.operators.install`
        if kernel is None and forward is None and not hasattr(math, name) and self.ball:
            kernel = self.kernel = Rounded(self.ball, far or _unknown, self.domain)
        if isinstance(kernel, Rounded):
            self.beyond_floats = f"too large for a float, or out of reach of {MOST_BITS} bits"
        if kernel is not None:
            forward = forward or _bound(kernel)
            array = array or _on_array_kernels(kernel)
        # Its own function in place of the method: a call less for every number.
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

    def partials(self, node: Recorded, record: bool = False) -> list[Any]:
        """A partial for each argument, None where no path leads; IEEE's at the edge of a domain."""
        xs = (*(seen(arg, record) for arg in node.args), seen(node, record))
        rules = self.rules_at(node.args)
        try:
            return [rule and rule(*xs) for rule in rules]
        except (ArithmeticError, ValueError):
            return [rule and at_edge(rule, xs, record) for rule in rules]


def _named(name: str) -> Callable[[Any], Any]:
    """A primitive whose entry may stand further down."""

    def inverse(y: Any) -> Any:
        return find(name)(y)

    return inverse


def _constants(rules: Sequence[Rule | None]) -> tuple[float, ...] | None:
    """The partials of an operation like +, whose rules look at none of their arguments.

    Those of an operation like *, each of which is the other argument, are `EACH_OTHER`.
    """
    slopes: list[Any] = []
    for rule in rules:
        try:
            slopes.append(rule and rule(*[None] * (len(rules) + 1)))
        except (AttributeError, NameError, TypeError):
            return None
    if slopes == [None, None] and None not in rules:  # arguments, or nothing at all
        a, b, y = object(), object(), object()
        if rules[0](a, b, y) is b and rules[1](a, b, y) is a:  # type: ignore[misc]
            return EACH_OTHER
    if any(d.__class__ is not float for d in slopes):
        return None
    return ONES if tuple(slopes) == ONES else tuple(slopes)


def _unknown(*xs: float) -> float:
    """The value of a function at infinity where it has no limit."""
    return math.nan


def _on_array_kernels(kernel: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *xs: kernel(*xs, array_kernels)


def _bound(kernel: Callable[..., Any]) -> Callable[..., float]:
    """A kernel of floats: itself, their backend a default: a call less than one around it."""
    if not isinstance(kernel, FunctionType):
        return lambda *xs: kernel(*xs, float_kernels)
    defaults = (float_kernels, *(kernel.__defaults__ or ()))
    bound = FunctionType(
        kernel.__code__, kernel.__globals__, kernel.__name__, defaults, kernel.__closure__
    )
    bound.__doc__ = kernel.__doc__
    return bound


def _count(arity: int) -> str:
    words = {1: "one argument", 2: "two arguments", 3: "three arguments"}
    return words.get(arity, f"{arity} arguments")


def elementwise(name: str, *rules: Rule | None, **entry: Any) -> Elementwise:
    """Enter a function of numbers: its name, one rule per argument (None: no path), and the rest.

    `forward` computes it on floats (default: `math.<name>`) and `array` on arrays (default:
    `numpy.<name>`); `aliases`, `latex`, `domain`, `kink`, `doc` and `symbol` describe it. The
    textbook's `definition`, a formula of other primitives, is what certified arithmetic computes
    (or `ball`, a function of balls; default: their method of this name).
    """
    return register(Elementwise(name, *rules, **entry))
