"""The slip is said as a teacher would say it: short, in the page's own words."""

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
