"""The logistic function and its family, for arguments of any size.

>>> from autograd.kernels import floats
>>> softplus(-40.0, floats), softplus(40.0, floats)
(4.248354255291589e-18, 40.0)
"""

from __future__ import annotations

from math import exp

from autograd.kernels.backend import Backend, Number
from autograd.kernels.exact import two_difference, two_product


def sigmoid(x: Number, backend: Backend) -> Number:
    """``1/(1 + exp(-x))``, any real x. Derivative sigmoid_prime(x)."""
    e = backend.exp(-abs(x))
    return backend.where(x < 0.0, e, 1.0) / (1.0 + e)


def sigmoid_prime(x: Number, backend: Backend) -> Number:
    """``sigmoid(x) sigmoid(-x)``, any real x. Derivative -sigmoid_prime(x) tanh(x/2)."""
    e = backend.exp(-abs(x))
    return e / (1.0 + e * (2.0 + e))  # (1 + e)**2 would double the rounding error of 1 + e


def sigmoid_of_floats(x: float) -> float:
    """:func:`sigmoid` of floats, the same bits in fewer calls."""
    if x < 0.0:
        e = exp(x)
        return e / (1.0 + e)
    return 1.0 / (1.0 + exp(-x))


def sigmoid_prime_of_floats(x: float) -> float:
    """:func:`sigmoid_prime` of floats, the same bits in fewer calls."""
    e = exp(x if x < 0.0 else -x)
    return e / (1.0 + e * (2.0 + e))


def sigmoid_of_sum(high: Number, low: Number, backend: Backend) -> Number:
    """``sigmoid(high + low)`` for ``|low| << |high|``, a sum that one float cannot hold."""
    y = sigmoid(high, backend)
    return y + y * sigmoid(-high, backend) * low


def softplus(x: Number, backend: Backend) -> Number:
    """``log(1 + exp(x))``, any real x. Derivative sigmoid(x)."""
    return backend.maximum(x, 0.0) + backend.log1p(backend.exp(-abs(x)))


def log_sigmoid(x: Number, backend: Backend) -> Number:
    """``log(sigmoid(x))``, any real x. Derivative sigmoid(-x)."""
    return backend.minimum(x, 0.0) - backend.log1p(backend.exp(-abs(x)))


def logit(p: Number, backend: Backend) -> Number:
    """``log(p/(1-p))``, 0 < p < 1, the inverse of sigmoid. Derivative logit_prime(p).

    >>> from autograd.kernels import floats
    >>> logit(0.5, floats)
    0.0
    """
    middle = abs(p - 0.5) < 0.25
    near = 2.0 * backend.atanh(backend.where(middle, 2.0 * p - 1.0, 0.0))
    p = backend.where(middle, 0.5, p)
    return backend.where(middle, near, backend.log(p / (1.0 - p)))


def logit_prime(p: Number, backend: Backend) -> Number:
    """``1/(p (1-p))``, 0 < p < 1. Derivative (2p - 1) y**2, where the rounding of y counts twice.

    So y is rounded once: a step of Newton's method takes what was lost on the way to it.
    """
    rest, lost = two_difference(1.0, p)
    product, left = two_product(p, rest)
    y = backend.where((p >= 0.0) & (p <= 1.0), backend.divide(1.0, product), backend.nan)
    usual = backend.where(abs(y) < 1e290, y, 0.0)  # beyond, parts of the products are out of range
    whole, part = two_product(product, usual)
    return y + usual * ((1.0 - whole - part) - (left + p * lost) * usual)


def logaddexp(a: Number, b: Number, backend: Backend) -> Number:
    """``log(exp(a) + exp(b))``, any reals and infinities. Partials logaddexp_da(a, b), (b, a).

    >>> from autograd.kernels import floats
    >>> logaddexp(-1000.0, -1000.0, floats)
    -999.3068528194401
    """
    gap = backend.where(a == b, 0.0, a - b)  # inf - inf is nan; equal infinities are a tie
    return backend.maximum(a, b) + backend.log1p(backend.exp(-abs(gap)))


def logaddexp_da(a: Number, b: Number, backend: Backend) -> Number:
    """The partial ``sigmoid(a - b)`` of logaddexp with respect to a; 1/2 at equal infinities.

    The rounding error of a - b would be magnified by its size: it is carried along. The
    derivative in a is ``logaddexp_da(a, b) * logaddexp_da(b, a)``, and minus that in b.

    >>> from autograd.kernels import floats
    >>> logaddexp_da(floats.inf, floats.inf, floats)
    0.5
    """
    gap, rest = two_difference(a, b)
    rest = backend.where(abs(gap) < 1000.0, rest, 0.0)  # nan where the gap is infinite
    return sigmoid_of_sum(backend.where(a == b, 0.0, gap), rest, backend)
