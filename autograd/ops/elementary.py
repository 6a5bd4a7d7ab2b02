"""Exponentials, logarithms and roots.

Derivatives: Abramowitz & Stegun, Handbook of Mathematical Functions, 4.1-4.2. Where the printed
form cancels or overflows, an equal one that does not is written instead.
"""

from __future__ import annotations

from ..engine.elementwise import elementwise
from ..kernels import balls, edges, powers
from ..support.constants import DEGREES, LN2, LN10, LOG2_E, LOG10_E, RADIANS
from ..support.domain import (
    NONNEGATIVE,
    POSITIVE,
    Interval,
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
    written=["ln"],
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
    aliases=["rad2deg"],
    inverse="radians",
    odd=True,
    latex=r"\frac{180}{\pi} {x}",
)
radians = elementwise(
    "radians",
    lambda x, y: RADIANS,
    definition=lambda x: RADIANS * x,
    aliases=["deg2rad"],
    inverse="degrees",
    odd=True,
    latex=r"\frac{\pi}{180} {x}",
)
