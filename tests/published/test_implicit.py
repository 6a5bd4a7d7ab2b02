"""Derivatives of what is given by an equation only, in general and at points."""

import pytest

from .pages import statuses

RIGHT = {"proved", "agrees"}
SAID = {
    r"The circle $x^2 + y^2 = r^2$. Then $$\frac{dy}{dx} = -\frac{x}{y}.$$": True,
    r"The circle $x^2 + y^2 = r^2$. Then $$\frac{dy}{dx} = \frac{x}{y}.$$": False,
    r"The circle $x^2 + y^2 = r^2$. Then $$\frac{d^2 y}{dx^2} = -\frac{r^2}{y^3}.$$": True,
    r"Die Kurve $x^3 + y^3 = 6xy$: $$y' = \frac{2y - x^2}{y^2 - 2x}.$$": True,
    r"The gas law $P V = n R T$ gives $$\frac{dP}{dV} = -\frac{P}{V}.$$": True,
    r"La courbe $e^{xy} + y = 2$ au point $(0, 1)$ : $\frac{dy}{dx} = -1$.": True,
    r"La courbe $e^{xy} + y = 2$ au point $(0, 1)$ : $\frac{dy}{dx} = 1$.": False,
    r"曲线 $x^2 + x y = 6$ 在点 $(2, 1)$ 处 $\frac{dy}{dx} = -\frac52$。": True,
}


@pytest.mark.parametrize("page", SAID)
def test_along_a_curve(page):
    first, *_, last = statuses(page)
    assert first == "condition"
    assert last in (RIGHT if SAID[page] else {"wrong"})


def test_what_is_defined_is_differentiated_by_its_definition():
    page = r"Let $y = 3 x$. On the line $x + y = 4$ it is $$\frac{dy}{dx} = 3.$$"
    assert statuses(page)[-1] in RIGHT


@pytest.mark.parametrize(
    "rates",
    [
        r"2x \frac{dx}{dt} + 2y \frac{dy}{dt} = 0",
        r"2x \dot x + 2y \dot y + t = 1",
        r"x \frac{dx}{dt} = t - y",
    ],
)
def test_an_equation_between_rates_is_no_curve(rates):
    chain = r"$$\frac{d}{dt} x^2 = 2x \frac{dx}{dt}$$"
    page = rf"If $x$ and $y$ depend on $t$: $${rates}$$ {chain}"
    assert statuses(page)[-1] in RIGHT
