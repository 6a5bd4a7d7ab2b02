"""What is said beside a verdict, and how the checker keeps within bounds."""

import pytest

import autograd
from autograd import OperandError, check
from autograd.testing import assert_derivation
from effort import at_most


def last(page):
    return check(page).claims[-1]


# ---- Remarks ------------------------------------------------------------------------------------


def test_a_right_formula_that_loses_its_digits_is_right_and_unsafe():
    claim = last("y = tanh(x)\ndy/dx = 1 - tanh(x)^2")
    assert claim.status == "proved"
    assert claim.note == (
        "right, but numerically unsafe at x = 20: 16 of 16 digits are lost; use 1/cosh(x)^2"
    )


def test_a_stable_formula_gets_no_warning():
    assert last("y = tanh(x)\ndy/dx = 1/cosh(x)^2").note is None
    assert last("a = sigmoid(z)\nda/dz = a*(1 - a)").note is None


@pytest.mark.parametrize("rounded", ["0.3333333", "0.33333333"])
def test_a_rounded_constant_is_called_one(rounded):
    claim = last(f"w = x*{rounded}\ndw/dx = 1/3")
    assert claim.status == "wrong"
    assert claim.note.endswith("of its value everywhere: a rounded constant?")


def test_a_kink_is_judged_by_the_convention_and_said_so():
    claim = last("r = relu(x)\ndr/dx = where(x >= 0, 1, 0)")
    assert claim.status == "proved"
    assert claim.evidence == [
        "x = 0 is a kink, where the slope is a convention: here 0, in the claim 1.00000"
    ]


def test_a_formula_that_passes_through_a_kink_smoothly_is_not_judged_by_it():
    claim = last("L = max(z, 0) - z*y + log(1 + exp(-|z|))\ndL/dz = sigmoid(z) - y")
    assert claim.status == "proved"
    assert claim.evidence == []


def test_a_hole_in_one_side_refutes_nothing():
    claim = last("y = |x|\ndy/dx = x/|x|")
    assert claim.status == "proved"
    assert claim.evidence == ["right where both are defined; the claim is undefined at x = 0"]


def test_a_name_that_occurs_nowhere_else_is_pointed_out():
    claim = last("y = w1*x + b\ndy/dx = w")
    assert "w occurs nowhere else on the page; is w1 meant?" in claim.evidence
    claim = last("S > 0\nsig > 0\nm = log(S/K)/sig\nK > 0\ndm/dS = 1/(s*sig)")
    assert claim.note == "s should be S"
    assert "s occurs nowhere else on the page" in claim.evidence  # and no other name is meant


def test_a_power_of_e_further_up_is_no_news_to_a_claim_without_one():
    claim = last("p = e^q\ny = x^2\ndy/dx = x")
    assert not any("e is an ordinary name" in said for said in claim.evidence)


def test_too_few_points_decide_nothing():
    claim = last("y = sqrt(-x^2)\ndy/dx = x")
    assert claim.status == "inconclusive"
    assert "have no value together at any of" in claim.evidence[0]


def test_a_name_that_has_no_value_anywhere_leaves_other_claims_their_verdict():
    claim = last("y = x^2\nq = sqrt(-x^2 - 1)\ndy/dx = x + b*x")
    assert claim.status == "wrong"
    assert claim.note == "the factor b is one too many in b*x"
    assert claim.suggestion == "dy/dx = x + x"


def test_a_finite_set_is_decided_completely():
    claim = last("n in {0, 1, 2}\nq = n*(n - 1)*(n - 2)\nq = 0")
    assert claim.status == "agrees"
    assert claim.evidence == ["checked at every point there is: 3"]


def test_agreement_without_a_proof_says_what_it_rests_on(monkeypatch):
    monkeypatch.setattr("autograd.checking.proof.prover.Case.proves", lambda *_: False)
    claim = last("y = x^2\ndy/dx = 2*x")
    assert claim.status == "agrees"
    assert claim.evidence == ["not proved; equal to 30 digits at 200 points, and different at none"]


def test_a_slip_hidden_on_the_integers_is_found():
    assert last("y = x + sin(pi*x)\ny = x").status == "wrong"
    assert last("y = x\ny = where(x > 1000000, x + 1, x)").status == "wrong"


def test_a_power_of_a_ball_around_zero_is_known():
    # Once 24 points with zeros agreed and the rest stayed undecided.
    assert last("y = x*(1 - (exp(u) - exp(u))^2)\ny = x*(1 - u^2)").status == "wrong"
    assert last("y = x*(1 - (exp(u) - exp(u))^3)\ny = x*(1 + u^2)").status == "wrong"


