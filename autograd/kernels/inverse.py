"""Derivatives of the inverse circular and hyperbolic functions, and of lengths and angles.

``1 - x**2`` cancels near 1 and ``x**2 + y**2`` leaves the range of floats at 1e155: the forms
below do neither.

>>> from autograd.kernels import floats
>>> f"{one_minus_square(0.9999999990686774, floats):.12g}"
'1.86264514836e-09'
"""

from __future__ import annotations

from autograd.kernels.backend import Backend, Number
from autograd.kernels.edges import finite

_TINY = 2.0**-900
_HUGE = 2.0**1000
_UP = 2.0**120
_DOWN = 2.0**-120


def one_minus_square(x: Number, backend: Backend) -> Number:
    """``1 - x**2``, right also next to -1 and 1. Derivative -2x.

    >>> from autograd.kernels import floats
    >>> one_minus_square(1.0 - 2.0**-53, floats) == 2.0**-52 - 2.0**-106
    True
    """
    return (1.0 - x) * (1.0 + x)


def hypot_dx(x: Number, y: Number, backend: Backend) -> Number:
    """The partial x/hypot(x, y) of hypot with respect to x; 0 at the origin (minimum norm).

    The partial with respect to y is ``hypot_dx(y, x)``.

    >>> from autograd.kernels import floats
    >>> hypot_dx(0.0, 0.0, floats), hypot_dx(-2.0, 0.0, floats), hypot_dx(floats.inf, 3.0, floats)
    (0.0, -1.0, 1.0)
    """
    longest = backend.maximum(abs(x), abs(y))
    scale = backend.where(longest > _HUGE, _DOWN, backend.where(longest < _TINY, _UP, 1.0))
    alone = (abs(x) == backend.inf) & (abs(y) < backend.inf)  # of two infinities there is no ratio
    quotient = scale * x / backend.where(longest == 0.0, 1.0, backend.hypot(scale * x, scale * y))
    return backend.where(alone, backend.copysign(1.0, x), quotient)


def hypot_dxy(x: Number, y: Number, backend: Backend) -> Number:
    """The second partial ``-x y / hypot(x, y)**3`` of hypot; nan at the origin, 0 at infinity.

    A subnormal length has lost digits by which the quotients would be off: it is scaled up.

    >>> from autograd.kernels import floats
    >>> f"{hypot_dxy(3e-300, 4e-300, floats):.12g}"
    '-9.6e+298'
    """
    near, far = backend.minimum(abs(x), abs(y)), backend.maximum(abs(x), abs(y))
    scale = _towards_1(far, backend)
    near, far = scale * near, scale * far
    size = backend.divide(finite(near, backend), near * near + far * far)
    size = size * backend.divide(finite(far, backend), backend.hypot(near, far))
    return -backend.copysign(1.0, x) * backend.copysign(1.0, y) * (scale * size)


def atan2_dy(y: Number, x: Number, backend: Backend) -> Number:
    """The partial x/(x**2 + y**2) of atan2(y, x) with respect to y; nan at the origin.

    >>> from autograd.kernels import floats
    >>> f"{atan2_dy(1e-200, 1e-200, floats):.12g}"
    '5e+199'
    """
    return _over_squared_length(x, y, backend)


def _over_squared_length(a: Number, b: Number, backend: Backend) -> Number:
    """``a / (a**2 + b**2)``, both scaled so that the squares are in range; 0 at infinity."""
    scale = _towards_1(backend.maximum(abs(a), abs(b)), backend)
    a, b = scale * a, scale * b
    return scale * backend.divide(finite(a, backend), a * a + b * b)


def _towards_1(size: Number, backend: Backend) -> Number:
    """A power of 2 that takes `size` to where its square is an ordinary number."""
    return backend.where(size > 2.0**500, 2.0**-600, backend.where(size < 2.0**-500, 2.0**600, 1.0))
