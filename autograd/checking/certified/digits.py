"""Certified digits: a ball written as a decimal, as far as the ball knows it.

>>> from autograd.checking.certified.balls import exact, precision
>>> from fractions import Fraction
>>> significant(exact(2)), significant(exact(Fraction(1, 32))), significant(exact(0))
('2.0000000000000000', '0.031250000000000000', '0')
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction

from .balls import Ball

SHOWN = 17
LARGEST_EXPONENT = 20_000  # of 2, in a number that is written out
_PLAIN = range(-5, SHOWN)  # decimal exponents that are written without one


def significant(ball: Ball, digits: int = SHOWN) -> str:
    """The ball's number to `digits` significant digits; "0" if the ball cannot tell it from 0."""
    if ball.contains(0):
        return "0"
    if is_astronomical(ball):
        return str(ball.mid().str(digits, radius=False))
    number = rounded(midpoint(ball), digits)
    exponent = number.adjusted()
    if exponent in _PLAIN:
        return f"{number:.{max(digits - 1 - exponent, 0)}f}"
    return f"{number:.{digits - 1}e}"


def is_astronomical(ball: Ball) -> bool:
    """Whether the number, or its inverse, would fill more than a few thousand digits."""
    return bool(abs(int(ball.mid().man_exp()[1])) > LARGEST_EXPONENT)


def midpoint(ball: Ball) -> Fraction:
    """The exact middle of a ball."""
    mantissa, exponent = ball.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def rounded(number: Fraction, digits: int) -> Decimal:
    """A rational number rounded to significant digits."""
    with localcontext(Context(prec=digits)):
        return Decimal(number.numerator) / Decimal(number.denominator)


def decimal(ball: Ball, places: int) -> str:
    """The ball's number rounded to decimal places."""
    return f"{rounded(midpoint(ball), places + 40):.{places}f}"
