"""A formula that may be right in a way that is not understood is never called wrong."""

import pytest

from .pages import report, statuses

DEFINED = "Let $$h = o \\tanh(c)$$ and later, with another unit, "


@pytest.mark.parametrize(
    "equation",
    ["h = c + o", r"\sum_k y_k = 1", r"1 = \sigma^2", r"U^T U = 2 V", "x^2 + x y + y^2 = 7"],
)
def test_an_equation_that_differentiates_nothing_is_not_accused(equation):
    assert "wrong" not in statuses(f"{DEFINED}$${equation}$$ holds.")


def test_what_is_wrong_only_if_a_name_is_a_number_says_so():
    page = r"With $$z = W x, \quad L = \frac12 z^T z, \quad u = 3 v$$ it is $$\frac{du}{dv} = 1.$$"
    last = report(page).formulas[-1]
    assert (last.status, last.why) == (
        "inconclusive",
        "wrong if u and v are numbers, which nothing says",
    )


def test_a_wrong_derivative_of_numbers_is_wrong():
    assert statuses(r"Let $$a = \tanh(z)$$ so $$\frac{da}{dz} = 1 - a$$") == ["definition", "wrong"]


def test_an_equation_of_other_names_may_be_tied_in_words():
    page = r"Let $$s = c t - x, \quad r = x + v t.$$ In our units $$s r = t^2 - x^2$$ holds."
    assert "wrong" not in statuses(page)


SOLVED = "The critical point solves an equation. Let $h(q) = 3q^6 - 4 q^{-3}$. Then "


def test_a_chain_with_a_slip_is_not_proved_because_it_may_be_a_condition():
    chain = "h'(q) = 3(6q^5) + 4(3q^{-4}) = 18q^5 "
    assert statuses(f"{SOLVED}$${chain} + 12q^{{-4}}$$")[-1] == "proved"
    assert statuses(f"{SOLVED}$${chain} - 12q^{{-4}}$$")[-1] == "inconclusive"


def test_a_sign_without_sides_is_no_crash():
    assert statuses("Let $x_t = 2$ and $=$ here, $x = (1, 2)$.")
