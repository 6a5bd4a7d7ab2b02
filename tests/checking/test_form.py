"""What is suggested keeps the form its author wrote: only the slip is mended, where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd import check
from autograd.checking.diagnosis.lookup import evaluate
from autograd.formulas.trees.in_place import with_factor
from autograd.formulas.trees.tree import Name, text
from derivations import parsed

NEURONS = """
z1 = w1*x + b1
a1 = sigmoid(z1)
z2 = w2*a1 + b2
a2 = sigmoid(z2)
C = (a2 - y)^2/2
"""
NORMAL = "s > 0\nl = -log(s) - (x - m)^2/(2*s^2)\n"
CHAIN = "u = 3*x^2 + 1\nv = sqrt(u)\ny = log(v)\n"
COBB = "A, K, L > 0\na in (0, 1)\nY = A*K^a*L^(1 - a)\n"
CALL = """
S, K, T, v > 0
phi(t) = exp(-t^2/2)/sqrt(2*pi)
d = (log(S/K) + (r + v^2/2)*T)/(v*sqrt(T))
C = S*Phi(d) - K*exp(-r*T)*Phi(d - v*sqrt(T))
"""
CIRCUIT = "R, C > 0\nV = V0*(1 - exp(-t/(R*C)))\n"
SIGNAL = "y = A*exp(-g*t)*cos(w*t + p)\n"


@pytest.mark.parametrize(
    ("page", "claim", "said", "right"),
    [
        # The sign that people mistake is that of a written minus, a term, or a difference of names.
        (
            NEURONS,
            "dC/db1 = (y - a2)*a2*(1 - a2)*w2*a1*(1 - a1)",
            "the sign of y - a2 is wrong",
            "(a2 - y)*a2*(1 - a2)*w2*a1*(1 - a1)",
        ),
        (
            "p in (0, 1)\nl = k*log(p) + (n - k)*log(1 - p)\n",
            "d2l/dp2 = -k/p^2 + (n - k)/(1 - p)^2",
            "the sign of (n - k)/(1 - p)^2 is wrong",
            "-k/p^2 - (n - k)/(1 - p)^2",
        ),
        (
            "p in (0, 1)\nH = -p*log(p) - (1 - p)*log(1 - p)\n",
            "d2H/dp2 = 1/(p*(1 - p))",
            "the sign of 1/(p*(1 - p)) is wrong",
            "-1/(p*(1 - p))",
        ),
        # A sum that begins with a minus still does.
        (
            NORMAL,
            "dl/ds = -1/s + (x - m)^2/(2*s^3)",
            "the factor 2 is one too many in 2*s^3",
            "-1/s + (x - m)^2/s^3",
        ),
        (
            "L = -(y*log(a) + (1 - y)*log(1 - a))\n",
            "dL/da = y/a + (1 - y)/(1 - a)",
            "the sign of y/a is wrong",
            "-y/a + (1 - y)/(1 - a)",
        ),
        (
            "J = (a + b*x + c*x^2 - y)^2\n",
            "dJ/dc = 2*(y - a - b*x - c*x^2)*x^2",
            "the sign of y - a - b*x - c*x^2 is wrong",
            "2*(a + b*x + c*x^2 - y)*x^2",
        ),
        # A factor goes above the line or below, and cancels where it stands.
        (
            CIRCUIT,
            "dV/dt = V0/R*C*exp(-t/(R*C))",
            "the first C should be 1/C",
            "V0/(R*C)*exp(-t/(R*C))",
        ),
        (
            "m, b, c > 0\nt in (0, 1)\nv = u*log(m/(m + b*t))\n",
            "dv/dt = -u/(m + b*t)",
            "the factor b is missing in -u/(m + b*t)",
            "-u*b/(m + b*t)",
        ),
        (
            CHAIN,
            "dy/dx = 1/v*1/v*6*x",
            "the factor 2 is missing in the second v",
            "1/v*1/(2*v)*6*x",
        ),
        (CHAIN, "dy/dx = 1/v * 1/(2*sqrt(v)) * 6*x", "sqrt(v) should be v", "1/v * 1/(2*v) * 6*x"),
        (
            CHAIN,
            "dy/dx = 1/v * 1/(2*v) * 6",
            "the factor x is missing in 1/v*1/(2*v)*6",
            "1/v * 1/(2*v) * 6*x",
        ),
        ("n > 0\nl = n*log(k) - k*S\n", "dl/dk = 1/k - S", "the factor n is missing in 1/k", ""),
        # Exponents and bases.
        (
            COBB,
            "dY/dL = (1 - a)*A*K^a*L^(1 - a)",
            "the second 1 - a should be -a",
            "(1 - a)*A*K^a*L^(-a)",
        ),
        (COBB, "dY/dL = (1 - a)*A*(L/K)^a", "L/K should be K/L", "(1 - a)*A*(K/L)^a"),
        (COBB, "dY/dL = (1 - a)*A*K^a*L^a", "L^a should be 1/L^a", "(1 - a)*A*K^a/L^a"),
        ("c, g > 0\nu = c^(1 - g)/(1 - g)\n", "du/dc = c^(1 - g)", "1 - g should be -g", "c^(-g)"),
        (
            "c, g > 0\nu = c^(1 - g)/(1 - g)\n",
            "du/dc = (1 - g)*c^(-g)",
            "the factor 1 - g is one too many in (1 - g)*c^(-g)",
            "c^(-g)",
        ),
        (
            "z = w*x + b\na = sigmoid(z)\ny in [0, 1]\nP = a^y*(1 - a)^(1 - y)\n",
            "P = a^y*(1 - a)^(y - 1)",
            "the sign of y - 1 is wrong",
            "a^y*(1 - a)^(1 - y)",
        ),
        ("n, T, V > 0\np = n*T/V\n", "p*V = n/T", "1/T should be T", "n*T"),
        # A term that is a factor elsewhere is missing, not one too many.
        (
            "f(x) = exp(-x^2/2)\n",
            "f''(x) = x^2*f(x)",
            "the term -f(x) is missing in x^2*f(x)",
            "x^2*f(x) - f(x)",
        ),
        # A factor that is all of a divisor is named with what it divides.
        (
            "K, L, q > 0\nY = (K^q + L^q)^(1/q)\n",
            "dY/dK = K^(q - 1)/q*(K^q + L^q)^(1/q - 1)",
            "the factor 1/q is one too many in K^(q - 1)/q",
            "K^(q - 1)*(K^q + L^q)^(1/q - 1)",
        ),
        (
            CALL,
            "dC/dT = S*phi(d)*v/sqrt(T) + r*K*exp(-r*T)*Phi(d - v*sqrt(T))",
            "the factor 2 is missing in the first sqrt(T)",
            "S*phi(d)*v/(2*sqrt(T)) + r*K*exp(-r*T)*Phi(d - v*sqrt(T))",
        ),
        # z and a confused, a function taken for another of the page.
        (
            NEURONS,
            "dC/db1 = (a2 - y)*sigmoid'(z2)*w2*sigmoid'(a1)",
            "a1 should be z1 in sigmoid'(a1)",
            "(a2 - y)*sigmoid'(z2)*w2*sigmoid'(z1)",
        ),
        (
            NEURONS,
            "dC/db1 = (a2 - y)*sigma'(z2)*w2*sigma'(a1)",
            "a1 should be z1 in sigma'(a1)",
            "(a2 - y)*sigma'(z2)*w2*sigma'(z1)",
        ),
        (
            "a = tanh(w*x + b)\nL = (a - y)^2/2\n",
            "dL/dw = (a - y)*tanh'(a)*x",
            "a should be w*x + b in tanh'(a)",
            "(a - y)*tanh'(w*x + b)*x",
        ),
        (CALL, "dC/dv = S*sqrt(T)*Phi(d)", "Phi should be phi in Phi(d)", "S*sqrt(T)*phi(d)"),
        # Names exchanged; and terms in the order in which the page defines what they come through.
        (
            "p = w1*a + w2*b\nq = w1*b + w2*c\nL = (p^2 + q^2)/2\n",
            "dL/db = w1*p + w2*q",
            "w1 and w2 are exchanged",
            "w2*p + w1*q",
        ),
        (
            "p = w*a\nq = w*b\nr = w*c\nL = (p^2 + q^2 + r^2)/2\n",
            "dL/dw = p*a + q*a + r*a",
            "more than one thing is wrong: a should be b in q*a, and a should be c in r*a",
            "p*a + q*b + r*c",
        ),
        (
            "r = y - a - b*x\ns = z - a - b*u\nJ = (r^2 + s^2)/3\n",
            "dJ/db = -2*(r + s)/3",
            "-2*(r + s)/3 is dJ/da, not dJ/db",
            "-2*(r*x + s*u)/3",
        ),
        # What only says what all of it is, X/b*b, is no explanation.
        (
            SIGNAL,
            "dy/dt = A*g*w*exp(-g*t)*sin(w*t + p)",
            "A*g*w*exp(-g*t)*sin(w*t + p) should be -A*exp(-g*t)*sin(w*t + p)*w - y*g",
            "-A*exp(-g*t)*sin(w*t + p)*w - y*g",
        ),
    ],
)
def test_only_the_slip_is_mended(page, claim, said, right):
    found = check(f"{page}{claim}").claims[-1]
    assert said in found.evidence, str(found)
    assert not right or found.suggestion == f"{claim.partition(' = ')[0]} = {right}"


@pytest.mark.parametrize(
    ("written", "factor", "mended"),
    [
        ("a/(b*c)", "c", "a/b"),
        ("a/(b*c)", "1/d", "a/(b*c*d)"),
        ("a/(b*c)", "d/c", "a*d/(b*c^2)"),
        ("-a/b", "2", "-2*a/b"),
        ("-(a - b)/c", "2", "-2*(a - b)/c"),
        ("-1/a", "b^2/a^2", "-b^2/a^3"),
        ("1/a*6*b", "1/(2*a)", "1/a*6*b/(2*a)"),
        ("6*b/7", "1/3", "2*b/7"),
        ("b/7", "1/3", "b/21"),
        ("b*a^2", "1/a", "b*a"),
        ("1", "a", "a"),
        ("a", "-1", "-a"),
    ],
)
def test_a_factor_is_worked_in_where_it_stands(written, factor, mended):
    assert text(with_factor(parsed(written), parsed(factor))) == mended


PRODUCTS = st.recursive(
    st.sampled_from(["a", "b", "c", "(a - b)", "2", "3", "1", "a^2"]),
    lambda inner: st.builds("({}){}({})".format, inner, st.sampled_from("*/"), inner),
    max_leaves=5,
)


@given(PRODUCTS, PRODUCTS)
def test_a_factor_worked_in_is_a_factor(written, factor):
    at = {Name("a"): (1.75, 0.3, -2.0), Name("b"): (0.625, 5.0, 1.5), Name("c"): (-2.375, 2.0, 7.0)}
    tree, other = parsed(written), parsed(factor)
    mended, left, right = (
        evaluate(x, dict(at), lambda _: None) for x in (with_factor(tree, other), tree, other)
    )
    assert mended == pytest.approx([x * y for x, y in zip(left, right, strict=True)], rel=1e-12)


# ---- Equations: what a formula is, said by a number on the right --------------------------------

SWING = "y = A*exp(-g*t)*cos(w*t + p)\n"
WAVE = "u = sin(x - c*t)\n"
SOFTMAX = "p1 = exp(u1)/(exp(u1) + exp(u2))\np2 = exp(u2)/(exp(u1) + exp(u2))\n"


@pytest.mark.parametrize(
    ("page", "claim", "said", "suggestion"),
    [
        (
            SWING,
            "d2y/dt2 + g*dy/dt + (g^2 + w^2)*y = 0",
            "the factor 2 is missing in g*dy/dt",
            "d2y/dt2 + 2*g*dy/dt + (g^2 + w^2)*y = 0",
        ),
        (
            SWING,
            "d2y/dt2 - 2*g*dy/dt + (g^2 + w^2)*y = 0",
            "the sign of 2*g*dy/dt is wrong",
            "d2y/dt2 + 2*g*dy/dt + (g^2 + w^2)*y = 0",
        ),
        (WAVE, "d2u/dt2 - c*d2u/dx2 = 0", "c should be c^2", "d2u/dt2 - c^2*d2u/dx2 = 0"),
        (WAVE, "du/dt - c*du/dx = 0", "the sign of c*du/dx is wrong", "du/dt + c*du/dx = 0"),
        (
            "",
            "cosh(x)^2 + sinh(x)^2 = 1",
            "the sign of sinh(x)^2 is wrong",
            "cosh(x)^2 - sinh(x)^2 = 1",
        ),
        ("", "sin(x) + cos(x)^2 = 1", "sin(x) should be sin(x)^2", "sin(x)^2 + cos(x)^2 = 1"),
        (SOFTMAX, "p1 - p2 = 1", "the sign of p2 is wrong", "p1 + p2 = 1"),
        (
            "n, R, T, V, a, b > 0\np = n*R*T/(V - n*b) - a*n^2/V^2\n",
            "(p - a*n^2/V^2)*(V - n*b) = n*R*T",
            "the sign of a*n^2/V^2 is wrong",
            "(p + a*n^2/V^2)*(V - n*b) = n*R*T",
        ),
        # The left side is a number already: the right one is wrong.
        (SOFTMAX, "p1 + p2 = 2", "2 should be 1", "p1 + p2 = 1"),
        (SOFTMAX, "dp1/du1 + dp2/du1 = 1", "dp1/du1 + dp2/du1 is 0 everywhere", None),
    ],
)
def test_in_an_equation_the_slip_is_on_the_side_that_is_no_number(page, claim, said, suggestion):
    found = check(f"{page}{claim}").claims[-1]
    assert said in found.evidence, str(found)
    assert suggestion in (None, found.suggestion)


@pytest.mark.parametrize("claim", ["2*sin(x)*cos(x) = 1", "x - y = 0"])
def test_what_only_takes_away_all_else_is_not_suggested(claim):
    assert check(claim).claims[-1].suggestion is None


# ---- Arrays -------------------------------------------------------------------------------------

RIDGE = "X in R^(3x2)\ny in R^3\nw in R^2\nJ = sum((X @ w - y)^2)/2 + k/2*dot(w, w)\n"
COUNTS = "X in R^(3x2)\nw in R^2\ny in R^3\nmu = exp(X @ w)\nl = sum(i: y[i]*log(mu[i]) - mu[i])\n"
SCORES = "Q in R^(2x3)\nK in R^(4x3)\nG in R^(2x4)\nL = sum(G*(Q @ K.T/sqrt(3)))\n"


@pytest.mark.parametrize(
    ("page", "claim", "said", "right"),
    [
        (
            RIDGE,
            "grad(J, w) = X.T @ (y - X @ w) + k*w",
            "the sign of y - X @ w is wrong",
            "X.T @ (X @ w - y) + k*w",
        ),
        (
            COUNTS,
            "dl/dw[j] = sum(i: (mu[i] - y[i])*X[i,j])",
            "the sign of mu[i] - y[i] is wrong",
            "sum(i: (y[i] - mu[i])*X[i,j])",
        ),
        (
            COUNTS,
            "dl/dw[j] = sum(i: (y[i] - mu[i]))*X[i,j]",
            "X[i,j] belongs under the sum over i",
            "sum(i: (y[i] - mu[i])*X[i,j])",
        ),
        (
            SCORES,
            "grad(L, K) = (Q.T @ G)/sqrt(3)",
            "Q.T @ G should be G.T @ Q",
            "(G.T @ Q)/sqrt(3)",
        ),
        (SCORES, "grad(L, K) = (1/sqrt(3)*G) @ Q", "G should be G.T", "(1/sqrt(3)*G.T) @ Q"),
        (
            "z in R^n\np = softmax(z)\n",
            "dp[i]/dz[j] = p[i]*(1 - p[j])",
            "1 should be delta(i, j)",
            "p[i]*(delta(i, j) - p[j])",
        ),
    ],
)
def test_only_the_slip_is_mended_in_a_formula_about_arrays(page, claim, said, right):
    found = check(f"{page}{claim}").claims[-1]
    assert said in found.evidence, str(found)
    assert found.suggestion == f"{claim.partition(' = ')[0]} = {right}"


def test_no_entry_of_a_gradient_is_explained_by_another():
    page = "z, y in R^2\np = softmax(z)\nL = -sum(k: y[k]*log(p[k]))\n"
    found = check(f"{page}grad(L, z) = y - p").claims[-1]
    assert found.suggestion
    assert "dL/dz" not in found.suggestion.partition(" = ")[2]


def test_a_number_beyond_the_floats_is_mended_like_another():
    found = check("V = m*g*(1 - cos(q))\ndV/dg = m*(1 - 21e400*cos(q))").claims[-1]
    assert found.suggestion == "dV/dg = m*(1 - cos(q))"
