"""A suggestion keeps what it does not change as the claim has it: its spaces and its brackets."""

import re

import pytest

from autograd.checking import check
from autograd.formulas.text.kept import kept

NET = "z = w*x + b\na = sigmoid(z)\nL = (a - y)^2/2\n"
FIT = "X in R^(m x n)\nw in R^n\ny in R^m\nr = X @ w - y\nf = dot(r, r)/n\n"

SUGGESTED = [
    (NET, "dL/dw=(a-y)*x", "dL/dw=(a-y)*x*a*(1 - a)"),
    (NET, "dL/db  =  (a - y) * a", "dL/db = (a - y) * a*(1 - a)"),
    (NET, "dL/dw = dL/da*da/dz * dz/dw = (a-y)*a*(1-a)*w", "dL/dw = (a-y)*a*(1-a)*x"),
    ("y = x**3 + x\n", "dy/dx=3*x**3 +1", "dy/dx=3*x**2 +1"),
    ("y = x*sin(x)\n", "dy/dx = (sin(x)) + x*sin(x)", "dy/dx = (sin(x)) + x*cos(x)"),
    ("y = x^2 - 5*x\n", "dy/dx = -5", "dy/dx = 2*x - 5"),
    (FIT, "grad(f, w) = 2*X.T @ (X @ w - y)", "grad(f, w) = 2*X.T @ (X @ w - y)/n"),
    ("y = x^k/k\n", "dy/dx = x^(k - 1)/k", "dy/dx = x^(k - 1)"),
    ("y = exp(k*x)\n", "dy/dx = k*exp((k - 1)*x)", "dy/dx = k*exp(k*x)"),
    (FIT, "grad(f, w) = 2*X.T@(X@w + y)/n", "grad(f, w) = 2*X.T@(X@w - y)/n"),
]


@pytest.mark.parametrize(("page", "claim", "suggestion"), SUGGESTED)
def test_what_is_not_changed_stays_as_it_is_written(page, claim, suggestion):
    assert check(page + claim).claims[-1].suggestion == suggestion


@pytest.mark.parametrize(("page", "claim", "suggestion"), SUGGESTED)
def test_a_suggestion_is_right_and_says_the_same_however_the_claim_is_spaced(
    page, claim, suggestion
):
    tight = re.sub(r"(?<=\S) +(?=\S)", "", claim)
    found = check(page + tight).claims[-1].suggestion
    assert found.replace(" ", "") == suggestion.replace(" ", "")
    assert check(page + found).ok


def test_brackets_are_kept_only_where_the_formula_says_the_same():
    written, source = "y = (a + b)*c", "y=a+b*c"
    assert kept(written, source, lambda text: text.count("(") == 1) == "y=(a+b)*c"
    assert kept(written, source, lambda text: False) == written
    assert (
        kept("y = a^k", "y = a^(k - 1)", lambda text: text.count("(") == text.count(")"))
        == "y = a^k"
    )
