"""What is said beside a verdict, and how the checker keeps within bounds."""

import pytest

import autograd
from autograd import OperandError, check
from autograd.testing import assert_derivation
from effort import at_most
from verdicts import last

# ---- Remarks ------------------------------------------------------------------------------------


def test_a_stable_formula_gets_no_warning():
    assert last("y = tanh(x)\ndy/dx = 1/cosh(x)^2").note is None
    assert last("a = sigmoid(z)\nda/dz = a*(1 - a)").note is None


def test_a_power_of_e_further_up_is_no_news_to_a_claim_without_one():
    claim = last("p = e^q\ny = x^2\ndy/dx = x")
    assert not any("e is an ordinary name" in said for said in claim.evidence)


def test_agreement_without_a_proof_says_what_it_rests_on(monkeypatch):
    monkeypatch.setattr("autograd.checking.proof.prover.Case.proves", lambda *_: False)
    claim = last("y = x^2\ndy/dx = 2*x")
    assert claim.status == "agrees"
    assert claim.evidence == ["not proved; equal to 30 digits at 200 points, and different at none"]


@pytest.mark.parametrize("claim", ["g = exp(-x^2)/sqrt(pi)", "sin'(t) = sin(t)"])
def test_neither_a_number_nor_an_argument_is_a_strange_name(claim):
    report = str(check(f"g = exp(-x^2/2)\n{claim}"))
    assert "✗" in report
    assert "occurs nowhere else" not in report


# ---- Bounds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "y = exp(exp(30))*x\ndy/dx = 2*exp(exp(30))",
        "y = x^(10^12)\ndy/dx = 2*y",
        "y = 10^(10^(10^x))\ndy/dx = y",
        "y = (((((x^64)^64)^64)^64)^64)^64\ndy/dx = y",
        "((1000^64)^64)^64 = 3",
        "s = a + b + c + d + f + g + h + k + 1\ny = s^30\ndy/da = 29*y/s",
    ],
)
def test_astronomical_numbers_cost_no_time(page):
    with at_most(250_000):
        claim = last(page)
    assert claim.status == "wrong"
    assert max(map(len, str(claim).splitlines())) <= 80


def test_an_unclosed_bracket_is_reported_on_its_line():
    first, second = check("y = x^2\ndy/dx = (2*x\ndy/dx = 2*x").claims
    assert (first.line, first.status) == (2, "unreadable")
    assert first.note == "this '(' is never closed"
    assert (second.line, second.status) == (3, "proved")


def test_a_bracket_may_stay_open_over_lines():
    assert last("f(t) = where(t = 0, 1,\n  sin(t)/t)\nf(0) = 1").status in ("agrees", "proved")


# ---- What cannot be read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("f(x) = f(x - 1)*x\nf'(x) = 1", "f is defined in terms of itself"),
        ("a = b\nb = a\na = 1", "is defined in terms of itself: a -> b -> a"),
        ("x in (1, 1)\nx = 1", "no number is left that x could be"),
        ("x > 1\nx < 0\nx = 1", "no number is left that x could be"),
        ("d^y/dx = 1", "wanted the order of the derivative"),
        ("y = exp(2 = x)\ny = 1", "a comparison is the first argument of where"),
        ("y = " + "+".join(["x"] * 600) + "\ny = 600*x", "name a part"),
        ("y = " + "(" * 90 + "x" + ")" * 90 + "\ny = x", "nested more than"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(page, why):
    assert any(why in (claim.note or "") for claim in check(page).claims)


def test_a_long_sum_is_read():
    assert last("y = " + "+".join(["x"] * 200) + "\ndy/dx = 200").status == "proved"


# ---- Functions ----------------------------------------------------------------------------------


def test_a_function_and_its_derivative():
    def f(x, y):
        return autograd.sin(x) * y**3 + 0.1 * x

    assert check(f, derivative=lambda x, y: autograd.cos(x) * y**3 + 0.1, wrt="x").ok
    assert check(f, derivative=lambda x, y: 3 * y**2 * autograd.sin(x), wrt=1).ok
    both = check(f, derivative=lambda x, y: (autograd.cos(x) * y**3, 3 * y**2 * autograd.sin(x)))
    assert [claim.status for claim in both.claims] == ["wrong", "proved"]
    assert both.claims[0].claim == "df/dx = cos(x)*y^3"
    assert both.claims[0].note == "the term 1/10 is missing in cos(x)*y^3"


def test_a_function_on_a_domain():
    report = check(
        lambda p: -p * autograd.log(p), derivative=lambda p: -autograd.log(p) - 1, domain="p > 0"
    )
    assert report.ok


def test_what_is_no_function_of_numbers_is_refused():
    with pytest.raises(OperandError, match="a page of derivations as a text, or a function"):
        check(lambda x: x)
    with pytest.raises(
        OperandError, match="gives 1 of the 2 results that are wanted, one for each of x, y"
    ):
        check(lambda x, y: x * y, derivative=lambda x, y: y)
    with pytest.raises(OperandError, match="wrt is one of x or its place"):
        check(lambda x: x, derivative=lambda x: 1.0, wrt="y")
    with pytest.raises(OperandError, match="wrap it in a def"):
        check(lambda *x: x[0], derivative=lambda *x: 1.0)
    with pytest.raises(OperandError, match="domain says where"):
        check(lambda x: x, derivative=lambda x: 1.0, domain="y > 0")


# ---- For tests of one's own ---------------------------------------------------------------------


def test_assert_derivation_reads_texts_and_files(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Squares\n\n```derivation\ny = x^2\ndy/dx = 2*x\n```\n", "utf-8")
    assert_derivation(page)
    assert_derivation(str(page))
    with pytest.raises(AssertionError, match="but its comment calls it wrong"):
        assert_derivation("y = x^2\ndy/dx = 2*x  # wrong")
    with pytest.raises(AssertionError, match="right is dy/dx = 2"):
        assert_derivation("y = x^2\ndy/dx = x")
    with pytest.raises(AssertionError, match="no claim"):
        assert_derivation("y = x^2")
