"""Floats that a function computed with are rounded: 5/3 in Python is no third of 5.

Formulas that differ by no more than that, wherever they are looked at, are told to agree: at
ordinary points they have the same digits, and nowhere do they differ if every number in them that
is not plain may be a little off. Where such numbers are plain, a difference is none of rounding.

>>> is_rounded(1.6666666666666667, 1.6666666666666665), is_rounded(1.0, 1.0 + 1e-13)
(True, False)
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import Any

from ..certified.balls import Constant, Number, exact, is_number, overlap
from ..decision.judge import Judge
from ..decision.points import everything, ordinary
from ..meaning.questions import question
from ..meaning.scope import Scope

SAID = "the functions agree but for the rounding of the floats in them"

_ULPS = 8 * 2.0**-52  # relative: what a few operations on constants make
_ROUNDING = Fraction(_ULPS)
_SHORT = 40  # bits
_POINTS = 12
_MORE_POINTS = 260  # all but the last of those that are documented
_BITS = 256


def is_rounded(a: float, b: float) -> bool:
    """Whether two numbers may be the same but for rounding."""
    return abs(a - b) <= _ULPS * max(abs(a), abs(b))


def is_rounding(scope: Scope, truth: Any, claim: Any) -> bool:
    """Whether two formulas differ by rounding only."""
    asked = question(scope, truth, claim)
    judge, loose = Judge(asked), Judge(asked)
    values = [judge.values(point, _BITS) for point in islice(ordinary(judge.ranges), _POINTS)]
    known = [pair for pair in values if all(map(is_number, pair))]
    if not known or not all(is_rounded(*map(float, pair)) for pair in known):
        return False
    loose.program.constants[:] = map(_rounded, loose.program.constants)
    points = islice(everything(judge.ranges, asked.landmarks), _MORE_POINTS)
    return not any(_part(*loose.values(p, _BITS)) and judge.differs(p) for p in points)


def _part(a: Any, b: Any) -> bool:
    return is_number(a) and is_number(b) and not overlap(a, b)


def _rounded(number: Constant) -> Constant:
    """A number, or anything that may have been rounded to it."""
    if not isinstance(number, Number) or _is_plain(number.number):
        return number
    return lambda: number() * (1 + exact(_ROUNDING).union(exact(-_ROUNDING)))


def _is_plain(number: Fraction) -> bool:
    """Whether so short a float is no rounded one."""
    bits = max(number.denominator.bit_length(), abs(number.numerator).bit_length())
    return number.denominator & (number.denominator - 1) == 0 and bits <= _SHORT
