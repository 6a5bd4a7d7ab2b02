"""Python functions checked: of arrays, with branches, by keyword; and gradients of real graphs."""

import math
import re

import numpy as np
import pytest

import autograd as ag
import nn
from autograd import Tensor, Value, check, check_gradients, primitive
from autograd.engine.structural import Structural
from autograd.errors import OperandError

MATRIX = "w in R^(2x3)\nx in R^3"


def statuses(report):
    return [claim.status for claim in report.claims]


def quadratic(w, x):
    y = w @ x
    return (y * y).sum()


def outer(y, x):
    return y.reshape(-1, 1) * x.reshape(1, -1)


# ---- Formulas of arrays ------------------------------------------------------------------------


def test_a_derivative_in_a_matrix_agrees_entry_by_entry():
    report = check(quadratic, derivative=lambda w, x: 2.0 * outer(w @ x, x), wrt="w", domain=MATRIX)
    assert str(report).startswith("✓ agrees       line 1: dquadratic/dw = derivative, 6 entries")


def test_several_arguments_at_once_by_name_and_by_place():
    def gradient(w, x):
        y = w @ x
        return 2.0 * outer(y, x), 2.0 * (w.T @ y)

    for wrt in (None, ("w", "x"), (0, 1), ("w", 1)):
        assert statuses(check(quadratic, gradient, wrt=wrt, domain=MATRIX)) == ["agrees"] * 2


def test_a_transposed_gradient_is_refused_with_both_shapes():
    with pytest.raises(OperandError) as caught:
        check(quadratic, lambda w, x: 2.0 * outer(x, w @ x), wrt="w", domain=MATRIX)
    assert str(caught.value) == (
        "the derivative with respect to w has shape (3, 2); wanted (2, 3), that of w"
    )


def test_the_one_wrong_entry_is_named():
    def almost(w, x):
        right = 2.0 * outer(w @ x, x)
        return right * np.array([[1.0, 1.0, 2.0], [1.0, 1.0, 1.0]])

    (claim,) = check(quadratic, almost, wrt="w", domain=MATRIX).claims
    assert claim.status == "wrong"
    assert claim.culprit == "derivative[0, 2]"
    assert claim.evidence[0] == "derivative[0, 2] is wrong, of 6 entries; the first:"
    assert np.shape(claim.counterexample["w"])[0] >= 1
    assert float(claim.claimed_value) == 2.0 * float(claim.true_value)


def test_the_jacobian_of_an_array_is_indexed_by_result_then_argument():
    def jacobian(x):
        s = x.softmax()
        return [[s[i] * ((i == j) - s[j]) for j in range(3)] for i in range(3)]

    report = check(lambda x: x.softmax(), jacobian, domain="x in R^3")
    assert str(report).startswith("✓ agrees       line 1: df/dx = jacobian, 9 entries")


REDUCTIONS = {
    "sum": (lambda x: x.sum(axis=0), lambda x: np.eye(3)[:, None, :] * np.ones((3, 2, 3))),
    "mean": (lambda x: x.mean(), lambda x: np.full((2, 3), 1.0 / 6.0)),
    "norm": (lambda x: x.norm(), lambda x: x / x.norm()),
    "logsumexp": (
        lambda x: x.logsumexp(axis=1).sum(),
        lambda x: ag.exp(x) / ag.exp(x).sum(axis=1, keepdims=True),
    ),
    "log_softmax": (
        lambda x: x.log_softmax(axis=1)[:, 0].sum(),
        lambda x: np.array([[1.0, 0.0, 0.0]] * 2) - x.softmax(axis=1),
    ),
    "var": (lambda x: x.var(), lambda x: (x - x.mean()) / 3.0),
    "index": (lambda x: (x[:, 1] * x[1, 0]).sum(), None),
    "stack": (lambda x: (ag.stack([x[0], x[1] * 2.0]) ** 2).sum(), None),
    "where": (lambda x: ag.where(x > 0.0, x * x, -x).sum(), None),
}


@pytest.mark.parametrize("name", [n for n, (_, g) in REDUCTIONS.items() if g])
def test_every_kind_of_reduction_is_written_out(name):
    f, gradient = REDUCTIONS[name]
    assert statuses(check(f, gradient, domain="x in R^(2x3)")) == ["agrees"]


