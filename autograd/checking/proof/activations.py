"""Activations and the normal distribution in exponential normal form."""

from __future__ import annotations

from .elementary import odd, of_exp
from .exponentials import exp, log
from .forms import Field, Form, Rule
from .roots import root
from .signs import size
from .ties import half, maximum, minimum, step


def _sigmoid(f: Field, e: Form) -> Form:
    return f.div(e, f.add(f.number(1), e))


def _sigmoid_prime(f: Field, e: Form) -> Form:
    return f.div(e, f.power(f.add(f.number(1), e), 2))


def _softplus(f: Field, x: Form) -> Form:
    return log(f, f.add(f.number(1), exp(f, x)))


def _softsign(f: Field, x: Form) -> Form:
    return f.div(x, f.add(f.number(1), size(f, x)))


def _normal_pdf(f: Field, x: Form) -> Form:
    density = exp(f, f.div(f.mul(x, x), f.number(-2)))
    return f.div(density, root(f, f.mul(f.number(2), f.generator("pi"))))


def _normal_cdf(f: Field, x: Form) -> Form:
    erf = odd("erf")(f, f.div(x, root(f, f.number(2))))
    return half(f, f.add(f.number(1), erf))


def _erf_prime(f: Field, x: Form) -> Form:
    e = exp(f, f.neg(f.mul(x, x)))
    return f.div(f.mul(f.number(2), e), root(f, f.generator("pi")))


def _elu(f: Field, x: Form, alpha: Form) -> Form:
    below = f.mul(alpha, f.sub(exp(f, minimum(f, x, f.number(0))), f.number(1)))
    return f.add(maximum(f, x, f.number(0)), below)


def _leaky_prime(f: Field, x: Form, slope: Form) -> Form:
    return f.add(slope, f.mul(f.sub(f.number(1), slope), step(f, x)))


EVERYWHERE: dict[str, Rule] = {
    "sigmoid": of_exp(_sigmoid),
    "sigmoid_prime": of_exp(_sigmoid_prime),
    "log_sigmoid": lambda f, x: f.neg(_softplus(f, f.neg(x))),
    "softplus": _softplus,
    "relu": lambda f, x: maximum(f, x, f.number(0)),
    "leaky_relu": lambda f, x, slope: f.add(
        maximum(f, x, f.number(0)), f.mul(slope, minimum(f, x, f.number(0)))
    ),
    "elu": _elu,
    "softsign": _softsign,
    "softsign_prime": lambda f, x: f.power(f.add(f.number(1), size(f, x)), -2),
    "silu": lambda f, x: f.mul(x, of_exp(_sigmoid)(f, x)),
    "silu_prime": lambda f, x: f.add(
        of_exp(_sigmoid)(f, x), f.mul(x, of_exp(_sigmoid_prime)(f, x))
    ),
    "gelu": lambda f, x: f.mul(x, _normal_cdf(f, x)),
    "gelu_prime": lambda f, x: f.add(_normal_cdf(f, x), f.mul(x, _normal_pdf(f, x))),
    "erf": odd("erf"),
    "erfc": lambda f, x: f.sub(f.number(1), odd("erf")(f, x)),
    "erf_prime": _erf_prime,
    "normal_pdf": _normal_pdf,
    "normal_cdf": _normal_cdf,
    "log_normal_cdf": lambda f, x: log(f, _normal_cdf(f, x)),
    "mills": lambda f, x: f.div(_normal_pdf(f, x), _normal_cdf(f, x)),
    "mills_excess": lambda f, x: f.add(x, f.div(_normal_pdf(f, x), _normal_cdf(f, x))),
    "logaddexp_da": lambda f, a, b: _sigmoid(f, exp(f, f.sub(a, b))),
}

AWAY_FROM_TIES: dict[str, Rule] = {
    "leaky_relu_prime": _leaky_prime,
    "elu_prime": lambda f, x, alpha: _leaky_prime(
        f, x, f.mul(alpha, exp(f, minimum(f, x, f.number(0))))
    ),
}
