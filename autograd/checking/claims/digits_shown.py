"""Whether a value rounds to the digits that a page shows; and who decides that at a kink."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import reduce
from math import log10
from typing import Any

from ...formulas.trees.tree import Number
from ..certified.balls import UNDEFINED, Ball, exact, precision
from ..certified.digits import decimal, is_astronomical, midpoint, significant
from ..decision.kinks import Kink

BITS = 256
ENOUGH = 1024
MOST_PLACES = 40  # after the point, in a number that is written without an exponent
DIGITS = Fraction(1, 10**30)


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


def rounds_to(value: Ball, shown: Fraction, unit: Fraction, bits: int) -> bool | None:
    """Whether a value, enclosed at this precision, rounds to what is shown; None: not certain.

    What is exact by nature has to agree to 30 digits. Half-way between two roundings either is
    right; nothing else stays so close to the half-way point, or to 0, for a thousand bits.
    """
    with precision(2 * bits + BITS):
        gap = abs(value - exact(shown))
        if gap > exact(unit / 2):
            return False
        if gap <= exact(unit / 2):
            return True
        width = value.rad()
        if not unit and width < exact(abs(shown) * DIGITS):
            return True
        return True if bits >= ENOUGH and width < exact(Fraction(1, 2 ** (bits // 2))) else None


def is_fine(value: Ball, unit: Fraction) -> bool:
    """Whether an enclosure is certain to more digits than are shown."""
    if not value.is_finite():
        return False
    if is_astronomical(value):
        return bool(value.rel_accuracy_bits() > 64)
    return bool(value.rad() < exact(unit / 10**6 or DIGITS))


def certain(value: Ball) -> int:
    """How many of the digits of an enclosure are certain."""
    return max(0, int(value.rel_accuracy_bits() * log10(2))) if value.is_finite() else 0


def in_digits(value: Ball, unit: Fraction) -> str:
    """A value to more digits than are shown; as far as it is certain, if that is not so far."""
    if not is_fine(value, unit):
        return str(value.str(certain(value) or 1))
    small = not unit and abs(value) < exact(Fraction(1, 10**10))
    if is_astronomical(value) or small or places(unit) > MOST_PLACES:
        return significant(value)
    return decimal(value, places(unit) + 4)


def is_cut_off(value: Ball, shown: Fraction, unit: Fraction) -> bool:
    """Whether what is shown are the value's first digits, two or more, the rest left out."""
    if is_astronomical(value) or not is_fine(value, unit):
        return False
    middle = midpoint(value)
    if abs(shown) < 10 * unit or middle * shown < 0:
        return False
    return abs(shown) <= abs(middle) < abs(shown) + unit


_SHOWN = 6  # digits


# ---- At a kink ----------------------------------------------------------------------------------


def words(kink: Kink) -> str:
    """What a kink is, in words."""
    y, x = kink.names
    if kink.kind == "jump":
        return f"{y} jumps, and has no slope in {x}"
    if kink.kind == "unknown":
        return f"whether {y} has a slope in {x} could not be told"
    sides = " on one side and ".join(significant(side, _SHOWN) for side in kink.sides)
    start = f"{y} has a kink: its slope in {x} is {sides} on the other"
    if kink.by == "point":
        return f"{start}, and at this point alone a branch is taken that says nothing of it"
    return f"{start}, and by convention {significant(kink.value, _SHOWN)} here"


def decided(
    fits: Callable[[Any], bool | None], value: Any, kinks: Sequence[Kink], beside: Iterable[Any]
) -> bool | None:
    """Whether a number fits at a kink; None where that is nobody's to say.

    An operation's convention holds. A `where` has none, so that only a number is wrong which is
    neither that of its branch nor that of a side, nor between them.
    """
    if any(kink.kind != "kink" for kink in kinks):
        return None
    every = [value, *(side for side in beside if side is not UNDEFINED)]
    answers = [fits(each) for each in every]
    if all(answers) or all(kink.by == "operation" for kink in kinks):
        return answers[0]
    if answers[0] and all(kink.by != "point" for kink in kinks):
        return True
    between = reduce(lambda a, b: a.union(b), every)
    return False if fits(between) is False else None
