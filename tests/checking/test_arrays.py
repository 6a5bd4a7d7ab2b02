"""Vectors, matrices and sums over an index: verdicts, culprits, refusals, worked numbers."""

import random

import pytest

from array_pages import awkward, cases, differ, known_names, slips, text
from autograd.checking import check
from effort import at_most
from verdicts import last

pytestmark = pytest.mark.board
CASES = list(cases())
RIGHT = ("proved", "agrees")
SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 6))]
BOARDS = [
    pytest.param(1, CASES[::2], id="half"),
    *(pytest.param(seed, CASES, marks=pytest.mark.full, id=str(seed)) for seed in range(1, 6)),
]


# ---- Right claims, and slips --------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.left}={text(case.right)}"[:60])
def test_every_array_derivation_of_the_source_is_right(case):
    claim = last(case.text())
    assert claim.status in RIGHT, str(claim)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_awkward_form_of_an_array_formula_is_accused(seed):
    rng, forms = random.Random(seed), 0
    for case in CASES:
        other = awkward(case.right, rng, 5)
        claim = last(case.text(other))
        assert claim.status in RIGHT, f"{case.page}\n{claim}"
        forms += other != case.right
    assert forms >= 60


def planted(rng, some, per_case):
    """Cases with a slip that matters, by the reckoning of NumPy."""
    for case in some:
        every = list(slips(case.right, known_names(case)))
        rng.shuffle(every)
        matter = (pair for pair in every if differ(case, pair[1]))
        for _, (kind, tree) in zip(range(per_case), matter, strict=False):
            yield case, kind, tree


@pytest.mark.parametrize(("seed", "some"), BOARDS)
def test_no_slip_with_arrays_is_missed_and_the_culprit_is_named(seed, some):
    found, named, per_case = 0, 0, 1 + (seed > 1)
    for case, kind, tree in planted(random.Random(seed), some, per_case):
        claim = last(case.text(tree))
        # A formula whose shapes do not fit has no value to compare: it is refused, and mended.
        assert claim.status in ("wrong", "unreadable"), f"{kind}\n{case.page}\n{claim}"
        found += 1
        named += claim.culprit is not None and claim.suggestion is not None
        if claim.suggestion is not None and found % 3 == 0:
            again = last(f"{case.page}\n{claim.suggestion}")
            assert again.status in RIGHT, f"{case.page}\n{claim}\n{again}"
    assert found >= 0.7 * len(some) * per_case
    assert named >= 0.95 * found


def test_an_array_page_is_checked_the_same_way_every_time():
    case = CASES[0]
    wrong = f"{case.page}\nd2 = a2 - y\ngrad(C, W2) = d2 @ a2.T"
    assert check(wrong).to_dict() == check(wrong).to_dict()


# ---- The four equations of backpropagation ------------------------------------------------------

NETWORK = """
x in R^2
b1 in R^3
b2, y in R^2
W1 in R^(3x2)
W2 in R^(2x3)
z1 = W1 @ x + b1
a1 = sigmoid(z1)
z2 = W2 @ a1 + b2
a2 = sigmoid(z2)
C = sum((a2 - y)^2)/2
d2 = grad(C, z2)
d1 = grad(C, z1)
"""
EQUATIONS = [
    "d2 = grad(C, a2)*sigmoid'(z2)",
    "d1 = (W2.T @ d2)*sigmoid'(z1)",
    "grad(C, b1) = d1",
    "grad(C, W2) = d2 @ a1.T",
    "d2[j] = dC/da2[j]*sigmoid'(z2[j])",
    "d1[j] = sum(k: W2[k,j]*d2[k])*sigmoid'(z1[j])",
    "dC/db2[j] = d2[j]",
    "dC/dW1[j,k] = x[k]*d1[j]",
]


def test_the_four_equations_are_proved_as_printed_soon():
    with at_most(5_000_000):
        report = check(NETWORK + "\n".join(EQUATIONS))
    assert [claim.status for claim in report.claims] == ["proved"] * len(EQUATIONS), str(report)
    assert [claim.components for claim in report.claims] == [2, 3, 3, 6, 2, 3, 2, 6]


