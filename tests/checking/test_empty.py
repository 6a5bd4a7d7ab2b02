"""Claims that say nothing are told from right ones, and from those that say that something is 0."""

import json

import pytest

from autograd.checking import check
from autograd.checking.report.claims import MARKS

VOLUME = "V = 4/3*pi*r^3\n"
TIMED = f"t in R\n{VOLUME}"
NEURON = "z = w*x + b\nL = z^2\nM = 3*y\n"
ARRAYS = "x in R^2\ny in R^2\na = sigmoid(x)\n"

NOWHERE = "occurs nowhere"
SAME = "both sides are the same"
NOUGHT = "both sides are 0, whatever the factors are"

EMPTY = [
    (VOLUME, "dV/dt = 17*dr/dt", f"t {NOWHERE}"),
    (VOLUME, "dV/dt = dV/dr*dr/dt", f"t {NOWHERE}"),
    (VOLUME, "dV/dt = 4*pi*r^2*dr/dt", f"t {NOWHERE}"),
    (VOLUME, "dV/dt = 0", f"t {NOWHERE}"),
    (VOLUME, "17*dr/dt = 0", f"t {NOWHERE}"),
    (VOLUME, "dV/dt = 100", f"t {NOWHERE}"),  # given, perhaps; no slip that anyone could see
    (VOLUME, "dV/dt = 4*pi*r^2*v", f"t {NOWHERE}"),
    (VOLUME, "d2V/(dt dt) = 3*d2r/(dt dt)", f"t {NOWHERE}"),
    (VOLUME, "at r = 1: dV/dt = 0", f"dV/dt = 0: t {NOWHERE}"),
    (VOLUME, "dV/dr = dV/dr", SAME),
    (VOLUME, "dx/dt = dx/dt", SAME),
    (VOLUME, "dV/dt = dV/dt = dV/dt", SAME),
    (TIMED, "dV/dt = 17*dr/dt", NOUGHT),
    (TIMED, "dV/dt = -dr/dt*(4*pi*r^2)/2", NOUGHT),
    (NEURON, "dL/dw = dL/dw", SAME),
    (NEURON, "dL/dy = dL/dz*dz/dy", NOUGHT),
    (NEURON, "dL/dy = 2*z*dz/dy + x*db/dy", NOUGHT),
    (NEURON, "d2z/dw2 = 17*d2z/db2", NOUGHT),
    (NEURON, "dz/dq = 0", f"q {NOWHERE}"),
    (NEURON, "dq/dw = 0", f"q {NOWHERE}"),
    (NEURON, "dq/dw = 2*x", f"q {NOWHERE}"),
    (ARRAYS, "da[i]/dy[j] = 3*dx[i]/dy[j]", NOUGHT),
    (ARRAYS, "grad(sum(a), q) = 0", f"q {NOWHERE}"),
    (ARRAYS, "sum(i: 3*a[i]*dx[i]/dy[j]) = 2*da[1]/dy[j]", NOUGHT),
    (ARRAYS, "sum(i: sum(j: 3*da[i]/dy[j]))/2 = da[1]/dy[2]", NOUGHT),
    (ARRAYS, "grad(sum(a), y) = 2*grad(sum(x), y)", NOUGHT),
    ("", "dy/dx = 0", "nothing on the page is called y or x"),
    ("", "dx/dt = 5*dy/dt", "nothing on the page is called x or t"),
    ("", "1 = 1", SAME),
    ("", " + ".join(["a"] * 200) + " = " + " + ".join(["a"] * 200), SAME),
]

