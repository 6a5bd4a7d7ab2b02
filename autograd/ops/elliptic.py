"""Complete elliptic integrals of the first and second kind, of the parameter m = k^2.

Derivatives: DLMF 19.4.1-2, in the form that does not cancel at 0: those of Gauss' series, 15.5.2.
"""

from __future__ import annotations

from math import inf

from ..engine.elementwise import elementwise
from ..kernels import balls
from ..support.domain import NONNEGATIVE, Domain, Interval
from .orders import is_order

BELOW_ONE = Interval(high=1.0, open_high=True)
UP_TO_ONE = Interval(high=1.0)
ORDER_BELOW_ONE = Domain(
    (NONNEGATIVE, BELOW_ONE), lambda n, m: is_order(n), "x in {0, 1, 2, ...} and y < 1"
)


def _flat(*xs: float) -> float:
    return 0.0


def _slope_of_ellipe(n: float, m: float) -> float:
    return -0.0 if n else inf


ellipk = elementwise(
    "ellipk",
    lambda m, y: ellipk_derivative(1.0, m),
    ball=lambda m: balls.ellipk_derivative(0 * m, m),
    far=_flat,
    domain=BELOW_ONE,
    latex=r"K\left({x}\right)",
    doc="the complete elliptic integral of the first kind, of the parameter m = k^2",
)
ellipk_derivative = elementwise(
    "ellipk_derivative",
    None,
    lambda n, m, y: ellipk_derivative(n + 1.0, m),
    ball=balls.ellipk_derivative,
    far=_flat,
    domain=ORDER_BELOW_ONE,
    slopes_of="ellipk",
    doc="the derivative of ellipk of order x, at y",
    public=False,
)
ellipe = elementwise(
    "ellipe",
    lambda m, y: ellipe_derivative(1.0, m),
    ball=lambda m: balls.ellipe_derivative(0 * m, m),
    far=lambda m: inf,
    domain=UP_TO_ONE,
    latex=r"E\left({x}\right)",
    doc="the complete elliptic integral of the second kind, of the parameter m = k^2",
)
ellipe_derivative = elementwise(
    "ellipe_derivative",
    None,
    lambda n, m, y: ellipe_derivative(n + 1.0, m),
    ball=balls.ellipe_derivative,
    far=_slope_of_ellipe,
    domain=ORDER_BELOW_ONE,
    slopes_of="ellipe",
    doc="the derivative of ellipe of order x, at y",
    public=False,
)
