"""Exponentials, logarithms and roots; circular and hyperbolic functions and their inverses.

Derivatives: Abramowitz & Stegun, Handbook of Mathematical Functions, 4.1-4.6. Where the printed
form cancels or overflows, an equal one that does not is written instead.
"""

from __future__ import annotations

from typing import Any

from ..engine.elementwise import elementwise
from ..kernels import balls, edges, hyperbolic, inverse, powers
from ..support.constants import DEGREES, LN2, LN10, LOG2_E, LOG10_E, RADIANS
from ..support.domain import (
    NONNEGATIVE,
    OPEN_UNIT,
    POSITIVE,
    REAL,
    UNIT,
    Domain,
    Interval,
    Kink,
    jump,
)

exp = elementwise("exp", lambda x, y: y, inverse="log", confused="arrays", latex="e^{{x}}")
exp2 = elementwise(
    "exp2",
    lambda x, y: LN2 * y,
    definition=lambda x: exp(LN2 * x),
    inverse="log2",
    latex="2^{{x}}",
)
expm1 = elementwise("expm1", lambda x, y: exp(x), inverse="log1p", latex="e^{{x}} - 1")

# 1/x is a finite number left of 0, where log has no value to slope: `positive` is NaN there.
positive = elementwise(
    "positive",
    lambda x, y: 1.0,
    kernel=edges.positive,
    ball=lambda x: x,
    domain=NONNEGATIVE,
    latex="{x}",
    doc="x itself where x >= 0",
    public=False,
)
# Where one factor of a slope is 0 the other may be infinite, and 0 * inf is no number. A formula
# means x: only floats have an infinity.
finite = elementwise(
    "finite",
    lambda x, y: 1.0,
    kernel=edges.finite,
    forward=edges.finite_of_floats,
    ball=lambda x: x,
    odd=True,
    latex="{x}",
    doc="x itself, and the largest number where it is infinite",
    public=False,
)
log = elementwise(
    "log",
    lambda x, y: 1.0 / positive(x),
    domain=POSITIVE,
    inverse="exp",
    confused="arrays",
    latex=r"\ln {x}",
)
log2 = elementwise(
    "log2",
    lambda x, y: LOG2_E / positive(x),
    definition=lambda x: log(x) / LN2,
    domain=POSITIVE,
    inverse="exp2",
    confused="numbers",
    latex=r"\log_{2} {x}",
)
log10 = elementwise(
    "log10",
    lambda x, y: LOG10_E / positive(x),
    definition=lambda x: log(x) / LN10,
    domain=POSITIVE,
    confused="numbers",
    latex=r"\log_{10} {x}",
)
log1p = elementwise(
    "log1p",
    lambda x, y: 1.0 / positive(1.0 + x),
    domain=Interval(low=-1.0, open_low=True),
    inverse="expm1",
    latex=r"\ln\left(1 + {x}\right)",
)

# y + 0.0 turns the root of -0.0 into +0.0, so that the slope there is +inf from either zero.
sqrt = elementwise(
    "sqrt",
    lambda x, y: 0.5 / (y + 0.0),
    domain=NONNEGATIVE,
    inverse=lambda y: y * y,
    confused="numbers",
    latex=r"\sqrt{{x}}",
)
rsqrt = elementwise(
    "rsqrt",
    lambda x, y: -0.5 * y / x,
    kernel=powers.rsqrt,
    domain=POSITIVE,
    inverse=lambda y: 1.0 / (y * y),
    latex=r"\frac{1}{\sqrt{{x}}}",
)
cbrt = elementwise(
    "cbrt",
    lambda x, y: 1.0 / y / (3.0 * y),
    kernel=powers.cbrt,
    ball=balls.cbrt,
    inverse=lambda y: y * y * y,
    odd=True,
    latex=r"\sqrt[3]{{x}}",
)

degrees = elementwise(
    "degrees",
    lambda x, y: DEGREES,
    definition=lambda x: DEGREES * x,
    inverse="radians",
    odd=True,
    latex=r"\frac{180}{\pi} {x}",
)
radians = elementwise(
    "radians",
    lambda x, y: RADIANS,
    definition=lambda x: RADIANS * x,
    inverse="degrees",
    odd=True,
    latex=r"\frac{\pi}{180} {x}",
)

