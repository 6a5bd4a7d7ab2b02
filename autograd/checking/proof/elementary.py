"""Elementary functions in exponential normal form, one line a primitive."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ...engine.elementwise import Elementwise
from ...engine.primitive import Primitive
from ...ops.special import erf
from .exponentials import exp, log
from .forms import Field, Form, Rule, constant, total, unknown
from .roots import imaginary_unit, root
from .signs import is_positive


def _cosh(f: Field, e: Form) -> Form:
    return f.div(f.add(f.mul(e, e), f.number(1)), f.mul(f.number(2), e))


def _sinh(f: Field, e: Form) -> Form:
    return f.div(f.sub(f.mul(e, e), f.number(1)), f.mul(f.number(2), e))


def _tanh(f: Field, e2: Form) -> Form:
    return f.div(f.sub(e2, f.number(1)), f.add(e2, f.number(1)))


def _sech2(f: Field, e2: Form) -> Form:
    return f.div(f.mul(f.number(4), e2), f.power(f.add(e2, f.number(1)), 2))


def of_exp(rational: Callable[[Field, Form], Form], rate: Fraction | int = 1) -> Rule:
    """A function that is rational in e = exp(rate x)."""
    return lambda f, x: rational(f, exp(f, f.mul(f.number(rate), x)))


def _cos(f: Field, x: Form) -> Form:
    e = exp(f, x, imaginary=True)
    return f.div(f.add(e, f.power(e, -1)), f.number(2))


def _sin(f: Field, x: Form) -> Form:
    e = exp(f, x, imaginary=True)
    return f.div(f.sub(e, f.power(e, -1)), f.mul(f.number(2), imaginary_unit(f)))


def _power(f: Field, x: Form, n: Form) -> Form:
    if n.top.is_constant() and n.below.is_constant():
        exponent = Fraction(int(constant(n.top)), int(constant(n.below)))
        if exponent.denominator == 1:
            return f.power(x, int(exponent))
        if exponent.denominator == 2:
            return f.power(root(f, x), int(2 * exponent))
    elif not is_positive(f, x):
        return _power_of_any_sign(f, x, n)
    return exp(f, f.mul(n, log(f, x)))


def _power_of_any_sign(f: Field, x: Form, n: Form) -> Form:
    """x**n where x < 0 has a value at integers n: only whole steps of n are known.

    exp(n log x) would be wrong there: (x**2)**(1/2) is not x**(2/2) at x = -1.
    """
    whole = f.whole_part(n)
    rest = f.sub(n, f.number(whole))
    return f.mul(unknown(f, "pow", x, rest), f.power(x, whole))


def _power_dx(f: Field, x: Form, n: Form) -> Form:
    return f.mul(n, _power(f, x, f.sub(n, f.number(1))))


def _power_dn(f: Field, x: Form, n: Form) -> Form:
    return f.mul(_power(f, x, n), log(f, x))


def _power_partial(k: int, j: int) -> Rule:
    """A partial of x**n, k times in x and j times in n: x**(n-k) times a polynomial in log x."""

    def rule(f: Field, x: Form, n: Form) -> Form:
        terms = [f.number(0)] * j + [f.number(1)]
        for i in range(k):
            rest = [*(f.mul(f.number(m), c) for m, c in enumerate(terms))][1:]
            falling = [f.mul(f.sub(n, f.number(i)), c) for c in terms]
            terms = [f.add(a, b) for a, b in zip(falling, [*rest, f.number(0)], strict=True)]
        logs = [f.power(log(f, x), i) for i in range(1, j + 1)]
        whole = total(f, [terms[0], *map(f.mul, terms[1:], logs)])
        return f.mul(_power(f, x, f.sub(n, f.number(k))), whole)

    return rule


def some_function(f: Field, op: Primitive, *xs: Form) -> Form:
    """A function of which nothing is known but its entry: an odd one has f(-x) = -f(x)."""
    if isinstance(op, Elementwise) and op.odd:
        (x,) = xs
        if not x.top.is_zero() and x.top.leading_coefficient() < 0:
            return f.neg(unknown(f, op.name, f.neg(x)))
    return unknown(f, op.name, *xs)


def _hypot(f: Field, *xs: Form) -> Form:
    return root(f, total(f, (f.mul(x, x) for x in xs)))


EVERYWHERE: dict[str, Rule] = {
    "identity": lambda f, x: x,
    "positive": lambda f, x: x,
    "finite": lambda f, x: x,
    "add": Field.add,
    "sub": Field.sub,
    "mul": Field.mul,
    "div": Field.div,
    "neg": Field.neg,
    "square": lambda f, x: f.mul(x, x),
    "reciprocal": lambda f, x: f.power(x, -1),
    "pow": _power,
    "pow_dx": _power_dx,
    "pow_dn": _power_dn,
    "pow_dxx": _power_partial(2, 0),
    "pow_dxn": _power_partial(1, 1),
    "pow_dnn": _power_partial(0, 2),
    "exp": exp,
    "expm1": lambda f, x: f.sub(exp(f, x), f.number(1)),
    "log": log,
    "log1p": lambda f, x: log(f, f.add(f.number(1), x)),
    "sqrt": root,
    "rsqrt": lambda f, x: f.power(root(f, x), -1),
    "sin": _sin,
    "cos": _cos,
    "tan": lambda f, x: f.div(_sin(f, x), _cos(f, x)),
    "sinc": lambda f, x: f.div(_sin(f, f.mul(f.generator("pi"), x)), f.mul(f.generator("pi"), x)),
    "sinh": of_exp(_sinh),
    "cosh": of_exp(_cosh),
    "tanh": of_exp(_tanh, 2),
    "sech2": of_exp(_sech2, 2),
    "erfc": lambda f, x: f.sub(f.number(1), some_function(f, erf, x)),
    "norm": _hypot,
    "direction_at": lambda f, i, y, *xs: f.div(xs[int(constant(i.top))], y),
    "xlogy": lambda f, a, b: f.mul(a, log(f, b)),
}

AWAY_FROM_TIES: dict[str, Rule] = {
    "ratio": Field.div,
    "hypot_dx": lambda f, x, y: f.div(x, _hypot(f, x, y)),
}
