"""Derivatives in short, and what is evaluated at a point."""

import pytest

from .pages import statuses

RIGHT = {"proved", "agrees"}
SAID = {
    r"Let $y = x^2 e^x$. Then $$y' = (2x + x^2) e^x.$$": True,
    r"Let $y = x^2 e^x$. Then $$y' = x^2 e^x.$$": False,
    r"Let $s = a t^3$. Then $$s'' = 6 a t.$$": True,
    r"Let $f(x, y) = x^2 y + y^3$. Then $$f_x = 2 x y.$$": True,
    r"Let $f(x, y) = x^2 y + y^3$. Then $$f_{xy} = 2 y.$$": False,
    r"Let $f(x, y) = x^2 y + y^3$. Then $f_y(1, 2) = 13$.": True,
    r"Let $f(x, y) = x^2 y + y^3$. Then $\frac{\partial f}{\partial x}(1, 2) = 5$.": False,
    r"Let $u(x, t) = \sin(x - c t)$. Then $$u_{tt} = c^2 u_{xx}.$$": True,
    r"Let $f(x) = x^3$. Then $$\left.\frac{df}{dx}\right|_{x=2} = 12.$$": True,
    r"Let $f(x) = x^3$. Then $$\frac{df}{dx}\Big|_{x=2} = 8.$$": False,
    r"Let $J(w) = (w - 3)^2$. Since $J(0) = 9$ and $$\frac{dJ}{dw} = 2(w - 3)$$": True,
    r"Let $J(w) = (w - 3)^2$. Since $\frac{dJ}{dw} = 2(w-3)$ it is $J(1) = 5$.": False,
}


@pytest.mark.parametrize("page", SAID)
def test_of_the_last_formula(page):
    assert statuses(page)[-1] in (RIGHT if SAID[page] else {"wrong"})


def test_an_index_is_no_derivative():
    page = r"Let $d_1 = a + s$ and $d_2 = d_1 - s$. Then $$\frac{d d_2}{d a} = 1.$$"
    assert statuses(page)[-1] in RIGHT


def test_a_name_with_the_letter_of_a_variable_may_be_its_own():
    page = r"Let $V = x^2 + y^2$ and $V_x = 3 x$. Then $$\frac{dV_x}{dx} = 3.$$"
    assert statuses(page)[-1] in RIGHT
