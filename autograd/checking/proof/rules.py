"""The primitives in exponential normal form: what each is made of, one line a primitive.

A rule takes the field of forms and the forms of the arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ...constants import GELU_A, GELU_B, LN2, LN10
from .forms import Field, Form, total

Rule = Callable[..., Form]

# Equal to what is written here except at ties.
PIECEWISE = ("sign", "step", "beats", "wins", "where", "leaky_relu_prime", "elu_prime",
              "selu_prime", "hypot_dx", "ratio", "less", "less_equal", "greater", "greater_equal",
              "logical_not", "logical_and", "logical_or")  # fmt: skip


def _of(rational: Callable[[Field, Form], Form], rate: Fraction | int = 1) -> Rule:
    """A function that is rational in e = exp(rate x)."""
    return lambda f, x: rational(f, f.exp(f.mul(f.number(rate), x)))


def _sigmoid(f: Field, e: Form) -> Form:
    return f.div(e, f.add(f.number(1), e))


def _sigmoid_prime(f: Field, e: Form) -> Form:
    return f.div(e, f.power(f.add(f.number(1), e), 2))


def _tanh(f: Field, e2: Form) -> Form:
    return f.div(f.sub(e2, f.number(1)), f.add(e2, f.number(1)))


def _sech2(f: Field, e2: Form) -> Form:
    return f.div(f.mul(f.number(4), e2), f.power(f.add(e2, f.number(1)), 2))


def _cosh(f: Field, e: Form) -> Form:
    return f.div(f.add(f.mul(e, e), f.number(1)), f.mul(f.number(2), e))


def _sinh(f: Field, e: Form) -> Form:
    return f.div(f.sub(f.mul(e, e), f.number(1)), f.mul(f.number(2), e))


def _cos(f: Field, x: Form) -> Form:
    e = f.exp(x, imaginary=True)
    return f.div(f.add(e, f.power(e, -1)), f.number(2))


def _sin(f: Field, x: Form) -> Form:
    e = f.exp(x, imaginary=True)
    return f.div(f.sub(e, f.power(e, -1)), f.mul(f.number(2), f.imaginary()))


def _power(f: Field, x: Form, n: Form) -> Form:
    if n.top.is_constant() and n.below.is_constant():
        exponent = Fraction(int(_constant(n.top)), int(_constant(n.below)))
        if exponent.denominator == 1:
            return f.power(x, int(exponent))
        if exponent.denominator == 2:
            return f.power(f.root(x), int(2 * exponent))
    elif not f.is_positive(x):
        return _power_of_any_sign(f, x, n)
    return f.exp(f.mul(n, f.log(x)))


def _power_of_any_sign(f: Field, x: Form, n: Form) -> Form:
    """x**n where x < 0 has a value at integers n: only whole steps of n are known.

    exp(n log x) would be wrong there: (x**2)**(1/2) is not x**(2/2) at x = -1.
    """
    whole = f.whole_part(n)
    rest = f.sub(n, f.number(whole))
    return f.mul(_opaque("pow", f, x, rest), f.power(x, whole))


def _constant(p: Any) -> Any:
    return 0 if p.is_zero() else p.leading_coefficient()


def _power_dx(f: Field, x: Form, n: Form) -> Form:
    return f.mul(n, _power(f, x, f.sub(n, f.number(1))))


def _power_dn(f: Field, x: Form, n: Form) -> Form:
    return f.mul(_power(f, x, n), f.log(x))


def _sign(f: Field, x: Form) -> Form:
    return f.div(f.size(x), x)


def _step(f: Field, x: Form) -> Form:
    return f.div(f.add(f.number(1), _sign(f, x)), f.number(2))


def _half(f: Field, x: Form) -> Form:
    return f.div(x, f.number(2))


def _maximum(f: Field, a: Form, b: Form) -> Form:
    return _half(f, f.add(f.add(a, b), f.size(f.sub(a, b))))


def _minimum(f: Field, a: Form, b: Form) -> Form:
    return _half(f, f.sub(f.add(a, b), f.size(f.sub(a, b))))


def _fold(combine: Rule) -> Rule:
    def rule(f: Field, first: Form, *rest: Form) -> Form:
        for x in rest:
            first = combine(f, first, x)
        return first

    return rule


def _where(f: Field, holds: Form, a: Form, b: Form) -> Form:
    return f.add(b, f.mul(f.sub(a, b), holds))


def _leaky_prime(f: Field, x: Form, slope: Form) -> Form:
    return f.add(slope, f.mul(f.sub(f.number(1), slope), _step(f, x)))


def _normal_pdf(f: Field, x: Form) -> Form:
    density = f.exp(f.div(f.mul(x, x), f.number(-2)))
    return f.div(density, f.root(f.mul(f.number(2), f.generator("pi"))))


def _erf_prime(f: Field, x: Form) -> Form:
    e = f.exp(f.neg(f.mul(x, x)))
    return f.div(f.mul(f.number(2), e), f.root(f.generator("pi")))


def _hypot(f: Field, *xs: Form) -> Form:
    return f.root(total(f, (f.mul(x, x) for x in xs)))


def _softplus(f: Field, x: Form) -> Form:
    return f.log(f.add(f.number(1), f.exp(x)))


def _dot(f: Field, *xs: Form) -> Form:
    half = len(xs) // 2
    return total(f, (f.mul(a, b) for a, b in zip(xs[:half], xs[half:], strict=True)))


def _logsumexp(f: Field, *xs: Form) -> Form:
    return f.log(total(f, map(f.exp, xs)))


def _softmax_at(f: Field, i: Form, *xs: Form) -> Form:
    return f.div(f.exp(xs[int(_constant(i.top))]), total(f, map(f.exp, xs)))


def _softsign(f: Field, x: Form) -> Form:
    return f.div(x, f.add(f.number(1), f.size(x)))


def _opaque(name: str, f: Field, *args: Form) -> Form:
    return f.generator((name, *(arg.key for arg in args)))


def _odd(name: str) -> Rule:
    """An unknown function with f(-x) = -f(x)."""

    def rule(f: Field, x: Form) -> Form:
        if not x.top.is_zero() and x.top.leading_coefficient() < 0:
            return f.neg(_opaque(name, f, f.neg(x)))
        return _opaque(name, f, x)

    return rule


def _normal_cdf(f: Field, x: Form) -> Form:
    erf = _odd("erf")(f, f.div(x, f.root(f.number(2))))
    return _half(f, f.add(f.number(1), erf))


def _scaled_log(base: int) -> Rule:
    return lambda f, x: f.div(f.log(x), f.log(f.number(base)))


def _elu(f: Field, x: Form, alpha: Form) -> Form:
    below = f.mul(alpha, f.sub(f.exp(_minimum(f, x, f.number(0))), f.number(1)))
    return f.add(_maximum(f, x, f.number(0)), below)


NUMBERS: dict[float, Callable[[Field], Form]] = {
    LN2: lambda f: f.log(f.number(2)),
    1.0 / LN2: lambda f: f.power(f.log(f.number(2)), -1),
    1.0 / LN10: lambda f: f.power(f.log(f.number(10)), -1),
    2.0**0.5: lambda f: f.root(f.number(2)),
    GELU_A: lambda f: f.root(f.div(f.number(8), f.generator("pi"))),
    GELU_B: lambda f: f.mul(f.number(Fraction(44715, 10**6)), NUMBERS[GELU_A](f)),
    3.0 * GELU_B: lambda f: f.mul(f.number(3), NUMBERS[GELU_B](f)),
    6.0 * GELU_B: lambda f: f.mul(f.number(6), NUMBERS[GELU_B](f)),
}

RULES: dict[str, Rule] = {
    "identity": lambda f, x: x,
    "positive": lambda f, x: x,
    "add": Field.add,
    "sub": Field.sub,
    "mul": Field.mul,
    "div": Field.div,
    "ratio": Field.div,
    "neg": Field.neg,
    "square": lambda f, x: f.mul(x, x),
    "reciprocal": lambda f, x: f.power(x, -1),
    "pow": _power,
    "pow_dx": _power_dx,
    "pow_dn": _power_dn,
    "exp": Field.exp,
    "exp2": lambda f, x: _power(f, f.number(2), x),
    "expm1": lambda f, x: f.sub(f.exp(x), f.number(1)),
    "log": Field.log,
    "log2": _scaled_log(2),
    "log10": _scaled_log(10),
    "log1p": lambda f, x: f.log(f.add(f.number(1), x)),
    "sqrt": Field.root,
    "rsqrt": lambda f, x: f.power(f.root(x), -1),
    "sin": _sin,
    "cos": _cos,
    "tan": lambda f, x: f.div(_sin(f, x), _cos(f, x)),
    "sinh": _of(_sinh),
    "cosh": _of(_cosh),
    "tanh": _of(_tanh, 2),
    "sech2": _of(_sech2, 2),
    "asin": _odd("asin"),
    "atan": _odd("atan"),
    "asinh": _odd("asinh"),
    "atanh": _odd("atanh"),
    "atan2_dy": lambda f, y, x: f.div(x, f.add(f.mul(x, x), f.mul(y, y))),
    "hypot": _hypot,
    "norm": _hypot,
    "hypot_dx": lambda f, x, y: f.div(x, _hypot(f, x, y)),
    "abs": Field.size,
    "sign": _sign,
    "step": _step,
    "beats": lambda f, a, b: _step(f, f.sub(a, b)),
    "wins": lambda f, a, b: _step(f, f.sub(a, b)),
    "maximum": _maximum,
    "minimum": _minimum,
    "max": _fold(_maximum),
    "min": _fold(_minimum),
    "clip": lambda f, x, low, high: _minimum(f, _maximum(f, x, low), high),
    "where": _where,
    # A condition is 1 where it holds and 0 elsewhere.
    "less": lambda f, a, b: _step(f, f.sub(b, a)),
    "less_equal": lambda f, a, b: _step(f, f.sub(b, a)),
    "greater": lambda f, a, b: _step(f, f.sub(a, b)),
    "greater_equal": lambda f, a, b: _step(f, f.sub(a, b)),
    "logical_not": lambda f, p: f.sub(f.number(1), p),
    "logical_and": Field.mul,
    "logical_or": lambda f, p, q: f.sub(f.add(p, q), f.mul(p, q)),
    "erf": _odd("erf"),
    "erfc": lambda f, x: f.sub(f.number(1), _odd("erf")(f, x)),
    "erf_prime": _erf_prime,
    "normal_pdf": _normal_pdf,
    "normal_cdf": _normal_cdf,
    "log_normal_cdf": lambda f, x: f.log(_normal_cdf(f, x)),
    "mills": lambda f, x: f.div(_normal_pdf(f, x), _normal_cdf(f, x)),
    "mills_excess": lambda f, x: f.add(x, f.div(_normal_pdf(f, x), _normal_cdf(f, x))),
    "sinc": lambda f, x: f.div(_sin(f, f.mul(f.generator("pi"), x)), f.mul(f.generator("pi"), x)),
    "xlogy": lambda f, a, b: f.mul(a, f.log(b)),
    "logaddexp": _logsumexp,
    "logaddexp_da": lambda f, a, b: _sigmoid(f, f.exp(f.sub(a, b))),
    "sigmoid": _of(_sigmoid),
    "sigmoid_prime": _of(_sigmoid_prime),
    "log_sigmoid": lambda f, x: f.neg(_softplus(f, f.neg(x))),
    "softplus": _softplus,
    "relu": lambda f, x: _maximum(f, x, f.number(0)),
    "leaky_relu": lambda f, x, slope: f.add(
        _maximum(f, x, f.number(0)), f.mul(slope, _minimum(f, x, f.number(0)))
    ),
    "leaky_relu_prime": _leaky_prime,
    "elu": _elu,
    "elu_prime": lambda f, x, alpha: _leaky_prime(
        f, x, f.mul(alpha, f.exp(_minimum(f, x, f.number(0))))
    ),
    "softsign": _softsign,
    "softsign_prime": lambda f, x: f.power(f.add(f.number(1), f.size(x)), -2),
    "silu": lambda f, x: f.mul(x, _of(_sigmoid)(f, x)),
    "silu_prime": lambda f, x: f.add(_of(_sigmoid)(f, x), f.mul(x, _of(_sigmoid_prime)(f, x))),
    "gelu": lambda f, x: f.mul(x, _normal_cdf(f, x)),
    "gelu_prime": lambda f, x: f.add(_normal_cdf(f, x), f.mul(x, _normal_pdf(f, x))),
    "sum": lambda f, *xs: total(f, xs),
    "mean": lambda f, *xs: f.div(total(f, xs), f.number(len(xs))),
    "prod": _fold(Field.mul),
    "dot": _dot,
    "logsumexp": _logsumexp,
    "softmax_at": _softmax_at,
    "log_softmax_at": lambda f, i, *xs: f.log(_softmax_at(f, i, *xs)),
}
