"""Kinds of slips that are named: in branches, in exponents, beside a convention, in small terms."""

import re
from pathlib import Path

import pytest

from array_pages import parsed
from autograd.checking import check
from autograd.checking.diagnosis import plain
from autograd.checking.diagnosis.kinds import KINDS, undone
from autograd.checking.diagnosis.known import Known

BRANCHES = "f = where(x < 0, 0, where(x < 1, x^2/2, x - 1/2))\n"
STEPS = "y = where(x < -1, 0, where(x < 1, (x + 1)^2/4, x))\n"
LOSS = "m > 0\nL = y*D^2/2 + (1 - y)*max(0, m - D)^2/2\n"
RING = "R > 0\nE = k*Q*z/(z^2 + R^2)^(3/2)\n"

IMPEDANCE = "R, L, C, w > 0\nZ = sqrt(R^2 + (w*L - 1/(w*C))^2)\n"
LAYERS = "z1 = w1*x\na1 = sigmoid(z1)\nz2 = w2*a1\na2 = sigmoid(z2)\nL = (a2 - y)^2/2\n"
TANHS = "z1 = w1*x\na1 = tanh(z1)\nz2 = w2*a1\na2 = tanh(z2)\nL = (a2 - y)^2/2\n"
UNIT = "z = w*x + b\na = sigmoid(z)\nL = (a - y)^2/2\n"


@pytest.mark.board
@pytest.mark.parametrize(
    ("page", "claim", "said"),
    [
        # What a branch needs is asked only where it is taken.
        (
            BRANCHES,
            "df/dx = where(x < 0, 0, where(x < 1, x/2, 1))",
            "the factor 1/2 is one too many",
        ),
        (BRANCHES, "df/dx = where(x < 0, 0, where(x < 1, x, x))", "the fourth x should be 1"),
        (STEPS, "dy/dx = where(x < -1, 0, where(x < 1, (x + 1)/4, 1))", "4 should be 2"),
        (LOSS, "dL/dD = y*D + (1 - y)*max(0, m - D)", "the sign of (1 - y)*max(0, m - D) is wrong"),
        # An exponent is changed as a whole, and told with its place.
        ("y = (x^2 + 4)^(-3/2)\n", "dy/dx = -3*x*(x^2 + 4)^(-1/2)", "should be -5/2, not -1/2"),
        (
            RING,
            "dE/dz = k*Q/(z^2 + R^2)^(3/2) - 3*k*Q*z^2/(z^2 + R^2)^(3/2)",
            "the exponent of the second z^2 + R^2 should be 5/2, not 3/2",
        ),
        # Where the truth is a convention, what is suggested may have no value.
        ("x in R^n\nf = norm(x)\n", "df/dx[i] = x[i]", "the factor 1/f is missing"),
        ("x, y in R^n\nd = norm(x - y)\n", "grad(d, x) = x - y", "the factor 1/d is missing"),
        # A term that is lost beside others in floats says nothing there.
        (
            "r > 0\nU = a*((s/r)^9 - (s/r)^3)\n",
            "dU/dr = a*(-9*s^9/r^8 + 3*s^3/r^4)",
            "the exponent of r should be 10, not 8",
        ),
        # The derivative of what stands in brackets, and a term of a second derivative.
        ("y = atan(1/x)\n", "dy/dx = 1/(1 + 1/x^2)", "the factor -1/x^2 is missing"),
        ("x > 1\ny = acos(1/x)\n", "dy/dx = -1/sqrt(1 - 1/x^2)", "the factor -1/x^2 is missing"),
        ("y = exp(x^2)\n", "d2y/dx2 = 2*exp(x^2)", "the term 4*x^2*exp(x^2) is missing"),
        ("f = cos(x^2*y)\n", "d2f/(dx dy) = -2*x*sin(x^2*y)", "the term -2*x^3*y*cos(x^2*y) is"),
        # What the page has so is right; so is a*(1 - a), the slope of a function.
        (IMPEDANCE, "dZ/dw = (w*L - 1/(w*C))*(L - 1/(w^2*C))/Z", "the sign of 1/(w^2*C) is wrong"),
        (LAYERS, "dL/dw2 = (a2 - y)*a2*(1 - a2)*a2", "the fourth a2 should be a1"),
        (LAYERS, "da2/dw1 = a2*(1 - a2)*w2*a2*(1 - a1)*x", "the third a2 should be a1"),
        (LAYERS, "da2/dw1 = a2*(1 - a2)*w2*a1*(1 - a2)*x", "the third a2 should be a1"),
        ("y = x^2 + 3*x + 7\n", "dy/dx = 2*x + 3 + 7", "the term 7 is one too many"),
        # What stands where the chain rule has it is not the slip.
        (TANHS, "dL/dw1 = (a2 - y)*(1 - a2^2)*w2*(1 - a2^2)*x", "the third a2 should be a1"),
        (TANHS, "dL/dw1 = x*(1 - a2^2)*w2*(1 - a2^2)*(a2 - y)", "the first a2 should be a1"),
        (TANHS, "dL/dw1 = (a2 - y)*(1 - a1^2)*w2*(1 - a1^2)*x", "the first a1 should be a2"),
        ("u = x^2 + 1\nv = sqrt(u)\n", "dv/dx = 1/sqrt(u)*2*x", "2 is missing in sqrt(u)"),
        ("u = 3*x + 1\nv = u^2\n", "dv/dx = u*3", "the factor 2 is missing in u"),
        ("u = 3*x + 1\nv = u^2\n", "dv/dx = 2*u*2", "the second 2 should be 3"),
        # The slip that people make, rather than one that comes to the same.
        (UNIT, "dL/dw = (a - y)*sigmoid(z)*x", "sigmoid(z) should be sigmoid'(z)"),
        ("y = sqrt(1 + k*x^2)\n", "dy/dx = x/(2*sqrt(1 + k*x^2))", "the factor 2*k is missing in"),
        ("y = x^7\n", "dy/dx = 7*x^7", "the exponent of x should be 6, not 7"),
        ("y = (x^2 + 1)^4\n", "dy/dx = 8*x*(x^2 + 1)^4", "should be 3, not 4"),
        ("y = (n - k)*log(1 - p)\n", "dy/dp = -n/(1 - p)", "n should be n - k"),
        ("M > 0\nL = M^(3.5)\nt = M/L\n", "dt/dM = -2.5*m^(-3.5)", "m should be M"),
        ("s = sigmoid(z)\n", "d2s/dz2 = s*(1 - s)", "the factor 1 - 2*s is missing"),
        ("a = tanh(k*z)\n", "d2a/dz2 = -2*a*(1 - a^2)", "the factor k^2 is missing"),
        ("f = max(0, m - x)^2\n", "df/dx = where(x < 0, -2*(m - x), 0)", "0 should be m in x < 0"),
    ],
)
def test_a_slip_of_this_kind_is_named(page, claim, said):
    found = check(f"{page}{claim}").claims[-1]
    assert said in (found.note or ""), str(found)


