"""Claims about a loss of which the page says no more than that it is one."""

import pytest

from .pages import report

LAYER = r"""
With $x \in \mathbb{R}^3$ and $z \in \mathbb{R}^2$
$$z = W x + b, \qquad h = \tanh(z)$$
The loss comes later. $$%s$$
"""


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        (
            r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial h} \odot (1 - h^2)",
            "agrees",
        ),
        (r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^T", "agrees"),
        (r"\frac{\partial L}{\partial x} = W^T \frac{\partial L}{\partial z}", "agrees"),
        (r"\frac{\partial L}{\partial x} = W \frac{\partial L}{\partial z}", "open"),
        (r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial h} \odot (1 - h)", "open"),
    ],
)
def test_what_holds_for_any_loss_is_right_and_nothing_else(claim, status):
    last = report(LAYER % claim).formulas[-1]
    assert (last.status if last.status == "agrees" else "open") == status
    assert ("any function of h" in last.why) == (status == "agrees")


def test_where_nothing_connects_the_loss_nothing_is_right():
    page = r"""
$$\frac{\partial z_2}{\partial a_1} = w_2$$
$$\frac{\partial L}{\partial b_1} = (a_2 - y)\, w_2$$
"""
    assert report(page).formulas[-1].status == "says nothing"
