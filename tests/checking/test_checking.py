"""The checker as its users meet it: a page in, a report out."""

import json
import math
from pathlib import Path

import pytest

from autograd import cos, primitive, sin
from autograd.checking import check
from autograd.errors import OperandError
from benchmarks.checking import NEURON, TWO_TWO_TWO

SLIPS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "slips.jsonl").read_text("utf-8").splitlines()
]


def test_the_example_of_the_specification():
    first, second, third = check(NEURON).to_dict()["claims"]
    assert first["line"] == 8
    assert first["status"] == "wrong"
    assert first["counterexample"] == {"z2": 0.0, "y": 0.0}
    assert first["true_value"] == "2.0000000000000000"
    assert first["claimed_value"] == "0.50000000000000000"
    assert first["suggestion"] == "dL/da2 = (a2 - y)/(a2*(1 - a2))"
    assert first["note"] == "a2 - y is dL/dz2, not dL/da2"
    assert second["status"] == "proved"
    assert third["status"] == "wrong"
    assert third["culprit"] == "dL/da2"


def test_a_product_is_judged_by_factor_as_a_whole_and_by_its_result():
    product, link, result = check(NEURON).claims[2].links
    assert (product.status, link.status, result.status) == ("wrong", "wrong", "proved")
    assert product.counterexample == {"z1": 0.0, "w2": 1.0, "b2": 0.0, "y": 0.0}
    assert product.true_value == "0.15561483280046364"
    assert product.claimed_value == "0.036570063381739404"


@pytest.mark.board
@pytest.mark.parametrize("slip", SLIPS, ids=[slip["slip"] for slip in SLIPS])
def test_a_human_slip_is_found_and_mended(slip):
    asked = slip["claim"].partition("=")[0]
    (claim,) = check(f"{TWO_TWO_TWO}\n{slip['claim']}").claims
    assert claim.status == "wrong"
    assert claim.culprit
    (right,) = check(f"{TWO_TWO_TWO}\n{asked} = {slip['truth']}").claims
    assert right.status == "proved"
    (suggested,) = check(f"{TWO_TWO_TWO}\n{claim.suggestion}").claims
    assert suggested.status == "proved"


def test_the_exit_status_says_the_worst():
    assert check("y = x^2\ndy/dx = 2*x").status == 0
    assert check("y = x^2\ndy/dx = x").status == 1
    assert check("y = x^2\ndy/dx = 2x").status == 2


@pytest.mark.parametrize("tax", ["5% p", "5 % p", "2*5% p", "x/100 % p"])
def test_per_cent_is_no_remainder(tax):
    claim = check(f"p = x\nt = {tax}\ndt/dx = 1").claims[0]
    assert claim.status == "unreadable"
    assert "write mod(…, …) for a remainder, or /100 for per cent" in str(claim)


def test_an_unreadable_statement_shows_where():
    (claim,) = check("y = x^2\ndy/dx = 2x").claims
    assert claim.status == "unreadable"
    assert claim.evidence[0].endswith("dy/dx = 2x\n             ^")
    assert "line 2" in str(claim)


def test_a_page_is_checked_the_same_way_every_time():
    assert check(NEURON).to_dict() == check(NEURON).to_dict()


def test_no_line_of_a_report_is_wider_than_80_columns():
    report = str(check(NEURON))
    assert max(map(len, report.splitlines())) <= 80


def cardinal_sine(**entry):
    return primitive(lambda x, y: (cos(x) - y) / x, name="cardinal_sine", **entry)(
        lambda x: math.sin(x) / x
    )


def test_an_operation_of_one_s_own_is_verified_by_its_definition():
    op = cardinal_sine(definition=lambda x: sin(x) / x)
    report = check(op, derivative=lambda x: cos(x) / x - sin(x) / x**2)
    assert [claim.status for claim in report.claims] == ["proved"]
    report = check(op, derivative=lambda x: cos(x) / x)
    assert report.claims[0].status == "wrong"


def test_an_operation_of_one_s_own_can_say_what_it_is_on_balls():
    op = cardinal_sine(ball=lambda x: x.sinc())
    assert check(op, derivative=lambda x: (x * cos(x) - sin(x)) / x**2).ok


def test_an_operation_that_does_not_say_what_it_is_cannot_be_verified():
    op = cardinal_sine()
    with pytest.raises(OperandError) as caught:
        check(op, derivative=lambda x: cos(x) / x)
    assert str(caught.value) == (
        "cardinal_sine has no certified enclosure, so formulas that use it cannot be verified: "
        "say what it is in autograd's own functions, "
        "@primitive(…, definition=lambda x: sin(x) / x)"
    )


def test_no_claim_is_passed_over_when_another_line_cannot_be_read():
    page = "y = 2x\nz = x^2\nz = y\nw = y + 1\nw = y + 2\ngrad(y, x) = 2\nsin(y) = 1\ndz/dx = 2*x"
    claims = check(page).claims
    assert [(claim.line, claim.status) for claim in claims] == [
        (1, "unreadable"),
        (3, "inconclusive"),
        (5, "inconclusive"),
        (6, "inconclusive"),
        (7, "inconclusive"),
        (8, "proved"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "y := x^2",
        "let y = x^2",
        "y: x^2",
        "1. y = x^2",
        "(a) y = x^2",
        "y \u2261 x^2",
        "so y := x²",
    ],
)
def test_nothing_is_called_wrong_that_hangs_on_a_definition_in_other_words(line):
    claims = check(f"{line}\ndy/dx = 2*x\nz = t^2\ndz/dt = 2*t").claims
    assert [claim.status for claim in claims] == ["unreadable", "inconclusive", "proved"]


def test_a_line_that_cannot_be_read_leaves_what_another_one_defines():
    page = "y = x^2\nso y = 2 x\nat t=pi: y = 1\ndy/dx = 2*x\nt in R\nd/dt(t^2) = 2*t"
    assert [claim.status for claim in check(page).claims][-2:] == ["proved", "proved"]


@pytest.mark.parametrize("line", ["y = [x > 0]*x", "y = [x, x > 0]", "v in R^2\ny = v[x > 0]"])
def test_a_comparison_stands_in_parentheses(line):
    claim = check(f"{line}\ndy/dx = 1").claims[0]
    assert claim.status == "unreadable"
    assert "a comparison counts as 1 or 0 in parentheses: write (x > 0)" in (claim.note or "")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("y = 1e400*x\ndy/dx = 1e400", "proved"),
        ("y = 1e400*x\ndy/dx = 9e399", "wrong"),
        ("x in [0, 1e400]\ny = x^2\ndy/dx = 2*x", "proved"),
        ("x in [-1e400, -1e399]\ny = sqrt(-x)\ndy/dx = 1/(2*y)", "wrong"),
        ("x in {1e400, 2}\ny = log(x)\ndy/dx = 1/x^2", "wrong"),
        ("y = x^1e400\ndy/dx = 1e400*x^(1e400 - 1)", None),
        ("y = log(x)\nat x=1e400: y = 921.03", "agrees"),
        ("y = x/1e400\nat x=1e400: y = 2", "wrong"),
        ("x <- x/10\nat x=1e400, after 400: x = 1", "agrees"),
        ("x in R^2\ny = sum(i: 1e400*x[i])\ndy/dx[1] = 1e399", "wrong"),
    ],
)
def test_numbers_beyond_the_floats_are_numbers_like_any_other(page, said):
    claim = check(page).claims[-1]
    assert said is None or claim.status == said
