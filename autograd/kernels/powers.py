"""Roots and powers, and derivatives that stay right where the power itself over- or underflows.

>>> from autograd.kernels import floats
>>> f"{power_dx(1e150, 3.0, floats):.12g}"  # the value, 1e450, is out of range; the slope is not
'3e+300'
"""

from __future__ import annotations

import math

from autograd.kernels import floats
from autograd.kernels.edges import finite
from autograd.kernels.namespace import Namespace, Number
from autograd.kernels.polynomial import horner

_SMALLEST_NORMAL = 2.0**-1022


def square(x: Number, m: Namespace) -> Number:
    """``x**2``, any real x. Derivative 2x."""
    return x * x


def reciprocal(x: Number, m: Namespace) -> Number:
    """``1/x``, x != 0. Derivative -y**2."""
    return 1.0 / x


def log_prime(x: Number, m: Namespace) -> Number:
    """The derivative 1/x of log: inf at 0 and nan for x < 0, where log has no value to slope.

    >>> from autograd.kernels import floats
    >>> log_prime(4.0, floats), log_prime(0.0, floats), log_prime(-1.0, floats)
    (0.25, inf, nan)
    """
    return m.divide(1.0, m.where(x >= 0.0, abs(x), m.nan))


def exp2(x: Number, m: Namespace) -> Number:
    """``2**x``, any real x. Derivative log(2) y."""
    return m.exp2(x)


def sqrt_prime(x: Number, m: Namespace) -> Number:
    """The derivative 1/(2 sqrt(x)) of sqrt, x >= 0; by continuity inf at 0 and at -0.0.

    Derivative power_dxn(x, 0.5, 2), which is -inf at 0.

    >>> from autograd.kernels import floats
    >>> sqrt_prime(4.0, floats), sqrt_prime(-0.0, floats)
    (0.25, inf)
    """
    return m.divide(0.5, abs(m.sqrt(x)))


def rsqrt(x: Number, m: Namespace) -> Number:
    """``1/sqrt(x)``, x > 0. Derivative -y/(2x)."""
    return 1.0 / m.sqrt(x)


def cbrt(x: Number, m: Namespace) -> Number:
    """The real cube root, any real x.

    Libraries are allowed several units of error here; one Newton step, in the form that cannot
    overflow, removes all but the last rounding.

    >>> from autograd.kernels import floats
    >>> cbrt(-27.0, floats)
    -3.0
    """
    y = m.cbrt(x)
    ordinary = (y != 0.0) & (abs(y) < m.inf)
    step = (y - x / m.where(ordinary, y * y, 1.0)) / 3.0
    return m.where(ordinary, y - step, y)


def cbrt_prime(x: Number, m: Namespace) -> Number:
    """The derivative cbrt(x)/(3x) of cbrt, any real x; inf at 0. Derivative -2y/(3x)."""
    zero = x == 0.0
    return m.where(zero, m.inf, cbrt(x, m) / m.where(zero, 1.0, x) / 3.0)


def power(x: Number, y: Number, m: Namespace) -> Number:
    """``x**y`` with the conventions of :func:`math.pow`: 0**0 = 1; x < 0 needs an integer y."""
    return m.power(x, y)


def power_dx(x: Number, y: Number, m: Namespace) -> Number:
    """The partial ``y * x**(y-1)`` of x**y with respect to x.

    0 where y = 0, also at x = 0; exact sign for integer y at x < 0; inf at x = 0 for 0 < y < 1.

    >>> from autograd.kernels import floats
    >>> power_dx(-2.0, 3.0, floats), power_dx(0.0, 0.0, floats), power_dx(0.0, 0.5, floats)
    (12.0, 0.0, inf)
    """
    return power_dxn(x, y, 1, m)


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


def power_dxn(x: Number, y: Number, n: int, m: Namespace) -> Number:
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
    by_division = inexact & (x != 0.0) & (abs(x) < m.inf)
    exponent = m.where(by_division, y, lower)
    divisor = m.where(by_division, x, 1.0)
    factor = 1.0
    for k in range(n):
        factor = factor * (y - k)
    pole = (x == 0.0) & (exponent < 0.0) & (y >= 0.0)
    base = m.where(pole, 1.0, x)
    p = m.power_or_inf(base, exponent)
    factor = m.where(p == 0.0, finite(factor, m), factor)  # exponents are infinite at times
    result = _divided(factor * p, divisor, n)
    lost = ((abs(p) < _SMALLEST_NORMAL) | (abs(p) == m.inf)) & (x != 0.0) & (factor != 0.0)
    if m.any_of(lost):
        # p is out of range but its product with the factor may be in it: use two half powers.
        half = m.power_or_inf(m.where(lost, abs(base), 1.0), 0.5 * exponent)
        rescued = _divided(factor * half * half, divisor, n)
        result = m.where(lost, m.copysign(rescued, result), result)
    result = m.where(pole, m.copysign(m.inf, factor), result)
    return m.where(factor == 0.0, 0.0, result)


