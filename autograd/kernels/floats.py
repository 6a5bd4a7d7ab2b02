"""The backend of Python floats: :mod:`math`, and the names that only NumPy has.

Pass this module as the last argument of a kernel. Functions that need a condition call
:func:`where`, which has evaluated both sides, so neither side may raise.

>>> where(2.0 > 1.0, 5.0, 6.0)
5.0
>>> maximum(float("nan"), 1.0)
nan
"""

from __future__ import annotations

import math
from collections.abc import Callable
from math import atanh as atanh
from math import copysign as copysign
from math import cos as cos
from math import erf as erf
from math import erf as erf_inside
from math import exp as exp
from math import exp2 as exp2
from math import expm1 as expm1
from math import fsum as total
from math import hypot as hypot
from math import inf as inf
from math import log as log
from math import log1p as log1p
from math import nan as nan
from math import pow as power
from math import sin as sin
from math import sqrt as sqrt
from math import tan as tan
from math import tanh as tanh

__all__ = [
    "any_of", "atanh", "cbrt", "copysign", "cos", "divide", "erf", "erf_inside", "exp", "exp2",
    "expm1", "hypot", "inf", "log", "log1p", "map_floats", "maximum", "minimum", "nan", "power",
    "power_or_inf", "rint", "sin", "sqrt", "tan", "tanh", "total", "where",
]  # fmt: skip

cbrt = math.cbrt


def where(condition: bool, a: float, b: float) -> float:
    """``a`` where the condition holds, else ``b``."""
    return a if condition else b


def maximum(a: float, b: float) -> float:
    """The larger number; nan if either is nan (the built-in ``max`` drops it)."""
    return a if a >= b or a != a else b


def minimum(a: float, b: float) -> float:
    """The smaller number; nan if either is nan (the built-in ``min`` drops it)."""
    return a if a <= b or a != a else b


def any_of(condition: bool) -> bool:
    """True if the condition holds anywhere: guards work that is rarely needed."""
    return condition


def divide(a: float, b: float) -> float:
    """IEEE division: at a pole that belongs to the domain the answer is inf, not an exception.

    >>> divide(1.0, 0.0), divide(1.0, -0.0), divide(0.0, 0.0)
    (inf, -inf, nan)
    """
    if b:
        return a / b
    if a and a == a:
        return copysign(inf, a) * copysign(1.0, b)
    return nan


def power_or_inf(x: float, y: float) -> float:
    """``x**y``, and the infinity with its sign where :func:`math.pow` overflows."""
    try:
        return power(x, y)
    except OverflowError:
        return -inf if x < 0.0 and y % 2.0 else inf


def rint(x: float) -> float:
    """The nearest integer as a float, ties to even; inf and nan pass through."""
    return float(round(x)) if abs(x) < 2.0**52 else x


def map_floats(kernel: Callable[..., float], *xs: float, pole: float = nan) -> float:
    """Call a kernel that knows only floats (its errors are the caller's)."""
    return kernel(*xs)
