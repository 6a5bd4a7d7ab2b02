"""Identities hold whatever their names are, also where a page gives these several meanings."""

import pytest

from .pages import report, statuses

RIGHT = {"proved", "agrees"}
LESSON = r"Put $A = x + h$. With $u = g(A)$ and $A = u + 1$, $y = \sin x$, $x = \arcsin y$. Then "

IN_A_CIRCLE = {
    r"\frac{d}{dx}\sin x = \cos x": "right",
    r"\frac{d}{dx}\sqrt{1 + x^2} = \frac{x}{\sqrt{1 + x^2}}": "right",
    r"\frac{d}{dx}\sqrt{1 + x^2} = \frac{2x}{\sqrt{1 + x^2}}": "wrong",
    r"\frac{d}{dy}\arcsin y = \frac{1}{\sqrt{1 - y^2}}": "right",
    r"\frac{d}{dx} a^x = a^x \ln a": "right",
    r"\sin(x + h) - \sin x = 2 \cos(x + h/2) \sin(h/2)": "right",
    r"\frac{d}{dx}(A x) = A": "open",  # A may hang on x
}


@pytest.mark.parametrize("claim", IN_A_CIRCLE)
def test_names_that_hang_on_themselves_are_free(claim):
    status = statuses(f"{LESSON} $${claim}$$")[-1]
    said = "right" if status in RIGHT else "wrong" if status == "wrong" else "open"
    assert said == IN_A_CIRCLE[claim]


LOST = r"Let $v = \left\lfloor q \right\rfloor_{\heartsuit}$ and $x = 2 v$. "
UNREAD = {
    r"(v + 1)^2 = v^2 + 2v + 1": "agrees",
    r"\frac{d}{dv} e^{2v} = 2 e^{2v}": "agrees",
    r"(v + 1)^2 = v^2 + v + 1": "inconclusive",
    r"\frac{d}{dq} (q^2 v) = 2 q v": "inconclusive",  # v may hang on q
}


@pytest.mark.parametrize("claim", UNREAD)
def test_what_could_not_be_read_may_be_anything(claim):
    last = report(f"{LOST} $${claim}$$").formulas[-1]
    assert last.status == UNREAD[claim]
    assert last.why == (
        "for any v" if last.status in RIGHT else "depends on v, whose definition could not be read"
    )


INVERSE = r"Let $u = \log \frac{v}{1 - v}$, $v = \frac{1}{1 + e^{-u}}$ and $a = \log(1 + e^u)$. "
BOTH_WAYS = {
    r"\frac{\partial a}{\partial u} = v": True,
    r"1 - v = \frac{1}{1 + e^u}": True,
    r"\frac{\partial u}{\partial v} = \frac{1}{v (1 - v)}": True,
    r"\frac{\partial a}{\partial u} = 1 - v": False,
    r"\frac{\partial a}{\partial v} = 1 - v": False,
}


@pytest.mark.parametrize("claim", BOTH_WAYS)
def test_of_two_inverse_definitions_the_one_holds_that_a_derivative_needs(claim):
    assert statuses(f"{INVERSE} $${claim}$$")[-1] in (RIGHT if BOTH_WAYS[claim] else {"wrong"})


@pytest.mark.parametrize("root", [r"x = \pm 1", r"x = \pm\sqrt{2}", r"x = \frac{-b \pm r}{2a}"])
def test_two_values_of_a_name_are_no_formula_for_it(root):
    page = rf"The extrema are at ${root}$. For $f(x) = x^3 - 3x$ it is $$f'(x) = "
    assert statuses(f"{page} 3x^2 - 3$$")[-1] in RIGHT
    assert statuses(f"{page} 3x^2 + 3$$")[-1] == "wrong"
    assert (
        statuses(rf"We find ${root}$. $$\frac{{d}}{{dx}} (x^2 + 1)^2 = 4x (x^2 + 1)$$")[-1]
        == "proved"
    )
