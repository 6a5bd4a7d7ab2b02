r"""One sample followed through a network: its number (k) is written here and left out there."""

import pytest

from .pages import report, statuses

PAGE = r"""
For one sample the hidden layer has $\alpha_h = \sum_{i=1}^d v_{ih} x_i^{(k)}$ and
$b_h^{(k)} = \sigma(\alpha_h - \gamma_h)$, the output layer $\beta_j = \sum_{h=1}^q w_{hj} b_h$ and
$\hat y_j^{(k)} = \sigma(\beta_j - \theta_j)$. The error is
$$E^{(k)} = \frac12 \sum_{j=1}^l (\hat y_j^{(k)} - y_j^{(k)})^2$$
"""
SLOPE = r"\sum_{j=1}^l w_{hj} (\hat y_j^{(k)} - y_j^{(k)}) \hat y_j^{(k)} (1 - \hat y_j^{(k)})"
RIGHT = {
    "a step": r"\Delta\theta_j = -\eta \frac{\partial E^{(k)}}{\partial \theta_j}"
    r" = \eta \hat y_j^{(k)} (1 - \hat y_j^{(k)}) (\hat y_j^{(k)} - y_j^{(k)})",
    "a threshold": rf"\frac{{\partial E^{{(k)}}}}{{\partial \gamma_h}} = -b_h (1 - b_h) {SLOPE}",
    "a weight": r"\frac{\partial E^{(k)}}{\partial v_{ih}}"
    rf" = b_h (1 - b_h) {SLOPE} x_i^{{(k)}}",
    "no number": r"\frac{\partial \beta_j}{\partial \alpha_h} = w_{hj} b_h (1 - b_h)",
}


@pytest.mark.parametrize("claim", RIGHT.values(), ids=RIGHT)
def test_what_is_right_of_one_sample_is_right_with_a_proviso(claim):
    found = report(f"{PAGE}$${claim}$$").claims
    assert [each.status for each in found] == ["proved"]
    assert found[0].proviso == "if (k) is one and the same throughout"


@pytest.mark.parametrize("claim", RIGHT.values(), ids=RIGHT)
def test_what_is_wrong_of_one_sample_is_not_called_right(claim):
    slip = claim.replace("1 - ", "1 + ", 1)
    assert "proved" not in statuses(f"{PAGE}$${slip}$$")


SAMPLES = r"""
$\hat y = w x + b$, of sample $i$ $\hat y^{(i)} = w x^{(i)} + b$, and
$L^{(i)} = \frac12 (\hat y^{(i)} - y^{(i)})^2$.
"""


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        (r"g = \frac{\partial L^{(i)}}{\partial w} = (w x^{(i)} + b - y^{(i)}) x^{(i)}", "proved"),
        (r"\frac{\partial L^{(i)}}{\partial b} = (\hat y^{(i)} - y^{(i)}) x^{(i)}", "wrong"),
        (r"\frac{\partial \hat y}{\partial w} = x", "proved"),
        (r"\frac{\partial \hat y}{\partial x} = w^2", "wrong"),
    ],
)
def test_what_is_the_same_in_both_readings_is_said(claim, status):
    assert statuses(f"{SAMPLES}$${claim}$$")[-1] == status


@pytest.mark.parametrize(
    "other",
    [r"J = \sum_{i=1}^3 L^{(i)}", r"x^{(i)} = i", r"x^{(i+1)} = x^{(i)} + 1", "x^{(i)} = x_i"],
)
def test_a_letter_that_stands_elsewhere_too_is_not_one_sample(other):
    claim = r"g = \frac{\partial L^{(i)}}{\partial w} = (w x^{(i)} + b - y^{(i)}) x^{(i)}"
    found = report(f"{SAMPLES}$${other}$$ $${claim}$$").formulas
    assert "one and the same" not in found[-1].proviso
