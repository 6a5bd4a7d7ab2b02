"""Activation functions that are x times a gate: silu, gelu, mish; right in both tails."""

from __future__ import annotations

from typing import Any

from ..engine.elementwise import elementwise
from ..kernels import activation
from ..support.constants import GELU_A, GELU_B, ROOT2
from .activation import sigmoid, sigmoid_prime, softplus
from .elementary import finite
from .hyperbolic import sech2, tanh
from .special import normal_cdf, normal_pdf

silu = elementwise(
    "silu",
    lambda x, y: silu_prime(x),
    kernel=activation.silu,
    definition=lambda x: x * sigmoid(x),
    aliases=["swish"],
    latex=r"{x} \, \sigma\left({x}\right)",
)
silu_prime = elementwise(
    "silu_prime",
    lambda x, y: sigmoid_prime(x) * (2.0 - finite(x) * tanh(0.5 * x)),
    kernel=activation.silu_prime,
    definition=lambda x: sigmoid(x) + x * sigmoid_prime(x),
    slope_of="silu",
    public=False,
)
gelu = elementwise(
    "gelu",
    lambda x, y: gelu_prime(x),
    kernel=activation.gelu,
    definition=lambda x: x * normal_cdf(x),
    latex=r"{x} \, \Phi\left({x}\right)",
    doc="x times the normal distribution function (Hendrycks & Gimpel 2016)",
)
gelu_prime = elementwise(
    "gelu_prime",
    lambda x, y: normal_pdf(x) * (ROOT2 - finite(x)) * (ROOT2 + finite(x)),
    kernel=activation.gelu_prime,
    definition=lambda x: normal_cdf(x) + x * normal_pdf(x),
    slope_of="gelu",
    public=False,
)
gelu_tanh = elementwise(
    "gelu_tanh",
    lambda x, y: gelu_tanh_prime(x),
    kernel=activation.gelu_tanh,
    definition=lambda x: x * sigmoid(GELU_A * x + GELU_B * x**3),
    doc="gelu's usual approximation, x (1 + tanh(sqrt(2/pi) (x + 0.044715 x**3))) / 2",
)
gelu_tanh_prime = elementwise(
    "gelu_tanh_prime",
    lambda x, y: gelu_tanh_gate_prime(x) * finite(2.0 + finite(x) * _gate_bend(x)),
    kernel=activation.gelu_tanh_prime,
    definition=lambda x: sigmoid(GELU_A * x + GELU_B * x**3) + x * gelu_tanh_gate_prime(x),
    public=False,
)
gelu_tanh_gate_prime = elementwise(
    "gelu_tanh_gate_prime",
    lambda x, y: y * _gate_bend(x),
    kernel=activation.gelu_tanh_gate_prime,
    definition=lambda x: (GELU_A + 3.0 * GELU_B * x**2) * sigmoid_prime(GELU_A * x + GELU_B * x**3),
    doc="the derivative of gelu_tanh(x) / x",
    public=False,
)


def _gate_bend(x: Any) -> Any:
    """The logarithmic derivative of gelu_tanh_gate_prime; its factor is 0 far out."""
    x = finite(x)
    slope = finite(GELU_A + 3.0 * GELU_B * (x * x))
    return 6.0 * GELU_B * x / slope - slope * tanh(0.5 * x * (GELU_A + GELU_B * (x * x)))


mish = elementwise(
    "mish",
    lambda x, y: mish_prime(x),
    kernel=activation.mish,
    definition=lambda x: x * tanh(softplus(x)),
    latex=r"{x} \tanh\left(\ln\left(1 + e^{{x}}\right)\right)",
    doc="x tanh(softplus(x)) (Misra 2019)",
)
mish_prime = elementwise(
    "mish_prime",
    lambda x, y: 2.0 * mish_gate_prime(x) + finite(x) * mish_gate_prime(x) * _mish_bend(x),
    kernel=activation.mish_prime,
    definition=lambda x: tanh(softplus(x)) + x * mish_gate_prime(x),
    slope_of="mish",
    public=False,
)
mish_gate_prime = elementwise(
    "mish_gate_prime",
    lambda x, y: y * _mish_bend(x),
    kernel=activation.mish_gate_prime,
    definition=lambda x: sech2(softplus(x)) * sigmoid(x),
    doc="the derivative of tanh(softplus(x))",
    public=False,
)


def _mish_bend(x: Any) -> Any:
    """The logarithmic derivative of mish_gate_prime."""
    return 1.0 - sigmoid(x) * (1.0 + 2.0 * tanh(softplus(x)))
