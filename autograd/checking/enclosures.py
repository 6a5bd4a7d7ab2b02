"""A certified enclosure of every primitive, written as its mathematical definition.

`ENCLOSURES[name](*balls)` is a ball that holds the primitive's value for every choice of arguments
in the balls. It raises `Undefined` where there certainly is none, and returns a ball that is not
finite where this precision cannot tell. Where a value jumps (sign, step, floor) a ball that
straddles the jump gives a ball over both sides, and an exact tie gives the convention of
`ops/choice.py`. `TIES[name](*balls)` is exactly 0 at a tie: there a slope is a convention.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from .balls import Ball, Undefined, exact, flint, unknown

Enclosure = Callable[..., Ball]


# ---- Domains ------------------------------------------------------------------------------------


def _number(y: Ball, outside: bool) -> Ball:
    """A result as it is, or Undefined where the arguments certainly are outside the domain."""
    if outside:
        raise Undefined
    return y


def _div(a: Ball, b: Ball) -> Ball:
    return a / b if b != 0 or not b.is_zero() else _number(a, True)


def _log(x: Ball) -> Ball:
    return _number(x.log(), x <= 0)


def _sqrt(x: Ball) -> Ball:
    return _number(x.sqrt(), x < 0)


def _within(x: Ball, y: Ball) -> Ball:
    return _number(y, abs(x) > 1)


def _pole_free(x: Ball, y: Ball) -> Ball:
    """y, unless x is exactly a pole of the gamma function."""
    return _number(y, x <= 0 and x.is_exact() and x.is_integer())


# ---- Powers -------------------------------------------------------------------------------------


def _integer(n: Ball) -> Any:
    """The integer that the ball is exactly, or None."""
    return n.unique_fmpz() if n.is_exact() and n.is_integer() else None


def power(x: Ball, n: Ball) -> Ball:
    """x**n for x > 0, for x = 0 with n >= 0 (0**0 = 1), and for x < 0 with an integer n."""
    k = _integer(n)
    if k is not None:
        if k < 0 and x.is_zero():
            raise Undefined
        return x ** flint().arb(k) if k <= 0 or not x.contains(0) else _power_about_zero(x, k)
    if x < 0 and not n.contains_integer():
        raise Undefined
    if x.is_zero():
        return _number(exact(0), n < 0) if n != 0 else unknown()
    return (n * x.log()).exp() if x > 0 else unknown()


def _power_about_zero(x: Ball, k: Any) -> Ball:
    """x**k for a ball around 0, on which python-flint gives up."""
    largest = x.abs_upper() ** flint().arb(k) if not x.is_zero() else exact(0)
    return (exact(0) if k % 2 == 0 else -largest).union(largest)


def power_dx(x: Ball, n: Ball) -> Ball:
    """n x**(n - 1), and 0 for n = 0."""
    if n.is_zero():
        return exact(0)
    if _integer(n) is None and x < 0 and not n.contains_integer():
        raise Undefined
    return n * power(x, n - 1)


def power_dn(x: Ball, n: Ball) -> Ball:
    """x**n log(x); 0 for x = 0 with n > 0, by continuity."""
    if x.is_zero() and n > 0:
        return exact(0)
    return power(x, n) * _log(x)


# ---- Choices ------------------------------------------------------------------------------------


def _between(low: int | Fraction, high: int | Fraction) -> Ball:
    return exact(low).union(exact(high))


def sign(x: Ball) -> Ball:
    """-1, 0 or 1."""
    return _between(-1, 1) if x.contains(0) and not x.is_zero() else x.sgn()


def beats(a: Ball, b: Ball) -> Ball:
    """1 where a > b, else 0."""
    if a > b:
        return exact(1)
    return exact(0) if a <= b else _between(0, 1)


def wins(a: Ball, b: Ball) -> Ball:
    """1 where a > b, 1/2 where a = b, else 0."""
    if a > b:
        return exact(1)
    if a < b:
        return exact(0)
    return exact(Fraction(1, 2)) if (a - b).is_zero() else _between(0, 1)


def chosen(condition: bool | None, a: Ball, b: Ball) -> Ball:
    """`where(condition, a, b)`; over both when the condition is undecided."""
    if condition is None:
        return a.union(b) if a.is_finite() and b.is_finite() else unknown()
    return a if condition else b


def _clip(x: Ball, low: Ball, high: Ball) -> Ball:
    return x.max(low).min(high)


def _round(x: Ball) -> Ball:
    """The nearest integer, ties to even."""
    half = x - exact(Fraction(1, 2))
    near = (x + exact(Fraction(1, 2))).floor()
    if half.is_exact() and half.is_integer() and near.unique_fmpz() % 2:
        return near - 1
    return near


def _trunc(x: Ball) -> Ball:
    return sign(x) * abs(x).floor()


def _floor_divide(a: Ball, b: Ball) -> Ball:
    return _div(a, b).floor()


# ---- Roots, circles, hyperbolas -----------------------------------------------------------------


def _cbrt(x: Ball) -> Ball:
    if x.contains(0):
        return exact(0) if x.is_zero() else unknown()
    return sign(x) * abs(x).root(3)


def _atan2(y: Ball, x: Ball) -> Ball:
    return _number(flint().arb.atan2(y, x), False)


def _atan2_dy(y: Ball, x: Ball) -> Ball:
    return _div(x, x * x + y * y)


def hypot(*xs: Ball) -> Ball:
    """The Euclidean length."""
    return sum((x * x for x in xs), exact(0)).sqrt()


def _hypot_dx(x: Ball, y: Ball) -> Ball:
    return exact(0) if x.is_zero() else x / hypot(x, y)


def _ratio(a: Ball, b: Ball) -> Ball:
    return exact(0) if a.is_zero() else _div(a, b)


# ---- Special functions --------------------------------------------------------------------------


def _erf_prime(x: Ball) -> Ball:
    return 2 * (-x * x).exp() / flint().arb.pi().sqrt()


def normal_pdf(x: Ball) -> Ball:
    """exp(-x**2/2) / sqrt(2 pi)."""
    return (-x * x / 2).exp() / (2 * flint().arb.pi()).sqrt()


def normal_cdf(x: Ball) -> Ball:
    """The normal distribution function."""
    return (-x / flint().arb(2).sqrt()).erfc() / 2


def _mills(x: Ball) -> Ball:
    return normal_pdf(x) / normal_cdf(x)


def _lgamma(x: Ball) -> Ball:
    return x.lgamma() if x > 0 else _pole_free(x, abs(x.gamma()).log())


def _polygamma(n: Ball, x: Ball) -> Ball:
    order = flint().acb(n)
    return _pole_free(x, flint().acb(x).polygamma(order).real)


def _sinc_derivative(n: Ball, x: Ball) -> Ball:
    """The n-th Taylor coefficient of sin(pi x)/(pi x) at x, times n!."""
    order = int(n.unique_fmpz())
    if x.is_zero():
        pi = flint().arb.pi()
        return exact(0) if order % 2 else (-1) ** (order // 2) * pi**order / (order + 1)
    with _terms(order + 1):
        pi_x = flint().arb_series([x, 1]) * flint().arb.pi()
        return (pi_x.sin() / pi_x)[order] * flint().arb(order).fac()


class _terms:  # noqa: N801  # used like a function
    """The number of terms that power series keep, in a `with` block."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __enter__(self) -> None:
        self.before, flint().ctx.cap = flint().ctx.cap, self.count

    def __exit__(self, *_: object) -> None:
        flint().ctx.cap = self.before


