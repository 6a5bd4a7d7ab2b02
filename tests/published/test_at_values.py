"""Functions at values, bounds behind claims, and what defines nothing."""

import pytest

from .pages import statuses

OK = {"proved", "agrees"}
ENERGY = r"With $w_{ij} = w_{ji}$: $$E = \sum_i \sum_j w_{ij} s_i s_j$$ "
PARABOLA = r"Let $V(r) = a r^2 - 2 b r$. "


@pytest.mark.parametrize(
    "page",
    [
        r"$$A(w) = \frac{1}{1 + (w T)^2}$$ With $w_g = \frac{1}{T}$ we have $$A(w_g) = \frac12$$",
        PARABOLA + r"With $r_0 = b/a$ we have $$V(r_0) = -\frac{b^2}{a}$$",
        PARABOLA + r"With $r_0 = b/a$ we have $$V'(r_0) = 0$$",
        PARABOLA + r"So $$V''(r) = 2 a > 0$$",
        PARABOLA + r"So $$\frac{d^2 V}{dr^2} = 2 a \ge 0$$",
        r"$$s(t) = (1 - t)^2 q_0 + t q_1$$ At its ends $s(0) = q_0$ and $$s(1) = q_1$$",
        r"$$s(t) = (1 - t) q_0 + t q_1$$ As $s(0) = q_0$: $$s'(t) = q_1 - q_0$$",
        ENERGY + r"$$\frac{\partial E}{\partial s_k} = 2 \sum_j w_{kj} s_j$$",
        r"Let $A^\top = A$ and $$f = x^\top A x$$ $$\frac{\partial f}{\partial x} = 2 A x$$",
    ],
)
def test_what_is_right_there_is_right(page):
    assert statuses(page)[-1] in OK


@pytest.mark.parametrize(
    "page",
    [
        PARABOLA + r"So $$V''(r) = 3 a > 0$$",
        PARABOLA + r"So $$\frac{dV}{dr} = a r - 2 b \neq 0$$",
        r"$$s(t) = (1 - t) q_0 + t q_1$$ As $s(0) = q_0$: $$s'(t) = q_1 + q_0$$",
        ENERGY + r"$$\frac{\partial E}{\partial s_k} = 3 \sum_j w_{kj} s_j$$",
    ],
)
def test_a_slip_there_is_found(page):
    assert statuses(page)[-1] == "wrong"


def test_symmetry_may_be_said_below():
    page = r"$$f = x^\top A x$$ $$\frac{\partial f}{\partial x} = 2 A x$$ since $A^\top = A$."
    assert statuses(page)[1:] == ["agrees", "condition"]


def test_another_formula_at_a_value_is_no_definition_and_no_accusation():
    page = PARABOLA + r"With $r_0 = b/a$ we have $$V(r_0) = 3 b^2$$"
    assert statuses(page)[-1] == "inconclusive"


def test_a_bound_on_what_is_no_derivative_is_a_condition():
    assert statuses(r"Here $$z = w x + b > 0.$$") == ["condition"]