TELLING = [
    (TIMED, "dV/dt = 0", "proved"),
    (TIMED, "dr/dt = 0", "proved"),
    (TIMED, "dV/dt = 1", "wrong"),
    (TIMED, "dV/dt = dr/dt", "proved"),
    (TIMED, "17*dr/dt = 0", "proved"),
    (NEURON, "dL/dy = 0", "proved"),
    (NEURON, "db/dw = 0", "proved"),
    (NEURON, "d2z/dw2 = 0", "proved"),
    (NEURON, "dL/dw = dL/dw = 2*z*x", "proved"),
    (NEURON, "dL/dw = dL/dz*dz/dw + dL/db*db/dw", "proved"),
    (NEURON, "dL/dw = 2*z*dq/dw", "wrong"),
    (NEURON, "at w = 1, x = 1, b = 1: dL/dy = 0", "agrees"),
    (NEURON, "at w = 1, x = 1, b = 1: L = 4, dz/dq = 0", "agrees"),
    (NEURON, "dL/db = 0", "inconclusive"),  # a condition, perhaps: it is 0 at some places
    (NEURON, "dz/db = 0", "wrong"),  # it is 0 nowhere
    (ARRAYS, "da[i]/dy[j] = 0", "proved"),
    (ARRAYS, "sum(i: da[i]/dy[j]) = 0", "proved"),
    (ARRAYS, "sum(i: x[i]*da[i]/dx[j]) = x[j]*a[j]*(1 - a[j])", "proved"),
    (ARRAYS, "sum(i: sum(j: da[i]/dx[j])) = sum(i: da[i]/dx[i])", "proved"),
    ("p = softmax(z)\nz in R^3\n", "sum(i: dp[i]/dz[j]) = 0", "proved"),
    ("x in R^2\nd = x[1] - x[2]\n", "sum(i: dd/dx[i]) = 2*dd/dx[1] + 2*dd/dx[2]", "proved"),
    (ARRAYS, "da[i]/dx[j] = a[i]*(1 - a[i])*delta(i, j)", "proved"),
    ("dy = 3\ndx = 2\n", "dy/dx = 3/2", "proved"),
    ("s = dy/dx\n", "s*dx = dy", "proved"),
    ("f(t) = 3\n", "f'(x) = 0", "proved"),
]


@pytest.mark.parametrize(("page", "claim", "why"), EMPTY, ids=[claim[:40] for _, claim, _ in EMPTY])
def test_a_claim_that_would_hold_whatever_was_got_wrong_says_nothing(page, claim, why):
    found = check(page + claim).claims[-1]
    assert (found.status, found.evidence) == ("says nothing", [why])


@pytest.mark.parametrize(("page", "claim", "status"), TELLING)
def test_a_claim_that_could_have_been_wrong_says_something(page, claim, status):
    assert check(page + claim).claims[-1].status == status


def test_a_claim_that_says_nothing_is_told_so_everywhere():
    report = check(f"{VOLUME}dV/dr = 4*pi*r^2\ndV/dt = 17*dr/dt\ndV/dr = 4*pi*r")
    assert MARKS["says nothing"] == "~"
    assert "~ says nothing line 3: dV/dt = 17*dr/dt\n    t occurs nowhere" in str(report)
    assert report.summary() == "3 claims: 1 right, 1 wrong, 1 says nothing"
    assert json.loads(json.dumps(report.to_dict()))["claims"][1]["status"] == "says nothing"
    assert 'title="says nothing">~ <span class="word">says nothing</span>' in report._repr_html_()


def test_a_page_of_which_a_part_says_nothing_is_not_right():
    report = check(f"{VOLUME}dV/dr = 4*pi*r^2\ndV/dt = 17*dr/dt\ndV/dr = dV/dr")
    assert (report.ok, report.status, report.wrong()) == (False, 3, [])
    assert report.summary() == "3 claims: 1 right, 2 say nothing"


@pytest.mark.parametrize(
    "claim", ["d/dx((1 - x)^3) = 6*(1 - x)^2", "d/dx(x) = 2", "d^2/dx^2(x^3) = 3*x"]
)
def test_the_derivative_of_a_formula_is_about_the_names_in_it(claim):
    assert [each.status for each in check(claim).claims] == ["wrong"]
