"""Functions of many arguments in exponential normal form."""

from __future__ import annotations

from functools import reduce

from .exponentials import exp, log
from .forms import Field, Form, Rule, constant, total


def _dot(f: Field, *xs: Form) -> Form:
    half = len(xs) // 2
    return total(f, (f.mul(a, b) for a, b in zip(xs[:half], xs[half:], strict=True)))


def _logsumexp(f: Field, *xs: Form) -> Form:
    return log(f, total(f, (exp(f, x) for x in xs)))


def _softmax_at(f: Field, i: Form, *xs: Form) -> Form:
    return f.div(exp(f, xs[int(constant(i.top))]), total(f, (exp(f, x) for x in xs)))


EVERYWHERE: dict[str, Rule] = {
    "sum": lambda f, *xs: total(f, xs),
    "mean": lambda f, *xs: f.div(total(f, xs), f.number(len(xs))),
    "prod": lambda f, *xs: reduce(f.mul, xs),
    "dot": _dot,
    "logsumexp": _logsumexp,
    "logaddexp": _logsumexp,
    "softmax_at": _softmax_at,
    "logsumexp_weight_at": _softmax_at,
    "log_softmax_at": lambda f, i, *xs: log(f, _softmax_at(f, i, *xs)),
}
