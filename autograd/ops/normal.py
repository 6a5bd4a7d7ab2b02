"""The scaled complementary error function, and inverses of erfc and of the normal distribution.

Derivatives: DLMF 7.10 and 7.17; that of an inverse is one over the function's.
"""

from __future__ import annotations

from math import inf

from ..engine.elementwise import elementwise
from ..kernels import balls
from ..kernels.rounded import Rounded
from ..support.constants import ROOT_PI
from ..support.domain import NONNEGATIVE, PROBABILITY, REAL, Domain, Interval
from .elementary import exp, finite
from .orders import is_order, nowhere
from .special import normal_pdf

ORDER_AND_REAL = Domain((NONNEGATIVE, REAL), lambda n, x: is_order(n), "x in {0, 1, 2, ...}")
TO_TWO = Interval(low=0.0, high=2.0, open_low=True, open_high=True)


def _erfcx_far_out(x: float) -> float:
    return 0.0 if x > 0.0 else inf


def _erfcx_slope_far_out(n: float, x: float) -> float:
    if x > 0.0:
        return 0.0
    return -inf if n % 2.0 else inf


erfcx = elementwise(
    "erfcx",
    lambda x, y: erfcx_derivative(1.0, x),
    ball=lambda x: balls.erfcx_derivative(0 * x, x),
    far=_erfcx_far_out,
    latex=r"\operatorname{erfcx}\left({x}\right)",
    doc="exp(x^2) erfc(x), the scaled complementary error function",
)
erfcx_derivative = elementwise(
    "erfcx_derivative",
    None,
    lambda n, x, y: erfcx_derivative(n + 1.0, x),
    ball=balls.erfcx_derivative,
    far=_erfcx_slope_far_out,
    domain=ORDER_AND_REAL,
    slopes_of="erfcx",
    doc="the derivative of erfcx of order x, at y",
    public=False,
)
erfcinv = elementwise(
    "erfcinv",
    lambda x, y: erfcinv_slope(x),
    ball=lambda x: x.erfcinv(),
    domain=TO_TWO,
    inverse="erfc",
    latex=r"\operatorname{erfc}^{-1} {x}",
    doc="the inverse of erfc",
)
erfcinv_slope = elementwise(
    "erfcinv_slope",
    lambda x, y: 2.0 * erfcinv(x) * finite(y) * finite(y),
    kernel=Rounded(balls.erfcinv_slope, nowhere, Domain((TO_TWO,))),
    definition=lambda x: -(ROOT_PI * exp(erfcinv(x) ** 2) / 2.0),
    domain=TO_TWO,
    slope_of="erfcinv",
    doc="the derivative of erfcinv",
    public=False,
)
ndtri = elementwise(
    "ndtri",
    lambda p, y: ndtri_slope(p),
    ball=balls.ndtri,
    domain=PROBABILITY,
    aliases=["normal_ppf"],
    inverse="normal_cdf",
    latex=r"\Phi^{-1}\left({x}\right)",
    doc="the quantile of the standard normal distribution, the inverse of normal_cdf",
)
ndtri_slope = elementwise(
    "ndtri_slope",
    lambda p, y: ndtri(p) * finite(y) * finite(y),
    kernel=Rounded(balls.ndtri_slope, nowhere, Domain((PROBABILITY,))),
    definition=lambda p: 1.0 / normal_pdf(ndtri(p)),
    domain=PROBABILITY,
    slope_of="ndtri",
    doc="the derivative of ndtri",
    public=False,
)
