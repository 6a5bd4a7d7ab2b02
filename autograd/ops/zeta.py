"""Riemann's zeta function and Lambert's W.

Derivatives of any order are read off the power series that balls compute; DLMF 25.2.6 and 4.13.4
have the first.
"""

from __future__ import annotations

from math import exp as exponential
from math import inf, nextafter

from ..engine.elementwise import elementwise
from ..kernels import balls
from ..support.domain import NONNEGATIVE, REAL, Domain, Interval
from .orders import is_order

ABOVE_ONE = Interval(low=1.0, open_low=True)
ORDER_ABOVE_ONE = Domain(
    (NONNEGATIVE, ABOVE_ONE),
    lambda n, s: is_order(n) and n <= 60.0,
    "x in {0, 1, ..., 60} and y > 1",
)
BRANCH_POINT = nextafter(-exponential(-1.0), 0.0)  # the first float above -1/e


zeta = elementwise(
    "zeta",
    lambda s, y: zeta_derivative(1.0, s),
    ball=lambda s: s.zeta(),
    far=lambda s: 1.0,
    domain=ABOVE_ONE,
    letters=["zeta"],
    written=["riemann_zeta"],
    latex=r"\zeta\left({x}\right)",
    doc="Riemann's zeta function, the sum of k^-x over k = 1, 2, ...",
)
zeta_derivative = elementwise(
    "zeta_derivative",
    None,
    lambda n, s, y: zeta_derivative(n + 1.0, s),
    ball=balls.zeta_derivative,
    far=lambda n, s: 0.0 if n else 1.0,
    domain=ORDER_ABOVE_ONE,
    slopes_of="zeta",
    doc="the derivative of zeta of order x, at y",
    public=False,
)


def _on_branch(x: float, branch: float) -> bool:
    if branch == 0.0:
        return x >= BRANCH_POINT
    return branch == -1.0 and BRANCH_POINT <= x < 0.0


def _branch_far_out(x: float, branch: float) -> float:
    return inf


lambertw = elementwise(
    "lambertw",
    lambda x, branch, y: lambertw_derivative(1.0, x, branch),
    None,
    ball=lambda x, branch: balls.lambertw_derivative(0 * x, x, branch),
    far=_branch_far_out,
    defaults=[0.0],
    example="lambertw(1.0)",
    domain=Domain((REAL, REAL), _on_branch, "y = 0 and x >= -1/e, or y = -1 and -1/e <= x < 0"),
    latex=r"W_{{y}}\left({x}\right)",
    doc="Lambert's W, the inverse of w exp(w): its real branches 0 and -1",
)
lambertw_derivative = elementwise(
    "lambertw_derivative",
    None,
    lambda n, x, branch, y: lambertw_derivative(n + 1.0, x, branch),
    None,
    ball=balls.lambertw_derivative,
    far=lambda n, x, branch: 0.0 if n else inf,
    defaults=[0.0],
    domain=Domain(
        (NONNEGATIVE, REAL, REAL),
        lambda n, x, branch: is_order(n) and _on_branch(x, branch),
        "x in {0, 1, 2, ...}, and z = 0 and y >= -1/e, or z = -1 and -1/e <= y < 0",
    ),
    slopes_of="lambertw",
    doc="the derivative of lambertw(y, z) by y of order x",
    public=False,
)
