"""Functions that are computed in balls and rounded once: the float next to the true value.

Where no formula in floats keeps its digits over the whole domain, as of Bessel functions next to
their roots, an enclosure is narrowed until both its ends round to one float (A. Ziv, "Fast
evaluation of elementary mathematical functions with correctly rounded last bit", ACM TOMS 17
(1991)). That takes some microseconds, and no digit is wrong.

>>> from autograd.kernels import floats
>>> j0 = Rounded(lambda x: x.bessel_j(0), far=lambda x: 0.0)
>>> j0(2.404825557695773, floats)  # next to a root
-6.10876525973673e-17
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite, nan, nextafter
from typing import Any

from ..support.domain import Domain, Undefined
from .backend import Number
from .balls.precision import flint, precision

PRECISIONS = (64, 128, 256, 512, 1024, 2048, 4096)  # sin(1e308) needs a thousand to begin with
MOST_BITS = PRECISIONS[-1]


class Rounded:
    """The kernel of a function of balls; `far` says what it is where an argument is infinite.

    A kernel of floats: it raises ValueError where the function has no value.
    """

    def __init__(
        self, ball: Callable[..., Any], far: Callable[..., float], domain: Domain | None = None
    ) -> None:
        self.ball, self.far, self.domain = ball, far, domain

    def __call__(self, *args: Any) -> Number:
        *xs, backend = args
        return backend.map_floats(self.at, *xs)

    def at(self, *xs: float) -> float:
        """The value at floats."""
        if any(x != x for x in xs):
            return nan
        if self.domain is not None and not self.domain.contains(*xs):
            raise ValueError("outside the domain")
        return nearest(self.ball, xs) if all(map(isfinite, xs)) else self.far(*xs)


def nearest(ball: Callable[..., Any], xs: tuple[float, ...]) -> float:
    """The float next to the value of a function of balls."""
    y, low, high = None, nan, nan
    for bits in PRECISIONS:
        with precision(bits):
            try:
                y = ball(*map(flint().arb, xs))
            except Undefined:
                break
            low, high = float(y.lower()), float(y.upper())
        if low == high:
            return high
    if y is None or nextafter(low, high) != high:
        raise ValueError("no value, or out of reach of this many bits")
    return float(y.mid())  # half-way between two floats
