"""One notion of kink: formulas, worked numbers, updates and functions judge a point alike."""

from fractions import Fraction

import pytest

from autograd import abs as size
from autograd import relu
from autograd.checking import check
from autograd.checking.certified.balls import exact, overlap, precision
from autograd.checking.certified.program import Program
from autograd.checking.certified.rationals import LONGEST, Rational, rationals
from autograd.values.symbol import Symbol

# Formulas that are smooth at a point where their parts are not: the point, and the slope there.
SMOOTH = {
    "relu(x) - relu(-x)": ("0", "1"),
    "max(x, 0) + min(x, 0)": ("0", "1"),
    "|x - 0.1| - |0.1 - x| + 3*x": ("0.1", "3"),
    "|x - 1/3| - |1/3 - x| + x": ("1/3", "1"),
    "clip(x, 0, 1) + relu(x - 1) - relu(-x)": ("1", "1"),
    "leaky_relu(x) - leaky_relu(-x)": ("0", "1.01"),
    "elu(x)": ("0", "1"),
    "max(x, 3) + min(x, 3)": ("3", "1"),
    "|x|*x + 2*x": ("0", "2"),
    "(1 - cos(x))*sign(x) + x": ("0", "1"),
    "max(x, 0) - x/4 + log(1 + exp(-|x|))": ("0", "0.25"),
    "where(x = 0, 1, exp(x))": ("0", "1"),
    "where(x != 0, sin(x)/x, 1) + x": ("0", "1"),
    "where(x != 1, (x^2 - 1)/(x - 1), 2)": ("1", "1"),
    "where(x >= 0, x^2, -x^2) + x": ("0", "1"),
    "where(x != 0, (x - sin(x))/x^3, 1/6) + x": ("0", "1"),
    "where(x > 0, x, x)": ("0", "1"),
    "relu(x)^2 + x": ("0", "1"),
}

# Formulas with a kink or a jump, and what is said of slopes there.
KINKED = {
    "relu(x)": {"0": "agrees", "1": "wrong", "0.5": "wrong", "7": "wrong"},
    "|x|": {"0": "agrees", "1": "wrong", "-1": "wrong"},
    "|x| + x": {"1": "agrees", "0": "wrong", "2": "wrong"},
    "max(x, y)": {"0.5": "agrees", "1": "wrong", "0": "wrong"},
    # A `where` says which branch holds, not which slope is meant: a number of a side is let be.
    "where(x > 0, x, 0)": {"0": "agrees", "1": "inconclusive", "0.5": "inconclusive", "7": "wrong"},
    "where(x >= 0, x, 0)": {"1": "agrees", "0": "inconclusive", "-1": "wrong"},
    # The branch is taken at this point alone: its slope says nothing.
    "where(x = 0, 0, |x|)": {"0": "inconclusive", "1": "inconclusive", "7": "wrong"},
    "where(x = 0, 2, exp(x))": {"0": "inconclusive", "1": "inconclusive", "7": "inconclusive"},
}


def worked(formula, point, shown, more=""):
    page = f"f = {formula}\nat x = {point}{more}: df/dx = {shown}"
    (claim,) = check(page).claims
    return claim


@pytest.mark.parametrize(("formula", "at"), SMOOTH.items(), ids=SMOOTH)
def test_a_formula_that_is_smooth_where_its_parts_are_not_has_its_slope_there(formula, at):
    point, slope = at
    assert worked(formula, point, slope).status == "agrees"
    assert worked(formula, point, "7").status == "wrong"
    (claim,) = check(f"f = {formula}\nx <- df/dx\nat x = {point}, after 1: x = {slope}").claims
    assert claim.status == "agrees"
    assert not claim.evidence


@pytest.mark.parametrize(("formula", "said"), KINKED.items(), ids=KINKED)
def test_a_kink_is_judged_by_the_convention_and_said_so(formula, said):
    more = ", y = 0" if "y" in formula else ""
    for shown, status in said.items():
        claim = worked(formula, "0", shown, more)
        assert claim.status == status, str(claim)
        assert "kink" in claim.evidence[-1] or "jumps" in claim.evidence[-1]


