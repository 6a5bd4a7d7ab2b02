"""A formula that may be right in a way that is not understood is never called wrong."""

import pytest

from .pages import report, statuses

DEFINED = "Let $$h = o \\tanh(c)$$ and later, with another unit, "


@pytest.mark.parametrize(
    "equation",
    ["h = c + o", r"\sum_k y_k = 1", r"1 = \sigma^2", r"U^T U = 2 V", "x^2 + x y + y^2 = 7"],
)
def test_an_equation_that_differentiates_nothing_is_not_accused(equation):
    assert "wrong" not in statuses(f"{DEFINED}$${equation}$$ holds.")


def test_what_is_wrong_only_if_a_name_is_a_number_says_so():
    page = r"With $$z = W x, \quad L = \frac12 z^T z, \quad u = 3 v$$ it is $$\frac{du}{dv} = 1.$$"
    last = report(page).formulas[-1]
    assert (last.status, last.why) == (
        "inconclusive",
        "wrong if u and v are numbers, which nothing says",
    )


def test_a_wrong_derivative_of_numbers_is_wrong():
    assert statuses(r"Let $$a = \tanh(z)$$ so $$\frac{da}{dz} = 1 - a$$") == ["definition", "wrong"]


def test_an_equation_of_other_names_may_be_tied_in_words():
    page = r"Let $$s = c t - x, \quad r = x + v t.$$ In our units $$s r = t^2 - x^2$$ holds."
    assert "wrong" not in statuses(page)


SOLVED = "The critical point solves an equation. Let $h(q) = 3q^6 - 4 q^{-3}$. Then "


def test_a_chain_with_a_slip_is_not_proved_because_it_may_be_a_condition():
    chain = "h'(q) = 3(6q^5) + 4(3q^{-4}) = 18q^5 "
    assert statuses(f"{SOLVED}$${chain} + 12q^{{-4}}$$")[-1] == "proved"
    assert statuses(f"{SOLVED}$${chain} - 12q^{{-4}}$$")[-1] == "inconclusive"


def test_a_sign_without_sides_is_no_crash():
    assert statuses("Let $x_t = 2$ and $=$ here, $x = (1, 2)$.")


NET = r"Let $z = w x$, $a = \sigma(z)$ and $L = (a - y)^2/2$. "
SLIP = r"$$\frac{\partial L}{\partial a} = 2(a - y)$$"


@pytest.mark.parametrize(
    "words",
    [
        f"So {SLIP} would be wrong.",
        f"It is a mistake to write {SLIP}",
        f"Falsch ist {SLIP}",
        f"Un resultado incorrecto: {SLIP}",
        f"Si l'on oubliait, ce serait {SLIP}",
        f"常见的错误是 {SLIP}",
    ],
)
def test_what_the_page_itself_denies_is_not_accused(words):
    last = report(NET + words).formulas[-1]
    assert (last.status, last.why) == (
        "inconclusive",
        "the words around it deny it, or suppose it",
    )


@pytest.mark.parametrize("words", ["Hence ", "If we differentiate, it is ", "Not of $w$: "])
def test_what_the_page_says_is(words):
    assert statuses(NET + words + SLIP)[-1] == "wrong"


FORM = r"Let $x \in \mathbb{R}^3$, $A \in \mathbb{R}^{3 \times 3}$ and $q = x^T A x$. "


@pytest.mark.parametrize("of", ["q", "(x^T A x)"])
def test_what_is_right_of_a_symmetric_matrix_is_open(of):
    last = report(f"{FORM}$$\\nabla_x {of} = 2 A x$$").formulas[-1]
    assert (last.status, last.why) == (
        "inconclusive",
        "right if A is symmetric, which nothing says",
    )
    assert statuses(f"{FORM}$$\\nabla_x {of} = A x$$")[-1] == "wrong"


def test_a_trace_needs_no_brackets():
    page = r"Let $A \in \mathbb{R}^{3 \times 3}$. "
    assert statuses(page + r"$$\operatorname{tr} A B = \operatorname{tr} B A$$")[-1] == "proved"
    assert statuses(page + r"$$\frac{\partial \mathrm{tr} A}{\partial A} = I$$")[-1] == "proved"


FAR = r"""
# Growth

Let $P(t) = 3 e^{t/9}$. At the start $P(0) = 3$ and $P'(t) = P(t)/9$.

# Later

The equation is $$\frac{dP}{dt} = P(2 - P)$$ or, divided, $$\frac{1}{P}\frac{dP}{dt} = 2 - P.$$
"""


def test_a_definition_far_above_that_all_of_a_section_fails_by_is_not_meant_there():
    assert "wrong" not in statuses(FAR)


CHAIN = r"Let $u = v^3 + w$. # So $$\frac{\partial u}{\partial v} = "


