"""The gamma function and its relatives: beta, their logarithms, the polygammas.

Derivatives: Abramowitz & Stegun, Handbook of Mathematical Functions, 6.1-6.4; beta's are those of
its quotient of gamma functions, 6.2.2.
"""

from __future__ import annotations

from math import inf, nan

from ..engine.elementwise import elementwise
from ..kernels import balls
from ..kernels import gamma as gamma_kernels
from ..kernels import polygamma as polygamma_kernels
from ..kernels.rounded import Rounded
from ..support.domain import NONNEGATIVE, POSITIVE, REAL, Domain
from .elementary import finite
from .orders import is_order, of_order

NOT_A_POLE = Domain((REAL,), lambda x: x > 0.0 or x % 1.0 != 0.0, "x not in {0, -1, -2, ...}")
BOTH_POSITIVE = Domain((POSITIVE, POSITIVE))


gamma = elementwise(
    "gamma",
    lambda x, y: finite(y) * digamma(x),
    kernel=Rounded(lambda x: x.gamma(), far=lambda x: x if x > 0.0 else nan, domain=NOT_A_POLE),
    domain=NOT_A_POLE,
    written=["tgamma", "gamma_function"],
    letters=["gamma"],
    latex=r"\Gamma\left({x}\right)",
    doc="the gamma function, (x - 1)! for positive integers",
)
lgamma = elementwise(
    "lgamma",
    lambda x, y: digamma(x),
    kernel=gamma_kernels.lgamma,
    ball=balls.lgamma,
    domain=NOT_A_POLE,
    aliases=["gammaln"],
    confused="numbers",
    latex=r"\ln \left|\Gamma\left({x}\right)\right|",
)
digamma = elementwise(
    "digamma",
    lambda x, y: polygamma(1.0, x),
    kernel=gamma_kernels.digamma,
    aliases=["psi"],
    letters=["psi"],
    domain=NOT_A_POLE,
    confused="numbers",
    latex=r"\psi\left({x}\right)",
)
polygamma = elementwise(
    "polygamma",
    None,
    lambda n, x, y: polygamma(n + 1.0, x),
    kernel=of_order(polygamma_kernels.polygamma),
    ball=balls.polygamma,
    domain=Domain(
        (NONNEGATIVE, REAL),
        lambda n, x: is_order(n) and NOT_A_POLE.contains(x),
        "x in {0, 1, 2, ...} and y not in {0, -1, -2, ...}",
    ),
    latex=r"\psi^{\left({x}\right)}\left({y}\right)",
)
beta = elementwise(
    "beta",
    lambda a, b, y: y * finite(polygamma_drop(0.0, a, b)),
    lambda a, b, y: y * finite(polygamma_drop(0.0, b, a)),
    ball=balls.beta,
    far=lambda a, b: 0.0 if max(a, b) == inf else nan,
    domain=BOTH_POSITIVE,
    symmetric=True,
    written=["beta_function"],
    letters=["beta"],
    latex=r"\mathrm{B}\left({x}, {y}\right)",
    doc="the beta function, gamma(x) gamma(y) / gamma(x + y)",
)
betaln = elementwise(
    "betaln",
    lambda a, b, y: polygamma_drop(0.0, a, b),
    lambda a, b, y: polygamma_drop(0.0, b, a),
    ball=balls.betaln,
    far=lambda a, b: -inf if max(a, b) == inf else nan,
    domain=BOTH_POSITIVE,
    symmetric=True,
    latex=r"\ln \mathrm{B}\left({x}, {y}\right)",
    doc="the logarithm of the beta function",
)

DROP_DOMAIN = Domain(
    (NONNEGATIVE, POSITIVE, POSITIVE),
    lambda n, a, b: is_order(n),
    "x in {0, 1, 2, ...}, y > 0 and z > 0",
)


def _drop_far_out(n: float, a: float, b: float) -> float:
    if a == inf:
        return 0.0
    return polygamma(n, a) if n else -inf


polygamma_drop = elementwise(
    "polygamma_drop",
    None,
    lambda n, a, b, y: polygamma_drop(n + 1.0, a, b),
    lambda n, a, b, y: -polygamma(n + 1.0, a + b),
    kernel=Rounded(balls.polygamma_drop, _drop_far_out, DROP_DOMAIN),
    definition=lambda n, a, b: polygamma(n, a) - polygamma(n, a + b),
    domain=DROP_DOMAIN,
    doc="what polygamma of order x loses from y to y + z",
    public=False,
)