@pytest.mark.parametrize("name", REDUCTIONS)
def test_the_rules_of_arrays_agree_with_those_of_numbers(name):
    f, _ = REDUCTIONS[name]

    def swept(x):
        y = f(x)
        if y.shape:
            rows = [ag.gradients(y[i], [x], record=True)[0] for i in range(len(y))]
            return ag.stack(rows)
        return ag.gradients(y, [x], record=True)[0]

    assert statuses(check(f, swept, domain="x in R^(2x3)")) == ["agrees"]


@pytest.mark.board
def test_many_entries_are_sampled_and_that_is_said():
    report = check(lambda x: (x * x).sum(), lambda x: 2.0 * x, domain="x in R^100")
    assert str(report).startswith("✓ agrees       line 1: df/dx = derivative, 24 of 100 entries")


def test_the_range_of_an_array_is_that_of_its_entries():
    report = check(lambda x: ag.log(x).sum(), lambda x: 1.0 / x, domain="x in R^2\nx > 0")
    assert statuses(report) == ["agrees"]
    assert statuses(check(lambda x: abs(x).sum(), lambda x: 1.0 + 0.0 * x, domain="x in R^2")) == [
        "wrong"
    ]


def test_a_shape_for_an_argument_that_is_not_there():
    with pytest.raises(OperandError, match="domain speaks of v; the arguments are x"):
        check(lambda x: x, lambda x: 1.0, domain="v in R^2")


# ---- Kinds of callables -------------------------------------------------------------------------


def test_arguments_by_keyword_and_with_defaults():
    def f(x, k=3.0, *, p):
        return k * x**p

    assert check(f, lambda x, *, p: 3.0 * p * x ** (p - 1.0), wrt="x", domain="x > 0").ok
    both = check(
        f, lambda x, k, *, p: (k * p * x ** (p - 1.0), x**p), wrt=("x", "k"), domain="x > 0"
    )
    assert statuses(both) == ["proved", "proved"]


def test_integers_only():
    report = check(lambda x, n: x**n, lambda x, n: n * x ** (n - 1.0), wrt="x", domain="n in Z")
    assert report.ok


def test_a_claim_that_is_an_argument_itself():
    assert check(lambda x: x * x / 2.0, lambda x: x).ok


def branching(x):
    return x * x if x > 0.0 else -x


def test_a_function_that_branches_is_compared_where_each_branch_leads():
    right = check(branching, lambda x: 2.0 * x if x > 0.0 else -1.0)
    assert statuses(right) == ["agrees"]
    assert right.claims[0].note == (
        "the function branches on its arguments: 2 ways of it were compared, each at the points "
        "that lead there, 104 in all"
    )
    wrong = check(branching, lambda x: 2.0 * x if x > 0.0 else 1.0)
    assert statuses(wrong) == ["wrong"]
    assert wrong.claims[0].counterexample["x"] <= 0.0
    # The slip is on one branch only, and the witness lies there.
    other = check(branching, lambda x: x if x > 0.0 else -1.0)
    assert other.claims[0].counterexample["x"] > 0.0


# ---- What a function returns --------------------------------------------------------------------

CACHE = {}
THRESHOLD = 12.5


def caching(s):
    CACHE["on"] = s > 0
    return ag.relu(s)


def limit():
    return 77.0


def filled(x):
    d = np.zeros(3)
    d[x > 0] = 1
    return d


def huber(r):
    return 0.5 * r * r if abs(r) <= 1.5 else 1.5 * (abs(r) - 0.75)


def sinc(s):
    return ag.sin(s) / s if s != 0 else 1.0


def slope_of_sinc(s, at_zero):
    return (s * ag.cos(s) - ag.sin(s)) / s**2 if s != 0 else at_zero


def parabola(s):
    return s * s if s >= 1 else 2 * s - 1


