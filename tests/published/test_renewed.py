"""What a page defines anew, and what it only seems to define."""

import pytest

from autograd.formulas.text.tokens import DerivationError
from autograd.published.modelling import judging

from .pages import report, statuses

EXAMPLE = r"Let $f(x) = x^2$, so $f'(x) = 2x$. "
OTHERS = [
    (r"f(x) = \sin(x^2)", r"f'(x) = 2x\cos(x^2)", r"f'(x) = x\cos(x^2)"),
    (r"f(x) = e^{3x}", r"f'(x) = 3e^{3x}", r"f'(x) = e^{3x}"),
    (r"f(t) = t\ln t", r"f'(t) = \ln t + 1", r"f'(t) = \ln t"),
]


@pytest.mark.parametrize(("defined", "right", "wrong"), OTHERS)
def test_each_example_has_a_function_of_its_own(defined, right, wrong):
    page = f"{EXAMPLE}Now let ${defined}$. Then ${right}$, and not ${wrong}$."
    assert statuses(page) == ["definition", "proved", "definition", "proved", "wrong"]


def test_what_holds_of_the_function_before_is_open():
    page = rf"{EXAMPLE}Now let $f(x) = \sin x$. Then $f'(x) = 2x$."
    assert statuses(page)[-1] == "inconclusive"


def test_a_name_alone_may_be_a_slip_and_both_meanings_are_right():
    page = r"Let $y = \tan x$. Then $y = 3x$, $\frac{dy}{dx} = 3$, $\frac{dy}{dx} = 1 + y^2$."
    assert statuses(page) == ["definition", "inconclusive", "proved", "proved"]


def test_what_an_example_far_above_calls_so_accuses_nobody():
    between = " ".join(f"$g_{n}(x) = x^{n}$." for n in range(2, 12))
    page = rf"{EXAMPLE}Now $f(x) = \sin x$. {between} Here $f'(x) = n x^{{n-1}}$."
    assert report(page).formulas[-1].status == "inconclusive"


@pytest.mark.parametrize(
    "equation", ["i = 2", "T = 150", r"F(x, y) \approx 1", "F(1, 0) = 0.3", "e = 1"]
)
def test_a_number_that_picks_or_measures_is_no_claim(equation):
    page = rf"With $C = \sum_{{i=1}}^T c_i^2$ and $F(0, 0) = 0.1$ we take ${equation}$."
    assert "wrong" not in statuses(page)


def test_what_is_defined_for_a_part_accuses_nobody():
    page = r"$$H(x) = 0 \quad \text{if } x < 0$$ and $$H'(x) = 1$$ say."
    assert "wrong" not in statuses(page)


def test_a_function_put_into_another_is_one_whatever_is_differentiated():
    page = r"$f(u) = \sin u$, $g(x) = x^2$, $\frac{df}{du} = \cos u$, $f(g(x)) = \sin(x^2)$."
    assert statuses(page)[-1] == "proved"


def test_a_definition_that_makes_no_sense_is_no_crash(monkeypatch):
    def refused(*_):
        raise DerivationError("f is a function: write f(…)", "", 1, 1)

    monkeypatch.setattr(judging, "check_statements", refused)
    found = report(EXAMPLE).formulas[-1]
    assert (found.status, found.why) == ("not read", "f is a function: write f(…)")
