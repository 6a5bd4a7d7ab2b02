"""Activation functions of neural networks, accurate in both tails."""

from __future__ import annotations

from ..engine.elementwise import elementwise
from ..kernels import activation, logistic
from ..support.constants import SELU_ALPHA, SELU_SCALE
from ..support.domain import PROBABILITY, Kink, jump
from .choice import abs, clip, maximum, minimum, sign, step, where
from .elementary import exp, expm1, log, log1p
from .hyperbolic import tanh

AT_ZERO = Kink("x = 0", lambda x, *_: x)
JUMP_AT_ZERO = jump(AT_ZERO.text, AT_ZERO.gap)

sigmoid = elementwise(
    "sigmoid",
    lambda x, y: sigmoid_prime(x),
    kernel=logistic.sigmoid,
    forward=logistic.sigmoid_of_floats,
    definition=lambda x: 1.0 / (1.0 + exp(-x)),
    aliases=["expit"],
    written=["\u03c3", "sigma", "logistic"],
    inverse="logit",
    confused="arrays",
    latex=r"\sigma\left({x}\right)",
)
sigmoid_prime = elementwise(
    "sigmoid_prime",
    lambda x, y: -y * tanh(0.5 * x),
    kernel=logistic.sigmoid_prime,
    forward=logistic.sigmoid_prime_of_floats,
    # Of what sigmoid(x) is made of, so that a formula with both computes it once.
    definition=lambda x: exp(-x) * sigmoid(x) * sigmoid(x),
    latex=r"\sigma'\left({x}\right)",
    doc="sigmoid(x) sigmoid(-x)",
    slope_of="sigmoid",
    public=False,
)
log_sigmoid = elementwise(
    "log_sigmoid",
    lambda x, y: sigmoid(-x),
    kernel=logistic.log_sigmoid,
    definition=lambda x: -softplus(-x),
    latex=r"\ln \sigma\left({x}\right)",
)
logit = elementwise(
    "logit",
    lambda p, y: logit_prime(p),
    kernel=logistic.logit,
    definition=lambda x: log(x / (1.0 - x)),
    domain=PROBABILITY,
    inverse="sigmoid",
    latex=r"\ln \frac{{x}}{1 - {x}}",
    doc="log(x / (1 - x)), the inverse of sigmoid",
)
logit_prime = elementwise(
    "logit_prime",
    lambda p, y: (2.0 * p - 1.0) * y * y,
    kernel=logistic.logit_prime,
    definition=lambda x: 1.0 / (x * (1.0 - x)),
    domain=PROBABILITY,
    latex=r"\frac{1}{{x} \left(1 - {x}\right)}",
    public=False,
)
softplus = elementwise(
    "softplus",
    lambda x, y: sigmoid(x),
    kernel=logistic.softplus,
    definition=lambda x: log1p(exp(x)),
    inverse=lambda y: y + log(-expm1(-y)),
    confused="arrays",
    latex=r"\ln\left(1 + e^{{x}}\right)",
)

relu = elementwise(
    "relu",
    lambda x, y: step(x),
    chooses=True,
    kernel=activation.relu,
    forward=activation.relu_of_floats,
    ball=lambda x: x.max(0 * x),
    kink=AT_ZERO,
    confused="arrays",
    latex=r"\operatorname{relu} {x}",
)
leaky_relu = elementwise(
    "leaky_relu",
    lambda x, slope, y: leaky_relu_prime(x, slope),
    lambda x, slope, y: minimum(x, 0.0),
    kernel=activation.leaky_relu,
    definition=lambda x, slope: maximum(x, 0.0) + slope * minimum(x, 0.0),
    defaults=[0.01],
    kink=AT_ZERO,
)
leaky_relu_prime = elementwise(
    "leaky_relu_prime",
    None,
    lambda x, slope, y: step(-x),
    kernel=activation.leaky_relu_prime,
    definition=lambda x, slope: where(x > 0.0, 1.0, where(x < 0.0, slope, clip(slope, 0.0, 1.0))),
    kink=JUMP_AT_ZERO,
    public=False,
)
elu = elementwise(
    "elu",
    lambda x, alpha, y: elu_prime(x, alpha),
    lambda x, alpha, y: expm1(minimum(x, 0.0)),
    kernel=activation.elu,
    definition=lambda x, alpha: maximum(x, 0.0) + alpha * expm1(minimum(x, 0.0)),
    defaults=[1.0],
    kink=AT_ZERO,
    doc="x for x > 0, alpha (e**x - 1) below (Clevert et al. 2016, eq. 15)",
)
elu_prime = elementwise(
    "elu_prime",
    lambda x, alpha, y: y * step(-x),
    lambda x, alpha, y: exp(minimum(x, 0.0)) * step(-x),
    kernel=activation.elu_prime,
    definition=lambda x, alpha: leaky_relu_prime(x, alpha * exp(minimum(x, 0.0))),
    kink=JUMP_AT_ZERO,
    slope_of="elu",
    public=False,
)
selu = elementwise(
    "selu",
    lambda x, y: selu_prime(x),
    kernel=activation.selu,
    definition=lambda x: SELU_SCALE * elu(x, SELU_ALPHA),
    kink=AT_ZERO,
    doc="the self-normalising elu (Klambauer et al. 2017, eq. 14)",
)
selu_prime = elementwise(
    "selu_prime",
    lambda x, y: y * step(-x),
    kernel=activation.selu_prime,
    definition=lambda x: SELU_SCALE * elu_prime(x, SELU_ALPHA),
    kink=JUMP_AT_ZERO,
    public=False,
)
hardtanh = elementwise(
    "hardtanh",
    lambda x, y: step(1.0 - abs(x)),
    chooses=True,
    kernel=activation.hardtanh,
    definition=lambda x: clip(x, -1.0, 1.0),
    kink=Kink("x = -1 or x = 1", lambda x: abs(x) - 1.0),
    odd=True,
)

softsign = elementwise(
    "softsign",
    lambda x, y: softsign_prime(x),
    kernel=activation.softsign,
    definition=lambda x: x / (1.0 + abs(x)),
    odd=True,
    latex=r"\frac{{x}}{1 + \left|{x}\right|}",
)
softsign_prime = elementwise(
    "softsign_prime",
    lambda x, y: -2.0 * sign(x) * y / (1.0 + abs(x)),
    kernel=activation.softsign_prime,
    definition=lambda x: 1.0 / (1.0 + abs(x)) ** 2,
    kink=AT_ZERO,
    latex=r"\frac{1}{\left(1 + \left|{x}\right|\right)^{2}}",
    slope_of="softsign",
    public=False,
)
