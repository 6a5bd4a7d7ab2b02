"""Products of a Hessian with a vector: the derivative of the gradient along a direction.

One costs as much as a few gradients, however many numbers there are, where the Hessian has a row
for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature
from typing import Any

from ..engine.backward import gradients
from ..errors import OperandError
from ..support.containers import leaves_of, like
from ..values.symbol import Symbol


def products(f: Callable[..., Any], names: Sequence[str]) -> Callable[..., Any]:
    """The function of the arguments of `f` and of a direction for each that gives H v.

    >>> from autograd import compile
    >>> compile(products(lambda x, y: x * x * y, ["x", "y"]))(2.0, 3.0, 1.0, 0.0)
    (6.0, 4.0)
    """

    def along(*both: Any) -> Any:
        args, directions = both[: len(names)], both[len(names) :]
        inputs = leaves_of(list(args))
        slope = _slope(_number(f(*args)), inputs, leaves_of(list(directions)))
        if not isinstance(slope, Symbol):  # the gradient is the same everywhere
            return like(tuple(args), [0.0] * len(inputs))
        return like(tuple(args), gradients(slope, inputs, record=True, allow_unused=True))

    kind = Parameter.POSITIONAL_OR_KEYWORD
    along.__name__ = f"{getattr(f, '__name__', 'f').strip('<>')}_hvp"
    parameters = [Parameter(name, kind) for name in [*names, *(f"v_{name}" for name in names)]]
    setattr(along, "__signature__", Signature(parameters))  # noqa: B010  # functions have none to mypy
    return along


def _number(y: Any) -> Any:
    if isinstance(y, (list, tuple, dict)):
        raise OperandError(
            f"a Hessian is of a function with one number as its result; got {y!r:.60}"
        )
    return y


def _slope(y: Any, inputs: list[Any], directions: list[Any]) -> Any:
    """The derivative of y along a direction."""
    if not isinstance(y, Symbol):
        return 0.0
    slopes = gradients(y, inputs, record=True, allow_unused=True)
    terms = [d * v for d, v in zip(slopes, directions, strict=True) if isinstance(d, Symbol) or d]
    return sum(terms[1:], terms[0]) if terms else 0.0
