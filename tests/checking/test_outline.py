"""Reading a page without deciding it, and the numbers and arrows that a picture is made from."""

import pickle
from pathlib import Path

import pytest

import fields
from autograd import OperandError
from autograd.checking import check

ROOT = Path(__file__).resolve().parents[2]
NEURON = """
z = w*x + b
a = sigmoid(z)
L = (a - y)^2/2
"""
TWO = """
h1 = tanh(u1*x)
h2 = tanh(u2*x)
o = v1*h1 + v2*h2
E = (o - t)^2/2
"""


def picture(page, claim):
    """The picture of the last line of a page."""
    report = check(f"{page}{claim}")
    return report.explain(report.claims[-1].line).graph


def red(graph):
    """The red arrows, by the names that stand on the cards."""
    names = {card.id: card.label for card in graph.cards}
    return {(names[e.source], names[e.target]) for e in graph.edges if e.mark == "wrong"}


def tinted(graph):
    return sum(bool(edge.mark) for edge in graph.edges)


# What is wrong with a claim, and the arrows that a picture of it has red.
SLIPS = [
    (NEURON, "dL/dw = (a - y)*x", {("z", "a")}),
    (NEURON, "dL/dw = (a - y)*(a*(1 - a))^2*x", {("z", "a")}),
    (NEURON, "dL/db = (a - y)*a*(1 - a)*x", None),
    (NEURON, "dL/dz = 1", None),
    (NEURON, "da/dz = 1 - a^2", {("z", "a")}),
    (NEURON, "dL/da = 2*(a - y)", {("v3", "L")}),
    (NEURON, "dL/db = -(a - y)*a*(1 - a)", None),
    (NEURON, "dL/da = a*(1 - a)\ndL/dz = dL/da * da/dz", "from a to L"),
    (TWO, "dE/dx = (o - t)*v1*(1 - h1^2)*u1", "through h2"),
    (TWO, "dE/dx = (o - t)*(v1*(1 - h1^2)*u1 - v2*(1 - h2^2)*u2)", "through h2"),
    (TWO, "dE/dx = (o - t)*(v1*(1 - h1^2)*u1 + 2*v2*(1 - h2^2)*u2)", "through h2"),
    (TWO, "dE/dx = (o - t)*(v1*u1 + v2*(1 - h2^2)*u2)", {("v3", "h1")}),
    (TWO, "dE/dh1 = o - t", {("h1", "v5")}),
]
STRETCHES = {
    "from a to L": {("a", "v2"), ("v2", "v3"), ("v3", "L")},
    "through h2": {("x", "v4"), ("v4", "h2"), ("h2", "v6"), ("v6", "o")},
}


@pytest.mark.parametrize(("page", "claim", "wanted"), SLIPS, ids=[slip[1] for slip in SLIPS])
def test_what_a_claim_has_wrong_is_red(page, claim, wanted):
    graph = picture(page, claim)
    if wanted is None:  # the whole way
        assert len(red(graph)) == tinted(graph) > 0
    else:
        assert red(graph) == (STRETCHES[wanted] if isinstance(wanted, str) else wanted)


def test_the_numbers_are_those_of_the_report():
    report = check(f"{NEURON}dL/dw = (a - y)*x")
    (claim,) = report.claims
    graph = report.explain("dL/dw").graph
    values = {card.label: card.node.primal for card in graph.cards}
    assert {name: values[name] for name in claim.counterexample} == claim.counterexample
    (w,) = (card.node for card in graph.cards if card.label == "w")
    assert w.grad == float(claim.true_value)
    assert graph.caption[1] == "dL/dw is 0.125, not 0.5, at w = 0, x = 1, b = 0, y = 0."
    assert graph.caption[2] == claim.note
    assert graph.caption[3].startswith("Red: ∂a/∂z = 0.25 is left out.")


def test_the_picture_in_the_readme_is_this_one():
    """Where the style of drawings has changed, save the new one there."""
    drawn = check(f"{NEURON}dL/db = (a - y)*a*(1 - a)\ndL/dw = (a - y)*x").explain("dL/dw").svg
    assert (ROOT / "docs" / "pictures" / "slip.svg").read_text("utf-8") == drawn


def test_a_report_keeps_the_text_of_its_page_and_not_its_graph():
    report = check(f"{NEURON}dL/dz = (a - y)*a*(1 - a)\ndL/dw = (a - y)*x")
    copied = pickle.dumps(report)
    assert b"Symbol" not in copied
    assert red(pickle.loads(copied).explain("dL/dw").graph) == {("z", "a")}  # noqa: S301 (our own)


