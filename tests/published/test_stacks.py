"""Samples x^{(i)} and y^{(i)} are the rows of X and the entries of y."""

import pytest

from .pages import statuses

OK = {"proved", "agrees"}
COST = r"""
$$J(w) = \frac{1}{2m} \sum_{i=1}^m \left( w^T x^{(i)} - y^{(i)} \right)^2$$
"""
LOGISTIC = r"""
$$p^{(i)} = \frac{1}{1 + e^{-w^T x^{(i)}}}, \qquad
J = -\sum_{i=1}^n \left[ y^{(i)} \ln p^{(i)} + (1 - y^{(i)}) \ln(1 - p^{(i)}) \right]$$
"""


@pytest.mark.parametrize(
    "page",
    [
        (
            rf"{COST} With $X \in \mathbb{{R}}^{{m \times d}}$, "
            r"$$\nabla_w J(w) = \frac1m X^T (X w - y)$$"
        ),
        (
            rf"{COST} The rows of X are samples: "
            r"$$\frac{\partial J}{\partial w} = \frac1m X^T (X w - y)$$"
        ),
        (
            rf"{COST} We put the samples as columns in X. "
            r"$$\frac{\partial J}{\partial w} = \frac1m X (X^T w - y)$$"
        ),
        (
            rf"{COST} $X \in \mathbb{{R}}^{{d \times m}}$, "
            r"$$\frac{\partial J}{\partial w} = \frac1m X (X^T w - y)$$"
        ),
        (
            rf"{COST} $$\frac{{\partial^2 J}}{{\partial w_j \partial w_k}}"
            r" = \frac1m \sum_{i=1}^m x^{(i)}_j x^{(i)}_k$$"
        ),
        rf"{LOGISTIC} $$\frac{{\partial J}}{{\partial w}} = X^T (p - y)$$",
        LOGISTIC + r"$$\frac{\partial J}{\partial w_j} = \sum_i (p^{(i)} - y^{(i)}) x_j^{(i)}$$",
    ],
)
def test_a_gradient_over_samples_is_right_for_all_of_them_at_once(page):
    assert statuses(page)[-1] in OK


@pytest.mark.parametrize(
    "page",
    [
        rf"{COST} With $X \in \mathbb{{R}}^{{m \times d}}$, $$\nabla_w J(w) = X^T (X w - y)$$",
        rf"{COST} $X \in \mathbb{{R}}^{{d \times m}}$, $$\nabla_w J(w) = \frac1m X (y - X^T w)$$",
        rf"{LOGISTIC} $$\frac{{\partial J}}{{\partial w}} = X^T (y - p)$$",
    ],
)
def test_a_slip_over_samples_is_found(page):
    assert statuses(page)[-1] == "wrong"


def test_a_cost_at_a_value_is_no_product():
    page = rf"{COST} Here $J(0) = 5$. With $X \in \mathbb{{R}}^{{m \times d}}$, $$\nabla_w J = 0.$$"
    assert "wrong" not in statuses(page)


def test_a_name_may_count_times_below_and_layers_above():
    page = r"""$$h_t^{(l)} = \tanh(U h_{t-1}^{(l)} + V h_t^{(l-1)})$$
    $$\frac{\partial h_t^{(l)}}{\partial h_t^{(l-1)}}
    = \operatorname{diag}(1 - (h_t^{(l)})^2) \, """
    assert statuses(page + "V$$")[-1] in OK
    assert statuses(page + "U$$")[-1] == "wrong"
