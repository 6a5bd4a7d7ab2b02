"""What every elementwise primitive is, as a textbook writes it: read by sympy, and as power series.

`TEXTBOOK[name](m, *xs)` is written in the functions of a namespace `m`. Nothing here comes from the
package.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Formula = Callable[..., Any]


def sigmoid(m: Any, x: Any) -> Any:
    return 1 / (1 + m.exp(-x))


def softplus(m: Any, x: Any) -> Any:
    return m.log(1 + m.exp(x))


def pdf(m: Any, x: Any) -> Any:
    return m.exp(-x * x / 2) / m.sqrt(2 * m.pi)


def cdf(m: Any, x: Any) -> Any:
    return m.erfc(-x / m.sqrt(m.number(2))) / 2


def elu(m: Any, x: Any, a: Any) -> Any:
    return m.choose(x, x, a * (m.exp(x) - 1))


def elu_prime(m: Any, x: Any, a: Any) -> Any:
    return m.choose(x, m.one(x), a * m.exp(x))


def selu_of(m: Any, f: Formula, x: Any) -> Any:
    scale, alpha = (
        m.number("1.0507009873554804934193349852946"),
        m.number("1.6732632423543772848170429916717"),
    )
    return scale * f(m, x, alpha)


def gelu_exponent(m: Any, x: Any) -> Any:
    return m.sqrt(8 / m.pi) * (x + m.number("0.044715") * x * x * x)


def gelu_gate_prime(m: Any, x: Any) -> Any:
    s = sigmoid(m, gelu_exponent(m, x))
    return s * (1 - s) * m.sqrt(8 / m.pi) * (1 + 3 * m.number("0.044715") * x * x)


def tanh(m: Any, x: Any) -> Any:
    return (m.exp(x) - m.exp(-x)) / (m.exp(x) + m.exp(-x))


def mish_gate_prime(m: Any, x: Any) -> Any:
    return (1 - tanh(m, softplus(m, x)) ** 2) * sigmoid(m, x)


def sinc(m: Any, x: Any) -> Any:
    return m.sin(m.pi * x) / (m.pi * x)


def i0e(m: Any, x: Any) -> Any:
    return m.exp(-m.size(x)) * m.bessel(x)


def power(m: Any, x: Any, n: Any) -> Any:
    return m.exp(n * m.log(x))


TEXTBOOK: dict[str, Formula] = {
    "add": lambda m, a, b: a + b,
    "sub": lambda m, a, b: a - b,
    "mul": lambda m, a, b: a * b,
    "div": lambda m, a, b: a / b,
    "ratio": lambda m, a, b: a / b,
    "neg": lambda m, x: -x,
    "identity": lambda m, x: x,
    "positive": lambda m, x: x,
    "finite": lambda m, x: x,
    "square": lambda m, x: x * x,
    "reciprocal": lambda m, x: 1 / x,
    "pow": power,
    "pow_dx": lambda m, x, n: n * power(m, x, n - 1),
    "pow_dn": lambda m, x, n: power(m, x, n) * m.log(x),
    "pow_dxx": lambda m, x, n: n * (n - 1) * power(m, x, n - 2),
    "pow_dxn": lambda m, x, n: power(m, x, n - 1) * (1 + n * m.log(x)),
    "pow_dnn": lambda m, x, n: power(m, x, n) * m.log(x) ** 2,
    "one_minus_square": lambda m, x: 1 - x * x,
    "abs": lambda m, x: m.choose(x, x, -x),
    "sign": lambda m, x: m.choose(x, m.one(x), -m.one(x)),
    "step": lambda m, x: m.choose(x, m.one(x), 0 * x),
    "beats": lambda m, a, b: m.choose(a - b, m.one(a - b), 0 * (a - b)),
    "wins": lambda m, a, b: m.choose(a - b, m.one(a - b), 0 * (a - b)),
    "maximum": lambda m, a, b: m.choose(a - b, a + 0 * b, b + 0 * a),
    "minimum": lambda m, a, b: m.choose(a - b, b + 0 * a, a + 0 * b),
    "clip": lambda m, x, a, b: m.choose(a - x, a, m.choose(x - b, b, x)) + 0 * (x + a + b),
    "floor": lambda m, x: m.floor(x),
    "ceil": lambda m, x: -m.floor(-x),
    "trunc": lambda m, x: m.choose(x, m.floor(x), -m.floor(-x)),
    "round": lambda m, x: m.floor(x + m.number("0.5")),
    "mod": lambda m, a, b: a - b * m.floor(a / b),
    "floor_divide": lambda m, a, b: m.floor(a / b),
    "exp": lambda m, x: m.exp(x),
    "exp2": lambda m, x: m.exp(x * m.log(m.number(2))),
    "expm1": lambda m, x: m.exp(x) - 1,
    "log": lambda m, x: m.log(x),
    "log2": lambda m, x: m.log(x) / m.log(m.number(2)),
    "log10": lambda m, x: m.log(x) / m.log(m.number(10)),
    "log1p": lambda m, x: m.log(1 + x),
    "sqrt": lambda m, x: m.sqrt(x),
    "rsqrt": lambda m, x: 1 / m.sqrt(x),
    "degrees": lambda m, x: x * 180 / m.pi,
    "radians": lambda m, x: x * m.pi / 180,
    "cbrt": lambda m, x: m.choose(x, m.exp(m.log(m.size(x)) / 3), -m.exp(m.log(m.size(x)) / 3)),
    "xlogy": lambda m, a, b: a * m.log(b),
    "logaddexp": lambda m, a, b: m.log(m.exp(a) + m.exp(b)),
    "logaddexp_da": lambda m, a, b: m.exp(a) / (m.exp(a) + m.exp(b)),
    "sin": lambda m, x: m.sin(x),
    "cos": lambda m, x: m.cos(x),
    "tan": lambda m, x: m.sin(x) / m.cos(x),
    "asin": lambda m, x: m.asin(x),
    "acos": lambda m, x: m.acos(x),
    "atan": lambda m, x: m.atan(x),
    "atan2": lambda m, y, x: m.choose(x, m.atan(y / x), m.atan(y / x)),
    "atan2_dy": lambda m, y, x: x / (x * x + y * y),
    "sinh": lambda m, x: (m.exp(x) - m.exp(-x)) / 2,
    "cosh": lambda m, x: (m.exp(x) + m.exp(-x)) / 2,
    "tanh": tanh,
    "sech2": lambda m, x: 4 / (m.exp(x) + m.exp(-x)) ** 2,
    "tanhshrink": lambda m, x: x - tanh(m, x),
    "asinh": lambda m, x: m.log(x + m.sqrt(x * x + 1)),
    "acosh": lambda m, x: m.log(x + m.sqrt(x * x - 1)),
    "atanh": lambda m, x: m.log((1 + x) / (1 - x)) / 2,
    "hypot": lambda m, a, b: m.sqrt(a * a + b * b),
    "hypot_dx": lambda m, a, b: a / m.sqrt(a * a + b * b),
    "hypot_dxy": lambda m, a, b: -a * b / m.sqrt(a * a + b * b) ** 3,
    "erf": lambda m, x: m.erf(x),
    "erfc": lambda m, x: m.erfc(x),
    "erf_prime": lambda m, x: 2 * m.exp(-x * x) / m.sqrt(m.pi),
    "normal_cdf": cdf,
    "normal_pdf": pdf,
    "log_normal_cdf": lambda m, x: m.log(cdf(m, x)),
    "mills": lambda m, x: pdf(m, x) / cdf(m, x),
    "mills_excess": lambda m, x: x + pdf(m, x) / cdf(m, x),
    "erfinv": lambda m, x: m.erfinv(x),
    "erfinv_prime": lambda m, x: m.sqrt(m.pi) / 2 * m.exp(m.erfinv(x) ** 2),
    "i0e": i0e,
    "i0e_derivative": lambda m, n, x: m.derived(n, i0e, x),
    "lgamma": lambda m, x: m.lgamma(x),
    "digamma": lambda m, x: m.polygamma(0, x),
    "polygamma": lambda m, n, x: m.polygamma(n, x),
    "sinc": sinc,
    "sinc_derivative": lambda m, n, x: m.derived(n, sinc, x),
    "sigmoid": sigmoid,
    "sigmoid_prime": lambda m, x: sigmoid(m, x) * sigmoid(m, -x),
    "log_sigmoid": lambda m, x: m.log(sigmoid(m, x)),
    "softplus": softplus,
    "relu": lambda m, x: m.choose(x, x, 0 * x),
    "leaky_relu": lambda m, x, a: m.choose(x, x + 0 * a, a * x),
    "leaky_relu_prime": lambda m, x, a: m.choose(x, m.one(x) + 0 * a, a + 0 * x),
    "elu": elu,
    "elu_prime": elu_prime,
    "selu": lambda m, x: selu_of(m, elu, x),
    "selu_prime": lambda m, x: selu_of(m, elu_prime, x),
    "hardtanh": lambda m, x: m.choose(x - 1, m.one(x), m.choose(x + 1, x, -m.one(x))),
    "logit": lambda m, x: m.log(x / (1 - x)),
    "logit_prime": lambda m, x: 1 / (x * (1 - x)),
    "softsign": lambda m, x: x / (1 + m.size(x)),
    "softsign_prime": lambda m, x: 1 / (1 + m.size(x)) ** 2,
    "silu": lambda m, x: x * sigmoid(m, x),
    "silu_prime": lambda m, x: sigmoid(m, x) * (1 + x * sigmoid(m, -x)),
    "gelu": lambda m, x: x * cdf(m, x),
    "gelu_prime": lambda m, x: cdf(m, x) + x * pdf(m, x),
    "gelu_tanh": lambda m, x: x * sigmoid(m, gelu_exponent(m, x)),
    "gelu_tanh_prime": lambda m, x: sigmoid(m, gelu_exponent(m, x)) + x * gelu_gate_prime(m, x),
    "gelu_tanh_gate_prime": gelu_gate_prime,
    "mish": lambda m, x: x * tanh(m, softplus(m, x)),
    "mish_prime": lambda m, x: tanh(m, softplus(m, x)) + x * mish_gate_prime(m, x),
    "mish_gate_prime": mish_gate_prime,
}
