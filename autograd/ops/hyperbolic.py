"""Hyperbolic functions and their inverses.

Derivatives: Abramowitz & Stegun, Handbook of Mathematical Functions, 4.5-4.6. Where the printed
form cancels or overflows, an equal one that does not is written instead.
"""

from __future__ import annotations

from ..engine.elementwise import elementwise
from ..kernels import hyperbolic
from ..support.domain import (
    OPEN_UNIT,
    Interval,
)
from .elementary import positive, sqrt
from .trigonometric import hypot, one_minus_square

sinh = elementwise(
    "sinh",
    lambda x, y: cosh(x),
    inverse="asinh",
    odd=True,
    confused="numbers",
    reciprocal="csch",
    latex=r"\sinh {x}",
)
cosh = elementwise(
    "cosh", lambda x, y: sinh(x), confused="numbers", reciprocal="sech", latex=r"\cosh {x}"
)
tanh = elementwise(
    "tanh",
    lambda x, y: sech2(x),
    inverse="atanh",
    odd=True,
    confused="arrays",
    reciprocal="coth",
    latex=r"\tanh {x}",
)
sech2 = elementwise(
    "sech2",
    lambda x, y: -2.0 * y * tanh(x),
    kernel=hyperbolic.sech2,
    ball=lambda x: x.sech() ** 2,
    latex=r"\operatorname{sech}^{2} {x}",
)
tanhshrink = elementwise(
    "tanhshrink",
    lambda x, y: tanh(x) * tanh(x),
    kernel=hyperbolic.tanhshrink,
    definition=lambda x: x - tanh(x),
    odd=True,
    latex=r"{x} - \tanh {x}",
    doc="x - tanh(x), right also near 0, where the difference would cancel",
)
asinh = elementwise(
    "asinh",
    lambda x, y: 1.0 / hypot(1.0, x),
    array="arcsinh",
    aliases=["arcsinh"],
    inverse="sinh",
    odd=True,
    written=["arsinh"],
    latex=r"\operatorname{arsinh} {x}",
)
acosh = elementwise(
    "acosh",
    lambda x, y: 1.0 / sqrt(x - 1.0) / sqrt(x + 1.0),
    array="arccosh",
    aliases=["arccosh"],
    domain=Interval(low=1.0),
    inverse="cosh",
    written=["arcosh"],
    latex=r"\operatorname{arcosh} {x}",
)
atanh = elementwise(
    "atanh",
    lambda x, y: 1.0 / positive(one_minus_square(x)),
    array="arctanh",
    aliases=["arctanh"],
    domain=OPEN_UNIT,
    inverse="tanh",
    odd=True,
    written=["artanh"],
    latex=r"\operatorname{artanh} {x}",
)
