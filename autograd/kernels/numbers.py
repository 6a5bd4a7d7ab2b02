"""Signs, steps, what is no number, and what lies between two numbers.

>>> from autograd.kernels import floats
>>> fmax(floats.nan, 1.0, floats), nan_to_num(floats.inf, 0.0, 9.0, -9.0, floats)
(1.0, 9.0)
"""

from __future__ import annotations

from autograd.kernels.backend import Backend, Number
from autograd.kernels.choice import step


def copysign(x: Number, y: Number, backend: Backend) -> Number:
    """``|x|`` with the sign of y, a zero's too. Partials sign(x) copysign(1, y) and 0."""
    return backend.copysign(x, y)


def heaviside(x: Number, at_zero: Number, backend: Backend) -> Number:
    """0 left of 0, 1 right of it, ``at_zero`` there."""
    return backend.where(x == 0.0, at_zero, step(x, backend))


def fmax(x: Number, y: Number, backend: Backend) -> Number:
    """The larger number; of a number and nan the number."""
    return backend.where(x != x, y, backend.where(y != y, x, backend.maximum(x, y)))


def fmin(x: Number, y: Number, backend: Backend) -> Number:
    """The smaller number; of a number and nan the number."""
    return backend.where(x != x, y, backend.where(y != y, x, backend.minimum(x, y)))


def lowest_if_nan(x: Number, backend: Backend) -> Number:
    """``x``, and -inf where it is nan: what every number exceeds."""
    return backend.where(x == x, x, -backend.inf)


def highest_if_nan(x: Number, backend: Backend) -> Number:
    """``x``, and inf where it is nan: what exceeds every number."""
    return backend.where(x == x, x, backend.inf)


def nan_to_num(x: Number, nan: Number, top: Number, bottom: Number, backend: Backend) -> Number:
    """``x``; for nan, inf and -inf the other three. Derivative is_finite(x)."""
    infinite = backend.where(x > 0.0, top, bottom)
    return backend.where(x != x, nan, backend.where(abs(x) == backend.inf, infinite, x))


def is_finite(x: Number, backend: Backend) -> Number:
    """1 where x is a number, 0 where it is infinite or nan."""
    return backend.where(abs(x) < backend.inf, 1.0, 0.0)


def lerp(x: Number, y: Number, t: Number, backend: Backend) -> Number:
    """``x + t (y - x)``, from the end that is nearer: x at t = 0 and y at t = 1, exactly."""
    way = y - x
    between = backend.where(t < 0.5, x + t * way, y - (1.0 - t) * way)
    return backend.where(way == 0.0, x, between)
