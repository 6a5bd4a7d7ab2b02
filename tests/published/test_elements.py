"""A subscript of one letter: an entry, one of many arrays, a fixed value, or a part of the name."""

import pytest

from autograd.formulas.printed import read_printed
from autograd.published.names.counting import letters
from autograd.published.names.references import reference

from .pages import statuses


def read(formula: str, *page: str):
    """The first symbol of a formula, taken apart as on a page with these others."""
    printed = [read_printed(each) for each in (formula, *page)]
    found = reference(printed[0].sides[0], letters(printed))
    return found.name, [str(x) for x in found.family], [str(x) for x in found.entries]


@pytest.mark.parametrize(
    ("formula", "page", "name", "family", "entries"),
    [
        ("p_i = e^{z_i}", [r"s = \sum_k z_k p_k"], "p", [], ["symbol i"]),
        (r"x_i = 1", [r"f = \sum_i (w^T x_i)^2"], "x", ["symbol i"], []),
        (r"u_w = 1", [r"f = \sum_w \|u_w\|^2"], "u", ["symbol w"], []),
        (r"v_c = 1", [r"f = \sum_w u_w^T v_c"], "v_c", [], []),
        (r"W_{hh} = 1", [r"h_t = W_{hh} h_{t-1}"], "W_hh", [], []),
        (r"h_t = 1", [r"h_t = W_{hh} h_{t-1}"], "h", ["symbol t"], []),
        (r"L_i = 1", [r"L = \sum_i L_i"], "L_each", [], ["symbol i"]),
        (r"y_{\text{max}} = 1", [], "y_max", [], []),
    ],
)
def test_what_a_subscript_is(formula, page, name, family, entries):
    assert read(formula, *page) == (name, family, entries)


def test_a_letter_that_is_free_on_the_right_is_one_fixed_value():
    page = r"""
$$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}, \qquad L = -\log p_c$$
$$\frac{\partial L}{\partial z_j} = p_j - \mathbb{1}[j = c]$$
$$\frac{\partial L}{\partial z_j} = p_j - \mathbb{1}[j \ne c]$$
"""
    assert statuses(page) == ["definition", "definition", "proved", "wrong"]


def test_vectors_that_a_letter_counts_are_summed_one_by_one():
    page = r"""
$$f = \sum_{i=1}^{m} (w^T x_i - y_i)^2$$
$$\frac{\partial f}{\partial w} = 2 \sum_{i=1}^{m} (w^T x_i - y_i) x_i$$
$$\frac{\partial f}{\partial w} = \sum_{i=1}^{m} (w^T x_i - y_i) x_i$$
"""
    assert statuses(page) == ["definition", "proved", "wrong"]


@pytest.mark.parametrize("letter", [r"\rho", r"\alpha", r"\gamma", r"\nu"])
def test_nobody_counts_in_greek(letter):
    page = rf"$$U = a x^{letter}$$ $$\frac{{\partial U}}{{\partial x}} = a {letter} "
    assert statuses(rf"{page} x^{{{letter} - 1}}$$") == ["definition", "proved"]
    assert statuses(rf"{page} x^{{{letter} + 1}}$$") == ["definition", "wrong"]
