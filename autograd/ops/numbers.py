"""Signs, steps, what is no number, and what lies between two numbers: C's, NumPy's and torch's.

Definitions: IEEE 754 (copysign, the extremes that skip NaN); Abramowitz & Stegun, Handbook of
Mathematical Functions, 29.1.3 (the unit step, 1/2 at the jump).
"""

from __future__ import annotations

from sys import float_info
from typing import Any

from ..engine.adjustable import adjustable
from ..engine.elementwise import elementwise
from ..engine.primitive import register
from ..kernels import numbers
from ..support.domain import Kink
from .arithmetic import identity
from .choice import (
    AT_TIE,
    JUMP_AT_ZERO,
    Extreme,
    exceeds,
    exceeds_or_half,
    maximum,
    minimum,
    sign,
    where,
)

LARGEST = float_info.max


def _sign_of(y: Any) -> Any:
    return where(y < 0.0, -1.0, 1.0)


copysign = elementwise(
    "copysign",
    lambda x, y, z: sign(x) * copysign(1.0, y),
    None,
    kernel=numbers.copysign,
    definition=lambda x, y: abs(x) * _sign_of(y),
    kink=Kink("x = 0 or y = 0", lambda x, y: min(abs(x), abs(y)), lambda x, y: y),
    latex=r"\left|{x}\right| \operatorname{sgn} {y}",
    doc="the size of x with the sign of y, a zero's too",
)
heaviside = elementwise(
    "heaviside",
    None,
    lambda x, half, y: 1.0 - abs(sign(x)),
    kernel=numbers.heaviside,
    definition=lambda x, half: where(x > 0.0, 1.0, where(x < 0.0, 0.0, half)),
    defaults=[0.5],
    kink=JUMP_AT_ZERO._replace(gap=lambda x, half: x, tie=lambda x, half: x),
    doc="the unit step: 0 for x < 0, 1 for x > 0, and y (1/2 if none is given) at 0",
)

# Beside a NaN the number has been taken, whatever it is: its slope is 1.
lowest_if_nan = elementwise(
    "lowest_if_nan",
    lambda x, y: 1.0,
    kernel=numbers.lowest_if_nan,
    definition=identity,
    total=True,
    odd=True,
    latex="{x}",
    doc="x itself, and -inf where it is NaN",
    public=False,
)
highest_if_nan = elementwise(
    "highest_if_nan",
    lambda x, y: 1.0,
    kernel=numbers.highest_if_nan,
    definition=identity,
    total=True,
    odd=True,
    latex="{x}",
    doc="x itself, and inf where it is NaN",
    public=False,
)


def _larger(compared: Any) -> Any:
    return lambda a, b, y: compared(lowest_if_nan(a), lowest_if_nan(b))


def _smaller(compared: Any) -> Any:
    return lambda a, b, y: compared(highest_if_nan(b), highest_if_nan(a))


def _swapped(rule: Any) -> Any:
    return lambda a, b, y: rule(b, a, y)


fmax = register(
    Extreme(
        "fmax",
        _larger(exceeds_or_half),
        _swapped(_larger(exceeds_or_half)),
        alone=(_larger(exceeds), _swapped(_larger(exceeds))),
        kernel=numbers.fmax,
        definition=maximum,
        kink=AT_TIE,
        latex=r"\max\left({x}, {y}\right)",
        doc="the larger number; of a number and NaN the number",
    )
)
fmin = register(
    Extreme(
        "fmin",
        _smaller(exceeds_or_half),
        _swapped(_smaller(exceeds_or_half)),
        alone=(_smaller(exceeds), _swapped(_smaller(exceeds))),
        kernel=numbers.fmin,
        definition=minimum,
        kink=AT_TIE,
        latex=r"\min\left({x}, {y}\right)",
        doc="the smaller number; of a number and NaN the number",
    )
)


def _without_infinities(x: Any, nan: Any = 0.0, posinf: Any = None, neginf: Any = None) -> Any:
    """NumPy's and torch's call, where None means the largest floats, too."""
    top = LARGEST if posinf is None else posinf
    return nan_to_num(x, nan, top, -LARGEST if neginf is None else neginf)


nan_to_num = adjustable(
    "nan_to_num",
    lambda x, *_: is_finite(x),
    None,
    None,
    None,
    kernel=numbers.nan_to_num,
    ball=lambda x, *_: x,
    defaults=[0.0, LARGEST, -LARGEST],
    options=_without_infinities,
    doc="x itself; y for NaN, z for inf and w for -inf: 0 and the largest floats if none is given",
)
is_finite = elementwise(
    "is_finite",
    None,
    kernel=numbers.is_finite,
    definition=lambda x: 1.0 + 0.0 * x,
    doc="1 where x is a number, 0 where it is infinite or NaN",
    public=False,
)
lerp = elementwise(
    "lerp",
    lambda x, y, t, z: 1.0 - t,
    lambda x, y, t, z: t,
    lambda x, y, t, z: y - x,
    kernel=numbers.lerp,
    definition=lambda x, y, t: (1.0 - t) * x + t * y,
    latex=r"\left(1 - {z}\right) {x} + {z} {y}",
    doc="from x at z = 0 to y at z = 1 on a straight line",
)
