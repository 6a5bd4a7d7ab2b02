"""Python's `math` module, name for name, for numbers that remember: `from autograd import math`.

A function of Values returns a Value and keeps the gradient; a function of plain numbers returns
what `math` returns. Tests (`isnan`) and roundings (`floor`) give plain answers, since no derivative
runs through them. What has no derivative at all refuses a Value and says why.

>>> from autograd import Value, math
>>> x = Value(2.0)
>>> y = math.hypot(x, 1.0, 2.0) + math.log(8.0, 2.0)
>>> y.data, math.floor(x * 1.3), math.sqrt(9)
(6.0, 2, 3.0)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import wraps
from math import e as e
from math import inf as inf
from math import nan as nan
from math import pi as pi
from math import tau as tau
from typing import Any

from .engine.custom import primitive
from .engine.node import Node
from .errors import OperandError
from .ops import choice, elementary, lengths, products, reductions, rounding, trigonometric
from .ops.arithmetic import pow as pow
from .ops.elementary import cbrt as cbrt
from .ops.elementary import degrees as degrees
from .ops.elementary import exp as exp
from .ops.elementary import exp2 as exp2
from .ops.elementary import expm1 as expm1
from .ops.elementary import log1p as log1p
from .ops.elementary import log2 as log2
from .ops.elementary import log10 as log10
from .ops.elementary import radians as radians
from .ops.elementary import sqrt as sqrt
from .ops.gamma import gamma as gamma
from .ops.gamma import lgamma as lgamma
from .ops.hyperbolic import acosh as acosh
from .ops.hyperbolic import asinh as asinh
from .ops.hyperbolic import atanh as atanh
from .ops.hyperbolic import cosh as cosh
from .ops.hyperbolic import sinh as sinh
from .ops.hyperbolic import tanh as tanh
from .ops.numbers import copysign as copysign
from .ops.rounding import fmod as fmod
from .ops.special import erf as erf
from .ops.special import erfc as erfc
from .ops.trigonometric import acos as acos
from .ops.trigonometric import asin as asin
from .ops.trigonometric import atan as atan
from .ops.trigonometric import atan2 as atan2
from .ops.trigonometric import cos as cos
from .ops.trigonometric import sin as sin
from .ops.trigonometric import tan as tan

Function = Callable[..., Any]

fabs = choice.abs


def log(x: Any, base: Any = None) -> Any:
    """The logarithm of x, natural or to a base."""
    # Integers have logarithms beyond the largest float.
    y = math.log(x) if isinstance(x, int) else elementary.log(x)
    return y if base is None else y / log(base)


def hypot(*coordinates: Any) -> Any:
    """The length of a vector given by its coordinates."""
    return trigonometric.hypot(*coordinates) if len(coordinates) == 2 else lengths.norm(coordinates)


def dist(p: Iterable[Any], q: Iterable[Any]) -> Any:
    """The distance between two points."""
    return lengths.norm([a - b for a, b in zip(p, q, strict=True)])


def fsum(terms: Iterable[Any]) -> Any:
    """The sum, rounded once."""
    xs = list(terms)
    return reductions.sum(xs) if _recorded(xs) else math.fsum(xs)


def prod(factors: Iterable[Any], *, start: Any = 1) -> Any:
    """The product."""
    xs = [start, *factors]
    return products.prod(xs) if _recorded(xs) else math.prod(xs)


def sumprod(p: Iterable[Any], q: Iterable[Any]) -> Any:
    """The sum of products."""
    xs, ys = list(p), list(q)
    if _recorded(xs + ys):
        return products.dot(xs, ys)
    return sum(a * b for a, b in zip(xs, ys, strict=True))


def modf(x: Any) -> tuple[Any, float]:
    """The fractional and the whole part, both with the sign of x."""
    if not isinstance(x, Node):
        return math.modf(x)
    return rounding.frac(x), math.modf(x.data)[1]


def frexp(x: Any) -> tuple[Any, int]:
    """x as m times 2 to the n, with 0.5 <= |m| < 1."""
    if not isinstance(x, Node):
        return math.frexp(x)
    n = math.frexp(x.data)[1]
    return ldexp(x, -n), n


@primitive(
    lambda x, m, y: 1.0,
    lambda x, m, y: rounding.round((y - x) / m),
    name="ieee_remainder",
    domain=rounding.NONZERO_DIVISOR,
)
def remainder(x: float, m: float) -> float:
    """x minus the nearest multiple of m."""
    return math.remainder(x, m)


@primitive(lambda x, n, y: exp2(n), None, latex=r"{x} \cdot 2^{{y}}")
def ldexp(x: float, n: float) -> float:
    """x times 2 to the n, an integer."""
    return math.ldexp(x, int(n))


@primitive(lambda x, y, z, w: y, lambda x, y, z, w: x, lambda x, y, z, w: 1.0)
def fma(x: float, y: float, z: float) -> float:
    """x y + z, rounded once."""
    if not all(map(math.isfinite, (x, y, z))):
        return x * y + z
    return float(Fraction(x) * Fraction(y) + Fraction(z))


def _recorded(xs: Iterable[Any]) -> bool:
    return any(isinstance(x, Node) for x in xs)


def _on_data(function: Function) -> Function:
    """`function` of the numbers alone: what it tells is not differentiable, or flat."""

    @wraps(function)
    def told(*args: Any, **options: Any) -> Any:
        return function(*(x.data if isinstance(x, Node) else x for x in args), **options)

    return told


isclose = _on_data(math.isclose)
isfinite = _on_data(math.isfinite)
isinf = _on_data(math.isinf)
isnan = _on_data(math.isnan)
ceil = _on_data(math.ceil)
floor = _on_data(math.floor)
trunc = _on_data(math.trunc)


def _without(function: Function, reason: str) -> Function:
    """`function` for plain numbers; for Values an error that gives the reason."""
    name = function.__name__

    @wraps(function)
    def refusing(*args: Any, **options: Any) -> Any:
        if _recorded(args):
            raise OperandError(f"{name} has no derivative: {reason}; call math.{name} on .data")
        return function(*args, **options)

    return refusing


_INTEGERS = "it is defined for integers only"
_FLOATS = "it asks how floats are spaced, which is not about the function of a real number"

comb = _without(math.comb, _INTEGERS)
factorial = _without(math.factorial, f"{_INTEGERS} (gamma(n + 1) is its smooth extension)")
gcd = _without(math.gcd, _INTEGERS)
isqrt = _without(math.isqrt, f"{_INTEGERS} (sqrt is for reals)")
lcm = _without(math.lcm, _INTEGERS)
perm = _without(math.perm, _INTEGERS)
nextafter = _without(math.nextafter, _FLOATS)
ulp = _without(math.ulp, _FLOATS)
