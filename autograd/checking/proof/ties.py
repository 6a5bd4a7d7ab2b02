"""Functions with corners and jumps in exponential normal form: all are made of |x|."""

from __future__ import annotations

from functools import partial, reduce

from .forms import Field, Form, Rule
from .signs import size


def half(f: Field, x: Form) -> Form:
    """x/2."""
    return f.div(x, f.number(2))


def sign(f: Field, x: Form) -> Form:
    """|x|/x."""
    return f.div(size(f, x), x)


def step(f: Field, x: Form) -> Form:
    """1 for x > 0, else 0."""
    return f.div(f.add(f.number(1), sign(f, x)), f.number(2))


def maximum(f: Field, a: Form, b: Form) -> Form:
    """(a + b + |a - b|)/2."""
    return half(f, f.add(f.add(a, b), size(f, f.sub(a, b))))


def minimum(f: Field, a: Form, b: Form) -> Form:
    """(a + b - |a - b|)/2."""
    return half(f, f.sub(f.add(a, b), size(f, f.sub(a, b))))


def _where(f: Field, holds: Form, a: Form, b: Form) -> Form:
    return f.add(b, f.mul(f.sub(a, b), holds))


EVERYWHERE: dict[str, Rule] = {
    "abs": size,
    "relu": lambda f, x: maximum(f, x, f.number(0)),
    "maximum": maximum,
    "minimum": minimum,
    "max": lambda f, *xs: reduce(partial(maximum, f), xs),
    "min": lambda f, *xs: reduce(partial(minimum, f), xs),
    "clip": lambda f, x, low, high: minimum(f, maximum(f, x, low), high),
}

# A condition is 1 where it holds and 0 elsewhere.
AWAY_FROM_TIES: dict[str, Rule] = {
    "sign": sign,
    "step": step,
    "exceeds": lambda f, a, b: step(f, f.sub(a, b)),
    "exceeds_or_half": lambda f, a, b: step(f, f.sub(a, b)),
    "where": _where,
    "less": lambda f, a, b: step(f, f.sub(b, a)),
    "less_equal": lambda f, a, b: step(f, f.sub(b, a)),
    "greater": lambda f, a, b: step(f, f.sub(a, b)),
    "greater_equal": lambda f, a, b: step(f, f.sub(a, b)),
    "logical_not": lambda f, p: f.sub(f.number(1), p),
    "logical_and": Field.mul,
    "logical_or": lambda f, p, q: f.sub(f.add(p, q), f.mul(p, q)),
}
