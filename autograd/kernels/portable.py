"""What some machines lack, made of what all have: comparisons, choices and the four operations.

Python and NumPy have these as functions. A program for another machine is made of the recipe
wherever that machine has no function with the same answers, NaN and signed zeros included: C's
`fmax` drops a NaN, and JavaScript has no `copysign`.

>>> from autograd.kernels import floats
>>> copysign(3.0, -0.0, floats), rint(2.5, floats), total([1e16, 1.0, -1e16], floats)
(-3.0, 2.0, 1.0)
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence

from autograd.kernels.backend import Backend, Number
from autograd.kernels.exact import two_sum
from autograd.kernels.gaussian import erf_by_polynomials as erf  # noqa: F401
from autograd.kernels.gaussian import erf_inside as erf_inside

_WHOLE = 2.0**52  # from here on, floats are whole numbers


def maximum(a: Number, b: Number, backend: Backend) -> Number:
    """The larger number; nan if either is nan."""
    return backend.where((a >= b) | (a != a), a, b)


def minimum(a: Number, b: Number, backend: Backend) -> Number:
    """The smaller number; nan if either is nan."""
    return backend.where((a <= b) | (a != a), a, b)


def divide(a: Number, b: Number, backend: Backend) -> Number:
    """``a / b`` as IEEE 754 has it, which is what machines do."""
    return a / b


def power_or_inf(x: Number, y: Number, backend: Backend) -> Number:
    """``x**y``: a machine does not raise where it is out of range."""
    return backend.power(x, y)


def copysign(a: Number, b: Number, backend: Backend) -> Number:
    """``|a|`` with the sign of b, a zero's too."""
    size = abs(a)
    return backend.where((b < 0.0) | ((b == 0.0) & (backend.divide(1.0, b) < 0.0)), -size, size)


def rint(x: Number, backend: Backend) -> Number:
    """The nearest whole number, ties to even: what is left of x beside 2**52."""
    shift = backend.copysign(_WHOLE, x)
    return backend.where(abs(x) < _WHOLE, backend.copysign((x + shift) - shift, x), x)


def frac(x: Number, backend: Backend) -> Number:
    """What follows the point, with the sign of x; 0 of an infinity, as :func:`math.modf` has it."""
    infinite = abs(x) == backend.inf
    return backend.where(infinite, backend.copysign(0.0, x), backend.fmod(x, 1.0))


def cbrt(x: Number, backend: Backend) -> Number:
    """The real cube root, up to a few digits more than the kernel of this name wants to begin."""
    return backend.copysign(backend.power(abs(x), 1.0 / 3.0), x)


def total(xs: Sequence[Number], backend: Backend) -> Number:
    """The sum with the rounding errors of all additions added at the end.

    Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005), algorithm 4.4: as good as if it had been
    computed with twice the digits and rounded. A sum that left the range has no rest to add.
    """
    if not xs:
        return 0.0
    whole, rest = 0.0 + xs[0], 0.0
    for x in xs[1:]:
        whole, lost = two_sum(whole, x)
        rest = rest + lost
    return backend.where(rest == rest, whole + rest, whole)


def plain_total(xs: Sequence[Number], backend: Backend) -> Number:
    """The sum from left to right, a rounding for each term."""
    return functools.reduce(operator.add, xs, 0.0)


def dot(xs: Sequence[Number], backend: Backend) -> Number:
    """The sum of products of the first half of a sequence with the second."""
    half = len(xs) // 2
    return backend.total(list(map(operator.mul, xs[:half], xs[half:])))


def mean(xs: Sequence[Number], backend: Backend) -> Number:
    """The arithmetic mean; of shares where the sum leaves the range of floats."""
    n = float(len(xs))
    whole = backend.total(xs)
    shares = backend.total([x / n for x in xs])
    return backend.where(abs(whole) == backend.inf, shares, whole / n)


def largest(xs: Sequence[Number], backend: Backend) -> Number:
    """The largest of several numbers; nan if one is nan."""
    return functools.reduce(backend.maximum, xs)


def smallest(xs: Sequence[Number], backend: Backend) -> Number:
    """The smallest of several numbers; nan if one is nan."""
    return functools.reduce(backend.minimum, xs)


def product(xs: Sequence[Number], backend: Backend) -> Number:
    """The product from left to right."""
    return functools.reduce(operator.mul, xs, 1.0)


def length(xs: Sequence[Number], backend: Backend) -> Number:
    """The Euclidean length; in units of the longest, so that no square leaves the range.

    An infinity counts more than a nan, as in :func:`math.hypot`.
    """
    sizes = [abs(x) for x in xs]
    peak = functools.reduce(backend.maximum, sizes)
    ordinary = (peak > 0.0) & (peak < backend.inf)
    unit = backend.where(ordinary, peak, 1.0)
    squares = [size * size for size in (x / unit for x in sizes)]
    infinite = functools.reduce(operator.or_, [size == backend.inf for size in sizes])
    usual = backend.where(ordinary, unit * backend.sqrt(backend.total(squares)), peak)
    return backend.where(infinite, backend.inf, usual)


def floor_mod(a: Number, b: Number, backend: Backend) -> Number:
    """Python's ``a % b``, with the sign of b, from the remainder with the sign of a."""
    rest = backend.fmod(a, b)
    whole = rest + backend.where(_falls_short(rest, b), b, 0.0)
    return backend.where(rest == 0.0, backend.copysign(0.0, b), whole)


def floor_divide(a: Number, b: Number, backend: Backend) -> Number:
    """Python's ``a // b``: the whole number below a / b, which is inf or nan at b = 0."""
    rest = backend.fmod(a, b)
    quotient = (a - rest) / b - backend.where(_falls_short(rest, b), 1.0, 0.0)
    whole = backend.floor(quotient)
    whole = backend.where(quotient - whole > 0.5, whole + 1.0, whole)
    whole = backend.where(quotient == 0.0, backend.copysign(0.0, a / b), whole)
    return backend.where(b == 0.0, a / b, whole)


def _falls_short(rest: Number, b: Number) -> Number:
    """Whether a remainder lies on the other side of 0 than what was divided by."""
    return (rest != 0.0) & ((rest < 0.0) != (b < 0.0))
