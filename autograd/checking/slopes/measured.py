"""The slope of a function of floats, measured; and what is claimed of slopes, judged by it.

A difference quotient has two errors: rounding, which grows as the step shrinks, and what the
function's curve adds, which shrinks with the step. So steps are taken from the smallest upwards, as
long as each quotient agrees with all before it within its rounding: the last one that does is the
best, and its rounding its error (O. V. Lepski, "On a problem of adaptive estimation in Gaussian
white noise", Theory of Probability and its Applications 35 (1990)). The noise of the function is
seen at its neighbours, a few floats away.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..report.claims import Claim, worst
from .sides import UNKNOWN, Estimate, Sides, is_kink, verdict

Function = Callable[[float], float]
Place = tuple[float, float]  # an argument and its value

STEPS = 48
CHAIN = 4  # so many steps have to agree
_SAFE = 2.0  # times the rounding of the last two steps, by Lepski's argument
_PART = 2.0**-4  # the largest step, relative to the argument or to 1
_SMALLEST = 2.0**-140  # step at 0
_STAIR = 2.0**-9  # relative: a step that is large beside the roundings of a function
_WILD = 2.0**-6  # relative: where a function changes so much from float to float, it has no slope
_SHORT = 2.0**-38  # step, relative: no curve shows on it
_EPS = 2.0**-50  # relative: the rounding of a function of a few operations
_AGREEMENT = 1e-8  # relative, beside an error that is an estimate


def measured(f: Function, x: float, doubt: float = 1.0, scale: float = 0.0) -> Sides:
    """The slopes of f at x, to the left and to the right; None on a side without values.

    `doubt` is how many times its rounding is larger than that of a few operations; `scale` is the
    size of slopes beside which this one matters.

    >>> round(measured(math.exp, 0.0)[0].value, 8), [side.value for side in measured(abs, 0.0)]
    (1.0, [-1.0, 1.0])
    """
    y = _value(f, x) if math.isfinite(x) else None
    if y is None:
        return None, None
    steps = _steps(x)
    before, after = (
        [(x + h, _value(f, x + h)) for h in side] for side in ([-h for h in steps], steps)
    )
    here = [(x, y)] * len(steps)
    noise = _noise(f, x)
    if noise > _WILD * max(abs(z) for _, z in [*here, *before, *after] if z is not None):
        return UNKNOWN, UNKNOWN
    left, right = _estimate(before, here, noise), _estimate(here, after, noise)
    if left is None or right is None:
        return left, right
    left, right = _doubted(left, doubt), _doubted(right, doubt)
    scale = max(left.scale, right.scale, scale)
    if not is_kink(left, right):
        left = right = _doubted(_estimate(before, after, noise) or UNKNOWN, doubt)
    lost = (
        _EPS * scale
    )  # where slopes around are far larger, what is left of them is their rounding
    left, right = (replace(s, scale=scale, error=s.error + lost) for s in (left, right))
    return left, right


def _doubted(side: Estimate, doubt: float) -> Estimate:
    return replace(side, error=doubt * side.error, agreement=doubt * side.agreement)


def _value(f: Function, x: float) -> float | None:
    try:
        y = f(x)
    except (ArithmeticError, ValueError):
        return None
    return y if math.isfinite(y) else None


def _steps(x: float) -> list[float]:
    """From a few floats to a part of the argument, and on to a part of 1."""
    smallest = 4.0 * math.ulp(x) if x else _SMALLEST
    steps = _from_to(smallest, _PART * (abs(x) or 1.0)) or [smallest]
    return steps + _from_to(2.0 * steps[-1], _PART) if 2.0 * steps[-1] < _PART else steps


def _from_to(smallest: float, largest: float) -> list[float]:
    ratio = max(2.0, (largest / smallest) ** (1.0 / STEPS))
    return [step for k in range(STEPS + 1) if (step := smallest * ratio**k) <= largest]


def _noise(f: Function, x: float) -> float:
    """How much the function jumps about from float to float: third differences show no curve."""
    sizes = (3.0 * math.ulp(x), _SHORT * (abs(x) or 1.0))
    return max(_third_difference(f, x, step) for step in sizes)


def _third_difference(f: Function, x: float, step: float) -> float:
    differences = [y for k in range(-4, 5) if (y := _value(f, x + k * step)) is not None]
    for _ in range(3):
        differences = [b - a for a, b in pairwise(differences)]
    return max(map(abs, differences), default=0.0)


def _estimate(
    lower: Sequence[tuple[float, float | None]],
    upper: Sequence[tuple[float, float | None]],
    noise: float,
) -> Estimate | None:
    """The slope between places ever farther apart; None where one of them has no value."""
    found = [
        _Quotient.between((a, y), (b, z), noise)
        for (a, y), (b, z) in zip(lower, upper, strict=True)
        if y is not None and z is not None
    ]
    if not found:
        return None
    scale = max(abs(each.slope) - each.rounding for each in found)
    count = _agreeing(found)
    if count < CHAIN or _breaks_off(found[count - 1 : count + 1]):
        return Estimate(math.nan, math.inf, scale)
    before, best = found[count - 2 : count]
    error = _SAFE * (before.rounding + best.rounding)
    return Estimate(best.slope, error, scale, agreement=_AGREEMENT)


@dataclass(frozen=True)
class _Quotient:
    """A difference quotient, its rounding, and its step; beside the size of the argument, too."""

    slope: float
    rounding: float
    step: float
    relative: float

    @classmethod
    def between(cls, lower: Place, upper: Place, noise: float) -> _Quotient:
        """The quotient between two places."""
        (a, y), (b, z) = lower, upper
        step = b - a
        rounding = 2.0 * (noise + math.ulp(0.0)) + _EPS * (abs(y) + abs(z))
        return cls((z - y) / step, rounding / step, step, step / (max(abs(a), abs(b)) or 1.0))


def _agreeing(found: Sequence[_Quotient]) -> int:
    """How many quotients, from the first on, agree within their rounding."""
    low, high = -math.inf, math.inf
    for count, each in enumerate(found):
        low, high = max(low, each.slope - each.rounding), min(high, each.slope + each.rounding)
        if not low <= high:
            return count
    return len(found)


def _breaks_off(ends: Sequence[_Quotient]) -> bool:
    """Whether the agreement ends where no curve could: the function is a stair of rounding."""
    if len(ends) < 2 or ends[0].relative > _STAIR:
        return False
    last, after = ends
    curve = 2.0 * (after.step / last.step) ** 3 * (last.rounding + after.rounding)
    return abs(after.slope - last.slope) > curve


TOLD = 4  # entries of one array whose evidence is shown


def claimed(name: str, slope: float, sides: Sides, x: float, how: str) -> Claim:
    """The claim that a function has this slope at x; `how` its sides were found: "measured"."""
    status, note = verdict(sides, slope)
    claim = Claim(1, f"{name} = {slope:.15g}", status, claimed_value=repr(slope), note=note or None)
    if status == "wrong":
        side = next(side for side in sides if side is not None)
        claim.true_value = repr(side.value)
        claim.counterexample, claim.culprit = {name.partition("/d")[2]: x}, name
        claim.evidence.append(f"{how} {side.value:.10g} with an error of {side.error:.1g}")
    elif note:
        claim.evidence.append(note)
    return claim


def gathered(name: str, parts: Sequence[Claim], entries: int) -> Claim:
    """One claim about an array, from the claims about those of its entries that were measured."""
    looked = str(entries) if len(parts) == entries else f"{len(parts)} of {entries}"
    whole = Claim(1, f"{name}, {looked} entries", worst([part.status for part in parts]))
    told = [part for part in parts if part.evidence and part.status == whole.status]
    whole.evidence = [f"{part.claim}: {part.evidence[0]}" for part in told[:TOLD]]
    if len(told) > TOLD:
        whole.evidence.append(f"and {len(told) - TOLD} entries more")
    if whole.status == "wrong":
        first = told[0]
        whole.culprit, whole.counterexample = first.culprit, first.counterexample
        whole.true_value, whole.claimed_value = first.true_value, first.claimed_value
    return whole
