"""The error function, the normal distribution and their derivatives, tails included.

exp(-x**2) magnifies the rounding error of x**2 by x**2 itself: the square is taken exactly, in
two floats. Everything else in a tail is the scaled complement erfcx(x) = exp(x**2) erfc(x), which
is smooth and falls like 1/x.

>>> from autograd.kernels import floats
>>> f"{ndtr(-30.0, floats):.12g}"
'4.90671392715e-198'
"""

from __future__ import annotations

from autograd.kernels.backend import Backend, Number
from autograd.kernels.exact import two_square
from autograd.kernels.polynomial import horner

_TWO_OVER_SQRT_PI = 1.1283791670955126
ONE_OVER_SQRT_2PI = 0.3989422804014327
_SQRT_HALF = 0.7071067811865476

# (1 + 2x) erfcx(x) for x >= 0 as a polynomial in t = (x - 3.75)/(x + 3.75); the variable is that
# of Shepherd and Laframboise, Mathematics of Computation 36 (1981), 249-253.
_ERFCX = (
    -7.339505008529536e-11, -3.753158277959618e-11, 9.022149700340588e-10, 5.457157304704686e-10,
    -6.545560212480267e-09, -4.389284159986328e-09, 4.0971223152703005e-08, 2.4289762925488707e-08,
    -2.6114702359900956e-07, -5.826281078800777e-08, 1.7534434251106334e-06, -9.72849582211122e-07,
    -1.1445049125831309e-05, 2.2383912036550678e-05, 5.164940777546399e-05,
    -0.00029015397928986765, 0.00029371359480570737, 0.0017556258324217529, -0.009746579547619623,
    0.0283622774215156, -0.05869339859054762, 0.09230432116019834, -0.10880393014170746,
    0.08227673849015102, 0.00358541548546369, -0.14024059858554702,
)  # fmt: skip
_ERFCX_FIRST, _ERFCX_REST = 1.2375126308378275, 1.0535976341511809e-16  # the constant term

# erf(x)/x for |x| <= 1 as a polynomial in t = 2 x**2 - 1.
_ERF = (
    1.454817075960679e-14, -3.8078827395263415e-13, 9.167606746069445e-12, -2.035228404899467e-10,
    4.11580059766496e-09, -7.51156928660089e-08, 1.223382738352401e-06, -1.7537169441124826e-05,
    0.00021751715604160108, -0.0022854855611441132, 0.019852496688983708, -0.1405360890227171,
    0.9654687386698673,
)  # fmt: skip


def exp_minus_square(x: Number, backend: Backend, factor: float = 1.0) -> Number:
    """``exp(-factor * x**2)`` for a factor of 1 or 1/2 (scaling by which is exact)."""
    x = backend.minimum(abs(x), 40.0)  # beyond, the answer is 0 and the splitting would overflow
    square, rest = two_square(x)
    y = backend.exp(-factor * square)
    return y - y * (factor * rest)


def erfcx(x: Number, backend: Backend) -> Number:
    """``exp(x**2) erfc(x)`` for x >= 0."""
    x = backend.minimum(x, 1e300)
    return _erfcx_top(x) / (1.0 + 2.0 * x)


def _erfcx_top(x: Number) -> Number:
    """``(1 + 2x) erfcx(x)``, between 1 and 1.25."""
    t = (x - 3.75) / (x + 3.75)
    return (horner(_ERFCX, t) * t + _ERFCX_REST) + _ERFCX_FIRST


def erf(x: Number, backend: Backend) -> Number:
    """The error function, any real x. Derivative erf_prime(x)."""
    return backend.erf(x)


def erf_by_polynomials(x: Number, backend: Backend) -> Number:
    """erf where the platform has none: a polynomial near 0, the complement beyond 1."""
    size = abs(x)
    tail = exp_minus_square(size, backend) * erfcx(size, backend)
    return backend.where(size < 1.0, erf_inside(x, backend), backend.copysign(1.0 - tail, x))


def erf_inside(x: Number, backend: Backend) -> Number:
    """erf where |x| <= 1, and a finite number elsewhere."""
    return x * horner(_ERF, 2.0 * backend.minimum(abs(x), 1.0) ** 2 - 1.0)


