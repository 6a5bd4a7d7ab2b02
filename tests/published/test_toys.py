"""A letter that is an array elsewhere is a number in a section about numbers alone."""

import pytest

from .pages import statuses

OK = {"proved", "agrees"}
NETWORK = r"""## Network
$$h_t = \tanh(W h_{t-1} + U x_t), \qquad \frac{\partial h_t}{\partial x_t}
= \operatorname{diag}(1 - h_t^2)\, U$$
"""
TOY = r"""
For $s_t = w s_{t-1} + x_t$ with $s_0 = 0$: $$s_2 = w x_1 + x_2, \qquad \frac{ds_2}{dw} = """


@pytest.mark.parametrize(
    "title", ["A scalar toy", "Das skalare Modell", "一维的例子", "Un caso escalar", "The 1-D case"]
)
def test_a_section_that_says_it_is_scalar_has_numbers_of_its_own(title):
    right, wrong = (f"{NETWORK}\n## {title}\n{TOY}{x}$$" for x in ("x_1", "x_2"))
    assert set(statuses(right)[-2:]) <= OK
    assert statuses(right)[1] in OK
    assert statuses(wrong)[-1] == "wrong"


def test_what_is_defined_elsewhere_is_meant_in_a_scalar_section_too():
    page = "# Loss\n$$L = (a - y)^2$$\n# The scalar case\n" + r"$$\frac{dL}{da} = 2 (a - y)$$"
    assert statuses(page)[-1] in OK