GAS = "V > 0\nn > 0\np = n*R*T/(V - n*b) - a*n^2/V^2\n"


@pytest.mark.board
@pytest.mark.parametrize(
    ("page", "claim", "first", "second"),
    [
        (
            "y = x^2*exp(-3*x)\n",
            "dy/dx = 2*x^2*exp(-3*x) + 3*x^2*exp(-3*x)",
            "the factor x is one too many in 2*x^2*exp(-3*x)",
            "the sign of 3*x^2*exp(-3*x) is wrong",
        ),
        (
            "y = sin(2*x)*exp(-x)\n",
            "dy/dx = cos(2*x)*exp(-x) + sin(2*x)*exp(-x)",
            "the factor 2 is missing in cos(2*x)*exp(-x)",
            "the sign of sin(2*x)*exp(-x) is wrong",
        ),
        (
            GAS,
            "dp/dV = -n*R*T/(V - n*b) + 2*a*n^2/V",
            "V - n*b should be (V - n*b)^2",
            "V should be V^3 in 2*a*n^2/V",
        ),
        (
            "y = (x^2 + 1)/(x^3 - 2)\n",
            "dy/dx = (2*x*(x^3 - 2) + 3*x^2*(x^2 + 1))/(x^3 - 2)",
            "the second x^3 - 2 should be (x^3 - 2)^2",
            "the sign of 3*x^2*(x^2 + 1) is wrong",
        ),
        (
            "L = -y*log(p) - (1 - y)*log(1 - p) + c*p^2\np in (0, 1)\n",
            "dL/dp = y/p + (1 - y)/(1 - p)",
            "the sign of y/p is wrong",
            "the term 2*c*p is missing in (1 - y)/(1 - p)",
        ),
    ],
)
def test_of_two_slips_each_is_named_where_it_stands(page, claim, first, second):
    found = check(f"{page}{claim}").claims[-1]
    assert found.note == f"more than one thing is wrong: {first}, and {second}"
    assert check(f"{page}{found.suggestion}").claims[-1].status in ("proved", "agrees")


