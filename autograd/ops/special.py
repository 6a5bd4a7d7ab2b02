"""Special functions: error function, normal distribution, gamma family, logarithms of sums.

Derivatives: Abramowitz & Stegun, Handbook of Mathematical Functions, 6.3 (digamma), 6.4
(polygamma), 7.1 (error function), 26.2 (normal distribution).
"""

from __future__ import annotations

from ..engine.elementwise import elementwise
from ..kernels import balls, edges, gaussian, logistic
from ..kernels import erfinv as inverse_erf
from ..kernels import sinc as sinc_kernels
from ..support.constants import ROOT2, ROOT_2PI, ROOT_PI
from ..support.domain import NONNEGATIVE, OPEN_UNIT, REAL, Domain, jump
from .elementary import exp, finite, log, positive
from .orders import is_order, of_order

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
    "erfc",
    lambda x, y: -erf_prime(x),
    kernel=gaussian.erfc,
    inverse="erfcinv",
    latex=r"\operatorname{erfc} {x}",
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
    inverse="ndtri",
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
    kernel=of_order(sinc_kernels.sinc_derivative),
    ball=balls.sinc_derivative,
    domain=Domain((NONNEGATIVE, REAL), lambda n, x: is_order(n), "x in {0, 1, 2, ...}"),
    latex=r"\operatorname{sinc}^{\left({x}\right)} {y}",
    slopes_of="sinc",
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
