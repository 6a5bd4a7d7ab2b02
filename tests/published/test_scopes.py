"""Exercises have names of their own; the steps of a list go on with one another."""

from .pages import statuses

RIGHT = {"proved", "agrees"}

EXERCISES = r"""
1. Let $f(x) = x^2$. Then $$f'(x) = 2x.$$
2. Let $f(x, y) = x y^2$. Then $$\frac{\partial f}{\partial x} = y^2, \quad f_y = 2 x y.$$
3. Let $y = u^2$ with $u = 3 x + 1$. $$\frac{dy}{dx} = 6 u$$
4. With $x \in \mathbb{R}^n$ and $A \in \mathbb{R}^{n \times n}$ let $f = x^T A x$.
   $$\nabla_x f = (A + A^T) x$$
"""
STEPS = r"""
1. The sum is $z = w x + b$.
2. The output is $a = \sigma(z)$ and its error $$E = \frac12 (a - t)^2.$$
3. So $$\frac{\partial E}{\partial a} = a - t, \quad \frac{\partial E}{\partial z} = (a-t) a (1-a)$$
4. and $$\frac{\partial E}{\partial w} = (a - t) a (1 - a) x, \quad \frac{\partial E}{\partial b} = a - t$$
"""  # noqa: E501  # a row of a list


def test_exercises_have_names_of_their_own():
    found = statuses(EXERCISES)
    assert {each for each in found if each not in ("definition", "given")} <= RIGHT
    assert sum(each in RIGHT for each in found) == 5


def test_steps_of_a_list_go_on_with_one_another():
    found = statuses(STEPS)
    assert found[:3] == ["definition"] * 3
    assert set(found[3:6]) <= RIGHT
    assert found[6] == "wrong"


def test_a_value_in_the_text_is_not_what_an_exercise_is_about():
    text = "With $v = 3 t$ and $t = 2$ it is $v = 6$."
    item = r"1. Let $v = \cos t$. $$\frac{dv}{dt} = -\sin t$$"
    page = f"{text}\n\n{item}"
    assert statuses(page)[-1] in RIGHT


def test_an_example_uses_what_the_text_defines():
    page = "Let $s = u v$.\n\n## Example\n\nFor $u = 2$ and $v = 3$ it is $s = 6$."
    assert statuses(page)[-1] in RIGHT


def test_a_list_of_values_may_be_those_of_all_times():
    page = r"Let $s_t = w s_{t-1} + x_t$ with $s_0 = 0$. For $w = 2$, $x = (1, 2, 3)$: $s_3 = 11$."
    assert statuses(page)[-1] in RIGHT
