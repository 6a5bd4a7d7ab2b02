"""Numbers on a page are judged at the values that are in force, to the digits shown."""

import pytest

from .pages import report, statuses

NET = r"Let $z = w x$, $a = \sigma(z)$ and $L = (a - y)^2/2$. "

SHOWN = {  # what is said -> what is found of its last formula
    "With $w = 0.5$, $x = 2$ and $y = 1$ we get $a = 0.7311$.": "agrees",
    "With $w = 0.5$, $x = 2$ and $y = 1$ we get $a = 0.7411$.": "wrong",
    r"Mit $w = 0.5$, $x = 2$, $y = 1$ wird $L \approx 0.0362$.": "agrees",
    r"若 $a = 0.8$ 且 $y = 1$ 则 $\frac{\partial L}{\partial a} = 0.8 - 1 = -0.2$。": "agrees",
    r"If $a = 0.8$ and $y = 1$, $\frac{\partial L}{\partial a} = 0.2$.": "wrong",
    r"For $a = 0.8$, $y = 1$ it is $\frac{\partial L}{\partial a} = \frac{1}{2}$.": "wrong",
    "With $w = 0.5$ and $x = 2$ it is $L = 0.0362$.": "given",
    r"With $w = x = 1$ and $y = 1$ it is $\frac{\partial L}{\partial y} = 0.269$.": "agrees",
    "With $w = 0.5$, $x = 2$, $y = 1$ and after one update $a = 0.74$.": "inconclusive",
    "With $w = 50$ cm, $x = 2$ m it is $z = 1$ here.": "inconclusive",
}


@pytest.mark.parametrize("said", SHOWN)
def test_a_number_is_judged_at_the_values_that_are_given(said):
    assert statuses(NET + said)[-1] == SHOWN[said]


def test_a_number_without_its_values_is_open_and_says_which_are_missing():
    page = NET + r"Then $\frac{\partial L}{\partial a} = -0.2$ for $y = 1$."
    found = report(page).formulas[-2]
    assert (found.status, found.why) == ("inconclusive", "no value is given for w and x and y")


def test_a_constant_derivative_needs_no_values():
    page = r"Let $u = 3 v + b$. Then $$\frac{du}{dv} = "
    assert [statuses(page + f"{number}$$")[-1] for number in (3, 2)] == ["proved", "wrong"]


def test_what_is_given_in_another_section_is_not_in_force():
    page = NET + "Take $w = 0.5$, $x = 2$.\n\n## Later\n\nNow $z = 7$."
    assert statuses(page)[-1] == "given"


def test_a_value_may_be_given_for_a_formula():
    page = r"Let $s = u^T v$. Suppose $u^T v = 2$, so $\sigma(u^T v) = 0.8808$ and "
    page += r"$\sigma(u^T v) - 1 = -0.12$."
    assert statuses(page)[-2:] == ["agrees", "agrees"]


def test_a_number_may_be_worked_out_by_what_was_found_right():
    page = (
        r"Let $a = \sigma(z)$, $L = -y \ln a - (1 - y) \ln(1 - a)$. So $$\frac{dL}{dz} = a - y.$$"
        r" For $a = 0.8$, $y = 1$ it is $$\frac{dL}{dz} = -0.2.$$"
    )
    assert statuses(page)[-1] == "agrees"


def test_rounded_steps_are_no_slips():
    page = r"$p = 1/q$, $r = 1000 p$. For $q = 3$ it is $p = 0.33$ and $r = 330$."
    assert statuses(page)[-2:] == ["agrees", "agrees"]


def test_numbers_of_arrays():
    page = (
        r"For $x \in \mathbb{R}^n$ let $s = \sum_i x_i^2$ and $p_i = x_i / \sum_k x_k$. "
        r"With $x = (1, 3)$ it is $s = 10$ and $p = (0.25, 0.75)$."
    )
    assert statuses(page)[-2:] == ["agrees", "agrees"]


def test_a_claim_that_needs_a_value_is_right_at_it():
    page = r"Let $s_0 = 0$ and $q = s_0 + 3 u$. Then $$q = 3 u, \qquad q^2 = 9 u^2.$$"
    assert statuses(page)[-1] == "agrees"


MEANT = {  # a number that does not come out -> why it may be right
    r"Let $f(x) = x - \cos x$. With $x = 0.739$ it is $f(x) = 0$.": "that this is zero",
    r"Let $g(x) = x^2 - 2$. The value $r = 1.414$ gives $g(r) = 0$.": "that this is zero",
    r"Let $s = \operatorname{sign}(x)$. With $x = -2$: suppose that $s = 1$.": "suppos",
    r"令 $q = x^2$ 取 $x = 2$。假设 $q = 5$。": "suppos",
    r"Let $q = x^2$, $x = 2$. Choose a value such that $q = 3$.": "suppos",
    r"Let $q = x^2$, $x = 2$. Someone has $q = 5$, which is wrong.": "deny it",
    r"For $x_1, \ldots, x_T$ let $s = \sum_{t=1}^T x_t$. So $0.6^T \approx 0.1$.": "given for T",
    r"Let $x = u^2$. With $u = 1$ turn it about the line $x = -4$ once.": "another value",
    r"Start at $(p, q) = (2, 1)$. From another point $(p, q) = (-1, -1)$.": "other values",
}


@pytest.mark.parametrize("said", MEANT)
def test_a_number_that_may_be_meant_otherwise_is_open(said):
    found = report(said).formulas[-1]
    assert found.status != "wrong"
    assert MEANT[said] in found.why


def test_another_number_far_below_its_formula_is_open_and_one_that_is_close_wrong():
    page = NET + "With $w = 0.5$, $x = 2$ it runs. " + "Then $x > 0$. " * 9
    assert statuses(f"{page}So $z = 7$.")[-1] == "inconclusive"
    assert statuses(f"{page}So $z^2 = 1.1$.")[-1] == "wrong"


LABELS = "A label is $y = i$ for class $i$, here with $i = 3$. Another is "


@pytest.mark.parametrize("label", ["$y = 2$", "$y = 4$", "$y = 1$"])
def test_whole_numbers_of_a_bare_name_are_other_values(label):
    assert statuses(LABELS + label)[-1] == "inconclusive"


def test_a_whole_number_that_comes_out_of_something_is_wrong():
    found = report("Let $f(x) = x^2 + 3x$. At $x = 2$ it is $f(2) = 11$.")
    assert "    f(2) = 11: true 10, claimed 11" in found.text
    assert statuses("With $u = 3$, $v = 4$ and $s = u + v$ we get $s = 8$.")[-1] == "wrong"