def _xlogy(a: Ball, b: Ball) -> Ball:
    if b.is_zero():
        return _number(exact(0), not a.is_zero())
    return a * _log(b)


# ---- Activations --------------------------------------------------------------------------------


def sigmoid(x: Ball) -> Ball:
    """1/(1 + exp(-x))."""
    return 1 / (1 + (-x).exp())


def sigmoid_prime(x: Ball) -> Ball:
    """1/(4 cosh(x/2)**2)."""
    return (x / 2).sech() ** 2 / 4


def softplus(x: Ball) -> Ball:
    """log(1 + exp(x))."""
    return x.exp().log1p()


def _logaddexp(a: Ball, b: Ball) -> Ball:
    return a + softplus(b - a)


def _leaky(x: Ball, slope: Ball) -> Ball:
    return x.max(exact(0)) + slope * x.min(exact(0))


def _step(x: Ball) -> Ball:
    return beats(x, exact(0))


def _leaky_prime(x: Ball, slope: Ball) -> Ball:
    at_kink = slope.min(exact(1))
    return (
        at_kink
        if x.is_zero()
        else chosen(x > 0 or (None if x.contains(0) else False), exact(1), slope)
    )


def _elu(x: Ball, alpha: Ball) -> Ball:
    return x.max(exact(0)) + alpha * x.min(exact(0)).expm1()


