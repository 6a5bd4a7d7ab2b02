"""Functions of time on published pages: rates, Lagrange, Hamilton, solutions."""

import pytest

from .pages import report, statuses

RIGHT = {"proved", "agrees"}
OSCILLATOR = r"With $T = \frac12 m \dot x^2$, $U = \frac12 k x^2$ and $L = T - U$: "

SAID = {
    r"$$\frac{\partial L}{\partial \dot x} = m \dot x$$": "right",
    r"$$\frac{\partial L}{\partial x} = k x$$": "wrong",
    r"$$\frac{d}{dt}\frac{\partial L}{\partial \dot x} = m \ddot x$$": "right",
    r"$$\frac{d}{dt}\left(\frac{\partial L}{\partial \dot x}\right) = m \dot x$$": "wrong",
    r"$$m \ddot x + k x = 0$$": "condition",
    r"$$\dot p = -\frac{\partial U}{\partial x} = -k x$$": "inconclusive",
    r"$$\dot p = -\frac{\partial U}{\partial x} = k x$$": "wrong",
    r"$x(t) = A \cos(\omega t)$ solves it: $$\dot x = -A \omega \sin(\omega t)$$": "right",
    r"$x(t) = A \cos(\omega t)$ solves it: $$\dot x = A \omega \sin(\omega t)$$": "wrong",
    r"$x(t) = A \cos(\omega t)$ solves it: $$\ddot x = -\omega^2 x$$": "right",
    r"$x(t) = A \cos(\omega t)$ solves $$m \ddot x = -k x$$": "condition",
}


@pytest.mark.parametrize("said", SAID)
def test_of_an_oscillator(said):
    status = statuses(OSCILLATOR + said)[-1]
    assert ("right" if status in RIGHT else status) == SAID[said]


@pytest.mark.parametrize(("factor", "status"), [("4", "proved"), ("2", "wrong")])
def test_a_rate_on_the_page_makes_its_name_a_function_of_time(factor, status):
    page = r"Let $V = \frac43 \pi r^3$. Then $$\frac{dV}{dt} = "
    assert statuses(rf"{page}{factor}\pi r^2 \frac{{dr}}{{dt}}$$")[-1] == status


def test_a_solution_holds_in_its_section_only():
    sections = (
        r"Let $$K = m \dot q^2/2.$$",
        r"A solution is $$q(t) = a t^2.$$",
        r"In general $$\frac{\partial K}{\partial \dot q} = m \dot q.$$",
    )
    page = "\n\n# Next\n\n".join(sections)
    assert statuses(page)[-1] in RIGHT


def test_in_other_variables_a_derivative_of_nothing_says_nothing():
    assert statuses(r"Let $y = x^2$. $$\frac{dl}{dx} = 0$$")[-1] == "says nothing"


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (r"$T = 2\pi\sqrt{l/g}$. Con $l = 1$ m y $g = 9{,}81$ m/s² es $T = 2{,}006$ s.", "agrees"),
        (r"$u = 3 v$. Not $q = 0.5$, but for $v = 12{,}000$ it is $u = 36{,}000$.", "agrees"),
        (r"$u = 3 v$. For $v = 12\,000$ it is $u = 36\,000.0$.", "agrees"),
    ],
)  # fmt: skip
def test_commas_and_spaces_in_numbers(page, status):
    assert statuses(page)[-1] == status


def test_a_difference_behind_a_claim_is_no_range():
    page = r"Let $s = a b$. $$\frac{ds}{da} = b, \quad \frac{ds}{db} = 2 - q.$$"
    assert statuses(page)[1:] == ["proved", "wrong"]


@pytest.mark.parametrize("flow", [
    r"\frac{d\theta}{dt} = -\frac{dC}{d\theta}", r"\frac{dC}{dt} = -4 \theta^2",
    r"\frac{\partial C}{\partial t} = 2\theta\frac{\partial \theta}{\partial t}",
    r"\nabla_t C = 1", r"\frac{d^2\theta}{dt^2} = 4\theta",
])  # fmt: skip
def test_a_derivative_in_what_also_counts_the_steps_is_not_judged(flow):
    page = r"Let $C = \theta^2$ and $\theta_{t+1} = \theta_t - \eta \frac{dC}{d\theta}$. $$%s$$"
    found = report(page % flow).formulas[-1]
    assert (found.status, found.why) == ("not read", "a derivative in t, which counts here")


ARM = r"""
# An arm
The tip has $x = a\cos\theta$, $y = a\sin\theta$.

## Speed
$$\dot x = -y\dot\theta$$
$$\dot y = -x\dot\theta$$
With $K = \frac12 m(\dot x^2 + \dot y^2)$ it is
$$K = \frac12 m a^2\dot\theta^2$$
# Another
$$\dot x = \dot y$$
"""


def test_what_depends_on_time_holds_in_the_sections_of_its_section():
    found = statuses(ARM)
    assert found == ["definition"] * 2 + ["proved", "wrong", "definition", "proved", "condition"]


LAWS = [
    r"\frac{d^2 y}{dt^2} + \frac{2 g}{L} y = \frac{P}{\rho L}",
    r"m \ddot q + b \dot q + k q = P",
    r"L \frac{dI}{dt} + R I = P - \frac{dU}{dt}",
]


@pytest.mark.parametrize("law", LAWS)
def test_an_equation_of_free_names_and_their_rates_is_a_law(law):
    assert "wrong" not in statuses(rf"Statics: $P = \rho g h$. Now it swings: $${law}$$")


def test_a_number_for_what_moves_is_what_it_is_at_one_time():
    page = r"""When $a = 120$ and $b = 160$, $d = \sqrt{120^2 + 160^2} = 200$. By Pythagoras, always
    $$2 d \frac{dd}{dt} = 2 a \frac{da}{dt} + 2 b \frac{db}{dt}$$"""
    assert statuses(page)[-1] != "wrong"
