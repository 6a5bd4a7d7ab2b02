"""Names that a page varies, or holds, although it says elsewhere what they are."""

import pytest

from .pages import statuses

REGULATOR = r"""
The cost is $S = x^2 + u^2 + (a x + b u)^2$. Then
$$\frac{\partial S}{\partial u} = 2 u + 2 b (a x + b u)$$
$$\frac{\partial S}{\partial x} = 2 x + 2 a (a x + b u)$$
$$\frac{\partial S}{\partial x} = 2 x + 2 b (a x + b u)$$
A linear feedback is $u = -k x$.
$$\frac{\partial u}{\partial x} = -k$$
"""


def test_a_name_that_is_varied_is_free_until_a_formula_below_ties_it():
    found = statuses(REGULATOR)
    assert found == ["definition", "proved", "proved", "wrong", "definition", "proved"]


def test_what_is_said_below_counts_where_the_name_is_not_varied():
    page = r"$$L = \frac12 (a - y)^2$$ $$\frac{\partial L}{\partial w} = a - y$$ where $a = w x$."
    assert "wrong" in statuses(page)


@pytest.mark.parametrize(
    "words",
    ["held fixed", "kept constant", "treated as a constant", "festgehalten", "fijo", "固定"],
)
def test_what_is_held_is_not_differentiated(words):
    page = rf"With $\alpha = w s$ {words}, $E = \frac12 (s - \alpha w)^2$ gives "
    assert statuses(rf"{page}$$\frac{{dE}}{{dw}} = -\alpha (s - \alpha w)$$")[-1] == "proved"
    assert statuses(rf"{page}$$\frac{{dE}}{{dw}} = \alpha (s - \alpha w)$$")[-1] == "wrong"


@pytest.mark.parametrize("gradient", [r"\nabla f(x)", r"\nabla f"])
def test_a_gradient_is_taken_in_the_only_argument(gradient):
    page = rf"Let $f(x) = x^T A x + b^T x$. $${gradient} = A x + A^T x + "
    assert statuses(f"{page}b$$")[-1] == "proved"
    assert statuses(f"{page}2b$$")[-1] == "wrong"


def test_a_quotient_of_derivatives_may_be_set_as_a_fraction():
    page = r"Let $U = x y^2$. $$\frac{\partial U / \partial x}{\partial U / \partial y} = "
    assert statuses(rf"{page}\frac{{y}}{{2x}}$$")[-1] in ("proved", "agrees")
    assert statuses(rf"{page}\frac{{x}}{{2y}}$$")[-1] != "proved"
