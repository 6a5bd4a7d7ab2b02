"""Bessel functions of the first and second kind, and the modified ones.

Derivatives: Abramowitz & Stegun, Handbook of Mathematical Functions, 9.1.27-28 and 9.6.26-28. The
order is a parameter, which nothing is differentiated with respect to.
"""

from __future__ import annotations

from math import copysign, inf, nan

from ..engine.elementwise import elementwise
from ..kernels import balls, bessel
from ..support.domain import NONNEGATIVE, POSITIVE, REAL, Domain, Kink, jump
from .orders import NEAR, is_order, of_order, unknown

ANY_ORDER = Domain(
    (NEAR, REAL),
    lambda v, x: x > 0.0 or v % 1.0 == 0.0,
    f"y > 0, or x an integer, and {NEAR.words('x')}",
)
TO_THE_RIGHT = Domain((NEAR, POSITIVE))


def dying(*xs: float) -> float:
    """The limit of what dies away at infinity, whether it oscillates or not."""
    return 0.0


def _dying_beside(v: float, x: float) -> float:
    return 0.0 if abs(v) < inf and x == inf else nan


def _growing(x: float) -> float:
    return abs(x)


def _growing_beside(v: float, x: float) -> float:
    if abs(v) == inf:
        return nan
    return -inf if x < 0.0 and v % 2.0 else inf


j0 = elementwise(
    "j0",
    lambda x, y: -j1(x),
    ball=lambda x: x.bessel_j(0),
    far=dying,
    written=["besselj0"],
    letters=["j0"],
    latex=r"J_{0}\left({x}\right)",
    doc="the Bessel function of the first kind of order 0",
)
j1 = elementwise(
    "j1",
    lambda x, y: 0.5 * (j0(x) - jv(2.0, x)),
    ball=lambda x: x.bessel_j(1),
    far=dying,
    odd=True,
    written=["besselj1"],
    letters=["j1"],
    latex=r"J_{1}\left({x}\right)",
    doc="the Bessel function of the first kind of order 1",
)
jv = elementwise(
    "jv",
    unknown,
    lambda v, x, y: 0.5 * (jv(v - 1.0, x) - jv(v + 1.0, x)),
    ball=lambda v, x: x.bessel_j(v),
    far=_dying_beside,
    aliases=["jn"],
    domain=ANY_ORDER,
    written=["besselj"],
    letters=["jv", "jn"],
    latex=r"J_{{x}}\left({y}\right)",
    doc="the Bessel function of the first kind of order x, at y",
)
y0 = elementwise(
    "y0",
    lambda x, y: -y1(x),
    ball=lambda x: x.bessel_y(0),
    far=dying,
    domain=POSITIVE,
    written=["bessely0"],
    letters=["y0"],
    latex=r"Y_{0}\left({x}\right)",
    doc="the Bessel function of the second kind of order 0",
)
y1 = elementwise(
    "y1",
    lambda x, y: 0.5 * (y0(x) - yv(2.0, x)),
    ball=lambda x: x.bessel_y(1),
    far=dying,
    domain=POSITIVE,
    written=["bessely1"],
    letters=["y1"],
    latex=r"Y_{1}\left({x}\right)",
    doc="the Bessel function of the second kind of order 1",
)
yv = elementwise(
    "yv",
    unknown,
    lambda v, x, y: 0.5 * (yv(v - 1.0, x) - yv(v + 1.0, x)),
    ball=lambda v, x: x.bessel_y(v),
    far=_dying_beside,
    aliases=["yn"],
    domain=TO_THE_RIGHT,
    written=["bessely"],
    letters=["yv", "yn"],
    latex=r"Y_{{x}}\left({y}\right)",
    doc="the Bessel function of the second kind of order x, at y",
)

