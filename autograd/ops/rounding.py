"""Rounding and remainders: flat almost everywhere, so slopes are structural zeros or steps."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from ..engine.adjustable import adjustable
from ..engine.array_names import array_function
from ..engine.elementwise import elementwise
from ..engine.scalars import is_real
from ..kernels import balls, portable
from ..support.arrays import numpy
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


def _to_decimals(x: Any, decimals: Any = 0) -> Any:
    """To so many digits after the point, or before it, by NumPy's and torch's formula."""
    if not is_real(decimals) or decimals > 0:
        unit = 10.0**decimals
        return round(x * unit) / unit
    if decimals == 0:
        return round(x)
    unit = 10.0**-decimals
    return round(x / unit) * unit


round = adjustable(
    "round",
    None,
    options=_to_decimals,
    kernel=portable.rint,
    forward=_float(round),
    array="rint",
    aliases=["rint", "around"],
    ball=balls.rounded,
    kink=Kink(
        "x half-way between integers",
        lambda x: abs(x - math.floor(x)) - 0.5,
        lambda x: balls.above_integer(x + type(x)(1) / 2),
    ),
    doc="the nearest integer, ties to even",
    odd=True,
)
frac = elementwise(
    "frac",
    lambda x, y: 1.0,
    kernel=portable.frac,
    forward=lambda x: math.modf(x)[0],
    array=lambda x: numpy().modf(x)[0],
    ball=lambda x: x - balls.sign(x) * abs(x).floor(),
    kink=Kink(
        "x an integer other than 0",
        lambda x: x - round(x) if abs(x) >= 0.5 else 1.0,
        lambda x: balls.above_integer(x) if abs(x) > 0.5 else x * 0 + 1,
    ),
    odd=True,
    written=["fractional_part"],
    letters=["frac"],
    doc="x - trunc(x), what follows the point, with the sign of x",
)
fmod = elementwise(
    "fmod",
    lambda a, b, y: 1.0,
    lambda a, b, y: round((y - a) / b),
    definition=lambda a, b: a - b * trunc(a / b),
    domain=NONZERO_DIVISOR,
    kink=AT_MULTIPLE,
    latex=r"\operatorname{fmod}\left({x}, {y}\right)",
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


@array_function()
def divmod(x: Any, y: Any) -> tuple[Any, Any]:
    """How often `y` is in `x`, and the remainder with the sign of `y`, as Python has it.

        formula:     floor(x / y) and x - y floor(x / y)
        domain:      y != 0
        derivative:  the first is flat; of the second, 1 by x and -floor(x / y) by y

    >>> from autograd import Tensor
    >>> divmod(Tensor([7.5, -7.5]), 2.0)[1]
    Tensor([1.5, 0.5], op='%')
    """
    return floor_divide(x, y), mod(x, y)


@array_function()
def modf(x: Any) -> tuple[Any, Any]:
    """What follows the point and what stands before it, both with the sign of `x`.

        formula:     x - trunc(x) and trunc(x)
        domain:      all numbers
        derivative:  1 of the first, the second is flat

    >>> from autograd import Tensor
    >>> modf(Tensor([2.75, -2.75]))[0]
    Tensor([ 0.75, -0.75], op='frac')
    """
    return frac(x), trunc(x)
