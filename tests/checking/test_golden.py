"""The published derivations that this checker was made for: every verdict and every number."""

import re
from functools import cache
from pathlib import Path

import pytest
from mpmath import mp

from autograd.checking import check
from autograd.checking.claims.outline import outline
from autograd.checking.report.claims import point
from autograd.formulas.text.page import statements

DOCS = Path(__file__).resolve().parents[2] / "docs"
pytestmark = pytest.mark.board
SOURCES = ("backpropagation", "worked-example", "hidden-bias", "tanh-softmax", "thresholds")
PAGES = {
    path.stem: path
    for path in sorted(DOCS.rglob("*.md"))
    if path.stem != "README" and "```derivation" in path.read_text(encoding="utf-8")
}
_VERDICT = re.compile(
    r"[#%]\s*(right|wrong|a condition)\b(?:: (\S+) for (\S+) at ([^(]*[^(\s])(?: \((.+)\))?)?"
)


def page(name):
    return PAGES[name].read_text("utf-8")


@cache
def checked(name):
    """The report on a page, made once: a page takes up to a second."""
    return check(page(name))


def verdicts(text):
    """What the comments of a page say, by the line on which their statement starts."""
    starts = [statement.line for statement in statements(text)]
    found = {}
    for place, line in enumerate(text.splitlines(), 1):
        if match := _VERDICT.search(line):
            found[max(start for start in starts if start <= place)] = match.groups()
    return found


@pytest.mark.parametrize("name", PAGES)
def test_each_claim_of_a_page_has_the_verdict_that_stands_beside_it(name):
    text = page(name)
    expected = verdicts(text)
    claims = checked(name).claims
    assert [claim.line for claim in claims] == sorted(expected)
    for claim in claims:
        verdict, claimed, true, where, component = expected[claim.line]
        right = claim.status in ("proved", "agrees")
        assert claim.status in ("proved", "agrees", "wrong", "condition"), str(claim)
        assert (claim.status == "condition") == (verdict == "a condition"), str(claim)
        assert right == (verdict == "right"), str(claim)
        if where is not None:
            assert (point(claim.counterexample), claim.component) == (where, component)
            assert float(claim.claimed_value) == float(claimed)
            assert float(claim.true_value) == float(true)


@pytest.mark.parametrize("name", SOURCES)
def test_every_right_formula_of_a_page_is_proved(name):
    for claim in checked(name).claims:
        if claim.status == "agrees":
            assert claim.claim.startswith("at "), str(claim)


@pytest.mark.parametrize("name", PAGES)
def test_every_suggestion_is_right_when_it_takes_the_claim_s_place(name):
    for claim in checked(name).wrong():
        if claim.suggestion is None or "->" in claim.suggestion:
            continue
        mended = alone(name, claim.line, claim.suggestion)
        (again,) = [c for c in check(mended).claims if c.line == claim.line]
        assert again.status in ("proved", "agrees"), str(again)


def alone(name, line, claim):
    """The page with this claim on the given line and no other: only what it may rest on."""
    lines = page(name).splitlines()
    starts = {statement.line for statement in statements(page(name))}
    for other in checked(name).claims:
        if other.status == "condition" or other.is_condition:
            continue
        place = other.line
        while place == other.line or (place not in starts and lines[place - 1][:1] == " "):
            lines[place - 1] = ""
            place += 1
    lines[line - 1] = claim
    return "\n".join(lines)


@pytest.mark.parametrize("name", PAGES)
def test_an_outline_has_the_claims_of_the_report(name):
    read = [(claim.line, claim.claim) for claim in outline(page(name))]
    assert read == [(claim.line, claim.claim) for claim in checked(name).claims]


# ---- What is said beside a verdict --------------------------------------------------------------


def claims_about(name, start):
    return [claim for claim in checked(name).claims if claim.claim.startswith(start)]


def test_the_wrong_first_factor_is_another_derivative():
    (claim,) = claims_about("hidden-bias", "dL/da2")
    assert claim.note == "a2 - y is dL/dz2, not dL/da2"
    assert claim.suggestion == "dL/da2 = (a2 - y)/(a2*(1 - a2))"


def test_final_right_first_factor_wrong_product_inconsistent():
    (claim,) = claims_about("hidden-bias", "dL/db1 = dL/da2")
    product, step, result = claim.links
    assert (product.status, step.status, result.status) == ("wrong", "wrong", "proved")
    assert (step.true_value, step.claimed_value) == ("0.036570063381739404", "0.15561483280046364")
    assert claim.culprit == "dL/da2"


def test_the_squared_error_lacks_the_output_s_slope():
    claim = next(c for c in claims_about("hidden-bias", "dM/db1") if c.status == "wrong")
    assert claim.culprit == "a2*(1 - a2)"


def test_the_forgotten_path_is_named():
    claim = next(c for c in claims_about("worked-example", "dE/dw1") if c.status == "wrong")
    assert claim.note == "the path through z4, dE/dz4*dz4/dw1, is missing"


def test_the_row_for_the_column_is_named():
    claim = next(c for c in claims_about("backpropagation", "e1_1") if c.status == "wrong")
    assert claim.note == "w2_12 should be w2_21"
    assert claim.suggestion == "e1_1 = (w2_11*e2_1 + w2_21*e2_2)*sigmoid'(z1_1)"


