"""The slip is said as a teacher would say it: short, in the page's own words."""

import pytest

from autograd.checking import check


def last(page):
    return check(page).claims[-1]


def test_a_derivative_has_a_true_value_and_a_claimed_one_and_formulas_have_sides():
    derivative = last("y = x^2\ndy/dx = x")
    assert "true     2.0000000000000000\n    claimed  1.0000000000000000" in derivative.evidence[1]
    prime = last("f(x) = x^2\nf'(x) = x")
    assert prime.evidence[1].lstrip().startswith("true ")
    identity = last("exp(x) = 1 + x")
    assert identity.evidence[1].lstrip().startswith("left ")
    chain = last("y = x^2\ndy/dx = 2*x = x")
    assert [line.split()[0] for line in chain.evidence if line[:4] == "    "] == ["left", "true"]


# ---- Arrays -------------------------------------------------------------------------------------

ATTENTION = """
q, u in R^2
K, V in R^(2x2)
s = K @ q/sqrt(2)
a = softmax(s)
o = V.T @ a
L = dot(u, o)
"""
BATCH = """
x, d in R^m
e > 0
mu = sum(x)/m
v = sum(i: (x[i] - mu)^2)/m
s = sqrt(v + e)
h = (x - mu)/s
y = gamma*h + beta
L = sum(i: d[i]*y[i])
"""
LAYER = """
x, g, d in R^n
e > 0
mu = sum(x)/n
s = sqrt(sum(i: (x[i] - mu)^2)/n + e)
h = (x - mu)/s
c = d*g
L = dot(c, h)
"""
ROOT = """
x, g, d in R^n
e > 0
r = sqrt(sum(i: x[i]^2)/n + e)
c = d*g
L = dot(d, g*x/r)
"""
SOFTMAX = "z, y in R^n\np = softmax(z)\nL = -sum(k: y[k]*log(p[k]))\n"


@pytest.mark.board
@pytest.mark.parametrize(
    ("page", "claim", "said", "suggestion"),
    [
        (
            ATTENTION,
            "grad(L, q) = K.T @ grad(L, s)",
            "the factor 1/sqrt(2) is missing in K.T @ grad(L, s)",
            "grad(L, q) = K.T @ grad(L, s)/sqrt(2)",
        ),
        (ATTENTION, "grad(L, V) = u @ a.T", "u @ a.T should be a @ u.T", "grad(L, V) = a @ u.T"),
        (
            ATTENTION,
            "grad(L, s) = a*(1 - a)*(V @ u)",
            "for entry [1]: the path through a[2], dL/da[2]*da[2]/ds[1], is missing",
            None,
        ),
        (
            BATCH,
            "grad(L, x) = gamma*d/s",
            "for entry [1]: what comes through mu and v is missing",
            None,
        ),
        (
            BATCH,
            "grad(L, x) = gamma*(d - sum(d)/m)/s",
            "for entry [1]: the path through v, dL/dv*dv/dx[1], is missing",
            None,
        ),
        (
            BATCH,
            "dL/dv = -gamma/s^3*sum(i: d[i]*(x[i] - mu))",
            "the factor 1/2 is missing in -gamma/s^3*sum(i: d[i]*(x[i] - mu))",
            "dL/dv = -gamma/s^3*sum(i: d[i]*(x[i] - mu))/2",
        ),
        (
            BATCH,
            "dv/dx[i] = (x[i] - mu)/m",
            "the factor 2 is missing in (x[i] - mu)/m",
            "dv/dx[i] = 2*(x[i] - mu)/m",
        ),
        (LAYER, "grad(L, x) = c/s", "for entry [1]: what comes through mu and s is missing", None),
        (
            LAYER,
            "grad(L, x) = (c - sum(c)/n)/s",
            "for entry [1]: the path through s, dL/ds*ds/dx[1], is missing",
            None,
        ),
        (
            LAYER,
            "grad(L, x) = (c - sum(c)/n - h*dot(c, h))/s",
            "the factor 1/n is missing in h*dot(c, h)",
            "grad(L, x) = (c - sum(c)/n - h*dot(c, h)/n)/s",
        ),
        (
            ROOT,
            "grad(L, x) = (c - x*dot(c, x)/(n*r))/r",
            "r should be r^2 in n*r",
            "grad(L, x) = (c - x*dot(c, x)/(n*r^2))/r",
        ),
        (
            ROOT,
            "grad(L, g) = sum(i: d[i]*x[i]/r)",
            "the sum over i is one too many",
            "grad(L, g) = d*x/r",
        ),
        (
            SOFTMAX,
            "dp[i]/dz[j] = p[i]*(1 - p[i])",
            "for i = 1, j = 2: p[1]*(1 - p[1]) is dp[1]/dz[1], not dp[1]/dz[2]",
            "dp[1]/dz[2] = -p[1]*p[2]",
        ),
        (
            SOFTMAX,
            "grad(L, z) = p - y",
            "the factor sum(y) is missing in p",
            "grad(L, z) = p*sum(y) - y",
        ),
    ],
)
def test_a_slip_with_arrays_is_said_in_arrays_or_in_one_sentence(page, claim, said, suggestion):
    found = last(f"{page}{claim}")
    assert found.status == "wrong"
    assert found.culprit
    assert said in found.evidence, str(found)
    assert suggestion is None or found.suggestion == suggestion, str(found)
    assert found.suggestion is None or len(found.suggestion) <= 140


def test_names_are_used_where_the_page_computes_with_a_root_of_a_number():
    """sqrt(2) is a leaf of the graph, and what is above it has a name all the same."""
    found = last(f"{ATTENTION}grad(L, s) = a*(1 - a)*(V @ u)")
    assert "exp" not in found.suggestion
