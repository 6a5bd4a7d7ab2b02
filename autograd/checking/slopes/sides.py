"""What a slope is on both sides of a point, and what that says of a slope that is claimed.

>>> smooth, kink = [Estimate(1.0)] * 2, [Estimate(0.0), Estimate(1.0)]
>>> [verdict(smooth, slope)[0] for slope in (1.0, 2.0)]
['agrees', 'wrong']
>>> verdict(kink, 0.0)
('agrees', 'a kink: 0 on the left, 1 on the right')
>>> verdict([Estimate(1.0, error=5.0)] * 2, 3.0)[0]
'inconclusive'
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

AGREEMENT = 1e-9  # relative: what floats may lose in a rule
TELLING = 1e-3  # relative: an estimate that is less certain says nothing
_LEAST = 8 * math.ulp(0.0)

NOTHING_AROUND = "the function has no values around this point"
_UNRESOLVED = "the slope here cannot be told from the function's values"
_ROUNDING = "the slope here cannot be told beside rounding"
_JUMP = "the function jumps here: its slope is a convention"


@dataclass(frozen=True)
class Estimate:
    """A slope on one side, and how far off that may be; an infinite error where nothing is known.

    `scale` is the size of slopes nearby, beside which a small error is small.
    """

    value: float
    error: float = 0.0
    scale: float = 0.0
    jumps: bool = False
    agreement: float = AGREEMENT  # relative, beside the error

    def tells(self, slope: float) -> bool:
        """Whether the error is small beside this slope, or those nearby."""
        size = max(abs(self.value), abs(slope), self.scale)
        return slope == self.value or self.error <= max(TELLING * size, _LEAST)


UNKNOWN = Estimate(math.nan, math.inf)
JUMP = Estimate(math.nan, jumps=True)
Sides = Sequence[Estimate | None]  # to the left and right; None where there are no values


def verdict(sides: Sides, slope: float) -> tuple[str, str]:
    """The status of a slope, and what is to be said of it."""
    known = [side for side in sides if side is not None]
    if not known:
        return "inconclusive", NOTHING_AROUND
    told = [side for side in known if math.isfinite(side.error)]
    if any(side.jumps for side in told):
        return "agrees", _JUMP
    right = _is_among(told, slope)
    if len(told) < len(known) and not right:
        return "inconclusive", _UNRESOLVED
    if not all(side.tells(slope) for side in told):
        return "inconclusive", _ROUNDING
    return ("agrees", _kink(told)) if right else ("wrong", "")


def _is_among(sides: Sequence[Estimate], slope: float) -> bool:
    """Whether a slope is one that the sides allow: at a kink, any between."""
    if not sides:
        return False
    low = min(side.value - side.error for side in sides)
    high = max(side.value + side.error for side in sides)
    agreement = max(side.agreement for side in sides)
    return low <= slope <= high or any(_near(slope, end, agreement) for end in (low, high))


def _kink(sides: Sequence[Estimate]) -> str:
    left, right = sides[0], sides[-1]
    if is_kink(left, right):
        return f"a kink: {left.value:.6g} on the left, {right.value:.6g} on the right"
    return ""


def is_kink(left: Estimate, right: Estimate) -> bool:
    """Whether two sides certainly differ."""
    apart = abs(left.value - right.value)
    return apart > left.error + right.error and not _near(left.value, right.value, TELLING)


def _near(a: float, b: float, relative: float) -> bool:
    return a == b or abs(a - b) <= relative * max(abs(a), abs(b)) + _LEAST
