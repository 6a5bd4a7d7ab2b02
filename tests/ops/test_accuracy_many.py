"""Functions of many numbers against 50 digits: value and gradient, of lists and along an axis.

As in `test_accuracy.py` the limit is 4 units in the last place. What cancels is measured in ulps of
its terms instead, and `SCALES` says which: a sum of rounded products, or of what a Tensor adds in
pairs, cannot be better than the sum of their sizes.

    python -m pytest tests/ops/test_accuracy_many.py -s        prints the worst error of each
"""

from __future__ import annotations

import random
from functools import cache

import pytest
from mpmath import mp, mpf
from test_accuracy import LIMIT, ulps

import autograd as ag
from autograd import Tensor, Value, gradients, ieee

FAINT = mpf(2) ** -1010


def spread(rng, n):
    """Numbers of any size that leaves room for products of six."""
    return [rng.choice((-1, 1)) * 10.0 ** rng.uniform(-40, 40) for _ in range(n)]


def similar(rng, n):
    return [rng.uniform(-9.0, 9.0) for _ in range(n)]


def logits(rng, n):
    """Scores: of one size, far apart, and far from 0 together."""
    shift = rng.choice((0.0, 0.0, 300.0, -1e4))
    return [shift + rng.uniform(-1, 1) * rng.choice((1.0, 30.0, 300.0)) for _ in range(n)]


def samples(kind, count):
    rng = random.Random(kind)
    draw = {"logits": [logits], "any": [spread, similar]}[kind]
    return [draw[k % len(draw)](rng, rng.randint(2, 6)) for k in range(count)]


def mean(xs):
    return mp.fsum(xs) / len(xs)


def var(xs):
    return mp.fsum((x - mean(xs)) ** 2 for x in xs) / len(xs)


def norm(xs):
    return mp.sqrt(mp.fsum(x * x for x in xs))


def shares(xs):
    top = max(xs)
    parts = [mp.exp(x - top) for x in xs]
    return [part / mp.fsum(parts) for part in parts]


def logsumexp(xs):
    return max(xs) + mp.log(mp.fsum(mp.exp(x - max(xs)) for x in xs))


def others(xs, i):
    return mp.fprod(x for k, x in enumerate(xs) if k != i)


def rest(xs, i):
    return mp.fsum(s for k, s in enumerate(shares(xs)) if k != i)


def halves(xs):
    n = len(xs) // 2
    return xs[:n], xs[n : 2 * n]


def dot(xs):
    return mp.fsum(a * b for a, b in zip(*halves(xs), strict=True))


def partner(xs, i):
    left, right = halves(xs)
    n = len(left)
    return right[i] if i < n else left[i - n] if i < 2 * n else mpf(0)


