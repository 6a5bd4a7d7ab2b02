"""Python functions checked: of arrays, with branches, by keyword; and gradients of real graphs."""

from __future__ import annotations

import math

import numpy as np
import pytest

import autograd as ag
import nn
from autograd import Tensor, Value, check, check_gradients, primitive
from autograd.composite import Structural
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
        f,
        lambda x, k, *, p: (k * p * x ** (p - 1.0), x**p),
        wrt=("x", "k"),
        domain="x > 0",
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
        "that lead there, 60 in all"
    )
    wrong = check(branching, lambda x: 2.0 * x if x > 0.0 else 1.0)
    assert statuses(wrong) == ["wrong"]
    assert wrong.claims[0].counterexample["x"] <= 0.0
    # The slip is on one branch only, and the witness lies there.
    other = check(branching, lambda x: x if x > 0.0 else -1.0)
    assert other.claims[0].counterexample["x"] > 0.0


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
