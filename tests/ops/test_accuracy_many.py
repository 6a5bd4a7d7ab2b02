"""Functions of many numbers against 50 digits: value and gradient, of lists and along an axis.

As in `test_accuracy.py` the limit is 4 units in the last place. What cancels is measured in ulps of
its terms instead, and `SCALES` says which: a sum of rounded products, or of what a Tensor adds in
pairs, cannot be better than the sum of their sizes.

    python -m pytest tests/ops/test_accuracy_many.py -s        prints the worst error of each
"""

from functools import cache

import pytest
from mpmath import mp, mpf

from accuracy import LIMIT, ulps
from autograd import Tensor, Value, gradients, ieee
from many_numbers import CASES, halves, logsumexp, samples, var

FAINT = mpf(2) ** -1010


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
