"""Roots and powers, and derivatives that stay right where the power itself over- or underflows.

>>> from autograd.kernels import floats
>>> f"{power_dx(1e150, 3.0, floats):.12g}"  # the value, 1e450, is out of range; the slope is not
'3e+300'
"""

from __future__ import annotations

import math

from autograd.kernels import floats
from autograd.kernels.backend import Backend, Number
from autograd.kernels.edges import finite

_SMALLEST_NORMAL = 2.0**-1022


def square(x: Number, backend: Backend) -> Number:
    """``x**2``, any real x. Derivative 2x."""
    return x * x


def reciprocal(x: Number, backend: Backend) -> Number:
    """``1/x``, x != 0. Derivative -y**2."""
    return 1.0 / x


def exp2(x: Number, backend: Backend) -> Number:
    """``2**x``, any real x. Derivative log(2) y."""
    return backend.exp2(x)


def rsqrt(x: Number, backend: Backend) -> Number:
    """``1/sqrt(x)``, x > 0. Derivative -y/(2x)."""
    return 1.0 / backend.sqrt(x)


def cbrt(x: Number, backend: Backend) -> Number:
    """The real cube root, any real x.

    Libraries are allowed several units of error here; one Newton step, in the form that cannot
    overflow, removes all but the last rounding.

    >>> from autograd.kernels import floats
    >>> cbrt(-27.0, floats)
    -3.0
    """
    y = backend.cbrt(x)
    ordinary = (y != 0.0) & (abs(y) < backend.inf)
    step = (y - x / backend.where(ordinary, y * y, 1.0)) / 3.0
    return backend.where(ordinary, y - step, y)


def power(x: Number, y: Number, backend: Backend) -> Number:
    """``x**y`` with the conventions of :func:`math.pow`: 0**0 = 1; x < 0 needs an integer y."""
    return backend.power(x, y)


def power_dx(x: Number, y: Number, backend: Backend) -> Number:
    """The partial ``y * x**(y-1)`` of x**y with respect to x.

    0 where y = 0, also at x = 0; exact sign for integer y at x < 0; inf at x = 0 for 0 < y < 1.

    >>> from autograd.kernels import floats
    >>> power_dx(-2.0, 3.0, floats), power_dx(0.0, 0.0, floats), power_dx(0.0, 0.5, floats)
    (12.0, 0.0, inf)
    """
    return power_dxn(x, y, 1, backend)


def power_dx_of_floats(x: float, y: float) -> float:
    """:func:`power_dx` of floats, which needs its care only where y - 1 rounds or a power is lost.

    >>> power_dx_of_floats(-2.0, 3.0)
    12.0
    """
    if y == 2.0:
        return 2.0 * x
    lower = y - 1.0
    if x and lower + 1.0 == y and y - lower == 1.0:
        try:
            d = y * math.pow(x, lower)
        except (OverflowError, ValueError):
            return float(power_dx(x, y, floats))
        if 1e-290 < abs(d) < 1e290:
            return d
    return float(power_dx(x, y, floats))


def power_dxn(x: Number, y: Number, n: int, backend: Backend) -> Number:
    """The n-th partial ``y (y-1) ... (y-n+1) * x**(y-n)`` of x**y with respect to x, n >= 0.

    It is closed under differentiation: the derivative of ``power_dxn(x, y, n)`` in x is
    ``power_dxn(x, y, n + 1)``.

    ``y - n`` is often inexact (0.1 - 1), and x**y magnifies the error by log(x). Then x**y itself
    is divided by x, n times; never otherwise, because x**y may overflow where x**(y-n) does not.

    >>> from autograd.kernels import floats
    >>> power_dxn(5.0, 3.0, 2, floats)
    30.0
    """
    lower = y - n
    inexact = (y - lower != n) | (lower + n != y)
    by_division = inexact & (x != 0.0) & (abs(x) < backend.inf)
    exponent = backend.where(by_division, y, lower)
    divisor = backend.where(by_division, x, 1.0)
    factor = 1.0
    for k in range(n):
        factor = factor * (y - k)
    pole = (x == 0.0) & (exponent < 0.0) & (y >= 0.0)
    base = backend.where(pole, 1.0, x)
    p = backend.power_or_inf(base, exponent)
    # Exponents are infinite at times.
    factor = backend.where(p == 0.0, finite(factor, backend), factor)
    result = divided(factor * p, divisor, n)
    lost = ((abs(p) < _SMALLEST_NORMAL) | (abs(p) == backend.inf)) & (x != 0.0) & (factor != 0.0)
    if backend.any_of(lost):
        # p is out of range but its product with the factor may be in it: use two half powers.
        half = backend.power_or_inf(backend.where(lost, abs(base), 1.0), 0.5 * exponent)
        rescued = divided(factor * half * half, divisor, n)
        result = backend.where(lost, backend.copysign(rescued, result), result)
    result = backend.where(pole, backend.copysign(backend.inf, factor), result)
    return backend.where(factor == 0.0, 0.0, result)


def power_dxx(x: Number, n: Number, backend: Backend) -> Number:
    """``n (n-1) x**(n-2)``; where n - 1 is exact, n times the slope of x**(n-1), to the bit."""
    lower = n - 1.0
    exact = (n - lower == 1.0) & (lower + 1.0 == n) & (n != 0.0) & (x != 0.0)
    product = n * power_dx(backend.where(exact, x, 1.0), lower, backend)
    return backend.where(exact, product, power_dxn(x, n, 2, backend))


def divided(x: Number, divisor: Number, times: int) -> Number:
    """``x / divisor**times``, which may be in the range of floats where the power is not."""
    for _ in range(times):
        x = x / divisor
    return x


def power_dy(x: Number, y: Number, backend: Backend) -> Number:
    """The partial ``x**y * log(x)`` of x**y with respect to y.

    0 at x = 0 for y >= 0. nan for x < 0, where x**y is defined only on isolated y (not an error:
    the caller may want the other partial).

    >>> from autograd.kernels import floats
    >>> power_dy(0.0, 2.0, floats), power_dy(-2.0, 3.0, floats)
    (0.0, nan)
    """
    inside = (x > 0.0) | ((x == 0.0) & (y >= 0.0))
    base = backend.where(x > 0.0, x, 1.0)
    half = backend.power(base, 0.5 * y)  # its square may overflow where the product does not
    return backend.where(
        inside, backend.where(half == 0.0, 0.0, half * backend.log(base) * half), backend.nan
    )