@pytest.mark.parametrize("formula", KINKED)
def test_a_formula_is_neither_accused_nor_praised_for_its_value_at_a_kink(formula):
    page = f"f = {formula}\ng = df/dx\n"
    for claim in ("df/dx = where(x = 0, 7, g)", "df/dx = where(x = 0, -7, g)"):
        assert check(page + claim).ok


def test_a_kink_of_another_argument_is_none():
    at = "at w = 1, x = 0"
    page = "f = relu(w*x)\n{}: df/dw = 0\n{}: df/dx = 0"
    first, second = check(page.format(at, at)).claims
    assert not first.evidence
    assert (
        "f has a kink: its slope in x is 1.00000 on one side and 0 on the other"
        in (second.evidence[0])
    )
    page = "f = max(x, y) - max(x, 0)\nat x = 0, y = 0: df/dx = 0"
    assert check(page).ok


def test_what_is_differentiated_in_may_be_a_name_on_the_way_or_an_argument():
    page = "z = w*x\nf = relu(z) - relu(-z)\nat w = 0.1, x = 0: df/dz = 1, df/dx = 0.1"
    assert check(page).ok
    assert check("g(t) = relu(t) - relu(-t)\ng'(0) = 1\nat x = 0: g'(x) = 1").ok
    assert not check("g(t) = relu(t) - relu(-t)\nat x = 0: g'(x) = 0").ok


def test_what_is_written_the_same_does_not_move_with_a_name():
    page = "z = w*x\nf = max(z, w*x)\nat w = 1, x = 1: df/dz = 0.5\n"
    first, second = check(f"{page}at w = 1, x = 1: df/dx = 1").claims
    assert (first.status, second.status) == ("agrees", "agrees")
    assert "f has a kink: its slope in z is 1.00000 on one side and 0" in first.evidence[0]
    assert not second.evidence
    page = "f = where(x = 0, 1, exp(x))\nat x = 0: df/dx - where(x = 0, 0, exp(x)) = 1"
    assert check(page).ok


def test_second_slopes_at_a_kink_name_the_first():
    page = "f = x*|x|\nat x = 0: df/dx = 0\nat x = 0: d2f/dx2 = 0"
    first, second = check(page).claims
    assert (first.status, first.evidence) == ("agrees", [])
    assert "df/dx has a kink: its slope in x is 2.00000 on one side" in second.evidence[0]


# ---- Updates ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rounds", [4, 500])
def test_rounds_go_straight_on_where_the_formula_is_smooth(rounds):
    page = f"f = relu(w) - relu(-w)\nw <- w - df/dw/4\nat w = 0.5, after {rounds}: w = "
    (claim,) = check(f"{page}{0.5 - rounds / 4}").claims
    assert (claim.status, claim.evidence) == ("agrees", [])
    (claim,) = check(f"{page}0").claims
    assert claim.status == "wrong"


# ---- Functions ----------------------------------------------------------------------------------


def test_a_function_is_judged_as_the_formula_is():
    assert check(lambda x: relu(x) - relu(-x), derivative=lambda x: 1.0, domain="x in {0}").ok
    assert check(lambda x: size(x) * x, derivative=lambda x: 2 * size(x)).ok


# ---- Rational numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "formula",
    [
        lambda x: x - 0.1 + 2 * x / 3,
        lambda x: (x * x - 1 / x) ** 3.0,
        lambda x: -x.relu() + abs(x - 0.3),
        lambda x: x.maximum(0.2) * x.minimum(0.2),
        lambda x: x.sign() + x.step() + (x - 0.1).step(),
    ],
)
@pytest.mark.parametrize("x", [Fraction(1, 10), Fraction(-3, 7)])
def test_what_is_rational_is_known_as_such(formula, x):
    symbol = Symbol("x")
    program = Program([formula(symbol)], [symbol])
    value = rationals(program, [x])[program.roots[0]]
    assert isinstance(value, Rational)
    with precision(128):
        (enclosure,) = program.at([x], 128)
        assert overlap(enclosure, exact(value))


