"""The same derivative in the many ways in which people print it."""

import pytest

from .pages import statuses

WAYS = [
    r"\pdv{g}{x}", r"\pdv*{g}{x}", r"\partialderivative{g}{x}", r"\pd{g}{x}", r"\dv{x} g",
    r"\frac{\mathrm d g}{\mathrm d x}", r"\frac{\mathrm d}{\mathrm dx} g",
    r"\frac{{\rm d} g}{{\rm d} x}", r"\frac{\dd g}{\dd x}", r"\dd g / \dd x",
    r"{\partial g \over \partial x}", r"\underbrace{\frac{\partial g}{\partial x}}_{\text{slope}}",
    r"\boxed{\partial_x g}", r"\ds \frac{\text{d} g}{\text{d} x}", r"\textcolor{red}{\pdv{g}{x}}",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_derivative_is_one_however_it_is_set(way):
    page = rf"Let $g = x^2 y$, so ${way} = 2xy$ and not ${way} = 2x + y$."
    assert statuses(page) == ["definition", "proved", "wrong"]


@pytest.mark.parametrize("second", [r"\pdv[2]{g}{x}", r"\pdv{g}{x}{x}", r"\dv[2]{g}{x}"])
def test_so_is_a_second_derivative(second):
    page = rf"Let $g = x^3 y$, so ${second} = 6xy$ and not ${second} = 3x^2 y$."
    assert statuses(page) == ["definition", "proved", "wrong"]


@pytest.mark.parametrize("arrow", [r"\rightarrow", r"\to", r"\Rightarrow"])
def test_an_arrow_between_equations_leads_from_one_to_the_next(arrow):
    page = rf"$$f(x,y) = x + y \hspace{{1in}} {arrow} \hspace{{1in}} \pdv{{f}}{{x}} = 1$$"
    assert statuses(page) == ["definition", "proved"]


def test_an_arrow_in_one_equation_is_a_limit():
    assert statuses(r"$$f(x) \to 0$$ and $$x_n \to x = 2$$") == ["not checkable"] * 2


SLASHES = [
    r"Let $P(t) = 3 e^{t/9}$. Then $P'(t) = P(t)/9$.",
    r"Let $f(x) = x^2 + 1$ and $h(u) = 1/f(u)$. Then $h'(u) = -2u/f(u)^2$.",
    r"Let $f(x) = x^2$, $g(x) = e^x$, $r(x) = f(x)/g(x)$. Then $r'(x) = 2x/g(x) - f(x)/g(x)$.",
    r"Let $q = 1/\exp(v)$. Then $\frac{dq}{dv} = -q$.",
    r"Let $y = a/2(b + c)$. Then $\frac{dy}{db} = a/2$.",
]


@pytest.mark.parametrize("page", SLASHES)
def test_a_slash_divides_calls_and_not_their_brackets(page):
    assert statuses(page)[-1] == "proved"