sin = elementwise("sin", lambda x, y: cos(x), odd=True, confused="numbers", latex=r"\sin {x}")
cos = elementwise("cos", lambda x, y: -sin(x), confused="numbers", latex=r"\cos {x}")
tan = elementwise("tan", lambda x, y: 1.0 + y * y, odd=True, confused="numbers", latex=r"\tan {x}")
# By itself so that its slope is -2 x: that of (1 - x) (1 + x), factor by factor, cancels near 0.
one_minus_square = elementwise(
    "one_minus_square",
    lambda x, y: -2.0 * x,
    kernel=inverse.one_minus_square,
    definition=lambda x: 1.0 - x * x,
    public=False,
    latex="1 - {x}^{2}",
)
asin = elementwise(
    "asin",
    lambda x, y: 1.0 / sqrt(one_minus_square(x)),
    array="arcsin",
    aliases=["arcsin"],
    domain=UNIT,
    inverse="sin",
    odd=True,
    confused="numbers",
    latex=r"\arcsin {x}",
)
acos = elementwise(
    "acos",
    lambda x, y: -1.0 / sqrt(one_minus_square(x)),
    array="arccos",
    aliases=["arccos"],
    domain=UNIT,
    inverse="cos",
    confused="numbers",
    latex=r"\arccos {x}",
)
atan = elementwise(
    "atan",
    lambda x, y: 1.0 / _one_plus_square(finite(x)),
    array="arctan",
    aliases=["arctan"],
    inverse="tan",
    odd=True,
    confused="numbers",
    latex=r"\arctan {x}",
)


def _one_plus_square(x: Any) -> Any:
    return 1.0 + x * x


atan2 = elementwise(
    "atan2",
    lambda y, x, angle: atan2_dy(y, x),
    lambda y, x, angle: -atan2_dy(x, y),
    array="arctan2",
    ball=lambda y, x: type(y).atan2(y, x),
    aliases=["arctan2"],
    latex=r"\operatorname{atan2}\left({x}, {y}\right)",
)
atan2_dy = elementwise(
    "atan2_dy",
    lambda y, x, d: -2.0 * d * atan2_dy(x, y),
    lambda y, x, d: (
        _difference_of_squares(hypot_dx(y, x), hypot_dx(x, y)) / hypot(x, y) / hypot(x, y)
    ),
    kernel=inverse.atan2_dy,
    definition=lambda y, x: x / (x * x + y * y),
    domain=Domain((REAL, REAL), lambda y, x: bool(y or x), "x and y not both 0"),
    latex=r"\frac{{y}}{{x}^{2} + {y}^{2}}",
    public=False,
)


def _difference_of_squares(a: Any, b: Any) -> Any:
    return (a - b) * (a + b)


sinh = elementwise(
    "sinh",
    lambda x, y: cosh(x),
    inverse="asinh",
    odd=True,
    confused="numbers",
    latex=r"\sinh {x}",
)
cosh = elementwise("cosh", lambda x, y: sinh(x), confused="numbers", latex=r"\cosh {x}")
tanh = elementwise(
    "tanh",
    lambda x, y: sech2(x),
    inverse="atanh",
    odd=True,
    confused="arrays",
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
    latex=r"\operatorname{arsinh} {x}",
)
acosh = elementwise(
    "acosh",
    lambda x, y: 1.0 / sqrt(x - 1.0) / sqrt(x + 1.0),
    array="arccosh",
    aliases=["arccosh"],
    domain=Interval(low=1.0),
    inverse="cosh",
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
    latex=r"\operatorname{artanh} {x}",
)

hypot = elementwise(
    "hypot",
    lambda a, b, y: hypot_dx(a, b),
    lambda a, b, y: hypot_dx(b, a),
    definition=lambda a, b: sqrt(a * a + b * b),
    kink=Kink("x = y = 0", lambda a, b: abs(a) + abs(b)),
    symmetric=True,
    latex=r"\sqrt{{x}^{2} + {y}^{2}}",
)
hypot_dx = elementwise(
    "hypot_dx",
    lambda a, b, c: hypot_dx(b, a) * atan2_dy(a, b),
    lambda a, b, c: hypot_dxy(a, b),
    kernel=inverse.hypot_dx,
    ball=lambda a, b: balls.ratio(a, (a * a + b * b).sqrt()),
    kink=jump("x = y = 0", lambda a, b: abs(a) + abs(b)),
    latex=r"\frac{{x}}{\sqrt{{x}^{2} + {y}^{2}}}",
    public=False,
)
hypot_dxy = elementwise(
    "hypot_dxy",
    lambda a, b, y: _bend_of_length(a, b),
    lambda a, b, y: _bend_of_length(b, a),
    kernel=inverse.hypot_dxy,
    definition=lambda a, b: -a * b / hypot(a, b) ** 3.0,
    domain=Domain((REAL, REAL), lambda a, b: bool(a or b), "x and y not both 0"),
    symmetric=True,
    latex=r"\frac{-{x} {y}}{\sqrt{{x}^{2} + {y}^{2}}^{3}}",
    public=False,
)


def _bend_of_length(a: Any, b: Any) -> Any:
    along, across = hypot_dx(a, b), hypot_dx(b, a)
    return atan2_dy(a, b) * (2.0 * along * along - across * across) / hypot(a, b)