def test_a_slip_is_called_one_and_what_is_quite_different_only_by_what_stands_near():
    near, far = CHAIN.replace("#", ""), CHAIN.replace("#", "\n\n# Later\n\n")
    assert [statuses(f"{page}3 v$$")[-1] for page in (near, far)] == ["wrong"] * 2
    assert statuses(f"{near}e^w + x y z$$")[-1] == "wrong"
    assert statuses(f"{far}e^w + x y z$$")[-1] == "inconclusive"


@pytest.mark.parametrize(
    "said",
    [
        r"Es gilt $$AB \cdot CD + AD \cdot CB = AC \cdot BD.$$",
        r"Here $AB = AC$ does not imply $B = C$.",
        r"Is there one with $y(0) = y(1)$?",
        r"It starts with $y(0) = 0$ and $\phi'(0) = 0$.",
        r"Consumption grows until $t = T$.",
        r"Let $u = v^2$. It is a square if and only if $$\frac{du}{dv} = 3.$$",
        r"$$J \frac{d\omega_r}{dt} = M_e - M_r$$",
        r"$$\frac{1}{m} \frac{dp}{dt} = g - k v$$",
    ],
)
def test_a_relation_of_names_that_nothing_defines_is_neither_wrong_nor_proved(said):
    assert not {"wrong", "proved"} & set(statuses(said))


@pytest.mark.parametrize("words", ["if we neglect $y$", "where the rest is negligible", "忽略 $y$"])
def test_what_leaves_something_out_holds_nearly(words):
    page = r"Let $$z = x^2 + x y$$ so $$\frac{dz}{dx} = 2x,$$ "
    assert statuses(page + words + ".")[1] == "inconclusive"
    assert statuses(page + "as it is.")[1] == "wrong"


def test_an_inverse_function_is_no_reciprocal_and_a_name_in_two_cases_may_be_one():
    page = r"Let $f(x) = e^{-x/2}$. For $g = f^{-1}$ it is $(f^{-1})'(2) = -1$. So $f'(2) = 3$."
    assert statuses(page)[1:3] == ["not read", "not read"]
    page = r"Let $\mathbf{a}, \mathbf{b}, \mathbf{B} \in \mathbb{R}^3$ and $X$ a matrix. "
    claim = r"$$\frac{\partial \mathbf{a}^T X \mathbf{B}}{\partial X} = \mathbf{a} \mathbf{b}^T$$"
    assert "are they one name?" in report(page + claim).formulas[-1].why


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (r"$$T = 2\pi \sqrt{\frac{a^3}{m}}$$ $$\frac{dT}{da} = 3\pi \sqrt{\frac{a}{m}}$$", "open"),
        (r"$$T = 2\pi \sqrt{\frac{a^3}{m}}$$ $$\frac{dT}{da} = 2\pi \sqrt{\frac{a}{m}}$$", "wrong"),
        (r"$$g = \sqrt{u v}$$ $$\frac{dg}{du} = \frac{1}{2} \sqrt{\frac{v}{u}}$$", "open"),
        (r"$$g = \sqrt{u v}$$ $$\frac{dg}{du} = \sqrt{\frac{v}{u}}$$", "wrong"),
        (r"$$y = \ln(a b)$$ $$y = \ln a + \ln b$$", "open"),
        (r"$$y = \sqrt{x^2 + 0 a}$$ $$\frac{dy}{dx} = 1$$", "wrong"),
        (r"$$g = \sqrt{x^2 y}$$ $$\frac{dg}{dx} = \sqrt{y}$$", "wrong"),
        (r"$$y = \ln(a^2)$$ $$\frac{dy}{da} = \frac{1}{a}$$", "wrong"),
    ],
)
def test_what_is_right_where_roots_are_of_positive_numbers_is_not_wrong(page, status):
    found = statuses(page)[-1]
    assert ("wrong" if found == "wrong" else "open") == status


@pytest.mark.parametrize(
    "claim",
    [
        r"a^{\mu} b_{\mu} = \sum_{\mu} a^{\mu} b_{\mu}",
        r"\sum_j a_j b_j = a_k b_k",
        r"\frac{\partial}{\partial a_k} (a_j b_j)^2 = 2 a_j b_j b_k",
    ],
)
def test_what_is_summed_in_silence_is_not_accused(claim):
    page = rf"Vectors $a, b \in \mathbb{{R}}^3$; with Einstein's summation convention $${claim}$$"
    assert "wrong" not in statuses(page)


def test_an_index_that_a_sum_runs_over_stands_for_one():
    sums = r"$$\frac{\partial}{\partial a_k} \sum_j a_j b_j = "
    assert statuses(rf"Vectors $a, b \in \mathbb{{R}}^3$: {sums} 2 b_k$$")[-1] == "wrong"