ARRAYS = [
    (
        "w, x in R^n; m = sum(i: w[i]*x[i])/sum(w)",
        "dm/dw[i] = x[i]/sum(w)",
        "the term -m/sum(w) is missing in x[i]/sum(w)",
    ),
    ("x, c in R^n; f = dot(c, x)/sum(x)", "grad(f, x) = c/sum(x)", "c should be c - f"),
    (
        "A in R^(m x n); x in R^n; b in R^m; r = A @ x - b; f = dot(r, r) + lam*dot(x, x)",
        "grad(f, x) = 2*A.T @ r",
        "the term 2*lam*x is missing in (2*A.T) @ r",
    ),
    (
        "x in R^n; b, y in R^n; W in R^(n x n); z = W @ x + b; L = sum((z - y)^2)/2",
        "dL/dx[j] = W[j,j]*(z[j] - y[j])",
        "should be sum(i: W[i,j]*(z[i] - y[i])): a sum is missing",
    ),
    (
        "x in R^n; u = x/norm(x)",
        "du[i]/dx[j] = delta(i, j)/norm(x) - x[i]*x[j]/norm(x)^2",
        "the exponent of norm(x) should be 3, not 2",
    ),
    (
        "u in R^n; s = u/sum(u)",
        "ds[i]/du[j] = delta(i, j)/sum(u) - u[i]/sum(u)",
        "sum(u) should be sum(u)^2 in u[i]/sum(u)",
    ),
    (
        "e > 0; c, x in R^n; m = mean(x); v = mean((x - m)^2); L = sum(c*(x - m)/sqrt(v + e))",
        "dL/dv = -sum(i: c[i]*(x[i] - m))/(2*sqrt(v + e))",
        "sqrt(v + e) should be (v + e)^(3/2)",
    ),
    (
        "x in R^n; W in R^(m x n); a = sigmoid(W @ x); y in R^m; C = sum((a - y)^2)/2",
        "dC/dx[j] = sum(i: W[i,j]*(a[i] - y[i]))",
        "the factor a[i]*(1 - a[i]) is missing",
    ),
    (
        "x in R^n; W in R^(m x n); a = tanh(W @ x); y in R^m; C = sum((a - y)^2)/2",
        "grad(C, x) = W.T @ (a - y)",
        "the factor 1 - a^2 is missing in a - y",
    ),
    ("x in R^n; f = dot(x, x)^2", "grad(f, x) = 2*dot(x, x)", "the factor 2*x is missing"),
    (
        "x, y in R^n; W1, W2 in R^(n x n); a = tanh(W1 @ x); z = W2 @ a; C = sum((z - y)^2)/2",
        "grad(C, W1) = (W2.T @ (z - y)) @ x.T",
        "the factor 1 - a^2 is missing in W2.T @ (z - y)",
    ),
    (
        "x in R^n; W in R^(m x n); v in R^m; y = sum(i: v[i]*tanh(sum(j: W[i,j]*x[j])))",
        "dy/dW[i,j] = v[i]*x[j]",
        "the factor tanh'(sum(j: W[i,j]*x[j])) is missing",
    ),
    (
        "x, c in R^n; s > 0; k = exp(-sum((x - c)^2)/(2*s^2))",
        "grad(k, x) = -k*(x - c)",
        "the factor 1/s^2 is missing in -k*(x - c)",
    ),
    ("x in R^n; m = mean(x)", "dm/dx[i] = 1", "1 should be 1/n"),
    (
        "p, t in R^4; L = mean((p - t)^2)",
        "grad(L, p) = 2*(p - t)",
        "the factor 1/4 is missing in 2*(p - t)",
    ),
    (
        "z in R^n; p = softmax(z)",
        "dp[i]/dz[j] = p[i]*(delta(i, j) - p[i])",
        "p[i] should be p[j] in delta(i, j) - p[i]",
    ),
    (
        "z in R^n; p = softmax(z)",
        "dp[i]/dz[j] = p[j]*(delta(i, j) - p[j])",
        "the first p[j] should be p[i]",
    ),
    (
        "x in R^n; u = x/norm(x)",
        "du[i]/dx[j] = -x[i]*x[j]/norm(x)^3",
        "the term delta(i, j)/norm(x) is missing",
    ),
    (
        "A, B in R^(n x n); f = sum((A - B)^2)",
        "grad(f, B) = 2*(A - B)",
        "2*(A - B) is grad(f, A), not grad(f, B): the sign of A - B is wrong",
    ),
    (
        "x in R^n; u = x/norm(x)",
        "du[i]/dx[j] = delta(i, j)/norm(x)",
        "the term -u[i]*u[j]/norm(x) is missing",
    ),
    (
        "w, m in R^n; S in R^(n x n); U = dot(w, m) - g*(w.T @ S @ w)/2",
        "grad(U, w) = m - g*S @ w",
        "S should be (S + S.T)/2",
    ),
    (
        "A in R^(n x n); x in R^n; R = dot(x, A @ x)/dot(x, x)",
        "grad(R, x) = (A + A.T) @ x/dot(x, x)",
        "the term -2*R*x/dot(x, x) is missing",
    ),
    ("x in R^n; f = sum(x^2)/sum(x)", "df/dx[k] = 2*x[k]/sum(x)", "the term -f/sum(x) is missing"),
    (
        "A in R^(n x n); b, x in R^n; f = dot(x, A @ x)/2 - dot(b, x)",
        "grad(f, x) = A @ x - b",
        "A should be (A + A.T)/2",
    ),
    (
        "q in R^d; k in R^(n x d); v in R^n; u = k @ q; a = softmax(u); o = dot(a, v)",
        "grad(o, q) = k.T @ (a*v)",
        "v should be v - o",
    ),
]
FEW = [pytest.param(*row, marks=pytest.mark.full if k % 3 else ()) for k, row in enumerate(ARRAYS)]