def test_a_wrong_claim_says_for_which_component():
    claim = last(NETWORK + "dC/dW1[j,k] = x[k]*d1[j] + y[1]*delta(j, 3)")
    assert (claim.component, claim.components) == ("j = 3, k = 1", 6)
    assert claim.evidence[0] == "for j = 3, k = 1, at y[1] = 1, all else 0:"
    assert "wrong in 2 of 6 components" in claim.evidence
    entry = last(NETWORK + "grad(C, b2) = -d2")
    assert entry.component == "entry [1]"


def test_a_factor_that_was_stated_wrongly_is_the_culprit():
    claims = check(NETWORK + "dC/da2 = y - a2\nd2 = dC/da2*sigmoid'(z2)").claims
    assert [claim.status for claim in claims] == ["wrong", "wrong"]
    assert claims[1].culprit == "dC/da2"
    by_index = check(NETWORK + "dC/da2[j] = y[j] - a2[j]\ndC/dz2 = dC/da2*sigmoid'(z2)").claims
    assert by_index[1].culprit == "dC/da2"


# ---- What is refused ----------------------------------------------------------------------------

ARRAYS = "W in R^(3x2)\nx in R^2\nv in R^3\nn = 3\n"


@pytest.mark.parametrize(
    ("claim", "column", "why"),
    [
        ("C = v @ W", 5, "v is a column of 3 and W is 3 by 2"),
        ("C = W*x", 5, "W is 3 by 2 and x is a column of 2"),
        ("C = W*x", 5, "is W @ x meant?"),
        ("C = x + v", 5, "x is a column of 2 and v is a column of 3"),
        ("C = v^T", 5, "a transpose is written v.T"),
        ("C = x @ 3", 5, "3 is a number here"),
        ("W[1,3] = 0", 1, "there is no W[1,3]: W is 3 by 2"),
        ("x[0] = 1", 1, "indices count from 1"),
        ("x[3/2] = 1", 3, "an index is a whole number"),
        ("W[1] = 0", 1, "its entries have 2 indices"),
        ("C = x[j]", 7, "nothing binds the index j"),
        ("at x=[1, 2]: x[k] = 1", 16, "nothing binds the index k"),
        ("C = sum(j: 1)", 5, "nothing says how far j counts"),
        ("C = sum(j: x[j]*v[j])", 17, "j counts to 2 in x[j] and to 3 in v[j]"),
        ("C = q[1]", 5, "nothing says how large q is: write q in R^3"),
        ("C = [[1, 2], [3]]", 5, "the rows of a matrix are lists of equally many numbers"),
        ("C = sigmoid(j: x[j])", 5, "sigmoid does not run over an index"),
        ("dW/dx = W", 1, "has more than two indices"),
        ("sum(x) = x", 10, "sum(x) is a number, and x is a column of 2"),
        ("grad(x, x) = 1", 1, "grad is of a number"),
        ("C = trace(W)", 5, "a square matrix is wanted"),
        ("C = dot(x, v)", 5, "a column of 2 and a column of 3"),
        ("at x=[1]: x[1] = 1", 6, "x is a column of 2, and [1] is a column of 1"),
        ("at x=1: x[1] = 1", 1, "x is a column of 2: write x = [1, 2, …]"),
        ("u in R^(2x2x2)", 8, "wanted one size or two"),
        ("u in R^(200x200)\nC = sum(u)", 1, "at most 10000 entries"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_shapes_and_the_place(claim, column, why):
    found = next(c for c in check(f"{ARRAYS}{claim}").claims if c.status == "unreadable")
    assert why in found.note, str(found)
    assert found.evidence[0].startswith(f"column {column}: "), str(found)


# ---- Functions, numbers, updates ----------------------------------------------------------------


@pytest.mark.parametrize(
    "claim",
    [
        "sum(v) = v[1] + v[2] + v[3]",
        "mean(v) = sum(v)/3",
        "mean(j: v[j]^2) = dot(v, v)/3",
        "prod(j: v[j]) = v[1]*v[2]*v[3]",
        "max(j=1..2: v[j]) = max(v[1], v[2])",
        "sum(j=1..n: v[j]) = sum(v)",
        "sum(i, j: W[i,j]*v[i]*x[j]) = v.T @ W @ x",
        "sum(i, j: delta(i, j)*W[i,1]*W[j,2]) = sum(i: W[i,1]*W[i,2])",
        "norm(v)^2 = v.T @ v",
        "softmax(v) = exp(v)/sum(exp(v))",
        "log_softmax(v) = v - logsumexp(v)",
        "diag(v) @ v = v^2",
        "diag(diag(v)) = v",
        "outer(v, x) = v @ x.T",
        "trace(v @ v.T) = dot(v, v)",
        "where(v > 0, v, 0) = relu(v)",
        "[x[1], x[2]] = x",
        "[[W[1,1], W[1,2]], [W[2,1], W[2,2]], [W[3,1], W[3,2]]] = W",
        "W.T.T = W",
        "(W @ x).T = x.T @ W.T",
        "x.T @ x = x[1]^2 + x[2]^2",
        "W - W = 0",
    ],
)
def test_functions_of_arrays_mean_what_they_say(claim):
    assert last(f"{ARRAYS}{claim}").status in RIGHT, str(last(f"{ARRAYS}{claim}"))


# ---- Sizes left open ----------------------------------------------------------------------------

OPEN = """
x in R^n
b, y in R^m
W in R^(m x n)
z = W @ x + b
C = mean((z - y)^2)
"""


def test_a_slip_for_open_sizes_is_mended_for_every_size():
    claim = last(f"{OPEN}grad(C, W) = 2*(z - y) @ x.T")
    assert claim.status == "wrong"
    assert claim.component.startswith("n = 3, m = 5, entry [")
    assert "m" in claim.suggestion
    assert last(f"{OPEN}{claim.suggestion}").status == "agrees"


SLIPS_OF_SIZES = [
    "x in R^n\nm in R\nv > 0\nl = -n*log(v)/2 - sum(i: (x[i] - m)^2)/(2*v)\nd2l/dm2 = -1/v",
    "x in R^n\nm = sum(x)/n\ndm/dx[j] = 1",
    "x in R^n\nm = sum(x)/n\nv = sum((x - m)^2)/n\ngrad(v, x) = 2*(x - m)",
    (
        "x in R^n\nS in R^(n x n)\nv = x.T @ S @ x\nh = 1/sqrt(v)\n"
        "grad(h, x) = -(S + S.T) @ x/(2*v^(1/2))"
    ),
    "x, y in R^n\ns = sum(x*y)/n\nt = s^3\ndt/ds = 3*s\ngrad(t, x) = 3*s^2*y",
]


@pytest.mark.parametrize("page", SLIPS_OF_SIZES)
def test_what_is_suggested_holds_for_every_size_that_is_tried(page):
    claim = last(page)
    assert claim.status == "wrong"
    if claim.suggestion is not None:
        mended = last(f"{page.rpartition(chr(10))[0]}\n{claim.suggestion}")
        assert mended.status == "agrees", str(claim)


# ---- LaTeX --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "formula",
    [r"d_1 = (W_2^\top d_2) \odot \sigma'(z_1)", r"\frac{\partial C}{\partial x} = W_1^\top d_1"],
)
def test_latex_reads_matrix_products_of_what_the_page_declares(formula):
    (claim,) = check(f"```derivation{NETWORK}```\n```latex\n{formula}\n```").claims
    assert claim.status in RIGHT, str(claim)


def test_a_number_made_of_an_array_takes_part_in_a_diagnosis():
    page = "x in R^3\ns = sum(x)\nv = sum(i: (x[i] - s)^2)\nL = sqrt(v)\n"
    claim = last(f"{page}grad(L, x) = x/L")
    assert (claim.status, claim.component) == ("wrong", "entry [1]")