VECTOR = "x in R^3"
R, W = "right", "wrong"
# A function, its derivative, where, and which verdict is right for each argument.
RETURNED = [
    # Constants of which nothing is recorded.
    (ag.relu, lambda x: 1.0 if x > 0 else 0.0, "", R),
    (ag.relu, lambda x: 0 if x <= 0 else 1, "", R),
    (ag.relu, lambda x: x > 0, "", R),
    (ag.relu, lambda x: (x > 0) * 1.0, "", R),
    (ag.relu, lambda x: np.where(x > 0, 1.0, 0.0), "", R),
    (ag.relu, lambda x: np.float32(1) if x > 0 else np.int64(0), "", R),
    (ag.relu, lambda x: 1.0 if x < 0 else 0.0, "", W),
    (ag.relu, lambda x: 1, "", W),
    (caching, lambda s: 1.0 if CACHE["on"] else 0.0, "", R),
    (lambda s: 1.0 * s, lambda s: 1.0 if s < 0 else 5.0, "", W),
    (lambda s: 1.0 if s > 0 else -1.0, lambda s: 0.0, "", R),
    (lambda s: 0.0, lambda s: 1.0, "", W),
    (lambda s: s if s > 0 else 0.0, lambda s: 1.0 if s > 0 else 0.0, "", R),
    (lambda s: s if s > 0 else 0.0, lambda s: 1.0 if s >= -1 else 0.0, "", W),
    (lambda s: math.floor(s.data) * s, lambda s: math.floor(s.data), "", R),
    (lambda s: math.floor(s.data) * s, lambda s: math.floor(s.data) + 1, "", W),
    (ag.maximum, lambda x, y: (1, 0) if x > y else (0, 1), "", R + R),
    (ag.maximum, lambda x, y: (0, 1) if x > y else (1, 0), "", W + W),
    (lambda x, y: x * y, lambda x, y: (y, x if x < 3 else 2 * x), "", R + W),
    # At and beside the numbers of the function itself, and far out.
    (lambda s: 1.0 * s, lambda s: 1.0 if s < 3 else 5.0, "", W),
    (lambda s: 1.0 * s, lambda s: 1.0 if s != 0.3 else 5.0, "", W),
    (lambda s: s * s, lambda s: 2 * s if s < THRESHOLD else 0.0, "", W),
    (lambda s: s * s, lambda s: 2 * s if s < limit() else 0.0, "", W),
    (lambda s: 1.0 * s, lambda s: 1.0 if abs(s) < 1e12 else 5.0, "", W),
    (lambda s: ag.relu(s - 3), lambda s: 1.0 if s > 3 else 0.0, "", R),
    (lambda s: ag.relu(s - 0.3), lambda s: 1.0 if s >= 0.3 else 0.0, "", R),
    # A kink of the function, and a point that is only one of the derivative's.
    (abs, lambda x: 1 if x > 0 else -1, "", R),
    (lambda s: s if s > 0 else 0.0 * s, lambda s: 1.0 if s >= 0 else 0.0, "", R),
    (huber, lambda r: r if abs(r) <= 1.5 else 1.5 * (1 if r > 0 else -1), "", R),
    (huber, lambda r: r if abs(r) <= 1 else 1.5 * (1 if r > 0 else -1), "", W),
    (parabola, lambda s: 2 * s if s > 1 else 2, "", R),
    (parabola, lambda s: 2 * s if s > 1 else 2.0001, "", W),
    (sinc, lambda s: slope_of_sinc(s, 0.0), "", R),
    (sinc, lambda s: slope_of_sinc(s, 5.0), "", W),
    (lambda s: s * s, lambda s: 2 * s if s != 0 else 7.0, "", W),
    # Plain numbers that were computed, and so rounded.
    (ag.sin, lambda x: math.cos(x.data), "", R),
    (lambda s: ag.exp(-s * s), lambda s: -2 * s * math.exp(-(s.data**2)), "", R),
    (ag.exp, lambda x: math.exp(x.data) * 1.0001, "", W),
    (ag.sin, lambda x: math.cos(x.data) if x < 1e6 else 5.0, "", W),
    (lambda s: math.sin(s.data), lambda s: math.cos(s.data), "", "unknown"),
    (lambda s: s * math.sin(s.data), lambda s: math.sin(s.data), "", "unknown"),
    (lambda x: 5 * x / 3, lambda x: 5 / 3, "", R),
    (lambda x: 5 * x / 3, lambda x: 5 / 3 if x > 0 else 5 * (1 / 3), "", R),
    (lambda x: 5 * x**2 / 6, lambda x: 5 / 3 * x, "", R),
    (lambda x: 5 * (x * x).sum() / 6, lambda x: 5 / 3 * x, "x in R^2", R),
    (lambda x: x * x, lambda x: 2 * x + 1e-13, "", W),
    (lambda x: x * 0.1, lambda x: 0.1 + 1e-14, "", W),
    # Whole numbers, and few of them.
    (lambda y, z: z if y == 1 else -z, lambda y, z: (0, 1 if y == 1 else -1), "y in {0,1}", R + R),
    (lambda n: n * n, lambda n: 2 * n if n > 5 else n + n.data, "n in {0,1,2,7}", R),
    # Arrays.
    (lambda x: ag.relu(x).sum(), lambda x: (x > 0).astype(float), VECTOR, R),
    (lambda x: ag.relu(x).sum(), filled, VECTOR, R),
    (lambda x: ag.relu(x).sum(), lambda x: [1 if each > 0 else 0 for each in x], VECTOR, R),
    (lambda x: x.sum(), filled, VECTOR, W),
    (lambda x: ag.relu(x), lambda x: np.diag((x < 0).astype(float)), VECTOR, W),
    (lambda x: (x * x).sum(), lambda x: [2 * x[0], 2 * x.data[1], 2.0 * x[2]], VECTOR, R),
    (lambda x: x.max(), lambda x: np.eye(3)[x.data.argmax()], VECTOR, R),
    (lambda x: x.max(), lambda x: np.eye(3)[x.data.argmin()], VECTOR, W),
    (lambda x: ag.clip(x, -1, 1).sum(), lambda x: ((x > -1) & (x < 1)) * 1.0, VECTOR, R),
    (lambda x: ag.clip(x, -1, 1).sum(), lambda x: ((x > -1) & (x < 2)) * 1.0, VECTOR, W),
]
VERDICTS = {"proved": R, "agrees": R, "wrong": W, "inconclusive": "unknown"}


