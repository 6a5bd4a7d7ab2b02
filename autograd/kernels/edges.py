"""What rules say of the ends of a domain: numbers themselves inside, and their limits at the edge.

>>> from autograd.kernels import floats
>>> positive(-1.0, floats), ratio(0.0, 0.0, floats), finite(floats.inf, floats) < floats.inf
(nan, 0.0, True)
"""

from __future__ import annotations

import math

from autograd.kernels.backend import Backend, Number

_LARGEST = 2.0**1023 * (2.0 - 2.0**-52)


def positive(x: Number, backend: Backend) -> Number:
    """``x`` itself for x >= 0 (0.0 for -0.0), nan below. Derivative 1."""
    return backend.where(x >= 0.0, abs(x), backend.nan)


def finite(x: Number, backend: Backend) -> Number:
    """``x`` itself, and the largest float where it is infinite. Derivative 1."""
    return backend.minimum(backend.maximum(x, -_LARGEST), _LARGEST)


def finite_of_floats(x: float) -> float:
    """The same in one call."""
    return x if -_LARGEST <= x <= _LARGEST or x != x else math.copysign(_LARGEST, x)


def ratio(x: Number, y: Number, backend: Backend) -> Number:
    """``x/y``, and 0 where x = 0, whatever y is."""
    return backend.where(x == 0.0, 0.0 * finite(y, backend), backend.divide(x, y))


def xlogy(x: Number, y: Number, backend: Backend) -> Number:
    """``x * log(y)``, y >= 0, and 0 where x = 0 (the limit along y = x**a).

    >>> from autograd.kernels import floats
    >>> xlogy(0.0, 0.0, floats)
    0.0
    """
    return backend.where(
        x == 0.0, 0.0 * finite(y, backend), x * backend.log(backend.where(x == 0.0, 1.0, y))
    )
