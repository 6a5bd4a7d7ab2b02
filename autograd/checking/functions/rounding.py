"""Floats that a function computed with are rounded: 5/3 in Python is no third of 5.

Formulas that differ by no more than that, wherever they are looked at, are told to agree.

>>> is_rounded(1.6666666666666667, 1.6666666666666665), is_rounded(1.0, 1.0 + 1e-13)
(True, False)
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from ..certified.balls import UNDEFINED
from ..claims.checker import Checker
from ..decision.judge import Judge
from ..decision.points import ordinary

SAID = "the functions agree but for the rounding of the floats in them"

_ULPS = 8 * 2.0**-52  # relative: what a few operations on constants make
_POINTS = 12
_BITS = 256


def is_rounded(a: float, b: float) -> bool:
    """Whether two numbers may be the same but for rounding."""
    return abs(a - b) <= _ULPS * max(abs(a), abs(b))


def is_rounding(checker: Checker, truth: Any, claim: Any) -> bool:
    """Whether two formulas differ by rounding only, at ordinary points."""
    judge = Judge(checker.question(truth, claim))
    values = [judge.values(point, _BITS) for point in islice(ordinary(judge.ranges), _POINTS)]
    known = [pair for pair in values if all(_is_finite(x) for x in pair)]
    return bool(known) and all(is_rounded(*map(float, pair)) for pair in known)


def _is_finite(x: Any) -> bool:
    return x is not UNDEFINED and bool(x.is_finite())
