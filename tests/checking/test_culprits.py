"""The slip is said as a teacher would say it: short, in the page's own words."""

import pytest

from autograd.checking import check

NORMAL = "u = (x - m)/s\nf = u^2/2\ns > 0\n"
GREEKS = """
d1 = (log(S/K) + (r + v^2/2)*T)/(v*sqrt(T))
d2 = d1 - v*sqrt(T)
C = S*Phi(d1) - K*exp(-r*T)*Phi(d2)
P = C - S + K*exp(-r*T)
phi(t) = exp(-t^2/2)/sqrt(2*pi)
S > 0
K > 0
T > 0
v > 0
"""
CELL = "g = tanh(zg)\ni = sigmoid(zi)\nc = i*g\n"


def last(page):
    return check(page).claims[-1]


@pytest.mark.board
@pytest.mark.parametrize(
    ("page", "claim", "said", "suggestion"),
    [
        (NORMAL, "df/dx = (x - m)/s", "s should be s^2", "df/dx = (x - m)/s^2"),
        (NORMAL, "df/dm = (x - m)/s^2", "the sign of x - m is wrong", "df/dm = (m - x)/s^2"),
        ("W = a1*a1*c\n", "dW/dc = a1", "a1 should be a1^2", "dW/dc = a1^2"),
        ("q = sin(p)\n", "dq/dp = p", "p should be cos(p)", "dq/dp = cos(p)"),
        (
            GREEKS,
            "dC/dT = -S*phi(d1)*v/(2*sqrt(T)) - r*K*exp(-r*T)*Phi(d2)",
            "the sign of -S*phi(d1)*v/(2*sqrt(T)) - r*K*exp(-r*T)*Phi(d2) is wrong",
            "dC/dT = S*phi(d1)*v/(2*sqrt(T)) + r*K*exp(-r*T)*Phi(d2)",
        ),
        (
            GREEKS,
            "dC/dS = Phi(d1) + S*phi(d1)*dd1/dS",
            "the path through d2, dC/dd2*dd2/dS, is missing",
            "dC/dS = Phi(d1) + S*phi(d1)*dd1/dS - K*exp(-r*T)*phi(d2)/(v*sqrt(T)*S)",
        ),
        (
            GREEKS,
            "dP/dr = -K*T*exp(-r*T)*Phi(d2)",
            "the sign of d2 is wrong in Phi(d2)",
            "dP/dr = -K*T*exp(-r*T)*Phi(-d2)",
        ),
        (CELL, "dc/dzg = i*g*(1 - g)", "g*(1 - g) should be 1 - g^2", "dc/dzg = i*(1 - g^2)"),
    ],
)
def test_a_slip_is_said_in_the_words_of_the_page(page, claim, said, suggestion):
    found = last(f"{page}{claim}")
    assert said in found.evidence, str(found)
    assert found.suggestion == suggestion


def test_of_two_formulas_that_meet_it_is_said_where():
    found = last("sin(q) = q")
    assert found.suggestion is None
    assert found.note == "equal at q = 0, but not everywhere"


def test_a_derivative_has_a_true_value_and_a_claimed_one_and_formulas_have_sides():
    derivative = last("y = x^2\ndy/dx = x")
    assert "true     2.0000000000000000\n    claimed  1.0000000000000000" in derivative.evidence[1]
    prime = last("f(x) = x^2\nf'(x) = x")
    assert prime.evidence[1].lstrip().startswith("true ")
    identity = last("exp(x) = 1 + x")
    assert identity.evidence[1].lstrip().startswith("left ")
    chain = last("y = x^2\ndy/dx = 2*x = x")
    assert [line.split()[0] for line in chain.evidence if line[:4] == "    "] == ["left", "true"]


def test_what_nobody_would_read_is_not_suggested():
    page = "z = w*x + b\na = tanh(z)\np = sigmoid(v*a)\nL = -(y*log(p) + (1 - y)*log(1 - p))\n"
    assert last(f"{page}d2L/dw2 = 0").suggestion is None


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


def test_a_part_without_a_value_at_some_of_the_points_tried_stops_no_search():
    page = "y = atan(a*x) + asinh(x)\ndy/dx = a/(1 + a^2*x^2) + 1/sqrt(-1 + x^2)"
    claim = check(page).claims[-1]
    assert claim.suggestion == "dy/dx = a/(1 + a^2*x^2) + 1/sqrt(1 + x^2)"


@pytest.mark.parametrize(
    "page",
    [
        "f = x\ndf/dx = 1 + 1",  # of two equal terms one is too many
        "f = x\ndf/dx = 1 + 1 + 1",
        "f = x*y\ndf/dx = y + y",
        "p = atan2(y, y)\np = atan(y/y)",  # the same at the numbers that are tried first
        "x in {-1, 2}\nb = relu(y/z)\np = where(b != min(x, b), x, 0)\np = x",
        "b = y/z\np = where(b = 1, x, 0)*where(b > x/z, 1, 2)\np = x",
    ],
)
def test_equal_parts_and_conditions_without_an_answer_stop_no_search(page):
    claim = check(page).claims[-1]
    assert claim.status == "wrong"
    assert claim.culprit
