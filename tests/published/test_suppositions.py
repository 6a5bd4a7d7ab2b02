"""What is supposed, and where something is, says nothing of other sentences, nor what a name is."""

import pytest

from .pages import report, statuses

OK = {"proved", "agrees"}
ERROR = r"$$E = \frac{1}{2} (x - m)^2$$ "
SUPPOSED = [
    "Equality holds for $x = m$.",
    "If $x = m$, the error vanishes.",
    "When $x = m$ nothing is left to learn.",
    "Suppose $x = m$.",
    "Wenn $x = m$ ist, verschwindet der Fehler.",
    "Si $x = m$, el error es nulo.",
    "Lorsque $x = m$, il ne reste rien.",
    "It is zero at $x = m$, and its slope is",
]


@pytest.mark.parametrize("said", SUPPOSED)
def test_a_supposition_defines_nothing_and_ends_with_its_sentence(said):
    page = rf"{ERROR} {said} $$\frac{{\partial E}}{{\partial m}} = "
    assert statuses(f"{page} m - x$$")[-1] in OK
    assert statuses(f"{page} x - m$$")[-1] == "wrong"


def test_what_is_supposed_of_a_new_name_says_what_it_is():
    page = r"If $y = w x + b$, then $$\frac{\partial y}{\partial w} = x.$$"
    assert statuses(page)[-1] in OK


def test_a_claim_is_right_under_what_its_own_sentence_supposes():
    found = report(r"$$f = x^2 y^2$$ If $x = y$, then $f = x^4$.").formulas[-1]
    assert (found.status in OK, found.why) == (True, "where x = y")


def test_a_supposition_does_not_reach_the_next_sentence():
    page = (
        r"Let $$f = x^2 y^2.$$ For $x = y$ the two agree. Then $$\frac{\partial f}{\partial x} = "
    )
    assert statuses(f"{page} 2 x y^2$$")[-1] in OK
    assert statuses(f"{page} 2 x^2 y$$")[-1] == "wrong"


MASK = (
    r"The mask has ${0} = {1}$. Let $$L = {2}.$$ Then $$\frac{{\partial L}}{{\partial x}} = {3}$$"
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (("m^2", "m", r"\frac12 m^2 x^2", "m x"), "agrees"),
        (("m^2", "m", r"\frac12 m^2 x^2", "2 m x"), "wrong"),
        ((r"m \odot m", "m", r"\frac12 \|m \odot x\|^2", r"m \odot x"), "agrees"),
    ],
)
def test_an_equation_of_one_name_says_what_it_is_like(said, found):
    assert statuses(MASK.format(*said))[-1] == found


def test_what_an_equation_says_of_a_matrix_and_is_not_used_keeps_from_wrong():
    page = r"Let $J = \frac12 \|M \odot (R - P Q^T)\|_F^2$. Because $M \odot M = M$, $$"
    claim = r"\frac{\partial J}{\partial P} = -\left( M \odot (R - P Q^T) \right) Q$$"
    last = report(page + claim).formulas[-1]
    assert (last.status, last.why) == ("inconclusive", "wrong if no use is made of M*M = M")


def test_what_a_name_is_like_is_known_after_an_optimum_too():
    page = r"Setting it to zero, $b = 2$. Let $$L = \frac12 m^2 x^2.$$ Because $m^2 = m$, $$"
    assert statuses(page + r"\frac{\partial L}{\partial x} = m x$$")[-1] in OK
