"""Columns of ones and of the unit matrix, and what is added to each row or column of a matrix."""

import pytest

from .pages import statuses

RIGHT = {"proved", "agrees"}
SQUARES = r"$$L = \frac12 \|Z - Y\|_F^2$$"
ROWS = rf"$$Z = XW + b$$ {SQUARES}"
COLUMNS = rf"$$Z = WX + b$$ {SQUARES}"
OUTER = rf"$$Z = XW + \mathbf 1 b^\top$$ {SQUARES}"
FITTED = r"Let $w \in \mathbb R^d$. $$\hat y = Xw + b$$ $$L = \frac12 \|\hat y - y\|^2$$"
CENTRED = (
    r"Let $X \in \mathbb R^{4 \times 2}, \mu \in \mathbb R^2$. $$D = X - \mu$$ $$q = \|D\|_F^2$$"
)
B, MU = r"\frac{\partial L}{\partial b}", r"\frac{\partial q}{\partial \mu}"

CLAIMS = [
    (ROWS, rf"{B} = \mathbf 1^\top (Z - Y)", rf"{B} = 2\, \mathbf 1^\top (Z - Y)"),
    (ROWS, rf"{B} = (Z - Y)^\top \mathbf 1", rf"{B} = (Y - Z)^\top \mathbf 1"),
    (ROWS, rf"{B} = \sum_i (Z - Y)_i", rf"{B} = -\sum_i (Z - Y)_i"),
    (ROWS, r"\frac{\partial L}{\partial W} = X^\top (Z - Y)",
     r"\frac{\partial L}{\partial W} = (Z - Y)^\top X"),
    (ROWS, r"\frac{\partial L}{\partial b_j} = \sum_i (Z_{ij} - Y_{ij})",
     r"\frac{\partial L}{\partial b_j} = \sum_i (Z_{ij} + Y_{ij})"),
    (COLUMNS, rf"{B} = (Z - Y) \mathbf 1", rf"{B} = (Z + Y) \mathbf 1"),
    (COLUMNS, r"\frac{\partial L}{\partial b_i} = \sum_j (Z_{ij} - Y_{ij})",
     r"\frac{\partial L}{\partial b_i} = \sum_j Z_{ij}"),
    (OUTER, rf"{B} = (Z - Y)^\top \mathbf 1", rf"{B} = (Z - Y) \mathbf 1"),
    (FITTED, rf"{B} = \sum_i (\hat y_i - y_i)", rf"{B} = 2 \sum_i (\hat y_i - y_i)"),
    (FITTED, rf"{B} = \mathbf 1^\top (\hat y - y)", rf"{B} = \mathbf 1^\top (y - \hat y)"),
    (CENTRED, rf"{MU} = -2 D^\top \mathbf 1", rf"{MU} = 2 D^\top \mathbf 1"),
    (CENTRED, rf"{MU} = -2 \sum_i D_i", rf"{MU} = -\sum_i D_i"),
    (r"$$m = \frac1n \mathbf 1_n^\top x$$", r"\frac{\partial m}{\partial x} = \frac1n \mathbf 1",
     r"\frac{\partial m}{\partial x} = \mathbf 1_n"),
    (r"$$s = \vec 1^\top A \vec 1$$", r"\frac{\partial s}{\partial A} = \vec 1 \vec 1^\top",
     r"\frac{\partial s}{\partial A} = 2\, \vec 1 \vec 1^\top"),
    (r"Let $x \in \mathbb R^3$. $$f = x^\top x$$", r"\nabla_x f = 2 \sum_i x_i \mathbf e_i",
     r"\nabla_x f = \sum_i x_i \mathbf e_i"),
]  # fmt: skip


# The others are other notations of the same.
FEW = {5, 8, 9, 12, 14}


@pytest.mark.parametrize(
    ("given", "right", "wrong"),
    [
        pytest.param(*each, marks=() if n in FEW else pytest.mark.full)
        for n, each in enumerate(CLAIMS)
    ],
)
def test_a_column_is_as_long_as_where_it_stands(given, right, wrong):
    first, second = statuses(f"{given} $${right}$$ Some say $${wrong}$$")[-2:]
    assert first in RIGHT
    assert second == "wrong"


def test_what_goes_to_each_row_has_not_the_derivative_of_a_matrix():
    assert statuses(rf"{ROWS} $${B} = Z - Y$$")[-1] == "not read"


def test_a_bold_one_that_is_a_number_stays_one():
    page = r"Let $z = x^2 + x$. At $x = 0$, $$\frac{dz}{dx} = 2x + 1 = \mathbf{1}$$"
    assert statuses(page)[-1] == "agrees"


@pytest.mark.parametrize("size", ["n", "K", "3"])
def test_the_length_of_ones_can_be_said(size):
    page = (
        rf"$$s = \mathbf 1_{size}^\top x$$ $$\frac{{\partial s}}{{\partial x}} = \mathbf 1_{size}$$"
    )
    assert statuses(page)[-1] in RIGHT


def test_one_loss_of_many_of_which_nothing_is_said_is_no_slip():
    page = r"With $$C = \frac12 \|a - y\|^2$$ it is $$\frac{\partial C_i}{\partial a} = a - y.$$"
    assert "wrong" not in statuses(page)


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_what_a_function_of_all_entries_is_of_is_no_number(name):
    called = r"\operatorname{softmax}" if name == "softmax" else r"\log\operatorname{softmax}"
    page = rf"$h = \tanh(x + c)$, $z = h v + b$, $p = {called}(z)$ $$p = {called}(h v + b)$$"
    assert statuses(page)[-1] in ("proved", "restated")