def test_the_lost_prime_is_named():
    (claim,) = claims_about("thresholds", "f(x)")
    assert claim.note == "(1 + exp(-x) - 1)/(1 + exp(-x))^2 is f'(x), not f(x)"


# ---- Numbers at given points --------------------------------------------------------------------

NETWORK = """
z1_1 = w1_11*x_1 + w1_12*x_2 + b1_1
z1_2 = w1_21*x_1 + w1_22*x_2 + b1_2
a1_1 = sigmoid(z1_1)
a1_2 = sigmoid(z1_2)
z2_1 = w2_11*a1_1 + w2_12*a1_2 + b2_1
z2_2 = w2_21*a1_1 + w2_22*a1_2 + b2_2
a2_1 = sigmoid(z2_1)
a2_2 = sigmoid(z2_2)
C = ((a2_1 - y_1)^2 + (a2_2 - y_2)^2)/2
e1_1 = dC/dz1_1
e2_1 = dC/dz2_1
e2_2 = dC/dz2_2
"""
NAMES = """x_1 x_2 y_1 y_2 b1_1 b1_2 b2_1 b2_2 w1_11 w1_12 w1_21 w1_22 w2_11 w2_12 w2_21 w2_22"""


@pytest.mark.parametrize(
    ("one", "formula", "shown"),
    [
        ("w2_12", "e1_1", "0"),
        ("w2_12", "(w2_11*e2_1 + w2_12*e2_2)*sigmoid'(z1_1)", "0.03125"),
        ("b1_2", "dC/dw2_12", "0.09138232232875061"),
        ("b1_2", "a2_2*e2_1", "0.0625"),
        ("", "e2_1", "0.125"),
        ("", "a2_1 - y_1", "0.5"),
    ],
)
def test_the_numbers_of_the_planted_slips(one, formula, shown):
    numbers = ", ".join(f"{name}={int(name == one)}" for name in NAMES.split())
    (claim,) = check(f"{NETWORK}\nat {numbers}: {formula} = {shown}").claims
    assert claim.status == "agrees", str(claim)


def test_the_digits_of_an_astronomical_number_are_certain():
    """exp(-1e36/3), whose argument wants more bits than the digits shown."""
    (claim,) = check("y = exp(x/3)\nat x=-1e36: y = 5.0").claims
    with mp.workdps(80):
        right = mp.nstr(mp.exp(mp.mpf(10) ** 36 / -3), 17)
    assert claim.true_value == right


# ---- Training -----------------------------------------------------------------------------------

START = """at x1=0.05, x2=0.10, w1=0.15, w2=0.20, w3=0.25, w4=0.30, k1=0.35, w5=0.40, w6=0.45,
w7=0.50, w8=0.55, k2=0.60, T1=0.01, T2=0.99, eta=0.5"""


def after(count, shown):
    """The worked example's page with another last claim; that claim."""
    definitions = "\n".join(line for line in page("worked-example").splitlines() if _kept(line))
    return check(f"{definitions}\n{START}, after {count} updates:\n{shown}").claims[-1]


def _kept(line):
    return re.match(r"(\w+ = |w\d <- )", line)


@pytest.mark.parametrize(
    ("count", "loss", "o1", "o2"),
    [
        (1, "0.29102777369359935087", "0.74208811119078244918", "0.77528496829445951657"),
        (1000, "0.0011143494537337394486", "0.044052885115144585589", "0.95730290650834170519"),
        (10000, "0.000035101877829788458742", "0.015913620443550626595", "0.98406427351462375687"),
        (20000, "7.8367755384779104912e-6", "0.012784748731479069420", "0.98718597697602142304"),
    ],
)
def test_twenty_digits_after_training(count, loss, o1, o2):
    claim = after(count, f"E = {loss}, o1 = {o1}, o2 = {o2}")
    assert claim.status == "agrees", str(claim)


def test_the_listing_prints_the_state_before_an_update():
    claim = after(10000, "E = 0.0000351085")
    assert claim.status == "wrong"
    assert claim.note == "this is the value after 9999 updates"


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "E = 0.291027924"), (10000, "o1 = 0.015912196"), (10000, "o2 = 0.984065734")],
)
def test_the_famous_update_order_mistake_is_named(count, shown):
    claim = after(count, shown)
    assert claim.status == "wrong"
    assert claim.note.startswith("this comes out when the new w5, w6, w7 and w8 are used")


def test_a_gradient_at_new_weights_is_named():
    claim = after(0, "dE/dw5 = 0.0797")
    assert claim.status == "wrong"
    assert after(1, f"dE/dw5 = {claim.true_value[:12]}").note == (
        "this is the value before any update"
    )


def test_a_new_value_is_used_too_early_by_a_method_that_is_not_the_one_written():
    (claim,) = (c for c in checked("pendulum").wrong() if c.claim.startswith("at "))
    assert claim.note.startswith("this comes out when the new w is used")


@pytest.mark.parametrize(
    ("shown", "status"),
    [("0.14285", "agrees"), ("0.14", "agrees"), ("0", "wrong"), ("0.2", "wrong")],
)
def test_a_number_may_be_cut_off_but_not_away(shown, status):
    (claim,) = check(f"f = 1 - x/7\ndf/dx = -1/7\nat x=6: f = {shown}").claims[1:]
    assert claim.status == status, str(claim)
