"""The modified Bessel function I0, scaled by exp(-|x|), and its derivatives of every order.

For x >= 0 the n-th derivative is (-1)**n times the mean of (1 - cos t)**n exp(-x (1 - cos t))
over a period (Abramowitz and Stegun 9.6.16): in both forms below all terms have one sign, so no
digit is lost.

>>> from autograd.kernels import floats
>>> f"{i0e_derivative(0, 1.0, floats):.12g}"
'0.465759607594'
"""

from __future__ import annotations

import functools
import math

from autograd.kernels.backend import Backend, Number


def i0e_derivative(n: int, x: Number, backend: Backend) -> Number:
    """The n-th derivative of ``exp(-|x|) I0(x)``, n >= 0, any real x.

    At 0, where those of odd order jump, they are 0. Derivative i0e_derivative(n + 1, x).
    """
    return backend.map_floats(functools.partial(_derivative, n), x)


def _derivative(n: int, x: float) -> float:
    if n % 2 and not x:
        return 0.0
    math.ldexp(1.0, n)  # a bound; it raises for a hopeless order, before the time is spent
    size = abs(x)
    value = _expanded(n, size) if size > 24.0 + 2.0 * n else _averaged(n, size)
    return -value if n % 2 and x > 0.0 else value


def _averaged(n: int, x: float) -> float:
    """The mean over equidistant points, which converges faster than any power of their distance."""
    points = 2 * n + 16 + int(9.0 * math.sqrt(x))
    terms = (s**n * math.exp(-x * s) for s in _heights(points)) if x == x else [x]
    return math.fsum(terms) / points


@functools.lru_cache(maxsize=256)
def _heights(points: int) -> list[float]:
    """1 - cos t at equidistant points of a period, rounded once: powers magnify an error here."""
    return [(_ONE - _cosine(2 * _PI * k // points)) / _ONE for k in range(points)]


# Fixed point with 100 bits behind the point.
_ONE = 1 << 100
_PI = 314159265358979323846264338327950288 * _ONE // 10**35


def _cosine(angle: int) -> int:
    total, term, j = 0, _ONE, 0
    while term:
        total += -term if j % 4 else term
        j += 2
        term = term * angle * angle // (j * (j - 1) << 200)
    return total


def _expanded(n: int, x: float) -> float:
    """The asymptotic series (A&S 9.7.1 and its derivatives) up to terms that do not count."""
    first = term = _leading(n, x)
    terms, k = [], 0
    while term > 1e-17 * first:
        terms.append(term)
        term *= (n + k + 0.5) * (k + 0.5) / ((k + 1) * 2.0 * x)
        k += 1
    return math.fsum(terms)


def _leading(n: int, x: float) -> float:
    """1 * 3 * … * (2n - 1) / (2x)**n / sqrt(2 pi x)."""
    factor = 1.0 / math.sqrt(2.0 * math.pi) / math.sqrt(x)
    for k in range(n):
        factor *= (k + 0.5) / x
    return factor
