"""The slope of a function of balls: a difference quotient at a step far below any rounding.

The quotient's rounding is enclosed, and it is taken at two tiny steps of which the smaller shows
what the larger has left. No rule has a part in it, so that it can judge the rules.

>>> from autograd.values.symbol import Symbol
>>> x = Symbol("x")
>>> sides(Program([1.0 / x], [x]), [0.0009765625], 0)[0].value
-1048576.0
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from ..certified.balls import UNDEFINED, Ball, as_float, exact, precision
from ..certified.program import Program
from .sides import JUMP, UNKNOWN, Estimate, Sides

NEAR, NEARER = Fraction(1, 2**120), Fraction(1, 2**160)  # relative to the size of the argument
PRECISIONS = (512, 1024, 2048, 4096)

SAME_VALUE = 1e-6  # relative: a definition has the value of the function
_GROWS = 2.0**30  # a jump's quotient grows by 2^40 from the first step to the second
_BITS = 60  # to which a quotient has to be known
_NOTHING = Fraction(1, 2**1100)  # less than every float


def sides(program: Program, point: Sequence[float], place: int) -> Sides:
    """The slope of the program's root in one of its inputs, to the left and to the right."""
    if not all(map(math.isfinite, point)):
        return None, None
    exactly = list(map(Fraction, point))
    if is_convention(program, exactly):
        return (JUMP, JUMP)
    step = _size(exactly)
    return tuple(_side(program, exactly, place, sign * step) for sign in (-1, 1))


def value(program: Program, point: Sequence[float]) -> float:
    """The program's root; NaN where it has none."""
    if not all(map(math.isfinite, point)):
        return math.nan
    (y,) = program.at(list(map(Fraction, point)), PRECISIONS[0])
    return as_float(y)


def is_convention(program: Program, point: Sequence[Fraction]) -> bool:
    """Whether some operation jumps at this very point."""
    if not program.ties:
        return False
    with precision(PRECISIONS[0]):
        values = program.values(point, PRECISIONS[0])
        return any(bool(gap.is_zero()) for _, _, gap in program.gaps(values))


def _size(point: Sequence[Fraction]) -> Fraction:
    """What a step has to be small beside: each number of the point, and its inverse."""
    sizes = (min(abs(x), 1 / abs(x)) for x in point if x)
    return min(sizes, default=Fraction(1)) ** 2


def _side(
    program: Program, point: Sequence[Fraction], place: int, step: Fraction
) -> Estimate | None:
    for bits in PRECISIONS:
        quotients = _quotients(program, point, place, step, bits)
        if quotients is None:
            return None
        if all(map(_is_tight, quotients)):
            return _limit(*quotients)
    return UNKNOWN


def _quotients(
    program: Program, point: Sequence[Fraction], place: int, size: Fraction, bits: int
) -> list[Ball] | None:
    """The difference quotients at both steps; None where the function has no value."""
    steps = [relative * size for relative in (NEAR, NEARER)]
    moved = [[*point[:place], point[place] + step, *point[place + 1 :]] for step in steps]
    here, *there = (program.at(each, bits)[0] for each in (point, *moved))
    if here is UNDEFINED or UNDEFINED in there:
        return None
    with precision(bits):
        return [(y - here) / exact(step) for y, step in zip(there, steps, strict=True)]


def _is_tight(quotient: Ball) -> bool:
    return quotient.is_finite() and (
        quotient.rel_accuracy_bits() > _BITS or bool(abs(quotient) < exact(_NOTHING))
    )


def _limit(near: Ball, nearer: Ball) -> Estimate:
    """What two quotients tend to: a number, 0, or infinity."""
    with precision(PRECISIONS[0]):
        a, b, apart = abs(near), abs(nearer), abs(nearer - near)
        if not apart > b * exact(Fraction(1, 2**30)):
            value = float(nearer)
            error = float(apart.mid()) if math.isfinite(value) else 0.0
            return Estimate(value, error, scale=math.inf)
        if 2 * b < a:
            return Estimate(0.0, float(b), scale=math.inf)
        if b > 2 * a:
            infinite = math.copysign(math.inf, float(nearer))
            return Estimate(infinite, jumps=bool(b > a * int(_GROWS)))
    return UNKNOWN