def _elu_prime(x: Ball, alpha: Ball) -> Ball:
    below = alpha * x.min(exact(0)).exp()
    return below.min(exact(1)) if x.is_zero() else _leaky_prime(x, below)


def _selu_scale() -> Ball:
    return exact(Fraction("1.0507009873554804934193349852946"))


def _selu_alpha() -> Ball:
    return exact(Fraction("1.6732632423543772848170429916717"))


def _selu(x: Ball) -> Ball:
    return _selu_scale() * _elu(x, _selu_alpha())


def _selu_prime(x: Ball) -> Ball:
    return _selu_scale() * _elu_prime(x, _selu_alpha())


def _silu_prime(x: Ball) -> Ball:
    return sigmoid(x) + x * sigmoid_prime(x)


def _gelu_prime(x: Ball) -> Ball:
    return normal_cdf(x) + x * normal_pdf(x)


def _gelu_tanh_exponent(x: Ball) -> tuple[Ball, Ball]:
    """u = sqrt(8/pi) (x + 0.044715 x**3) and du/dx; the gate is sigmoid(u)."""
    a, b = (flint().arb(8) / flint().arb.pi()).sqrt(), exact(Fraction(44715, 10**6))
    return a * (x + b * x**3), a * (1 + 3 * b * x**2)


def _gelu_tanh(x: Ball) -> Ball:
    return x * sigmoid(_gelu_tanh_exponent(x)[0])


def _gelu_tanh_gate_prime(x: Ball) -> Ball:
    u, slope = _gelu_tanh_exponent(x)
    return sigmoid_prime(u) * slope


def _gelu_tanh_prime(x: Ball) -> Ball:
    return sigmoid(_gelu_tanh_exponent(x)[0]) + x * _gelu_tanh_gate_prime(x)


def _mish_gate(x: Ball) -> Ball:
    """tanh(softplus(x)) = w/(w + 2) with w = e**x (e**x + 2)."""
    w = x.exp() * (x.exp() + 2)
    return 1 / (1 + 2 / w)


def _mish_gate_prime(x: Ball) -> Ball:
    return softplus(x).sech() ** 2 * sigmoid(x)


def _mish_prime(x: Ball) -> Ball:
    return _mish_gate(x) + x * _mish_gate_prime(x)


# ---- Many numbers into one ----------------------------------------------------------------------


def _total(*xs: Ball) -> Ball:
    return sum(xs, exact(0))


def _product(*xs: Ball) -> Ball:
    result = exact(1)
    for x in xs:
        result = result * x
    return result


def _dot(*xs: Ball) -> Ball:
    half = len(xs) // 2
    return _total(*map(operator.mul, xs[:half], xs[half:]))


def _fold(choose: str) -> Enclosure:
    def enclosure(*xs: Ball) -> Ball:
        result = xs[0]
        for x in xs[1:]:
            result = getattr(result, choose)(x)
        return result

    return enclosure


def _logsumexp(*xs: Ball) -> Ball:
    return _total(*(x.exp() for x in xs)).log()


