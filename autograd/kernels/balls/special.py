"""The derivatives of special functions, of any order, and the functions of a softmax."""

from __future__ import annotations

from collections.abc import Iterable

from .arithmetic import Ball, order, total
from .choices import sign


def lgamma(x: Ball) -> Ball:
    """log |Gamma(x)|."""
    return x.lgamma() if x > 0 else abs(x.gamma()).log()


def beta(a: Ball, b: Ball) -> Ball:
    """gamma(a) gamma(b) / gamma(a + b)."""
    return a.gamma() * b.gamma() * (a + b).rgamma()


def betaln(a: Ball, b: Ball) -> Ball:
    """The logarithm of beta, for positive a and b."""
    return a.lgamma() + b.lgamma() - (a + b).lgamma()


def polygamma_drop(n: Ball, a: Ball, b: Ball) -> Ball:
    """What polygamma of order n loses from a to a + b."""
    return polygamma(n, a) - polygamma(n, a + b)


def polygamma(n: Ball, x: Ball) -> Ball:
    """The n-th derivative of digamma."""
    from flint import acb  # real balls have no polygamma; python-flint is loaded, it made x

    return acb(x).polygamma(acb(order(n))).real


def sinc_derivative(n: Ball, x: Ball) -> Ball:
    """The n-th derivative of sin(pi x)/(pi x), the mean of that of cos(pi t x) over t in [0, 1].

    Away from 0 by x s_n + n s_(n-1) = (sin(pi x)/pi)^(n); around 0 by its series, whose rest is
    smaller than the first term left out.
    """
    k = order(n)
    return _sinc_recurred(k, x) if not x.contains(0) else _sinc_at_zero(k, x)


def _sinc_recurred(n: int, x: Ball) -> Ball:
    pi, last = x.pi(), x.sinc_pi()
    turns = (x.cos_pi(), -x.sin_pi(), -x.cos_pi(), x.sin_pi())
    for k in range(1, n + 1):
        last = (pi ** (k - 1) * turns[(k - 1) % 4] - k * last) / x
    return last


def _sinc_at_zero(n: int, x: Ball) -> Ball:
    """At 0, ± pi**n/(n + 1) or 0; beside 0 the derivative differs by at most pi**(n+1) |x|."""
    pi = x.pi()
    middle = 0 * x if n % 2 else (-1) ** (n // 2) * pi**n / (n + 1)
    slack = abs(x).abs_upper() * pi ** (n + 1) / (n + 2)
    return middle + (-slack).union(slack)


def i0e_derivative(n: Ball, x: Ball) -> Ball:
    """The n-th derivative of exp(-|x|) I0(x), the integral of `kernels/bessel.py`.

    For x > 0 that is (-2)**n (1/2)_n / n! M(n + 1/2, n + 1, -2x) with Kummer's function M.
    """
    k, half = order(n), type(x)(1) / 2
    if k % 2 and x.contains(0):
        return x if x.is_zero() else x.nan()
    scale = (-2) ** k * half.rising(type(x)(k)) / type(x)(k).fac()
    value = scale * (-2 * abs(x)).hypgeom_1f1(n + half, n + 1)
    return value * sign(x) if k % 2 else value


def i1e_derivative(n: Ball, x: Ball) -> Ball:
    """The n-th derivative of exp(-|x|) I1(x): those of even order are odd, and jump at 0."""
    k = order(n)
    if x.contains(0) and not (k < 2 and x.is_zero()):
        return x if x.is_zero() and k % 2 == 0 else x.nan()
    if x.is_zero():
        return x if k == 0 else x.exp() / 2
    value = i0e_derivative(n, abs(x)) + i0e_derivative(n + 1, abs(x))
    return value if k % 2 else value * sign(x)


def softmax_at(row: Iterable[Ball]) -> Ball:
    """1 / sum exp(x_k - x_i), from [i, x_0, x_1, …]."""
    i, *xs = row
    at = xs[order(i)]
    return 1 / total((x - at).exp() for x in xs)


def logsumexp(xs: Iterable[Ball]) -> Ball:
    """log(sum exp(x_k))."""
    return total(x.exp() for x in xs).log()


def log_softmax_at(row: Iterable[Ball]) -> Ball:
    """x_i - log(sum exp(x_k)), from [i, x_0, x_1, …]."""
    i, *xs = row
    return xs[order(i)] - logsumexp(xs)