def power_dxx(x: Number, n: Number, m: Namespace) -> Number:
    """``n (n-1) x**(n-2)``; where n - 1 is exact, n times the slope of x**(n-1), to the bit."""
    lower = n - 1.0
    exact = (n - lower == 1.0) & (lower + 1.0 == n) & (n != 0.0) & (x != 0.0)
    product = n * power_dx(m.where(exact, x, 1.0), lower, m)
    return m.where(exact, product, power_dxn(x, n, 2, m))


def log_polynomial(k: int, j: int, n: Number) -> list[Number]:
    """The k-th derivative of ``x**n * L**j``, L = log(x), is ``x**(n-k)`` times a polynomial in L.

    Its coefficients, the constant first. Each derivative takes P to (n - i) P + P'.

    >>> log_polynomial(1, 1, 3.0)
    [1.0, 3.0]
    """
    terms = [0.0 * n] * j + [1.0 + 0.0 * n]
    for i in range(k):
        falling = [(n - i) * c for c in terms]
        rest = [m * c for m, c in enumerate(terms)][1:]
        terms = [a + b for a, b in zip(falling, [*rest, 0.0], strict=True)]
    return terms


def power_partial(k: int, j: int, x: Number, n: Number, m: Namespace) -> Number:
    """The partial of x**n, k times with respect to x and j times with respect to n.

    It is closed under differentiation. At x = 0 the limit from the right; nan for x < 0 and j > 0.

    >>> from autograd.kernels import floats
    >>> power_partial(1, 1, 0.0, 1.0, floats), power_partial(0, 2, 0.0, 0.5, floats)
    (-inf, 0.0)
    """
    if not j:
        return power_dxx(x, n, m) if k == 2 else power_dxn(x, n, k, m)
    terms = log_polynomial(k, j, finite(n, m))
    lower = n - k
    by_division = (n - lower != k) | (lower + k != n)
    base = m.where(x > 0.0, x, 1.0)
    half = m.power_or_inf(base, 0.5 * m.where(by_division, n, lower))  # no square of it overflows
    factor = half * horner((0.0, *terms[::-1]), m.log(base))
    result = _divided(factor, m.where(by_division, base, 1.0), k) * half
    result = m.where(half == 0.0, 0.0, result)
    result = m.where((x == m.inf) & (n == n), _at_end(k, terms, n, m.inf, m), result)
    at_zero = _at_end(k, terms, n, 0.0, m)
    if not k:
        at_zero = m.where(n == 0.0, 0.0, at_zero)  # 0**n is flat but for its jump at n = 0
    return m.where(x > 0.0, result, m.where((n >= 0.0) & (x == 0.0), at_zero, m.nan))


def _at_end(k: int, terms: list[Number], n: Number, x: float, m: Namespace) -> Number:
    """The limit, at x = 0 or inf, of ``x**(n-k)`` times a polynomial in log(x).

    Its last term that is not 0 leads.
    """
    vanishes, sign = (n < k, 1.0) if x else (n > k, -1.0)
    leading = m.where(n == k, terms[0], m.copysign(m.inf, terms[0]))
    for i, c in list(enumerate(terms))[1:]:
        leading = m.where(c == 0.0, leading, m.copysign(m.inf, c * sign**i))
    return m.where(vanishes, 0.0, leading)


def _divided(x: Number, divisor: Number, times: int) -> Number:
    for _ in range(times):
        x = x / divisor
    return x


def power_dy(x: Number, y: Number, m: Namespace) -> Number:
    """The partial ``x**y * log(x)`` of x**y with respect to y.

    0 at x = 0 for y >= 0. nan for x < 0, where x**y is defined only on isolated y (not an error:
    the caller may want the other partial).

    >>> from autograd.kernels import floats
    >>> power_dy(0.0, 2.0, floats), power_dy(-2.0, 3.0, floats)
    (0.0, nan)
    """
    inside = (x > 0.0) | ((x == 0.0) & (y >= 0.0))
    base = m.where(x > 0.0, x, 1.0)
    half = m.power(base, 0.5 * y)  # its square may overflow where the product does not
    return m.where(inside, m.where(half == 0.0, 0.0, half * m.log(base) * half), m.nan)
