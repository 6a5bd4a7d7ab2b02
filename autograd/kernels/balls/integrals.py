"""Functions given by integrals and series, and their derivatives of any order.

Formulas: DLMF (NIST Digital Library of Mathematical Functions), where each is named.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .arithmetic import Ball, order
from .precision import flint, series_to


def erfcx_derivative(n: Ball, x: Ball) -> Ball:
    """The n-th derivative of exp(x^2) erfc(x).

    (-1)^n n!/sqrt(pi) U((n+1)/2, 1/2, x^2) for x > 0 (7.18.10); elsewhere no term of the recurrence
    y'' = 2 x y' + 2 y cancels.
    """
    k = order(n)
    if x > 0:
        u = (x * x).hypgeom_u((n + 1) / 2, type(x)(1) / 2)
        return (-1) ** k * type(x)(k).fac() * u / x.pi().sqrt()
    before, last = 0 * x, (x * x).exp() * x.erfc()
    for i in range(k):
        step = 2 * x * last + (2 * i * before if i else -2 / x.pi().sqrt())
        before, last = last, step
    return last


def erfcinv_slope(x: Ball) -> Ball:
    """The slope of the inverse of erfc, by the rule for inverses."""
    return -x.pi().sqrt() / 2 * (x.erfcinv() ** 2).exp()


def ndtri(p: Ball) -> Ball:
    """The x below which a standard normal number lies with probability p."""
    return -type(p)(2).sqrt() * (2 * p).erfcinv()


def ndtri_slope(p: Ball) -> Ball:
    """The slope of ndtri, one over the normal density there."""
    return (2 * p.pi()).sqrt() * ((2 * p).erfcinv() ** 2).exp()


def ellipk_derivative(n: Ball, m: Ball) -> Ball:
    """The n-th derivative of K(m), of pi/2 F(1/2, 1/2; 1; m): 15.5.2 and 19.5.1."""
    return _elliptic(order(n), m, 1)


def ellipe_derivative(n: Ball, m: Ball) -> Ball:
    """The n-th derivative of E(m), of pi/2 F(-1/2, 1/2; 1; m): 15.5.2 and 19.5.2."""
    return _elliptic(order(n), m, -1)


def _elliptic(n: int, m: Ball, sign: int) -> Ball:
    real = type(m)
    a, b, c = real(sign) / 2, real(1) / 2, real(1)
    scale = a.rising(real(n)) * b.rising(real(n)) / c.rising(real(n)) * m.pi() / 2
    return scale * m.hypgeom_2f1(a + n, b + n, c + n)


FAR_RIGHT = 1100  # from here on zeta is its first terms


def zeta_derivative(n: Ball, s: Ball) -> Ball:
    """The n-th derivative of Riemann's zeta, for n up to 60."""
    k = order(n)
    if k == 0:
        return s.zeta()
    if not s > FAR_RIGHT:
        return _nth(lambda t: t.zeta(), n, s)
    second = (-type(s)(2).log()) ** k * type(s)(2) ** (-s)
    rest = abs(second).abs_upper() / 2**200  # the terms from k = 3 on: (log 3/log 2)^60 (2/3)^1100
    return second + (-rest).union(rest)


def lambertw_derivative(n: Ball, x: Ball, branch: Ball) -> Ball:
    """The n-th derivative of a real branch, 0 or -1, of the inverse of w exp(w)."""
    k = order(-branch)
    if order(n) == 0:
        return x.lambertw(-k)
    return _nth(lambda t: t.lambertw(-k), n, x)


def _nth(f: Callable[[Any], Any], n: Ball, x: Ball) -> Ball:
    """The n-th derivative of a function of power series."""
    k = order(n)
    with series_to(k):
        return f(flint().arb_series([x, 1]))[k] * type(x)(k).fac()


LARGE_SHAPE = 100  # from here on the series of the lower function takes too long, or gives up


def gammainc(a: Ball, x: Ball) -> Ball:
    """The regularized lower incomplete gamma function."""
    return x.gamma_lower(a, 1) if a < LARGE_SHAPE else 1 - x.gamma_upper(a, 1)


def gammaincc(a: Ball, x: Ball) -> Ball:
    """The regularized upper incomplete gamma function; beside a = 0 = x, one minus the lower."""
    return x.gamma_upper(a, 1) if a > 1 or x > 1 else 1 - x.gamma_lower(a, 1)


def betainc(a: Ball, b: Ball, x: Ball) -> Ball:
    """The regularized incomplete beta function; past its mean, one minus what is left (8.17.4)."""
    if x * (a + b) > a:
        return 1 - (1 - x).beta_lower(b, a, 1)
    return x.beta_lower(a, b, 1)


def gamma_density(a: Ball, x: Ball) -> Ball:
    """x^(a-1) exp(-x) / gamma(a): 8.8.13."""
    return x ** (a - 1) * (-x).exp() * a.rgamma()


def beta_density(a: Ball, b: Ball, x: Ball) -> Ball:
    """x^(a-1) (1-x)^(b-1) / beta(a, b): 8.17.1."""
    return x ** (a - 1) * (1 - x) ** (b - 1) * (a + b).gamma() * a.rgamma() * b.rgamma()