def test_variables_behind_a_named_node_have_numbers_that_give_it():
    report = check(f"{NEURON}dL/dz = a - y")
    assert set(report.claims[0].counterexample) == {"z", "y"}
    values = {card.label: card.node.primal for card in report.explain(5).graph.cards}
    assert values["z"] == report.claims[0].counterexample["z"]
    assert values["z"] == values["w"] * values["x"] + values["b"]


def test_a_right_claim_shows_the_way_at_a_point_where_no_factor_is_0():
    graph = picture(TWO, "dE/dx = (o - t)*(v1*(1 - h1^2)*u1 + v2*(1 - h2^2)*u2)")
    assert not red(graph)
    assert all(edge.partial != 0.0 for edge in graph.edges if edge.mark)
    assert tinted(graph) == 11


@pytest.mark.parametrize(
    "claim",
    [
        "sigmoid(-x) = 1 - sigmoid(x)",
        "f(t) = t^3\nf'(x) = x^2",
        "f(t) = t^3*x\ndf/dt = 3*t^2*x",
        "d2L/dw2 = 3",
        "dL/dq = q",
        "k = 3\ndk/dx = 1",
        "p = z\ndp/dz = 2",
        "m = where(x > 0, log(x), x)\ndm/dx = x",
        "m = max(x, b, 0)\ndm/dx = 1",
        "at w=0.5, x=2, b=-1, y=1: L = 0.125, a = 0.51",
    ],
)
def test_whatever_can_be_claimed_can_be_drawn(claim):
    graph = picture(NEURON, claim)
    assert graph.cards
    assert claim.splitlines()[-1] in graph.caption[0]


def test_of_several_claims_the_wrong_one_is_meant():
    report = check("y = x^2\ndy/dx = 2*x\ndy/dx = x\n")
    assert report.explain(" dy / dx").graph.caption[0] == "✗ wrong: dy/dx = x"
    assert report.explain(2).graph.caption[0] == "✓ proved: dy/dx = 2*x"


def test_a_function_of_python_is_drawn_too():
    report = check(lambda x, n: x**n, derivative=lambda x, n: n * x**n, wrt="x", domain="x > 0")
    assert report.explain("df/dx").graph.caption[1].startswith("df/dx is 1, not 2, at x = 2")


@pytest.mark.parametrize(
    ("which", "said"),
    [
        (7, "this report has no claim on line 7; it has claims on lines 2, 3, 5"),
        ("dy/dz", "this report has no claim about dy/dz; it has"),
        (3, "line 3 cannot be drawn: it could not be read"),
        (5, "line 5 cannot be drawn: it has no graph of its own"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(which, said):
    page = "y = x^2\ndy/dx = x\ndy/dx = 2x\nx <- x - dy/dx\nat x=1, after 2: x = 1\n"
    with pytest.raises(OperandError, match=said):
        check(page).explain(which)


def test_no_value_anywhere_is_said():
    with pytest.raises(OperandError, match="has no value at any of the points"):
        check("y = sqrt(-x^2 - 1)\ndy/dx = x").explain(2)


def test_a_report_without_claims_says_so():
    with pytest.raises(OperandError, match="no claim on line 1: it has none at all"):
        check("y = x").explain(1)


def test_of_an_array_the_component_of_the_counterexample_is_drawn():
    page = "x in R^2\nW in R^(3x2)\nz = W @ x\na = sigmoid(z)\nC = sum(j: a[j])\ndC/dz = a\n"
    graph = check(page).explain("dC/dz").graph
    assert red(graph) == {("z[1]", "a[1]")}
    assert graph.caption[1] == "dC/dz is 0.25, not 0.5, at 0 for every variable."


SLIPS_OF_BOARDS = [each.text for each in fields.written() if each.culprits]
SHARES = [pytest.param(60, id="some"), pytest.param(1, id="all", marks=pytest.mark.full)]


@pytest.mark.parametrize("share", SHARES)
def test_what_the_words_about_a_wrong_derivative_name_is_red(share):
    """Where there is a way from x to y, something on it is red: no picture tells nothing."""
    shown = 0
    for page in SLIPS_OF_BOARDS[::share]:
        report = check(page)
        for claim in report.wrong():
            graph = report.explain(claim.line).graph
            assert red(graph) or not tinted(graph), f"{page}\n{claim}"
            shown += bool(red(graph))
    assert shown > 0.8 * len(SLIPS_OF_BOARDS) / share