def erfc(x: Number, backend: Backend) -> Number:
    """``1 - erf(x)``, any real x, right to the last digit in the right tail.

    Derivative -erf_prime(x).
    """
    near = x < 0.5
    tail_x = backend.maximum(x, 0.5)
    return backend.where(
        near, 1.0 - backend.erf(x), exp_minus_square(tail_x, backend) * erfcx(tail_x, backend)
    )


def erf_prime(x: Number, backend: Backend) -> Number:
    """``2/sqrt(pi) exp(-x**2)``, any real x. Derivative -2 x y."""
    return _TWO_OVER_SQRT_PI * exp_minus_square(x, backend)


def normal_pdf(x: Number, backend: Backend) -> Number:
    """The standard normal density ``exp(-x**2/2) / sqrt(2 pi)``, any real x. Derivative -x y."""
    return ONE_OVER_SQRT_2PI * exp_minus_square(x, backend, 0.5)


def ndtr(x: Number, backend: Backend) -> Number:
    """The standard normal distribution function, any real x. Derivative normal_pdf(x)."""
    density, ratio = normal_tail(x, backend)
    return ndtr_from_tail(x, density * ratio, backend)


def normal_tail(x: Number, backend: Backend) -> tuple[Number, Number]:
    """``exp(-x**2/2)`` and its quotient with the probability beyond |x|, whose product that is."""
    size = abs(x)
    return exp_minus_square(size, backend, 0.5), 0.5 * erfcx(_SQRT_HALF * size, backend)


def ndtr_from_tail(x: Number, tail: Number, backend: Backend) -> Number:
    """The distribution function at x, given the probability beyond |x| (not used near 0)."""
    near = abs(x) < 0.7
    middle = 0.5 + 0.5 * backend.erf_inside(_SQRT_HALF * backend.where(near, x, 0.0))
    return backend.where(near, middle, backend.where(x < 0.0, tail, 1.0 - tail))


def log_ndtr(x: Number, backend: Backend) -> Number:
    """``log(ndtr(x))``, any real x, also where ndtr underflows. Derivative log_ndtr_prime(x).

    >>> from autograd.kernels import floats
    >>> f"{log_ndtr(-100.0, floats):.12g}"
    '-5005.52420869'
    """
    left = x < -1.0
    size = backend.where(left, -x, 1.0)
    far = backend.log(0.5 * erfcx(_SQRT_HALF * size, backend)) - (0.5 * size) * size
    return backend.where(left, far, backend.log1p(-ndtr(-backend.where(left, 0.0, x), backend)))


def log_ndtr_prime(x: Number, backend: Backend) -> Number:
    """``normal_pdf(x) / ndtr(x)``, any real x, the inverse Mills ratio.

    Derivative -y mills_excess(x).
    """
    left = x < -0.7
    size = backend.where(left, -x, 0.0)
    z = _SQRT_HALF * size
    far = (0.5 + z) / _erfcx_top(backend.minimum(z, 1e300)) * (4.0 * ONE_OVER_SQRT_2PI)
    x = backend.where(left, 0.0, x)
    return backend.where(left, far, normal_pdf(x, backend) / ndtr(x, backend))


_EXCESS_DEPTH = 60


def mills_excess(x: Number, backend: Backend) -> Number:
    """``x + log_ndtr_prime(x)``, any real x: positive, and about -1/x on the far left.

    There the sum would cancel; it is the tail of Laplace's continued fraction for the Mills ratio
    (Abramowitz and Stegun 26.2.14). Derivative 1 - log_ndtr_prime(x) y.

    >>> from autograd.kernels import floats
    >>> mills_excess(-1e10, floats)
    1e-10
    """
    left = x < -2.5
    size = backend.where(left, -x, 2.5)
    tail = 0.5 * (size + backend.sqrt(size * size + 4.0 * _EXCESS_DEPTH))
    for k in range(_EXCESS_DEPTH, 1, -1):
        tail = size + k / tail
    return backend.where(left, 1.0 / tail, x + log_ndtr_prime(x, backend))