# name: (kind of sample, exact value, exact partial in x_i, on Values, on Tensors)
CASES = {
    "sum": ("any", mp.fsum, lambda xs, i: mpf(1), ag.sum, lambda t: t.sum()),
    "mean": ("any", mean, lambda xs, i: mpf(1) / len(xs), ag.mean, lambda t: t.mean()),
    "prod": ("any", mp.fprod, others, ag.prod, None),
    "dot": ("any", dot, partner, lambda xs: ag.dot(*halves(xs)), None),
    "matmul": ("any", dot, partner, None,
               lambda t: t[: t.size // 2] @ t[t.size // 2 : t.size // 2 * 2]),
    "norm": ("any", norm, lambda xs, i: xs[i] / norm(xs), ag.norm, lambda t: t.norm()),
    "max": ("any", max, lambda xs, i: mpf(xs[i] == max(xs)), ag.max, lambda t: t.max()),
    "min": ("any", min, lambda xs, i: mpf(xs[i] == min(xs)), ag.min, lambda t: t.min()),
    "var": ("any", var, lambda xs, i: 2 * (xs[i] - mean(xs)) / len(xs), ag.var,
            lambda t: t.var()),
    "std": ("any", lambda xs: mp.sqrt(var(xs)),
            lambda xs, i: (xs[i] - mean(xs)) / len(xs) / mp.sqrt(var(xs)), ag.std,
            lambda t: t.std()),
    "logsumexp": ("logits", logsumexp, lambda xs, i: shares(xs)[i], ag.logsumexp,
                  lambda t: t.logsumexp()),
    "softmax": ("logits", lambda xs: shares(xs)[0],
                lambda xs, i: shares(xs)[0] * (rest(xs, 0) if i == 0 else -shares(xs)[i]),
                lambda xs: ag.softmax(xs)[0], lambda t: t.softmax()[0]),
    "log_softmax": ("logits", lambda xs: -mp.log1p(mp.fsum(mp.exp(x - xs[0]) for x in xs[1:])),
                    lambda xs, i: rest(xs, 0) if i == 0 else -shares(xs)[i],
                    lambda xs: ag.log_softmax(xs)[0], lambda t: t.log_softmax()[0]),
}  # fmt: skip


def total(xs):
    return mp.fsum(map(abs, xs))


def products(xs):
    return total(a * b for a, b in zip(*halves(xs), strict=True))


# What is measured in ulps of its terms: (name, column) -> their size, and why.
SCALES = {
    ("sum", "value", "Tensor"): (total, "added in pairs, each sum rounded"),
    ("mean", "value", "Tensor"): (lambda xs: total(xs) / len(xs), "added in pairs"),
    ("dot", "value", "Value"): (products, "the products are rounded before they are added"),
    ("matmul", "value", "Tensor"): (products, "the products are rounded before they are added"),
    ("var", "value", "both"): (
        lambda xs: var(xs) + mp.sqrt(var(xs)) * total(xs) / len(xs), "x - mean is rounded"),
    ("std", "value", "both"): (
        lambda xs: mp.sqrt(var(xs)) + total(xs) / len(xs), "x - mean is rounded"),
    ("var", "slope", "both"): (lambda xs: 2 * total(xs) / len(xs), "x - mean is rounded"),
    ("std", "slope", "both"): (
        lambda xs: 2 * total(xs) / len(xs) / mp.sqrt(var(xs)) / len(xs), "x - mean is rounded"),
    ("logsumexp", "value", "both"): (
        lambda xs: max(abs(logsumexp(xs)), abs(max(xs))), "next to a root of the sum"),
}  # fmt: skip


def scale_of(name, column, kind, numbers, answer):
    for key in ((name, column, kind), (name, column, "both")):
        if key in SCALES:
            return max(abs(answer), SCALES[key][0](numbers)) + FAINT
    return max(abs(answer), FAINT)


def rows(name, point):
    """(kind, value, partials) as a user gets them."""
    _, _, _, of_list, of_tensor = CASES[name]
    with ieee():
        if of_list is not None:
            xs = [Value(x) for x in point]
            y = of_list(xs)
            yield "Value", y.data, gradients(y, xs, allow_unused=True)
        if of_tensor is not None:
            t = Tensor(point)
            y = of_tensor(t)
            yield "Tensor", float(y.data), gradients(y, [t])[0].tolist()


@cache
def worst(name, count):
    """The largest error of the value and of a slope, with where it is."""
    sample, value, slope, _, _ = CASES[name]
    found = {}
    for point in samples(sample, count):
        numbers = [mpf(x) for x in point]
        for kind, got, partials in rows(name, point):
            answers = [("value", got, value(numbers))]
            answers += [("slope", d, slope(numbers, i)) for i, d in enumerate(partials)]
            for column, mine, answer in answers:
                error = ulps(mine, answer, scale_of(name, column, kind, numbers, answer))
                if error > found.get((kind, column), (-1.0,))[0]:
                    found[kind, column] = (error, point, mine)
    return found


@pytest.mark.parametrize("name", CASES)
def test_functions_of_many_numbers_are_right_to_4_ulp(name):
    for (kind, column), (error, point, got) in worst(name, 120).items():
        assert error <= LIMIT, f"{column} of {name} of {kind}s at {point}: {got!r}, {error:.3g} ulp"


@pytest.mark.full
@pytest.mark.parametrize("name", CASES)
def test_functions_of_many_numbers_are_right_at_very_many_points(name):
    for (kind, column), (error, point, got) in worst(name, 5000).items():
        assert error <= LIMIT, f"{column} of {name} of {kind}s at {point}: {got!r}, {error:.3g} ulp"


def test_the_worst_errors_as_a_table():
    print("\nThe largest error in ulp, of many numbers:")
    for name in CASES:
        found = worst(name, 120)
        print(
            f"{name:14}", *(f"{kind} {column} {e[0]:6.2f}" for (kind, column), e in found.items())
        )
    assert all(worst(name, 120) for name in CASES)
