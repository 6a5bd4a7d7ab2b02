"""Circular functions and their inverses; the angle and the length of a point in the plane.

Derivatives: Abramowitz & Stegun, Handbook of Mathematical Functions, 4.3-4.4. Where the printed
form cancels or overflows, an equal one that does not is written instead.
"""

from __future__ import annotations

from typing import Any

from ..engine.elementwise import elementwise
from ..kernels import balls, inverse
from ..support.domain import (
    REAL,
    UNIT,
    Domain,
    Kink,
    jump,
)
from .elementary import finite, sqrt

sin = elementwise(
    "sin", lambda x, y: cos(x), odd=True, confused="numbers", reciprocal="csc", latex=r"\sin {x}"
)
cos = elementwise(
    "cos", lambda x, y: -sin(x), confused="numbers", reciprocal="sec", latex=r"\cos {x}"
)
tan = elementwise(
    "tan",
    lambda x, y: 1.0 + y * y,
    odd=True,
    confused="numbers",
    reciprocal="cot",
    latex=r"\tan {x}",
)
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