def _softmax_at(i: Ball, *xs: Ball) -> Ball:
    """1 / sum exp(x_k - x_i)."""
    at = xs[int(i.unique_fmpz())]
    return 1 / _total(*((x - at).exp() for x in xs))


def _log_softmax_at(i: Ball, *xs: Ball) -> Ball:
    return xs[int(i.unique_fmpz())] - _logsumexp(*xs)


# ---- The table ----------------------------------------------------------------------------------


def _method(name: str) -> Enclosure:
    return lambda x: getattr(x, name)()


def _decided(
    x: Ball, y: Ball, yes: Callable[[Ball, Ball], Any], no: Callable[..., Any]
) -> bool | None:
    if yes(x, y):
        return True
    return False if no(x, y) else None


def equal(x: Ball, y: Ball) -> bool | None:
    """Whether x = y; None when this precision cannot tell."""
    if (x - y).is_zero():
        return True
    return None if x.overlaps(y) else False


def _not(condition: bool | None) -> bool | None:
    return None if condition is None else not condition


def _either(a: bool | None, b: bool | None) -> bool | None:
    return True if a or b else (None if a is None or b is None else False)


CONDITIONS: dict[str, Callable[..., bool | None]] = {
    "less": lambda x, y: _decided(x, y, operator.lt, operator.ge),
    "less_equal": lambda x, y: _decided(x, y, operator.le, operator.gt),
    "greater": lambda x, y: _decided(x, y, operator.gt, operator.le),
    "greater_equal": lambda x, y: _decided(x, y, operator.ge, operator.lt),
    "equal": equal,
    "not_equal": lambda x, y: _not(equal(x, y)),
    "logical_not": _not,
    "logical_or": _either,
}

