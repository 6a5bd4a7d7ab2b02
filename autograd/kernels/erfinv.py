"""The inverse of the error function and its derivative, right next to -1 and 1.

>>> from autograd.kernels import floats
>>> f"{erfinv_prime(0.9999999999999999, floats):.12g}"
'7.57347920545e+14'
"""

from __future__ import annotations

import math

from autograd.kernels.backend import Backend, Number
from autograd.kernels.gaussian import erfcx

_HALF_SQRT_PI = 0.886226925452758


def erfinv(x: Number, backend: Backend) -> Number:
    """The inverse of erf, -1 < x < 1. Derivative erfinv_prime(x).

    >>> from autograd.kernels import floats
    >>> f"{erfinv(0.5, floats):.12g}"
    '0.476936276204'
    """
    return backend.copysign(_of_size(abs(x), backend), x)


def _of_size(size: Number, backend: Backend) -> Number:
    """erfinv of |x|, from the side on which its digits are: inf at 1, nan beyond."""
    near, inside = size < 0.5, size < 1.0
    middle = _inside(backend.where(near, size, 0.0), backend)
    rest = backend.where(inside & (size >= 0.5), 1.0 - size, 0.5)
    edge = backend.where(size == 1.0, backend.inf, backend.nan)
    return backend.where(near, middle, backend.where(inside, _in_tail(rest, backend), edge))


def _inside(x: Number, backend: Backend) -> Number:
    """Newton's method on erf(y) = x."""
    y = _HALF_SQRT_PI * x
    for _ in range(4):
        y = y - (backend.erf(y) - x) * (_HALF_SQRT_PI * backend.exp(y * y))
    return y


def _in_tail(rest: Number, backend: Backend) -> Number:
    """Newton's method on log erfc(y) = log(rest), whose slope hardly changes."""
    wanted = backend.log(rest)
    bend = backend.log(backend.maximum(1.0, -math.pi * wanted))
    y = backend.sqrt(backend.maximum(0.1, -wanted - 0.5 * bend))
    for _ in range(7):
        scaled = erfcx(y, backend)
        y = y + (backend.log(scaled) - y * y - wanted) * (_HALF_SQRT_PI * scaled)
    return y


def erfinv_prime(x: Number, backend: Backend) -> Number:
    """``sqrt(pi)/2 exp(erfinv(x)**2)``, -1 < x < 1. Derivative 2 erfinv(x) y**2.

    Near 1 the square would magnify the rounding of erfinv; exp(y**2) is erfcx(y)/erfc(y), and
    erfc(y) is 1 - x, exactly.
    """
    size = abs(x)
    y = _of_size(size, backend)
    near, tail = size < 0.5, (size >= 0.5) & (size < 1.0)
    middle = _HALF_SQRT_PI * backend.exp(backend.where(near, y * y, 0.0))
    scaled = _HALF_SQRT_PI * erfcx(backend.where(tail, y, 0.0), backend)
    outside = backend.where(near, middle, y)
    return backend.where(tail, scaled / backend.where(tail, 1.0 - size, 1.0), outside)
