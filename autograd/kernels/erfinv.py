"""The inverse of the error function and its derivative, right next to -1 and 1.

>>> from autograd.kernels import floats
>>> f"{erfinv_prime(0.9999999999999999, floats):.12g}"
'7.57347920545e+14'
"""

from __future__ import annotations

import math

from autograd.kernels import floats
from autograd.kernels.backend import Backend, Number
from autograd.kernels.gaussian import erfcx

_HALF_SQRT_PI = 0.886226925452758


def erfinv(x: Number, backend: Backend) -> Number:
    """The inverse of erf, -1 < x < 1. Derivative erfinv_prime(x).

    >>> from autograd.kernels import floats
    >>> f"{erfinv(0.5, floats):.12g}"
    '0.476936276204'
    """
    return backend.map_floats(_erfinv, x)


def _erfinv(x: float) -> float:
    size = abs(x)
    if size >= 1.0:
        return math.copysign(math.inf, x) if size == 1.0 else math.nan
    return math.copysign(_inside(size) if size < 0.5 else _in_tail(1.0 - size), x)


def _inside(x: float) -> float:
    """Newton's method on erf(y) = x."""
    y = _HALF_SQRT_PI * x
    for _ in range(4):
        y -= (math.erf(y) - x) * (_HALF_SQRT_PI * math.exp(y * y))
    return y


def _in_tail(rest: float) -> float:
    """Newton's method on log erfc(y) = log(rest), whose slope hardly changes."""
    wanted = math.log(rest)
    y = math.sqrt(max(0.1, -wanted - 0.5 * math.log(max(1.0, -math.pi * wanted))))
    for _ in range(7):
        scaled = erfcx(y, floats)
        y += (math.log(scaled) - y * y - wanted) * (_HALF_SQRT_PI * scaled)
    return y


def erfinv_prime(x: Number, backend: Backend) -> Number:
    """``sqrt(pi)/2 exp(erfinv(x)**2)``, -1 < x < 1. Derivative 2 erfinv(x) y**2.

    Near 1 the square would magnify the rounding of erfinv; exp(y**2) is erfcx(y)/erfc(y), and
    erfc(y) is 1 - x, exactly.
    """
    return backend.map_floats(_erfinv_prime, x)


def _erfinv_prime(x: float) -> float:
    size, y = abs(x), abs(_erfinv(x))
    if size < 0.5:
        return _HALF_SQRT_PI * math.exp(y * y)
    return _HALF_SQRT_PI * erfcx(y, floats) / (1.0 - size) if size < 1.0 else y
