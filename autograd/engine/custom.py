"""Your own operations: a function of floats and its local derivatives, checked like built-ins.

>>> from autograd import Value, cos
>>> @primitive(lambda x, y: 1.0 - cos(x))
... def kepler(x):
...     return x - math.sin(x)
>>> x = Value(math.pi, name="x")
>>> kepler(x).backward()
>>> x.grad
2.0
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import DivisionError, DomainError, OperandError, RangeError, RuleError
from ..support.arrays import mapped
from ..support.domain import Domain, Interval, Kink
from ..support.visible import quoted
from .elementwise import Elementwise
from .modes import is_ieee
from .node import LONGEST_NAME, Node
from .primitive import OWN as OWN
from .primitive import REGISTRY, Primitive, Rule
from .scalars import is_real, to_float

if TYPE_CHECKING:
    from inspect import Parameter

Function = Callable[..., Any]

# Two libraries may each have a `cube`: a pickle asks for the one of its module.
_BY_MODULE: dict[tuple[str, str], Primitive] = {}


def primitive(
    *rules: Rule | None,
    name: str = "",
    domain: Domain | Interval | None = None,
    kink: Kink | None = None,
    latex: str = "",
    array: Function | None = None,
    definition: Function | None = None,
    ball: Function | None = None,
) -> Callable[[Function], Custom]:
    """Turn a function of floats into an operation, given one rule per argument.

    A rule takes the arguments and the result and returns the local derivative; None stands for
    "no path". Made of operators and autograd's functions, it can be differentiated again. Outside
    `domain` the operation raises `DomainError`. Tensors are computed element by element, or by
    `array`, a function of arrays. For `check` to verify formulas with it, say what it is:
    `definition`, the same function in autograd's own, or `ball`, a function of python-flint's
    balls. Raises `RuleError` where rules and function do not fit, and
    `OperandError` for the name of a built-in, or one of more than 60 characters; defining one's
    own operation again replaces it.

    >>> from autograd import Value, grad
    >>> @primitive(lambda x, y: 3.0 * x**2, latex="{x}^{3}")
    ... def cube(x):
    ...     return x * x * x
    >>> cube(2.0), grad(cube)(2.0), grad(grad(cube))(2.0)
    (8.0, 12.0, 12.0)
    """

    def defined(function: Function) -> Custom:
        """The operation that computes `function`, entered under its name."""
        if not callable(function):
            raise RuleError(
                "primitive wants its rules before the function: @primitive(lambda x, y: …)"
            )
        entry = {"domain": domain, "kink": kink, "latex": latex, "array": array}
        entry |= {"definition": definition, "ball": ball}
        op = Custom(name or function.__name__, function, rules, **entry)
        OWN[op.name] = _BY_MODULE[op.__module__, op.name] = op
        return op

    return defined


class Custom(Elementwise):
    """An operation a user defined: results and derivatives are checked each time they appear."""

    def __init__(
        self, name: str, function: Function, rules: Sequence[Rule | None], **entry: Any
    ) -> None:
        parameters = _parameters(name, function)
        if not name.isidentifier() or len(name) > LONGEST_NAME:
            raise OperandError(f"{quoted(name)} is no name: write @primitive(…, name='cube')")
        if name in REGISTRY:
            raise OperandError(f"{name} is built in: give the operation another name")
        _check_arity(name, [p.name for p in parameters], rules)
        array = entry.pop("array") or mapped(self._computed)
        super().__init__(
            name,
            *(rule and self._checked(rule, i) for i, rule in enumerate(rules)),
            forward=self._computed,
            array=array,
            defaults=[p.default for p in parameters if p.default is not p.empty],
            doc=_doc(function),
            **entry,
        )
        self.function, self.__module__ = function, function.__module__

    def parameters(self) -> list[Parameter]:
        """Those of the function."""
        return _parameters(self.name, self.function)

    def __reduce__(self) -> tuple[Any, ...]:
        return _by_name, (self.name, self.__module__)

    def _computed(self, *xs: float) -> float:
        """The function's value at floats; a ValueError outside the domain."""
        if self.domain is not None and not self.domain.contains(*xs):
            raise ValueError
        y = self.function(*xs)
        return y if y.__class__ is float else self._number(y, xs)

    def _number(self, y: Any, xs: Sequence[float]) -> float:
        if not is_real(y):
            raise RuleError(
                f"{self._at(xs)} returned {_told(y)}: a primitive takes floats and returns a float"
            )
        return to_float(y)

    def _checked(self, rule: Rule, i: int) -> Rule:
        """The rule, refusing what is no derivative."""

        def checked(*xs: Any) -> Any:
            """The derivative at the arguments and the result, a node, an array or a float."""
            if xs[-1] is None:  # asked whether it looks at its arguments: take it that it does
                raise TypeError
            d = rule(*xs)
            if isinstance(d, Node) or (hasattr(d, "dtype") and d.dtype.kind in "biuf"):
                return d
            if not is_real(d):
                raise RuleError(
                    f"rule {i + 1} of {self._at(xs[:-1])} returned {_told(d)}: a rule returns one "
                    "number, the derivative with respect to its argument"
                )
            d = to_float(d)
            if d != d and not is_ieee() and not any(map(_has_nan, xs)):
                raise RuleError(f"rule {i + 1} of {self._at(xs[:-1])} returned nan")
            return d

        return checked

    def _at(self, xs: Sequence[Any]) -> str:
        return f"{self.name}({', '.join(repr(getattr(x, 'primal', x)) for x in xs)})"

    def cause(self, xs: Sequence[float]) -> BaseException | None:
        """What the function raised itself: its traceback shows the line."""
        inside = self.domain is None or self.domain.contains(*xs)
        return sys.exception() if inside else None

    def complaint(self, xs: Sequence[float], source: str) -> DomainError:
        """The error for a result that is not finite, or that the function raised itself."""
        cause = sys.exception()
        if self.domain is not None and not self.domain.contains(*xs):
            return super().complaint(xs, source)
        origin = f", from {source}" if source else ""
        if cause is not None and str(cause):
            kinds = (ZeroDivisionError, DivisionError), (OverflowError, RangeError)
            kind = next((ours for theirs, ours in kinds if isinstance(cause, theirs)), DomainError)
            return kind(f"{self._at(xs)} raised {type(cause).__name__}: {cause}{origin}")
        y = self.function(*xs)
        kind = DomainError if math.isnan(y) else RangeError
        return kind(
            f"{self._at(xs)} returned {y}{origin}; if it is not defined there, say so: "
            "@primitive(…, domain=Interval(…))"
        )


