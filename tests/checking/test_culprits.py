"""The slip is said as a teacher would say it: short, in the page's own words."""

import pytest

from verdicts import last


def test_a_derivative_has_a_true_value_and_a_claimed_one_and_formulas_have_sides():
    derivative = last("y = x^2\ndy/dx = x")
    assert "true     2.0000000000000000\n    claimed  1.0000000000000000" in derivative.evidence[1]
    prime = last("f(x) = x^2\nf'(x) = x")
    assert prime.evidence[1].lstrip().startswith("true ")
    identity = last("exp(x) = 1 + x")
    assert identity.evidence[1].lstrip().startswith("left ")
    chain = last("y = x^2\ndy/dx = 2*x = x")
    assert [line.split()[0] for line in chain.evidence if line[:4] == "    "] == ["left", "true"]


ATTENTION = """
q, u in R^2
K, V in R^(2x2)
s = K @ q/sqrt(2)
a = softmax(s)
o = V.T @ a
L = dot(u, o)
"""


def test_names_are_used_where_the_page_computes_with_a_root_of_a_number():
    """sqrt(2) is a leaf of the graph, and what is above it has a name all the same."""
    found = last(f"{ATTENTION}grad(L, s) = a*(1 - a)*(V @ u)")
    assert "exp" not in found.suggestion


@pytest.mark.parametrize(
    ("page", "suggestion"),
    [
        ("y = where(x > 1, x^2, 3*x)\ndy/dx = where(x < 1, 2*x, 3)", "where(x > 1, 2*x, 3)"),
        ("a > 0\ny = where(x > a, x^2, 3*x)\ndy/dx = where(x > 0, 2*x, 3)", "where(x > a, 2*x, 3)"),
        ("d = x + s\nq = x - s\nC = normal_cdf(d)\ndC/dx = normal_pdf(-q)", "normal_pdf(-d)"),
        ("u = x^2\ny = cos(u)\ndy/dx = -sin(u^2)*2*x", "-sin(u)*2*x"),
        ("u = x^2\ny = gelu(u)\ndy/dx = gelu'(x)*2*x", "gelu'(u)*2*x"),
        ("y = normal_cdf(k*x)\ndy/dx = k*normal_pdf(k^2*x)", "k*normal_pdf(k*x)"),
        ("y = gelu(2*x + 1)\ndy/dx = 2*gelu'(2*x - 1)", "2*gelu'(2*x + 1)"),
    ],
)
def test_what_stands_in_a_condition_or_a_function_without_an_inverse_is_named(page, suggestion):
    """Nothing around it tells what it has to be: n(-d) and n(d) are equal."""
    assert (last(page).suggestion or "").partition(" = ")[2] == suggestion
