"""All derivatives of digamma.

>>> from autograd.kernels import floats
>>> polygamma(1, 1.0, floats)
1.6449340668482264
"""

from __future__ import annotations

import functools
import math

from autograd.kernels import floats
from autograd.kernels.backend import Backend, Number
from autograd.kernels.gamma import (
    LARGE,
    cotangent_of_turns,
    digamma,
    to_nearest_integer,
)
from autograd.kernels.polynomial import horner

# B(2k)/(2k)! for k = 1 ... 13.
_EULER_MACLAURIN = (
    0.08333333333333333, -0.001388888888888889, 3.306878306878307e-05, -8.267195767195768e-07,
    2.08767569878681e-08, -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13,
    8.586062056277845e-15, -2.174868698558062e-16, 5.5090028283602295e-18,
    -1.3954464685812522e-19, 3.534707039629467e-21,
)  # fmt: skip


def polygamma(n: int, x: Number, backend: Backend) -> Number:
    """The n-th derivative of digamma, n >= 0, x not in {0, -1, -2, ...} (ValueError; nan).

    Derivative polygamma(n + 1, x).
    """
    return backend.map_floats(functools.partial(_polygamma, n), x)


def _polygamma(n: int, x: float) -> float:
    """(-1)**(n+1) n! zeta(n+1, x): Abramowitz and Stegun 6.4.10."""
    if n == 0:
        return float(digamma(x, floats))
    if n > 170:  # said before the time for it is spent
        raise OverflowError(f"{n}! is too large for a float")
    s = n + 1
    value = math.factorial(n) * _zeta(s, x)
    return value if s % 2 == 0 else -value


def _zeta(s: int, x: float) -> float:
    """The Hurwitz zeta function, the sum of (x + k)**-s over k >= 0, for an integer s >= 2.

    For x < 0 it is the sum over *all* integers, which depends only on x's distance to them,
    without the terms below x.
    """
    if x > 0.0:
        return _zeta_right(s, x)
    d = to_nearest_integer(x)
    if d > 0.0:
        right, left = _zeta_right(s, d), _zeta_right(s, 1.0 - d)
    else:
        right, left = _zeta_right(s, 1.0 + d), _zeta_right(s, -d)
    below = _zeta_right(s, 1.0 - x)
    return right + (left - below) if s % 2 == 0 else _odd_difference(s, d, right, left) + below


def _odd_difference(s: int, d: float, right: float, left: float) -> float:
    """right - left for an odd s, an odd function of what d is short of a half.

    Where it cancels it is pi**s / (s-1)! times a polynomial in cot(pi d), the (s-1)-th derivative
    of the cotangent (Abramowitz and Stegun 6.4.7), whose coefficients are all of one sign.
    """
    if abs(d) < 0.5 - 0.75 / s or s > 100:
        return right - left
    c = cotangent_of_turns(d)
    return float(math.pi**s * c * horner(_cotangent_derivative(s - 1), c * c))


@functools.cache
def _cotangent_derivative(n: int) -> tuple[float, ...]:
    """The n-th derivative of cot over n! c, n even, in powers of c**2, c = cot, the highest first.

    >>> _cotangent_derivative(2)  # c (1 + c**2)
    (1.0, 1.0)
    """
    terms = [0.0, 1.0]  # in powers of c, the lowest first
    for k in range(1, n + 1):
        slope = [i * a / k for i, a in enumerate(terms)][1:]
        terms = [a + b for a, b in zip([*slope, 0.0, 0.0], [0.0, 0.0, *slope], strict=True)]
    return tuple(terms[:0:-2])


def _zeta_right(s: int, x: float) -> float:
    """Euler-Maclaurin summation from the first x + k that is large against s."""
    if x == math.inf:
        return 0.0
    terms = []
    first, k = x, 0
    while x < LARGE + s:
        terms.append(_inverse_power(x, s))
        k += 1
        x = first + k
    tail = _inverse_power(x, s)
    terms += [_inverse_power(x, s - 1) / (s - 1), 0.5 * tail]
    power = s * tail / x
    for k, coefficient in enumerate(_EULER_MACLAURIN):
        terms.append(coefficient * power)
        power *= (s + 2 * k + 1) * (s + 2 * k + 2) / (x * x)
    return math.fsum(terms)


def _inverse_power(x: float, s: int) -> float:
    """``x**-s``, and inf where Python would raise: next to a pole."""
    try:
        return float(x**-s)
    except OverflowError:
        return math.inf
