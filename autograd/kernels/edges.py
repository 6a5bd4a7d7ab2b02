"""What rules say of the ends of a domain: numbers themselves inside, and their limits at the edge.

>>> from autograd.kernels import floats
>>> positive(-1.0, floats), ratio(0.0, 0.0, floats), finite(floats.inf, floats) < floats.inf
(nan, 0.0, True)
"""

from __future__ import annotations

import math

from autograd.kernels.namespace import Namespace, Number

_LARGEST = 2.0**1023 * (2.0 - 2.0**-52)


def positive(x: Number, m: Namespace) -> Number:
    """``x`` itself for x >= 0 (0.0 for -0.0), nan below. Derivative 1."""
    return m.where(x >= 0.0, abs(x), m.nan)


def finite(x: Number, m: Namespace) -> Number:
    """``x`` itself, and the largest float where it is infinite. Derivative 1."""
    return m.minimum(m.maximum(x, -_LARGEST), _LARGEST)


def finite_of_floats(x: float) -> float:
    """The same in one call."""
    return x if -_LARGEST <= x <= _LARGEST or x != x else math.copysign(_LARGEST, x)


def ratio(x: Number, y: Number, m: Namespace) -> Number:
    """``x/y``, and 0 where x = 0, whatever y is."""
    return m.where(x == 0.0, 0.0 * finite(y, m), m.divide(x, y))


def xlogy(x: Number, y: Number, m: Namespace) -> Number:
    """``x * log(y)``, y >= 0, and 0 where x = 0 (the limit along y = x**a).

    >>> from autograd.kernels import floats
    >>> xlogy(0.0, 0.0, floats)
    0.0
    """
    return m.where(x == 0.0, 0.0 * finite(y, m), x * m.log(m.where(x == 0.0, 1.0, y)))


def xlogy_dx(x: Number, y: Number, m: Namespace) -> Number:
    """The partial log(y) of xlogy, and -inf at y = 0, which is in the domain when x = 0."""
    return m.where(y == 0.0, -m.inf, m.log(m.where(y == 0.0, 1.0, y)))


def xlogy_dy(x: Number, y: Number, m: Namespace) -> Number:
    """The partial x/y of xlogy, and 0 where x = 0."""
    return m.where(x == 0.0, 0.0 * y, m.divide(x, y))