def _has_nan(x: Any) -> bool:
    x = getattr(x, "primal", x)
    return bool((x != x).any() if hasattr(x, "dtype") else x != x)


def _doc(function: Function) -> str:
    from inspect import getdoc

    return getdoc(function) or ""


def _parameters(name: str, function: Function) -> list[Parameter]:
    from inspect import signature

    parameters = list(signature(function).parameters.values())
    if not parameters or any(
        p.kind not in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in parameters
    ):
        raise RuleError(
            f"{name} must take a fixed number of arguments: def {name}(x, …); for a sequence, "
            "combine sum, dot and prod"
        )
    return parameters


def _check_arity(name: str, parameters: list[str], rules: Sequence[Rule | None]) -> None:
    names = ", ".join(parameters)
    if len(rules) != len(parameters):
        raise RuleError(
            f"{name}({names}) wants one rule per argument, {len(parameters)} in all; got "
            f"{len(rules)}: @primitive(rule, …), None where no path leads"
        )
    for i, rule in enumerate(rules):
        if rule is not None and not _takes(rule, len(parameters) + 1):
            raise RuleError(
                f"rule {i + 1} of {name} must take the arguments and the result: "
                f"lambda {names}, result: …"
            )


def _takes(rule: Any, count: int) -> bool:
    from inspect import signature

    try:
        signature(rule).bind(*range(count))
    except TypeError:
        return False
    return True


def _by_name(name: str, module: str) -> Primitive:
    """The operation a pickle speaks of: defined already, or when its module is imported."""
    if (module, name) not in _BY_MODULE:
        import_module(module)
    if (module, name) not in _BY_MODULE:
        raise OperandError(f"{module} has no primitive called {name}: define it with @primitive")
    return _BY_MODULE[module, name]


def _told(thing: Any) -> str:
    return "None" if thing is None else f"the {type(thing).__name__} {thing!r}"
