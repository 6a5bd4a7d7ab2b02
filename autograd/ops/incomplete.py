"""Incomplete gamma and beta functions, and exponential integrals.

Derivatives: DLMF 6.2, 8.8.13, 8.17.1 and 8.19.13. Those by a and b, which no formula of these
functions gives, are NaN.
"""

from __future__ import annotations

from math import inf, nan

from ..engine.elementwise import elementwise
from ..kernels import balls
from ..kernels.rounded import Rounded
from ..support.domain import NONNEGATIVE, POSITIVE, REAL, Domain, Interval
from .elementary import exp, finite, log, log1p
from .gamma import beta, digamma, gamma, polygamma_drop
from .orders import NEAR, nowhere, unknown

FROM_0_TO_1 = Interval(low=0.0, high=1.0)
NOT_ZERO = Domain((REAL,), lambda x: x != 0.0, "x != 0")
SHAPE = Domain((POSITIVE, NONNEGATIVE))
INSIDE = Domain((POSITIVE, POSITIVE))
NEAR_SHAPE = Interval(low=0.0, high=1e6, open_low=True)  # beyond, the series takes too long
SHAPES = Domain((NEAR_SHAPE, NEAR_SHAPE, FROM_0_TO_1))
SHAPES_INSIDE = Domain(
    (POSITIVE, POSITIVE, Interval(low=0.0, high=1.0, open_low=True, open_high=True))
)


def _share_below(a: float, x: float) -> float:
    if a == x:
        return nan
    return 1.0 if x == inf else 0.0


def _share_above(a: float, x: float) -> float:
    return 1.0 - _share_below(a, x)


gammainc = elementwise(
    "gammainc",
    unknown,
    lambda a, x, y: gamma_density(a, x),
    ball=balls.gammainc,
    far=_share_below,
    domain=SHAPE,
    latex=r"P\left({x}, {y}\right)",
    doc="the regularized lower incomplete gamma function of shape x, at y",
)
gammaincc = elementwise(
    "gammaincc",
    unknown,
    lambda a, x, y: -gamma_density(a, x),
    ball=balls.gammaincc,
    far=_share_above,
    domain=SHAPE,
    latex=r"Q\left({x}, {y}\right)",
    doc="the regularized upper incomplete gamma function of shape x, at y: 1 - gammainc(x, y)",
)
gamma_density = elementwise(
    "gamma_density",
    lambda a, x, y: y * finite(log(x) - digamma(a)),
    lambda a, x, y: y * finite((a - 1.0 - x) / x),
    kernel=Rounded(balls.gamma_density, lambda a, x: 0.0, INSIDE),
    definition=lambda a, x: x ** (a - 1.0) * exp(-x) / gamma(a),
    domain=INSIDE,
    latex=r"\frac{{y}^{{x} - 1} e^{-{y}}}{\Gamma\left({x}\right)}",
    doc="the density of the gamma distribution of shape x at y, the derivative of gammainc",
    public=False,
)
betainc = elementwise(
    "betainc",
    unknown,
    unknown,
    lambda a, b, x, y: beta_density(a, b, x),
    ball=balls.betainc,
    domain=SHAPES,
    latex=r"I_{{z}}\left({x}, {y}\right)",
    doc="the regularized incomplete beta function of shapes x and y, at z",
)
beta_density = elementwise(
    "beta_density",
    lambda a, b, x, y: y * finite(log(x) - polygamma_drop(0.0, a, b)),
    lambda a, b, x, y: y * finite(log1p(-x) - polygamma_drop(0.0, b, a)),
    lambda a, b, x, y: y * finite(((a - 1.0) * (1.0 - x) - (b - 1.0) * x) / (x * (1.0 - x))),
    kernel=Rounded(balls.beta_density, nowhere, SHAPES_INSIDE),
    definition=lambda a, b, x: x ** (a - 1.0) * (1.0 - x) ** (b - 1.0) / beta(a, b),
    domain=SHAPES_INSIDE,
    doc="the density of the beta distribution of shapes x and y at z, the derivative of betainc",
    public=False,
)

expi = elementwise(
    "expi",
    lambda x, y: exp_over(x),
    ball=lambda x: x.ei(),
    far=lambda x: inf if x > 0.0 else -0.0,
    domain=NOT_ZERO,
    latex=r"\operatorname{Ei}\left({x}\right)",
    doc="the exponential integral Ei",
)
exp_over = elementwise(
    "exp_over",
    lambda x, y: finite(y) * (finite(x) - 1.0) / finite(x),
    kernel=Rounded(lambda x: x.exp() / x, lambda x: inf if x > 0.0 else -0.0, NOT_ZERO),
    definition=lambda x: exp(x) / x,
    domain=NOT_ZERO,
    latex=r"\frac{e^{{x}}}{{x}}",
    doc="exp(x) / x, the derivative of expi",
    public=False,
)
exp1 = elementwise(
    "exp1",
    lambda x, y: -expn(0.0, x),
    ball=lambda x: x.expint(1),
    far=lambda x: 0.0,
    aliases=["expint"],
    domain=POSITIVE,
    latex=r"E_{1}\left({x}\right)",
    doc="the exponential integral E1",
)
expn = elementwise(
    "expn",
    unknown,
    lambda n, x, y: -expn(n - 1.0, x),
    ball=lambda n, x: x.expint(n),
    far=lambda n, x: 0.0,
    domain=Domain((NEAR, POSITIVE)),
    latex=r"E_{{x}}\left({y}\right)",
    doc="the generalized exponential integral of order x, at y",
)