def test_floats_that_a_sweep_multiplied_are_no_false_alarm():
    assert last("y = 5*(x/3) + 7*mean(x, u, v)/11\ndy/dx = 5/3 + 7/33").status == "proved"
    assert last("y = x/49*49\ndy/dx = 1").status == "proved"


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


def test_what_depends_on_an_unreadable_line_is_not_judged():
    page = "z = w*x + b\nL = (z - y)$^2\nM = 2*L\ndM/dz = 4*(z - y)\ndz/dw = x"
    definition, claim, other = check(page).claims
    assert definition.status == "unreadable"
    assert claim.status == "inconclusive"
    assert claim.note == "this depends on line 2, which could not be read"
    assert other.status == "proved"


def test_what_depends_on_an_unreadable_range_is_not_judged():
    claim = last("l >> 0\nT = sqrt(l/g)\ndT/dl = 1/(2*sqrt(l*g))")
    assert claim.status == "inconclusive"


def test_an_unreadable_claim_breaks_no_other():
    first, second = check("y = x^2\ny = x^2 + $\ndy/dx = 2*x").claims
    assert (first.status, second.status) == ("unreadable", "proved")


@pytest.mark.parametrize(
    "claim",
    [
        "\u2202L/\u2202w = (a \u2212 y)\u00b7a\u00b7(1 \u2212 a)\u00b7x",
        "\u2202L/\u2202b = \u2202L/\u2202a \u00b7 \u2202a/\u2202z = (a - y)*\u03c3'(z)",
        "\u2202\u00b2L/\u2202b\u00b2 = (a*(1-a))^2 + (a-y)*a*(1-a)*(1-2*a)",
        "\u2202\u00b2L/\u2202w\u2202b = x*((a*(1-a))^2 + (a-y)*a*(1-a)*(1-2*a))",
        "d^2 L/(dw db) = x*((a*(1-a))^2 + (a-y)*a*(1-a)*(1-2*a))",
        "d/dx(sin(x)^2) = 2*sin(x)*cos(x)",
    ],
)
def test_formulas_as_people_paste_them(claim):
    page = "z = w\u00b7x + b\na = \u03c3(z)\nL = \u00bd*(a \u2212 y)\u00b2\n"
    assert last(page + claim).status == "proved"


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


def test_a_declared_function_is_differentiated_in_its_parameters():
    assert last("f(x, y) = x*y^2\ndf/dy = 2*x*y").status == "proved"


@pytest.mark.parametrize(
    ("page", "statuses"),
    [
        ("q in (0, pi/2)\nsqrt(1 - cos(q)^2) = sin(q)", ["agrees"]),
        ("0 < q < pi\n|sin(q)| = sin(q)", ["agrees"]),
        ("q > pi/2\nq < 3*pi/2\n|cos(q)| = -cos(q)\n|cos(q)| = cos(q)", ["agrees", "wrong"]),
        ("x in [-sqrt(2), sqrt(2)]\ny = sqrt(2 - x^2)\ndy/dx = -x/y", ["proved"]),
        ("q in (-pi, 2*pi)\n|sin(q)| = sin(q)", ["wrong"]),
    ],
)
def test_a_range_may_end_at_a_number_that_is_no_fraction(page, statuses):
    assert [claim.status for claim in check(page).claims] == statuses


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("x in {0, pi}", "wanted a number: write pi as 3.141593, to digits enough"),
        ("y = sin(t)\nat t=pi/6: y = 0.5", "write pi/6 as 0.5235988, to digits enough"),
        ("pi = 3\nx in (0, pi)", "wanted a number"),
        ("x in (0, a)", "wanted a number"),
        ("x in (pi, pi)", "is empty"),
    ],
)
def test_where_an_exact_number_is_wanted_it_is_said(page, why):
    claim = check(page).claims[0]
    assert claim.status == "unreadable"
    assert why in (claim.note or "")


def test_bounds_on_one_line():
    assert last("T = sqrt(l/g)\nl > 0, g > 0\ndT/dl = 1/(2*sqrt(l*g))").status == "proved"


def test_a_comparison_counts_as_one_or_zero():
    assert last("y = relu(x)\ndy/dx = (x > 0)").status == "proved"


def test_a_power_of_e_is_explained():
    claim = last("y = e^x\ndy/dx = y")
    assert claim.status == "wrong"
    assert "e is an ordinary name here: write exp(x) for e^x" in claim.evidence


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
