"""Sums and products with the rounding error that floats drop.

Each function returns ``(rounded, rest)``; in exact arithmetic their sum is the true result. A
kernel needs the rest where a later step magnifies it: ``exp`` turns an absolute error of its
argument into a relative one, so at ``exp(-700)`` half a unit in the last place of 700 is already
256 units of the answer.

Sources: Knuth, The Art of Computer Programming 2, 4.2.2 (two_sum); Dekker, Numerische Mathematik
18 (1971), 224-242 (splitting and two_product).
"""

from __future__ import annotations

from autograd.kernels.backend import Number

_SPLITTER = 134217729.0  # 2**27 + 1: leaves the leading 26 bits


def high_part(x: Number) -> Number:
    """``x`` to 26 bits, so that products of two such numbers are exact. Needs ``|x| < 2**990``."""
    shifted = _SPLITTER * x
    return shifted - (shifted - x)


def two_difference(a: Number, b: Number) -> tuple[Number, Number]:
    """``a - b`` and what rounding lost.

    >>> two_difference(1.0, 1e-20)
    (1.0, -1e-20)
    """
    d = a - b
    back = d - a
    return d, (a - (d - back)) - (b + back)


def two_sum(a: Number, b: Number) -> tuple[Number, Number]:
    """``a + b`` and what rounding lost.

    >>> two_sum(1.0, 1e-20)
    (1.0, 1e-20)
    """
    return two_difference(a, -b)


def two_square(x: Number) -> tuple[Number, Number]:
    """``x * x`` and what rounding lost.

    >>> two_square(1.0 + 2.0**-30)
    (1.0000000018626451, 8.673617379884035e-19)
    """
    square, h = x * x, high_part(x)
    return square, (h * h - square) + (x - h) * (x + h)


def two_product(a: Number, b: Number) -> tuple[Number, Number]:
    """``a * b`` and what rounding lost."""
    product, p, q = a * b, high_part(a), high_part(b)
    r, s = a - p, b - q
    return product, ((p * q - product) + p * s + r * q) + r * s
