"""Where numbers leave the range of floats: a result that is a float is given, another is infinite.

Sums, means, lengths and logarithms of sums are right wherever they are floats, whatever their parts
are. Products are multiplied from left to right, as `math.prod` does, and a dot product adds rounded
products: what has overflowed on the way stays infinite. A Tensor's sum is NumPy's.
"""

import math

import pytest

import autograd as ag
from autograd import Tensor, Value, ieee

inf, big, top = math.inf, 1e308, 1.7976931348623157e308

# name: numbers -> what a list gives, what a Tensor gives
TABLE = [
    ("sum", [big, big], inf, inf),
    ("sum", [-big, -big], -inf, -inf),
    ("sum", [big, big, -big], big, inf),
    ("sum", [big, big, -big, -big, 1e-320], 1e-320, inf),
    ("sum", [inf, -inf], math.nan, math.nan),
    ("mean", [big, big], big, big),
    ("mean", [-top, -top, -top, -top], -top, -top),
    ("mean", [inf, 1.0], inf, inf),
    ("prod", [1e200, 1e200, 1e-200], inf, inf),
    ("prod", [1e200, 1e-200, 1e200], 1e200, 1e200),
    ("prod", [1e-200, 1e-200], 0.0, 0.0),
    ("norm", [1e200, 1e200], 1.4142135623730951e200, 1.4142135623730951e200),
    ("norm", [3e-200, 4e-200], 5e-200, 5e-200),
    ("norm", [top, top], inf, inf),
    ("norm", [5e-324, 0.0], 5e-324, 5e-324),
    ("logsumexp", [big, big], big, big),
    ("logsumexp", [-big, -big], -big, -big),
    ("logsumexp", [1e4, 0.0], 1e4, 1e4),
    ("max", [top, big], top, top),
    ("var", [1e200, -1e200], inf, inf),
    ("std", [1e200, -1e200], 1e200, 1e200),
    ("std", [1e-200, -1e-200], 1e-200, 1e-200),
]


@pytest.mark.parametrize(("name", "xs", "of_list", "of_array"), TABLE)
def test_results_beyond_and_within_the_range_of_floats(name, xs, of_list, of_array):
    f = getattr(ag, name)
    with ieee():
        nodes = [Value(x) for x in xs]
        for y in (f(xs), f(nodes).data, ag.compile(lambda *xs: f(list(xs)), *xs)(*xs)):
            assert y == pytest.approx(of_list, rel=4e-16, abs=0.0, nan_ok=True)
    assert f(Tensor(xs)).item() == pytest.approx(of_array, rel=4e-16, abs=0.0, nan_ok=True)


def test_a_dot_product_adds_rounded_products():
    assert ag.dot([1e200], [1e200]) == inf
    assert math.isnan(ag.dot([1e200, 1e200], [1e200, -1e200]))
    assert ag.dot([1e154, 1e154, 1e154], [9e153, 9e153, -9e153]) == pytest.approx(9e307)


@pytest.mark.parametrize("name", ["sum", "mean", "norm", "logsumexp"])
def test_slopes_of_what_stays_in_range_are_finite(name):
    xs = [Value(big), Value(big)]
    with ieee():
        slopes = ag.gradients(getattr(ag, name)(xs), xs)
    share = {"sum": 1.0, "mean": 0.5, "norm": math.sqrt(0.5), "logsumexp": 0.5}[name]
    assert slopes == pytest.approx([share, share])


# What is computed in a branch that `where` does not take leaves its domain: the error says why.
BRANCHES = {
    "x log x": (lambda x: ag.where(x > 0, x * ag.log(x), 0.0), 0.0, "xlogy"),
    "a root": (lambda x: ag.where(x > 0, ag.sqrt(x), 0.0), -3.0, "ieee"),
    "a quotient": (lambda x: ag.where(x != 0, 1.0 / x, 0.0), 0.0, "ieee"),
    "sinc by hand": (lambda x: ag.where(x != 0, ag.sin(x) / x, 1.0), 0.0, "ieee"),
    "a reciprocal": (lambda x: ag.where(x != 0, x.reciprocal(), 0.0), 0.0, "ieee"),
    "an arc": (lambda x: ag.where(abs(x) <= 1, ag.asin(x), 0.0), 2.0, "ieee"),
    "a power": (lambda x: ag.where(x > 0, x**0.5, 0.0), -1.0, "ieee"),
    "overflow": (lambda x: ag.where(x < 100, ag.exp(x), 0.0), 1e4, "ieee"),
}


@pytest.mark.parametrize("case", BRANCHES)
def test_an_error_in_a_branch_not_taken_names_the_way_out(case):
    f, x, way = BRANCHES[case]
    with pytest.raises(ag.DomainError, match=r"both branches of where") as caught:
        f(Value(x))
    assert way in str(caught.value)
    assert "`a if condition else b`" in str(caught.value)
    with ieee():
        y = f(Value(x))
        assert math.isfinite(y.data)
        assert ag.grad(f)(x) == 0.0


def test_an_error_without_where_says_nothing_of_it():
    with pytest.raises(ag.DomainError, match=r"log is defined for x > 0; got 0$"):
        ag.log(Value(0.0))


def test_a_condition_that_python_turned_into_a_number_is_refused():
    x = ag.Value(-1.0)
    for condition, was in ((-1, "False"), (-2, "True")):  # ~(x > 0), ~(x < 0)
        with pytest.raises(ag.OperandError, match=f"~ makes of {was}: write not"):
            ag.where(condition, x, 2.0 * x)
    assert ag.where(1, x, 0.0).data == -1.0
