"""Names are what a page makes of them: functions named bare, e, what hangs through others."""

import pytest

from .pages import statuses

OK = {"proved", "agrees"}

THROUGH = {
    r"$$x(t) = A \sin(w t)$$ $$v(t) = \frac{dx}{dt}$$": (
        r"v'(t) = -w^2 x(t)",
        r"v'(t) = w^2 x(t)",
    ),
    r"$$C(q) = a q^2 + b$$ $$M(q) = C'(q)$$": ("M'(q) = 2a", "M'(q) = a"),
    r"$$E(w) = w^3$$ $$P(w) = \frac{dE}{dw}$$ $$P(2 s) = 12 s^2$$": ("P'(w) = 6 w", "P'(w) = w"),
    r"If $b = 2$, then $y = 3$. $$f(x) = b x^2$$ $$g(x) = x f'(x)$$": (
        "g'(x) = 4 b x",
        "g'(x) = 2 b x",
    ),
    r"$$s(t) = (1 - t) a + t b$$": ("s'(t) = b - a", "s'(t) = b + a"),
}


@pytest.mark.parametrize("page", THROUGH)
def test_what_hangs_on_its_argument_through_another_name_is_no_constant(page):
    right, wrong = THROUGH[page]
    found = statuses(f"{page} $${right}$$ $${wrong}$$")[-2:]
    assert (found[0] in OK, found[1]) == (True, "wrong")


@pytest.mark.parametrize(
    "page",
    [r"$$i(t) = C \frac{du}{dt}$$ $$i'(t) = 3 i(t)$$", r"$$P(w) = \frac{dE}{dw}$$ $$P' = 2P$$"],
)
def test_a_derivative_of_what_the_page_does_not_say_proves_nothing(page):
    assert not OK & set(statuses(page))


FACTORS = {
    r"f(x) = \frac{1}{1 + e^{-x}}": ("f'(x) = f (1 - f)", "f' = f (1 + f)"),
    r"\theta(S) = \frac{S^n}{K^n + S^n}": (
        r"\frac{d\theta}{dS} = \frac{n}{S}\, \theta\,(1 - \theta)",
        r"\frac{d\theta}{dS} = \frac{n}{S}\, \theta\,(1 + \theta)",
    ),
    r"g(z) = \tanh z": ("g''(z) = -2 g (1 - g^2)", "g' = 1 + g^2"),
    r"f(x) = x^2": ("f(1 + x) = 1 + 2x + x^2", "f'(2 - x) = 2 + x"),
}


@pytest.mark.parametrize("function", FACTORS)
def test_brackets_with_the_value_of_a_function_are_a_factor(function):
    right, wrong = FACTORS[function]
    found = statuses(f"$${function}$$ $${right}$$ $${wrong}$$")
    assert (found[1] in OK, found[2]) == (True, "wrong")


E = {
    r"$e = t - y$, $L = \frac12 e^2$, $y = \sigma(z)$ with $\sigma(z) = \frac{1}{1+e^{-z}}$": (
        r"\frac{\partial L}{\partial z} = -e y (1 - y)",
        r"\frac{\partial L}{\partial z} = e y (1 - y)",
    ),
    r"The eccentricity $e$ enters $b = a \sqrt{1 - e^2}$": (
        r"\frac{db}{de} = -\frac{a e}{\sqrt{1 - e^2}}",
        r"\frac{db}{de} = \frac{a e}{\sqrt{1 - e^2}}",
    ),
    "With $f(x) = x e^{-x}$": (r"f(1) = \frac{1}{e}", r"f'(x) = (1 + x) e^{-x}"),
    r"$y = e x$. With $e = 2$ and $x = 3$": ("y = 6", "y = 7.5"),
}


@pytest.mark.parametrize("page", E)
def test_e_is_a_name_where_the_page_makes_it_one(page):
    right, wrong = E[page]
    found = statuses(f"{page}: $${right}$$ $${wrong}$$")[-2:]
    assert (found[0] in OK, found[1]) == (True, "wrong")


def test_a_name_with_a_subscript_beside_a_function_is_another():
    page = r"$$q(p) = p^3, \quad c = a q_1 + b q_2$$ $$\frac{\partial c}{\partial q_1} = a$$"
    assert statuses(page)[-1] in OK


PAIRS = {
    r"s_{ij} = a_i^T b_j": (
        r"\frac{\partial s_{ij}}{\partial a_i} = b_j",
        r"\frac{\partial s_{ij}}{\partial a_i} = b_i",
    ),
    r"\ell_{ij} = -\log \sigma(u_i^T v_j)": (
        r"\frac{\partial \ell_{ij}}{\partial u_i} = (\sigma(u_i^T v_j) - 1) v_j",
        r"\frac{\partial \ell_{ij}}{\partial u_i} = (\sigma(u_i^T v_j) - 1) v_i",
    ),
}


@pytest.mark.parametrize("definition", PAIRS)
def test_two_free_indices_are_tried_with_all_their_values(definition):
    right, wrong = PAIRS[definition]
    found = statuses(f"$${definition}$$ $${right}$$ $${wrong}$$")
    assert (found[1] in OK, found[2]) == (True, "wrong")


@pytest.mark.parametrize(
    "name", ["k_*", "k^*", r"\hat k", r"k_{\max}", "k_+", "k_c", "k_{1/2}", "k'"]
)
def test_a_name_with_a_mark_is_another(name):
    page = rf"Let $$y = k^2.$$ Put ${name} = a$. $$\frac{{\partial y}}{{\partial a}} = 2a$$"
    assert statuses(page)[-1] in {"says nothing", "not read"}


def test_a_function_at_a_named_point_is_a_value_and_no_new_definition():
    page = r"$$V(r) = a r^2 - 2 b r, \quad r_0 = b/a$$ $$V'(r_0) = 0$$ $$V(r_0) = "
    right, wrong = (statuses(f"{page}{value}$$")[-2:] for value in ("-b^2/a", "b^2/a"))
    assert set(right) <= OK
    assert wrong[-1] not in {"definition", *OK}


def test_what_follows_an_optimum_is_excused_only_for_what_is_set_to_zero():
    page = r"$$f(x) = x^2 - 2 b x$$ At $x_0 = b$ we have $f'(x_0) = 0$. Also $f(b) = "
    assert statuses(f"{page}-b^2$.")[-1] in OK
    assert statuses(f"{page}b^2$.")[-1] not in {"condition", "definition", *OK}


def test_a_capital_below_is_the_last_only_of_what_is_counted_up_to_it():
    counts = r"Samples $x_1, \dots, x_n$ with $s_n = s_{n-1} + x_n$, and $y_m = y_{m-1} + 1$. "
    blood = r"$X_{i} = X_{i-1} + 1$, $X_M = 342$, $X_{MN} = 500$, $X_N = 187$: "
    sums = r"$$\frac{X_{MN} + 2 X_N}{2 (X_M + X_{MN} + X_N)} = \frac{500 + 2(187)}{2(1029)}$$"
    assert statuses(counts + blood + sums)[-1] in ("proved", "agrees")
    assert statuses(counts + blood + sums.replace("1029", "1028"))[-1] != "proved"
