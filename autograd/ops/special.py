"""Special functions: error function, normal distribution, gamma family, logarithms of sums.

Derivatives: Abramowitz & Stegun, Handbook of Mathematical Functions, 6.3 (digamma), 6.4
(polygamma), 7.1 (error function), 26.2 (normal distribution).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..engine.elementwise import elementwise
from ..kernels import balls, bessel, edges, floats, gamma, gaussian, logistic
from ..kernels import erfinv as inverse_erf
from ..kernels import polygamma as polygamma_kernels
from ..kernels import sinc as sinc_kernels
from ..support.constants import ROOT2, ROOT_2PI, ROOT_PI
from ..support.domain import NONNEGATIVE, OPEN_UNIT, REAL, Domain, Kink, jump
from .elementary import exp, finite, log, positive

NOT_A_POLE = Domain((REAL,), lambda x: x > 0.0 or x % 1.0 != 0.0, "x not in {0, -1, -2, ...}")


def _is_order(n: Any) -> bool:
    return bool(n >= 0.0 and n == n // 1.0)


def _of_order(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """A kernel whose first argument is the order of a derivative: a whole number, not negative."""

    def at(n: float, x: float) -> Any:
        if not _is_order(n):
            raise ValueError("an order of differentiation is 0, 1, 2, ...")
        return kernel(int(n), x, floats)

    def of_order(n: Any, x: Any, backend: Any) -> Any:
        one_for_all = not getattr(n, "shape", ()) and _is_order(n)
        return kernel(int(n), x, backend) if one_for_all else backend.map_floats(at, n, x)

    return of_order


erf = elementwise(
    "erf",
    lambda x, y: erf_prime(x),
    kernel=gaussian.erf,
    inverse="erfinv",
    odd=True,
    confused="numbers",
    latex=r"\operatorname{erf} {x}",
)
erfc = elementwise(
    "erfc", lambda x, y: -erf_prime(x), kernel=gaussian.erfc, latex=r"\operatorname{erfc} {x}"
)
erf_prime = elementwise(
    "erf_prime",
    lambda x, y: -2.0 * (finite(x) * y),
    kernel=gaussian.erf_prime,
    definition=lambda x: 2.0 * exp(-(x * x)) / ROOT_PI,
    latex=r"\frac{2}{\sqrt{\pi}} e^{-{x}^{2}}",
    slope_of="erf",
    public=False,
)
erfinv = elementwise(
    "erfinv",
    lambda x, y: erfinv_prime(x),
    kernel=inverse_erf.erfinv,
    domain=OPEN_UNIT,
    inverse="erf",
    odd=True,
    latex=r"\operatorname{erf}^{-1} {x}",
)
erfinv_prime = elementwise(
    "erfinv_prime",
    lambda x, y: 2.0 * erfinv(x) * y * y,
    kernel=inverse_erf.erfinv_prime,
    definition=lambda x: ROOT_PI * exp(erfinv(x) ** 2) / 2.0,
    domain=OPEN_UNIT,
    doc="the derivative of erfinv, right also next to -1 and 1",
    public=False,
)
normal_cdf = elementwise(
    "normal_cdf",
    lambda x, y: normal_pdf(x),
    kernel=gaussian.ndtr,
    definition=lambda x: erfc(-x / ROOT2) / 2.0,
    aliases=["ndtr"],
    written=["Φ", "Phi"],
    confused="numbers",
    latex=r"\Phi\left({x}\right)",
)
normal_pdf = elementwise(
    "normal_pdf",
    lambda x, y: -finite(x) * y,
    kernel=gaussian.normal_pdf,
    definition=lambda x: exp(-(x * x) / 2.0) / ROOT_2PI,
    confused="numbers",
    latex=r"\varphi\left({x}\right)",
)
log_normal_cdf = elementwise(
    "log_normal_cdf",
    lambda x, y: mills(x),
    kernel=gaussian.log_ndtr,
    definition=lambda x: log(normal_cdf(x)),
    aliases=["log_ndtr"],
    latex=r"\ln \Phi\left({x}\right)",
)
mills = elementwise(
    "mills",
    lambda x, y: -finite(y) * mills_excess(finite(x)),
    kernel=gaussian.log_ndtr_prime,
    definition=lambda x: normal_pdf(x) / normal_cdf(x),
    latex=r"\frac{\varphi\left({x}\right)}{\Phi\left({x}\right)}",
    doc="the inverse Mills ratio, the derivative of log_normal_cdf",
    public=False,
)
mills_excess = elementwise(
    "mills_excess",
    lambda x, y: 1.0 - finite(mills(x)) * mills_excess(finite(x)),
    kernel=gaussian.mills_excess,
    definition=lambda x: x + mills(x),
    doc="x + mills(x), which would cancel where x is far below 0",
    public=False,
)

lgamma = elementwise(
    "lgamma",
    lambda x, y: digamma(x),
    kernel=gamma.lgamma,
    ball=balls.lgamma,
    domain=NOT_A_POLE,
    confused="numbers",
    latex=r"\ln \left|\Gamma\left({x}\right)\right|",
)
digamma = elementwise(
    "digamma",
    lambda x, y: polygamma(1.0, x),
    kernel=gamma.digamma,
    domain=NOT_A_POLE,
    confused="numbers",
    latex=r"\psi\left({x}\right)",
)
polygamma = elementwise(
    "polygamma",
    None,
    lambda n, x, y: polygamma(n + 1.0, x),
    kernel=_of_order(polygamma_kernels.polygamma),
    ball=balls.polygamma,
    domain=Domain(
        (NONNEGATIVE, REAL),
        lambda n, x: _is_order(n) and NOT_A_POLE.contains(x),
        "x in {0, 1, 2, ...} and y not in {0, -1, -2, ...}",
    ),
    latex=r"\psi^{\left({x}\right)}\left({y}\right)",
)
sinc = elementwise(
    "sinc",
    lambda x, y: sinc_derivative(1.0, x),
    kernel=sinc_kernels.sinc,
    ball=lambda x: x.sinc_pi(),
    latex=r"\operatorname{sinc} {x}",
    doc="sin(pi x) / (pi x), 1 at 0",
)
sinc_derivative = elementwise(
    "sinc_derivative",
    None,
    lambda n, x, y: sinc_derivative(n + 1.0, x),
    kernel=_of_order(sinc_kernels.sinc_derivative),
    ball=balls.sinc_derivative,
    domain=Domain((NONNEGATIVE, REAL), lambda n, x: _is_order(n), "x in {0, 1, 2, ...}"),
    latex=r"\operatorname{sinc}^{\left({x}\right)} {y}",
    public=False,
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
    kernel=_of_order(bessel.i0e_derivative),
    ball=balls.i0e_derivative,
    domain=Domain((NONNEGATIVE, REAL), lambda n, x: _is_order(n), "x in {0, 1, 2, ...}"),
    kink=jump("y = 0", lambda n, x: x),
    doc="the derivative of i0e of order x, at y",
    public=False,
)

ratio = elementwise(
    "ratio",
    lambda a, b, y: 1.0 / b,
    lambda a, b, y: -y / b,
    kernel=edges.ratio,
    ball=balls.ratio,
    kink=jump("y = 0", lambda a, b: b),
    latex=r"\frac{{x}}{{y}}",
    doc="x / y, and 0 where x = 0 whatever y is",
    public=False,
)
xlogy = elementwise(
    "xlogy",
    lambda a, b, y: log(b),
    lambda a, b, y: ratio(a, positive(b)),
    kernel=edges.xlogy,
    ball=balls.xlogy,
    domain=Domain((REAL, NONNEGATIVE), lambda a, b: b > 0.0 or a == 0.0, "y > 0, or x = 0 = y"),
    latex=r"{x} \ln {y}",
)
logaddexp = elementwise(
    "logaddexp",
    lambda a, b, y: logaddexp_da(a, b),
    lambda a, b, y: logaddexp_da(b, a),
    kernel=logistic.logaddexp,
    ball=lambda a, b: a + (b - a).exp().log1p(),
    symmetric=True,
    latex=r"\ln\left(e^{{x}} + e^{{y}}\right)",
)
logaddexp_da = elementwise(
    "logaddexp_da",
    lambda a, b, y: y * logaddexp_da(b, a),
    lambda a, b, y: -y * logaddexp_da(b, a),
    kernel=logistic.logaddexp_da,
    definition=lambda a, b: 1.0 / (1.0 + exp(b - a)),
    latex=r"\frac{e^{{x}}}{e^{{x}} + e^{{y}}}",
    doc="sigmoid(x - y), with the rounding error of the difference carried along",
    public=False,
)
