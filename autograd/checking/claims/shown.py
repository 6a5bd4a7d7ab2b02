"""The digits that a page shows of a number, and whether a value rounds to them."""

from __future__ import annotations

from fractions import Fraction

from ..certified.balls import Ball, exact, precision
from ..certified.digits import midpoint
from ..formulas.tree import Number

BITS = 256


def last_digit(number: Number) -> Fraction:
    """One unit in the last digit that a number shows; 0 if it is exact by nature (1/3, 5)."""
    written, _, exponent = number.written.lower().partition("e")
    if not exponent and "." not in written:  # rounded to 0, any small slope would be right
        return Fraction(0)
    shown = len(written.partition(".")[2])
    return Fraction(10) ** (int(exponent or 0) - shown)


def places(unit: Fraction) -> int:
    """How many decimals a unit has."""
    return max(0, len(str(unit.denominator)) - 1) if unit else 17


def rounds_to(value: Ball, shown: Fraction, unit: Fraction) -> bool:
    """Whether a certified value rounds to what is shown."""
    with precision(BITS):
        gap = abs(value - exact(shown))
        return not gap > exact(unit / 2)


def is_cut_off(value: Ball, shown: Fraction, unit: Fraction) -> bool:
    """Whether what is shown are the value's first digits, two or more, the rest left out."""
    middle = midpoint(value)
    if abs(shown) < 10 * unit or middle * shown < 0:
        return False
    return abs(shown) <= abs(middle) < abs(shown) + unit
