"""What formulas of a page are taken for: definitions, claims, conditions."""

import pytest

from .pages import report, statuses

OK = {"proved", "agrees"}

CONDITIONS = (
    r"Let $$L = (w - 1)^2.$$ At the minimum $$\frac{dL}{dw} = 0.$$",
    r"Let $f(x) = x^3 - x$. At a turning point $$f'(x) = 0.$$",
    r"A circle $$x^2 + y^2 = 1$$ is drawn.",
    r"The weights obey $$\pi_1 w_1 + \pi_2 w_2 = c.$$",
    r"令 $$ p + q = 0 $$ 为零。",
    "Wird $$u^2 - v^3 + c = 0$$ null gesetzt, folgt $$w u = 3 v - u.$$",
)


@pytest.mark.parametrize("page", CONDITIONS)
def test_an_equation_that_says_where_something_holds_is_a_condition(page):
    assert statuses(page)[-1] == "condition"


@pytest.mark.parametrize(
    "page",
    [
        r"We know $$(a + b)^2 = a^2 + b^2.$$",
        r"Let $$y = x^2 + 1.$$ So $$\frac{dy}{dx} = x.$$",
        r"Let $f(x) = x^2$. Then $$f'(x) = x.$$",
        r"Let $$C = 2 S - K, \qquad P = K - S.$$ Then $$C - P = S - K.$$",
    ],
)
def test_an_identity_that_fails_is_wrong(page):
    assert statuses(page)[-1] == "wrong"


def test_a_second_formula_for_a_name_is_no_slip():
    last = report(r"Let $$h = c^2$$ and, in the next model, $$h = \tanh c.$$").formulas[-1]
    assert last.status == "inconclusive"
    assert "new definition" in last.why


def test_a_function_may_be_defined_in_the_middle_of_a_chain():
    page = (
        r"Let $$\Phi'(x) = \varphi(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}.$$"
        r" For $u = \Phi(2 s)$ it is $$\frac{du}{ds} = 2 \varphi(2 s).$$"
    )
    assert statuses(page)[-1] in OK


def test_a_sigma_that_is_a_factor_is_no_sigmoid():
    page = r"Let $y = \sigma (x - 1) + \sigma^2$. Then $$\frac{dy}{d\sigma} = x - 1 + 2 \sigma.$$"
    assert statuses(page)[-1] in OK


def test_pi_is_the_number_unless_the_page_makes_it_a_name():
    circle = r"Let $A = \pi r^2$. Then $$\frac{dA}{dr} = 2 \pi r.$$ Also $$\sin \pi = 0.$$"
    assert set(statuses(circle)[1:]) <= OK
    policy = r"Let $J = \pi^2 r$. Then $$\frac{dJ}{d\pi} = 2 \pi r.$$"
    assert statuses(policy)[-1] in OK


@pytest.mark.parametrize("variable", [r"\sigma^2", r"s^2", r"\tau^2"])
def test_a_derivative_in_a_square_is_in_the_square(variable):
    page = (
        rf"Let $$f(x; \mu, {variable}) = -\frac12 \ln {variable}"
        rf" - \frac{{(x - \mu)^2}}{{2 {variable}}}, \qquad g = f(x; \mu, {variable}).$$"
    )
    right = rf"$$\frac{{\partial g}}{{\partial {variable}}} = -\frac{{1}}{{2 {variable}}}"
    power = variable.replace("2", "4")
    assert statuses(f"{page} {right} + \\frac{{(x-\\mu)^2}}{{2 {power}}}$$")[-1] in OK
    assert statuses(f"{page} {right} + \\frac{{(x-\\mu)^2}}{{{power}}}$$")[-1] == "wrong"


def test_a_letter_in_two_fonts_is_two_names():
    page = r"Let $L = 2 s$ and $\mathcal{L} = 3 s$. Then $$\frac{dL}{ds} = 2,"
    assert statuses(rf"{page} \qquad \frac{{d\mathcal{{L}}}}{{ds}} = 3.$$")[2:] == ["proved"] * 2
    assert statuses(rf"{page} \qquad \frac{{d\mathcal{{L}}}}{{ds}} = 2.$$")[-1] == "wrong"


@pytest.mark.parametrize(
    ("lost", "kept"), [(r"\hat y = \ldots \#", "y"), (r"X^T X \beta = \#", "X"), (r"\#y = 2", "y")]
)
def test_only_what_an_unread_formula_defines_is_lost(lost, kept):
    page = rf"Let $L = {kept} u$. Here ${lost}$. Then $$\frac{{dL}}{{du}} = {kept}.$$"
    assert statuses(page)[-1] in OK


@pytest.mark.parametrize("at", ["At", "Bei", "En", "在"])
def test_what_stands_behind_at_is_a_place_and_no_definition(at):
    page = rf"Let $f(x) = (x - c)^2$. {at} $x = c$ it is 0. $$f'(x) = 2(x - c)$$"
    assert statuses(page)[1] == "condition"
    assert statuses(page)[-1] in OK


@pytest.mark.parametrize(
    "words",
    ["between $x=a$ and $x=b$", "From $x = a$ to $x = b$", "Von $x = a$ bis $x = b$",
     "entre $x = a$ y $x = b$", "de $x = a$ à $x = b$", "从 $x = a$ 到 $x = b$"],
)  # fmt: skip
def test_the_ends_of_an_interval_define_nothing(words):
    page = f"Let $f(x) = x^2$. The area {words} is meant. Then $f'(x) = 2x$."
    assert statuses(page) == ["definition", "condition", "condition", "proved"]


def test_a_value_of_a_name_with_arguments_is_no_formula_for_it():
    page = r"Around the position $x = 0$ it moves. Let $x(t) = \cos t$, so $x(0) = 1$, $x'(0) = 0$."
    assert statuses(page) == ["condition", "definition", "agrees", "agrees"]


@pytest.mark.parametrize("constraint", ["h(x) = 0", "h_j(x) = 0", r"h(x, y) = 0"])
def test_what_is_set_to_zero_is_no_formula_for_a_function(constraint):
    at_optimum = constraint.replace("x", "x^*", 1)
    page = f"Minimize $f(x) = x^2$ subject to ${constraint}$. At the optimum ${at_optimum}$."
    assert "proved" not in statuses(page)
    assert statuses(r"Let $k(x) = 5$. Then $k'(x) = 0$.") == ["definition", "proved"]


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{d\ell}{d\theta} = 0",
        r"\frac{d\ell(\theta)}{d\theta} = \sum_i \frac{n_i}{p_i} \frac{dp_i}{d\theta}",
    ],
)
def test_an_argument_of_which_nothing_is_made_connects_nothing(claim):
    page = rf"Let $\ell(\theta) = \sum_i n_i \log p_i$. Then $${claim}$$"
    assert statuses(page)[-1] == "says nothing"