@pytest.mark.board
@pytest.mark.parametrize(("page", "claim", "said"), FEW)
def test_a_slip_with_arrays_is_named_in_arrays(page, claim, said):
    lines = page.replace("; ", "\n")
    found = check(f"{lines}\n{claim}").claims[-1]
    assert said in (found.note or ""), str(found)
    assert check(f"{lines}\n{found.suggestion}").claims[-1].status in ("proved", "agrees")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_slip_is_named_in_its_example_and_is_red(kind):
    """A kind that is entered without an example that it explains does not pass."""
    lines = kind.page.replace("; ", "\n")
    report = check(f"{lines}\n{kind.claim}")
    (claim,) = report.wrong()
    assert claim.finding.kind == kind.name
    assert kind.said in (claim.note or ""), str(claim)
    assert any(edge.mark == "wrong" for edge in report.explain(claim.line).graph.edges)


def test_a_slip_of_the_diagnosis_is_one_edit():
    """The entry that CONTRIBUTING shows: the law above finds it, and holds for it."""
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition("## Adding a slip of the diagnosis: one edit")[2]
    shown = re.search(r"^```py\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    before = len(KINDS)
    exec(shown[1], vars(plain))  # noqa: S102  # our own page
    try:
        assert [kind.name for kind in KINDS[before:]] == ["rooted"]
        test_every_kind_of_slip_is_named_in_its_example_and_is_red(KINDS[-1])
    finally:
        del KINDS[before:]


@pytest.mark.parametrize("claim", ["(a2 - y)*x", "(a2 - y)*w2*x"])
def test_the_second_of_two_slips_does_not_undo_the_first(claim):
    page = "z1 = w1*x\na1 = sigmoid(z1)\nz2 = w2*a1\na2 = sigmoid(z2)\nL = (a2 - y)^2/2"
    (found,) = check(f"{page}\ndL/dw1 = {claim}").claims
    assert found.note.startswith("the factor ")
    assert found.note.partition(" is missing in ")[2] in (claim, "a2 - y")


def test_the_likeliest_slip_is_tried_first():
    """Also where kinds that cost much are asked late."""
    known = Known({"x": (3,), "A": (3, 3), "f": ()}, sizes=("n",))
    costs = [edit.cost for edit in undone(parsed("(A @ x)*f - x"), (), known)]
    assert costs == sorted(costs)
    assert len(costs) > 100


def test_a_derivative_is_not_said_to_be_itself():
    page = "x, y in R^2\nW in R^(2x2)\nz = W @ x\na = sigmoid(z)\nC = sum((a - y)^2)/2"
    claim = check(f"{page}\nd = grad(C, z)\nd = grad(C, a)").claims[-1]
    assert claim.status == "wrong"
    assert not (claim.note or "").startswith("grad(C, a) is ")