@pytest.mark.board
@pytest.mark.parametrize("case", RETURNED, ids=range(len(RETURNED)))
def test_what_a_function_returns_counts(case):
    f, derivative, domain, verdicts = case
    report = check(f, derivative=derivative, domain=domain)
    assert "".join(VERDICTS[status] for status in statuses(report)) == verdicts, str(report)


def test_an_agreement_says_at_how_many_points_the_functions_were_run():
    report = check(lambda x: (x * x).sum(), lambda x: 2.0 * x, domain="x in R^2")
    (said,) = report.claims[0].evidence
    assert re.fullmatch(r"run at \d{2,} points, the same formulas at each of them", said)


def test_what_cannot_be_followed_is_said():
    (claim,) = check(lambda s: math.sin(s.data), lambda s: math.cos(s.data)).claims
    assert claim.note.startswith("what the function computes in plain numbers (x.data, math.sin")
    (rounded,) = check(ag.sin, lambda x: math.cos(x.data)).claims
    assert rounded.evidence[1].startswith("the derivative computes in plain numbers")


def test_a_kink_of_a_function_is_told_as_that_of_a_formula():
    (claim,) = check(ag.relu, lambda x: 1.0 if x >= 0 else 0.0).claims
    assert claim.evidence[1] == (
        "x = 0 is a kink, where the slope is a convention: here 0, in the claim 1.00000"
    )


REFUSED = [
    (lambda s: None, "", "the derivative gives a NoneType; wanted a number, an array, or a list"),
    (lambda s: "2*s", "", "the derivative gives a str; wanted a number"),
    (lambda s: {"s": s}, "", "the derivative gives a dict; wanted"),
    (lambda s: np.array(["a"]), "", "the derivative gives a ndarray; wanted"),
    (lambda s: None if s > 0 else 2 * s, "", "the derivative gives a NoneType"),
    (lambda s: math.nan, "", "points at which both functions have a value: the derivative is nan"),
    (lambda s: [1.0, [2.0]], "", r"a list of results of unequal shapes: \(\), \(1,\)"),
    (lambda s, t: s, "", "the derivative takes the arguments of the function, s: missing"),
    (lambda s: math.cos(s), "", r"write autograd.sin\(x\) instead of math.sin\(x\)"),
    (lambda s: None, "s in R^2", "the derivative gives a NoneType"),
    (lambda s: 2.0, "s in R^2", r"has shape \(\); wanted \(2,\), that of s"),
]


@pytest.mark.parametrize("case", REFUSED, ids=range(len(REFUSED)))
def test_a_derivative_that_gives_no_numbers_is_refused(case):
    derivative, domain, said = case
    with pytest.raises(OperandError, match=said):
        check(lambda s: (s * s).sum() if domain else s * s, derivative, domain=domain)


def test_a_derivative_in_several_arguments_may_be_an_array():
    report = check(lambda x, y: x * y * y, lambda x, y: np.array([y * y, 2 * x * y]))
    assert statuses(report) == ["proved", "proved"]