ENCLOSURES: dict[str, Enclosure] = {
    "identity": lambda x: x,
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": _div,
    "neg": operator.neg,
    "square": lambda x: x * x,
    "reciprocal": lambda x: _div(exact(1), x),
    "pow": power,
    "pow_dx": power_dx,
    "pow_dn": power_dn,
    "abs": abs,
    "sign": sign,
    "step": _step,
    "beats": beats,
    "wins": wins,
    "maximum": lambda a, b: a.max(b),
    "minimum": lambda a, b: a.min(b),
    "clip": _clip,
    "where": chosen,
    "floor": lambda x: x.floor(),
    "ceil": lambda x: x.ceil(),
    "trunc": _trunc,
    "round": _round,
    "mod": lambda a, b: a - b * _floor_divide(a, b),
    "floor_divide": _floor_divide,
    "exp": lambda x: x.exp(),
    "exp2": lambda x: (x * flint().arb.const_log2()).exp(),
    "expm1": lambda x: x.expm1(),
    "positive": lambda x: _number(x, x < 0),
    "log": _log,
    "log2": lambda x: _log(x) / flint().arb.const_log2(),
    "log10": lambda x: _log(x) / flint().arb.const_log10(),
    "log1p": lambda x: _number(x.log1p(), x <= -1),
    "sqrt": _sqrt,
    "rsqrt": lambda x: _number(x.rsqrt(), x <= 0),
    "cbrt": _cbrt,
    "sin": lambda x: x.sin(),
    "cos": lambda x: x.cos(),
    "tan": lambda x: x.tan(),
    "asin": lambda x: _within(x, x.asin()),
    "acos": lambda x: _within(x, x.acos()),
    "atan": lambda x: x.atan(),
    "atan2": _atan2,
    "atan2_dy": _atan2_dy,
    "sinh": lambda x: x.sinh(),
    "cosh": lambda x: x.cosh(),
    "tanh": lambda x: x.tanh(),
    "sech2": lambda x: x.sech() ** 2,
    "asinh": lambda x: x.asinh(),
    "acosh": lambda x: _number(x.acosh(), x < 1),
    "atanh": lambda x: _number(x.atanh(), abs(x) >= 1),
    "hypot": hypot,
    "hypot_dx": _hypot_dx,
    "erf": lambda x: x.erf(),
    "erfc": lambda x: x.erfc(),
    "erf_prime": _erf_prime,
    "normal_cdf": normal_cdf,
    "normal_pdf": normal_pdf,
    "log_normal_cdf": lambda x: normal_cdf(x).log(),
    "mills": _mills,
    "mills_excess": lambda x: x + _mills(x),
    "lgamma": _lgamma,
    "digamma": lambda x: _pole_free(x, x.digamma()),
    "polygamma": _polygamma,
    "sinc": lambda x: x.sinc_pi(),
    "sinc_derivative": _sinc_derivative,
    "ratio": _ratio,
    "xlogy": _xlogy,
    "logaddexp": _logaddexp,
    "logaddexp_da": lambda a, b: sigmoid(a - b),
    "sigmoid": sigmoid,
    "sigmoid_prime": sigmoid_prime,
    "log_sigmoid": lambda x: -softplus(-x),
    "softplus": softplus,
    "relu": lambda x: x.max(exact(0)),
    "leaky_relu": _leaky,
    "leaky_relu_prime": _leaky_prime,
    "elu": _elu,
    "elu_prime": _elu_prime,
    "selu": _selu,
    "selu_prime": _selu_prime,
    "hardtanh": lambda x: _clip(x, exact(-1), exact(1)),
    "logit": lambda x: (x / (1 - x)).log(),
    "logit_prime": lambda x: 1 / (x * (1 - x)),
    "softsign": lambda x: x / (1 + abs(x)),
    "softsign_prime": lambda x: 1 / (1 + abs(x)) ** 2,
    "silu": lambda x: x * sigmoid(x),
    "silu_prime": _silu_prime,
    "gelu": lambda x: x * normal_cdf(x),
    "gelu_prime": _gelu_prime,
    "gelu_tanh": _gelu_tanh,
    "gelu_tanh_prime": _gelu_tanh_prime,
    "gelu_tanh_gate_prime": _gelu_tanh_gate_prime,
    "mish": lambda x: x * _mish_gate(x),
    "mish_prime": _mish_prime,
    "mish_gate_prime": _mish_gate_prime,
    "sum": _total,
    "mean": lambda *xs: _total(*xs) / len(xs),
    "max": _fold("max"),
    "min": _fold("min"),
    "norm": hypot,
    "prod": _product,
    "dot": _dot,
    "logsumexp": _logsumexp,
    "softmax_at": _softmax_at,
    "log_softmax_at": _log_softmax_at,
}


def _to_integer(x: Ball) -> Ball:
    return x - x.floor() if x.is_exact() else unknown()


# Where the value or the slope jumps. Only what appears in a derivative (step, sign, …) matters: a
# value that merely passes through a kink (max, abs) is continuous there.
TIES: dict[str, Enclosure] = {
    "sign": lambda x: x,
    "step": lambda x: x,
    "beats": operator.sub,
    "wins": operator.sub,
    "leaky_relu_prime": lambda x, slope: x,
    "elu_prime": lambda x, alpha: x,
    "selu_prime": lambda x: x,
    "hypot_dx": hypot,
    "ratio": lambda a, b: b,
    "floor": _to_integer,
    "ceil": _to_integer,
    "trunc": _to_integer,
    "round": lambda x: _to_integer(x + exact(Fraction(1, 2))),
    "mod": lambda a, b: _to_integer(_div(a, b)),
    "floor_divide": lambda a, b: _to_integer(_div(a, b)),
    "less": operator.sub,
    "less_equal": operator.sub,
    "greater": operator.sub,
    "greater_equal": operator.sub,
    "equal": operator.sub,
    "not_equal": operator.sub,
}


def exceeds_all(x: Ball, others: Sequence[Ball]) -> bool | None:
    """Whether x is at least every other ball; None when this precision cannot tell."""
    if any(other > x for other in others):
        return False
    return True if all(other <= x for other in others) else None
