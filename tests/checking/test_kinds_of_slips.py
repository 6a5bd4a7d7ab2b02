"""Kinds of slips that are named: in branches, in exponents, beside a convention, in small terms."""

import re
from pathlib import Path

import pytest

from array_pages import parsed
from autograd.checking import check
from autograd.checking.diagnosis import plain
from autograd.checking.diagnosis.kinds import KINDS, undone
from autograd.checking.diagnosis.known import Known


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


def test_several_terms_at_once_may_be_too_many():
    (claim,) = check("L = w*x/3\ndL/dx = 1/3*(x*y + y*z + w)").claims
    assert claim.suggestion == "dL/dx = 1/3*w"