# ---- Gradients of real graphs -------------------------------------------------------------------


def test_the_gradient_of_arrays_is_measured_entry_by_entry():
    report = check_gradients(quadratic, [[1.0, 2.0, 0.5], [0.0, -1.0, 3.0]], [0.3, 0.7, -0.2])
    assert str(report) == (
        "✓ agrees       line 1: df/dx1, 6 entries\n"
        "✓ agrees       line 1: df/dx2, 3 entries\n"
        "2 claims: 2 right"
    )


def test_a_result_that_is_an_array_is_weighed():
    assert check_gradients(lambda x: x.softmax(), [0.1, 0.2, 3.0]).ok
    assert check_gradients(lambda x: x.log_softmax(), [0.1, 0.2, 3.0]).ok


def test_the_wrong_rule_of_an_array_operation_is_named():
    doubled = primitive(lambda x, y: 2.0 * y, name="doubled", array=np.exp)(lambda x: math.exp(x))
    report = check_gradients(lambda x: doubled(x).sum(), [1.0, 2.0, 3.0])
    gradient, edge = report.claims
    assert gradient.culprit == "df/dx1[0]"
    assert edge.culprit == "the rule of doubled for argument 1"


def test_the_wrong_vjp_of_a_structural_operation_is_named():
    half = Structural("half", lambda x: x[: len(x) // 2], lambda g, y, x: [0.0 * x])
    report = check_gradients(lambda x: half(x).sum(), [1.0, 2.0])
    assert report.claims[-1].culprit == "the vjp of half for argument 1"


def test_kinks_are_recognised_in_arrays():
    (claim,) = check_gradients(lambda x: ag.relu(x).sum(), [0.0, 2.0]).claims
    assert claim.evidence == ["df/dx1[0] = 0: a kink: 0 on the left, 1 on the right"]


def test_the_parameters_of_a_module_are_varied_in_place():
    model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
    x, y = Tensor([[0.1, 0.2, 0.3], [1.0, -1.0, 0.5]]), Tensor([[1.0], [0.0]])
    parameters = model.parameters()
    before = [p.data.copy() for p in parameters]
    report = check_gradients(lambda *_: ((model(x) - y) ** 2).mean(), *parameters)
    assert report.ok
    assert len(report.claims) == len(parameters)
    assert all((p.data == old).all() for p, old in zip(parameters, before, strict=True))


def test_of_large_arrays_some_entries_are_measured():
    (claim,) = check_gradients(lambda x: (x * x).sum(), np.ones(1000)).claims
    assert claim.claim == "df/dx1, 24 of 1000 entries"


def test_an_argument_that_was_computed_cannot_be_varied():
    with pytest.raises(OperandError, match="argument 1 is a \\+ 1, which was computed"):
        check_gradients(lambda x: x, Value(1.0, "a") + 1.0)


def test_a_difference_that_rounding_does_not_make_is_not_excused_by_it():
    """Far out, or at a tie, formulas differ that have the same digits at ordinary points."""
    far = [lambda s: ag.where(s < 1e6, 1.0, 5.0), lambda s: 0.1 * ag.where(s < 1e6, 10.0, 50.0)]
    for slope in far:
        assert statuses(check(lambda s: 1.0 * s, slope)) == ["wrong"]
    assert statuses(check(lambda s: s * s / 3, lambda s: 2 / 3 * s)) == ["agrees"]
    assert statuses(check(lambda s: s / 3, lambda s: ag.where(s < 1e6, 1 / 3, 5.0))) == ["wrong"]
    where = {"domain": "n in {0, 1}\na in R", "wrt": "a"}
    wrong = check(lambda n, a: ag.where(n > 0, a, 3 * a), lambda n, a: 3 - 2 * (n >= 0), **where)
    assert statuses(wrong) == ["wrong"]


def test_a_counterexample_has_whole_arrays():
    report = check(
        lambda w, v: w[0, 1] * v[0] + w[0, 0],
        lambda w, v: np.array([[1, 0, 0], [0, 1, 0]]),
        domain="w in R^(2x3)\nv in R^2",
        wrt="w",
    )
    (claim,) = report.claims
    assert claim.counterexample == {"w": [[0.0] * 3, [0.0] * 3], "v": [1.0, 0.0]}
    assert "not df/dw" not in str(report)  # df/dw[0, 1] is not said to be another than itself