i0 = elementwise(
    "i0",
    lambda x, y: i1(x),
    ball=lambda x: x.bessel_i(0),
    far=_growing,
    written=["besseli0"],
    letters=["i0"],
    latex=r"I_{0}\left({x}\right)",
    doc="the modified Bessel function of the first kind of order 0",
)
i1 = elementwise(
    "i1",
    lambda x, y: 0.5 * (i0(x) + iv(2.0, x)),
    ball=lambda x: x.bessel_i(1),
    far=float,
    odd=True,
    written=["besseli1"],
    letters=["i1"],
    latex=r"I_{1}\left({x}\right)",
    doc="the modified Bessel function of the first kind of order 1",
)
iv = elementwise(
    "iv",
    unknown,
    lambda v, x, y: 0.5 * (iv(v - 1.0, x) + iv(v + 1.0, x)),
    ball=lambda v, x: x.bessel_i(v),
    far=_growing_beside,
    domain=ANY_ORDER,
    written=["besseli"],
    letters=["iv"],
    latex=r"I_{{x}}\left({y}\right)",
    doc="the modified Bessel function of the first kind of order x, at y",
)
k0 = elementwise(
    "k0",
    lambda x, y: -k1(x),
    ball=lambda x: x.bessel_k(0),
    far=dying,
    domain=POSITIVE,
    written=["besselk0"],
    letters=["k0"],
    latex=r"K_{0}\left({x}\right)",
    doc="the modified Bessel function of the second kind of order 0",
)
k1 = elementwise(
    "k1",
    lambda x, y: -0.5 * (k0(x) + kv(2.0, x)),
    ball=lambda x: x.bessel_k(1),
    far=dying,
    domain=POSITIVE,
    written=["besselk1"],
    letters=["k1"],
    latex=r"K_{1}\left({x}\right)",
    doc="the modified Bessel function of the second kind of order 1",
)
kv = elementwise(
    "kv",
    unknown,
    lambda v, x, y: -0.5 * (kv(v - 1.0, x) + kv(v + 1.0, x)),
    ball=lambda v, x: x.bessel_k(v),
    far=_dying_beside,
    aliases=["kn"],
    domain=TO_THE_RIGHT,
    written=["besselk"],
    letters=["kv"],
    latex=r"K_{{x}}\left({y}\right)",
    doc="the modified Bessel function of the second kind of order x, at y",
)

i0e = elementwise(
    "i0e",
    lambda x, y: i0e_derivative(1.0, x),
    kernel=lambda x, backend: bessel.i0e_derivative(0, x, backend),
    ball=lambda x: balls.i0e_derivative(0 * x, x),
    kink=Kink("x = 0", lambda x: x),
    latex=r"e^{-\left|{x}\right|} \, I_{0}\left({x}\right)",
    doc="exp(-|x|) I0(x), the scaled modified Bessel function of order 0",
)
i0e_derivative = elementwise(
    "i0e_derivative",
    None,
    lambda n, x, y: i0e_derivative(n + 1.0, x),
    kernel=of_order(bessel.i0e_derivative),
    ball=balls.i0e_derivative,
    domain=Domain((NONNEGATIVE, REAL), lambda n, x: is_order(n), "x in {0, 1, 2, ...}"),
    kink=jump("y = 0", lambda n, x: x),
    slopes_of="i0e",
    doc="the derivative of i0e of order x, at y",
    public=False,
)
i1e = elementwise(
    "i1e",
    lambda x, y: i1e_derivative(1.0, x),
    ball=lambda x: balls.i1e_derivative(0 * x, x),
    far=lambda x: copysign(0.0, x),
    odd=True,
    latex=r"e^{-\left|{x}\right|} \, I_{1}\left({x}\right)",
    doc="exp(-|x|) I1(x), the scaled modified Bessel function of order 1",
)
i1e_derivative = elementwise(
    "i1e_derivative",
    None,
    lambda n, x, y: i1e_derivative(n + 1.0, x),
    ball=balls.i1e_derivative,
    far=dying,
    domain=Domain((NONNEGATIVE, REAL), lambda n, x: is_order(n), "x in {0, 1, 2, ...}"),
    kink=jump("y = 0", lambda n, x: x),
    slopes_of="i1e",
    doc="the derivative of i1e of order x, at y",
    public=False,
)
