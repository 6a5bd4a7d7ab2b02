"""Derivatives of the inverse circular and hyperbolic functions, and of lengths and angles.

``1 - x**2`` cancels near 1 and ``x**2 + y**2`` leaves the range of floats at 1e155: the forms
below do neither.

>>> from autograd.kernels import floats
>>> f"{asin_prime(0.9999999990686774, floats):.12g}"
'23170.4750113'
"""

from __future__ import annotations

from autograd.kernels.edges import finite
from autograd.kernels.namespace import Namespace, Number

_TINY = 2.0**-900
_HUGE = 2.0**1000
_UP = 2.0**120
_DOWN = 2.0**-120


def one_minus_square(x: Number, m: Namespace) -> Number:
    """``1 - x**2``, right also next to -1 and 1. Derivative -2x.

    >>> from autograd.kernels import floats
    >>> one_minus_square(1.0 - 2.0**-53, floats) == 2.0**-52 - 2.0**-106
    True
    """
    return (1.0 - x) * (1.0 + x)


def asin_prime(x: Number, m: Namespace) -> Number:
    """The derivative 1/sqrt((1-x)(1+x)) of asin on [-1, 1]; inf at the ends. acos' is minus it."""
    return m.divide(1.0, m.sqrt((1.0 - x) * (1.0 + x)))


def atan_prime(x: Number, m: Namespace) -> Number:
    """The derivative 1/(1 + x**2) of atan, any real x. Derivative -2 (x y) y."""
    far = abs(x) > 1e100  # there the square may overflow while the answer is still above 0
    large = m.where(far, x, 1.0)
    return m.where(far, 1.0 / large / large, 1.0 / (1.0 + x * x))


def asinh_prime(x: Number, m: Namespace) -> Number:
    """The derivative 1/sqrt(1 + x**2) of asinh, any real x."""
    return 1.0 / m.hypot(1.0, x)


def acosh_prime(x: Number, m: Namespace) -> Number:
    """The derivative 1/sqrt(x**2 - 1) of acosh, x >= 1; inf at 1."""
    return m.divide(1.0, m.sqrt(x - 1.0) * m.sqrt(x + 1.0))


def atanh_prime(x: Number, m: Namespace) -> Number:
    """The derivative 1/((1-x)(1+x)) of atanh on [-1, 1]; inf at the ends, nan outside."""
    inside = abs(x) <= 1.0
    return m.where(inside, m.divide(1.0, (1.0 - x) * (1.0 + x)), m.nan)


def hypot_dx(x: Number, y: Number, m: Namespace) -> Number:
    """The partial x/hypot(x, y) of hypot with respect to x; 0 at the origin (minimum norm).

    The partial with respect to y is ``hypot_dx(y, x)``.

    >>> from autograd.kernels import floats
    >>> hypot_dx(0.0, 0.0, floats), hypot_dx(-2.0, 0.0, floats), hypot_dx(floats.inf, 3.0, floats)
    (0.0, -1.0, 1.0)
    """
    longest = m.maximum(abs(x), abs(y))
    scale = m.where(longest > _HUGE, _DOWN, m.where(longest < _TINY, _UP, 1.0))
    alone = (abs(x) == m.inf) & (abs(y) < m.inf)  # of two infinities there is no ratio
    quotient = scale * x / m.where(longest == 0.0, 1.0, m.hypot(scale * x, scale * y))
    return m.where(alone, m.copysign(1.0, x), quotient)


def hypot_dxy(x: Number, y: Number, m: Namespace) -> Number:
    """The second partial ``-x y / hypot(x, y)**3`` of hypot; nan at the origin, 0 at infinity.

    A subnormal length has lost digits by which the quotients would be off: it is scaled up.

    >>> from autograd.kernels import floats
    >>> f"{hypot_dxy(3e-300, 4e-300, floats):.12g}"
    '-9.6e+298'
    """
    near, far = m.minimum(abs(x), abs(y)), m.maximum(abs(x), abs(y))
    scale = _towards_1(far, m)
    near, far = scale * near, scale * far
    size = m.divide(finite(near, m), near * near + far * far)
    size = size * m.divide(finite(far, m), m.hypot(near, far))
    return -m.copysign(1.0, x) * m.copysign(1.0, y) * (scale * size)


def atan2_dy(y: Number, x: Number, m: Namespace) -> Number:
    """The partial x/(x**2 + y**2) of atan2(y, x) with respect to y; nan at the origin.

    >>> from autograd.kernels import floats
    >>> f"{atan2_dy(1e-200, 1e-200, floats):.12g}"
    '5e+199'
    """
    return _over_squared_length(x, y, m)


def atan2_dx(y: Number, x: Number, m: Namespace) -> Number:
    """The partial -y/(x**2 + y**2) of atan2(y, x) with respect to x; nan at the origin."""
    return -_over_squared_length(y, x, m)


def _over_squared_length(a: Number, b: Number, m: Namespace) -> Number:
    """``a / (a**2 + b**2)``, both scaled so that the squares are in range; 0 at infinity."""
    scale = _towards_1(m.maximum(abs(a), abs(b)), m)
    a, b = scale * a, scale * b
    return scale * m.divide(finite(a, m), a * a + b * b)


def _towards_1(size: Number, m: Namespace) -> Number:
    """A power of 2 that takes `size` to where its square is an ordinary number."""
    return m.where(size > 2.0**500, 2.0**-600, m.where(size < 2.0**-500, 2.0**600, 1.0))
