"""Rounding and remainders: flat almost everywhere, so slopes are structural zeros or steps."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

from ..engine.elementwise import elementwise
from ..kernels import balls, portable
from ..support.domain import REAL, Domain, Kink
from .choice import abs as absolute
from .choice import sign

NONZERO_DIVISOR = Domain((REAL, REAL), lambda a, b: b != 0.0, "y != 0")
AT_INTEGER = Kink("x an integer", lambda x: x - round(x), balls.above_integer)
AT_MULTIPLE = Kink("x a multiple of y", math.remainder, lambda x, y: balls.above_integer(x / y))


def _float(rounded: Callable[[float], int]) -> Callable[[float], float]:
    """A rounding of `math` as IEEE has it: a float, keeping the sign of zero, inf and NaN."""
    return lambda x: math.copysign(rounded(x), x) if math.isfinite(x) else x


floor = elementwise(
    "floor", None, forward=_float(math.floor), array="floor", kink=AT_INTEGER,
    latex=r"\left\lfloor {x} \right\rfloor",
)  # fmt: skip
ceil = elementwise(
    "ceil", None, forward=_float(math.ceil), array="ceil", kink=AT_INTEGER,
    latex=r"\left\lceil {x} \right\rceil",
)  # fmt: skip
trunc = elementwise(
    "trunc", None, forward=_float(math.trunc), array="trunc", kink=AT_INTEGER,
    definition=lambda x: sign(x) * floor(absolute(x)), odd=True,
)  # fmt: skip
round = elementwise(
    "round",
    None,
    kernel=portable.rint,
    forward=_float(round),
    array="rint",
    aliases=["rint"],
    ball=balls.rounded,
    kink=Kink(
        "x half-way between integers",
        lambda x: abs(x - math.floor(x)) - 0.5,
        lambda x: balls.above_integer(x + type(x)(1) / 2),
    ),
    doc="the nearest integer, ties to even",
    odd=True,
)
fmod = elementwise(
    "fmod",
    lambda a, b, y: 1.0,
    lambda a, b, y: round((y - a) / b),
    definition=lambda a, b: a - b * trunc(a / b),
    domain=NONZERO_DIVISOR,
    kink=AT_MULTIPLE,
    public=False,
    doc="x - y trunc(x / y), the remainder with the sign of x",
)
mod = elementwise(
    "mod",
    lambda a, b, y: 1.0,
    lambda a, b, y: -floor_divide(a, b),
    kernel=portable.floor_mod,
    forward=operator.mod,
    definition=lambda a, b: a - b * floor(a / b),
    array="mod",
    symbol="%",
    aliases=["remainder"],
    domain=NONZERO_DIVISOR,
    kink=AT_MULTIPLE,
    latex=r"{x} \bmod {y}",
    doc="x - y floor(x / y), the remainder with the sign of y",
)
floor_divide = elementwise(
    "floor_divide",
    None,
    None,
    kernel=portable.floor_divide,
    forward=operator.floordiv,
    definition=lambda a, b: floor(a / b),
    array="floor_divide",
    symbol="//",
    domain=NONZERO_DIVISOR,
    kink=AT_MULTIPLE,
    latex=r"\left\lfloor \frac{{x}}{{y}} \right\rfloor",
)
