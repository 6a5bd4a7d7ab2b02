"""The normalised sinc function and its derivatives of every order.

>>> from autograd.kernels import floats
>>> sinc(0.5, floats), sinc_derivative(1, 1e-8, floats)
(0.6366197723675814, -3.289868133696452e-08)
"""

from __future__ import annotations

import functools
import math

from autograd.kernels.backend import Backend, Number
from autograd.kernels.exact import two_product

_PI_REST = 1.2246467991473532e-16  # pi - math.pi


def sinc(x: Number, backend: Backend) -> Number:
    """``sin(pi x) / (pi x)``, any real x, 1 at 0. Derivative sinc_derivative(1, x)."""
    turns = backend.rint(x)
    rest = x - turns  # exact, so that large integers give exact zeros
    sine = backend.sin(math.pi * rest) * backend.where(
        turns == 2.0 * backend.rint(0.5 * turns), 1.0, -1.0
    )
    zero = x == 0.0
    quotient = sine / backend.where(zero, 1.0, math.pi * x)
    return backend.where(abs(x) == backend.inf, 0.0, backend.where(zero, 1.0, quotient))


def sinc_derivative(n: int, x: Number, backend: Backend) -> Number:
    """The n-th derivative of sinc, n >= 0, any real x. Derivative sinc_derivative(n + 1, x).

    It is pi**n times the integral of t**n cos(pi x t + n pi/2) over t in [0, 1]. Digits are lost
    only next to its roots.
    """
    return backend.map_floats(functools.partial(_sinc_derivative, n), x)


def _sinc_derivative(n: int, x: float) -> float:
    scale = math.pi**n  # raises for a hopeless order, before the time for it is spent
    z = math.pi * x
    if abs(z) < 0.5 * n + 1.5:
        rest: float = (
            two_product(math.pi, x)[1] + _PI_REST * x
        )  # of z, which the derivative magnifies
        return scale * (_series(n, z) + rest * _series(n + 1, z))
    rest = math.pi * (x - round(x)) if abs(x) < 2.0**52 else 0.0
    sign = -1.0 if abs(x) < 2.0**53 and round(x) % 2 else 1.0
    sine, cosine = sign * math.sin(rest), sign * math.cos(rest)
    cycle = (sine, cosine, -sine, -cosine)
    value = sine / z
    for k in range(1, n + 1):
        value = (cycle[k % 4] - k * value) / z
    return scale * value


def _series(n: int, z: float) -> float:
    """The integral of t**n cos(z t + n pi/2), expanded in powers of z."""
    first = n % 2
    term = (-1.0) ** ((n + 1) // 2) * z**first
    terms, k, negligible = [], first, 1e-25 * abs(term)
    while abs(term) > negligible or k <= abs(z):
        terms.append(term / (n + k + 1))
        term *= -z * z / ((k + 1) * (k + 2))
        k += 2
    return math.fsum(terms)