def test_what_is_no_rational_number_or_a_very_long_one_is_not_known():
    x = Symbol("x")
    program = Program([x.exp(), x.sin(), x ** (10.0**9), x**0.5], [x])
    values = rationals(program, [Fraction(3, 10)])
    assert not any(isinstance(values[root], Fraction) for root in program.roots)
    long = Fraction(1, 3**LONGEST)
    assert not isinstance(rationals(Program([x * 3.0], [x]), [long])[-1], Fraction)


# A slope in x at points where numbers tie that x does not move, and what is wrong there only.
STILL = {
    "where(n > 0, x, 2*x)": ("where(n > 0, 1, 2)", "where(n >= 0, 1, 2)"),
    "where(n = 0, x, 2*x)": ("where(n = 0, 1, 2)", "2"),
    "where(n != 0, x, x^2)": ("where(n = 0, 2*x, 1)", "1"),
    "n*x + (1 - n)*sin(x)": ("where(n > 0, 1, cos(x))", "where(n >= 0, 1, cos(x))"),
    "x*sign(n)^2": ("n^2", "1"),
    "x^2*where(1 > n, 3, 4)": ("2*x*(4 - where(n < 1, 1, 0))", "2*x*(4 - where(n <= 1, 1, 0))"),
    "x*floor(n/2)": ("0", "ceil(n/2)"),
    "relu(n*exp(x))": ("n*exp(x)", "where(n*exp(x) > 0, n, 5)*exp(x)"),
    "max(n*exp(x), 0) + abs(x - x)": ("n*exp(x)", "where(n*exp(x) = 0, 1, n*exp(x))"),
}
ALWAYS = {
    "max(x, x)": "1",
    "abs(x - x) + x": "1",
    "where(x = x, x, 2*x)": "1",
    "where(x > x, x, 2*x)": "2",
    "where(x - x >= 0, x^2, 0)": "2*x",
}


@pytest.mark.parametrize(("formula", "slopes"), STILL.items(), ids=STILL)
def test_a_tie_that_what_is_differentiated_in_does_not_move_is_no_kink(formula, slopes):
    right, wrong = slopes
    page = f"n in {{0, 1}}\nf = {formula}\ndf/dx = {right}\ndf/dx = {wrong}"
    first, second = check(page).claims
    assert first.status in ("proved", "agrees")
    assert second.status == "wrong"


def test_that_holds_for_a_name_of_any_number_too_and_in_second_slopes():
    slopes = "d2f/dx2 = 2*where(n >= 2, 1, 2); d2f/dx2 = 2*where(n > 2, 1, 2)"
    first, second = check(f"f = x^2*where(n > 2, 1, 2); {slopes}").claims
    assert (first.status, first.counterexample["n"]) == ("wrong", 2)
    assert second.status in ("proved", "agrees")


def test_a_convention_that_was_differentiated_before_is_still_one():
    pages = [
        "r = relu(z)\ng = dr/dz*y\ndg/dy = where(z >= 0, 1, 0)",
        "f = relu(x)*y\nd2f/(dx dy) = where(x >= 0, 1, 0)",
        "s = relu'(z)\nf = s*q\ndf/dq = where(z >= 0, 1, 0)",
        "z = w*x + b\na = relu(z)\nda/dz = where(w*x + b >= 0, 1, 0)",
    ]
    for page in pages:
        assert check(page).claims[0].status in ("proved", "agrees"), page


@pytest.mark.parametrize(("formula", "slope"), ALWAYS.items(), ids=ALWAYS)
def test_what_ties_everywhere_has_no_kink_anywhere(formula, slope):
    page = f"f = {formula}\ndf/dx = {slope}\ndf/dx = {slope} + 1"
    assert [claim.status == "wrong" for claim in check(page).claims] == [False, True]
    assert check(page).claims[0].status in ("proved", "agrees")
