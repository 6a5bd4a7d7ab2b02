"""What running text says of names: how large they are, what is put in, what is no entry."""

from __future__ import annotations

import re

import pytest

from autograd.documents import document
from autograd.published.worded.naming import Names
from autograd.published.worded.sizes import sized
from autograd.published.worded.values import valued

from .pages import report

SIZES = [
    ("Let $W$ be a 3 x 2 matrix.", "W 3 2"),
    ("the $20 \\times 10$ weight matrix $W$", "W 20 10"),
    ("So $W$ is a $3 \\times 4$ matrix and $V$ a $2 \\times 3$ matrix.", "V 2 3|W 3 4"),
    ("Sei $A$ eine symmetrische $3 \\times 3$-Matrix.", "A 3 3"),
    ("Sea $A$ una matriz de tamaño 2x3.", "A 2 3"),
    ("$W$ has shape 4×3 and $b$ is a vector of length 4.", "W 4 3|b 4"),
    ("a bias vector $b$ with ten entries", "b 10"),
    ("the three-dimensional vector $r$", "r 3"),
    ("$x$ is a 4-dimensional column vector", "x 4"),
    ("$A$ is an n by m matrix", "A n m"),
    ("设 $W$ 是一个 3×2 矩阵", "W 3 2"),
    ("the transpose of $W$ is a 3 x 2 matrix", ""),
    ("the gradient in $W$ and the 3 x 2 matrix of scores", ""),
    ("$W$, whose transpose is a 3 x 2 matrix", ""),
    ("$x$ times a $3 \\times 2$ matrix gives 3 x 2 numbers", ""),
    ("multiply $a$ by 3 x 2", ""),
]
VALUES = [
    ("For x = 2 and w = 0.5 we get $f(x) = w$.", "x=2 w=0.5"),
    ("With θ = -1.5 and x_1 = 3, $y = \\theta x_1$.", r"\theta=-1.5 x_1=3"),
    ("Mit x = 0,5 ist $f(x) = 1$.", "x=0.5"),
    ("$f(x) = 1$ if alpha = 2 and $\\alpha$ is fixed", r"\alpha=2"),
    ("take k = 3; $f(x) = 1$", ""),  # no name of the formulas
    ("x = 2y, where $x = y$", ""),
    ("f(x) = 2 for $f(x) = x$", ""),
    ("max = 3 in $x = a$", ""),
    ("x = 20% of $x = a$", ""),
    ("x = 3 = 1 + 2 in $x$", ""),
    ("y = x = 2 in $x = y$", ""),
    ("p. 3, x = 1.2.3 of $x$", ""),
]


@pytest.mark.parametrize(("text", "wanted"), SIZES)
def test_sizes_in_words(text: str, wanted: str) -> None:
    names = Names.of(document(text).formulas)
    found = [each for sentence in names.sentences for each in sized(sentence, names)]
    above = {each.name: each.body.partition("^")[2].replace("times", "") for each in found}
    sizes = {f"{name} {' '.join(re.findall('[0-9nm]+', said))}" for name, said in above.items()}
    assert "|".join(sorted(sizes)) == wanted


@pytest.mark.parametrize(("text", "wanted"), VALUES)
def test_values_in_words(text: str, wanted: str) -> None:
    found = valued(Names.of(document(text).formulas))
    assert " ".join(f"{each.name}={each.body}" for each in found) == wanted


def said(text: str) -> list[str]:
    return [each.status for each in report(text).formulas]


def test_a_number_is_worked_out_at_values_in_words() -> None:
    page = "Let $f(w) = \\tanh(w x)$.\n\n## Example\n\nTake x = 2 and w = 0.5. Then "
    assert said(f"{page} $f(0.5) = 0.7616$.")[-1] == "agrees"
    assert said(f"{page} $f(0.5) = 0.6716$.")[-1] == "wrong"


def test_sizes_in_words_are_those_of_the_page() -> None:
    page = "Let $A$ be a 3 x 2 matrix, $y = A x$ and $E = y^T y$."
    assert said(f"{page} $$\\frac{{\\partial E}}{{\\partial x}} = 2 A^T y$$")[-1] == "proved"
    assert "matrices A (3×2)" in report(page).as_read
    assert "sizes above 6 are tried as smaller ones" in report(page.replace("3 x", "300 x")).as_read


def test_values_hold_in_the_sections_of_a_section() -> None:
    page = "# Net\n\nTake $w = 0.5$ and $x = 2$.\n\n## Forward\n\n$$z = w x + 1$$\n\n"
    assert said(f"{page}This is $z = 2$.")[-1] == "agrees"
    assert said(f"{page}This is $z = 2.1$.")[-1] == "given"  # the section may have others
    assert said(f"{page}This makes $z - 1 = 1.1$.")[-1] == "inconclusive"
    assert said(f"{page}With the numbers above $z = 2.1$.")[-1] == "wrong"


ENTRIES = r"""
Let $x_1 = 2$, $x_2 = 1$, $w_{11} = w_{12} = 0.1$, $w_{21} = 0.4$, $w_{22} = 0.3$.
$$a_1 = w_{11} x_1 + w_{12} x_2, \qquad a_2 = w_{21} x_1 + w_{22} x_2$$
$$h_j = \tanh(a_j), \quad E = \frac12 (v_1 h_1 + v_2 h_2)^2$$
"""


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        (r"\frac{\partial E}{\partial h_1} = (v_1 h_1 + v_2 h_2) v_1", "proved"),
        (r"\frac{\partial E}{\partial w_{12}} = (v_1 h_1 + v_2 h_2) v_1 (1 - h_1^2) x_2", "proved"),
        (r"\frac{\partial E}{\partial w_{12}} = (v_1 h_1 + v_2 h_2) v_2 (1 - h_1^2) x_2", "wrong"),
        (r"\frac{\partial a_2}{\partial x_1} = w_{21}", "proved"),
    ],
)
def test_columns_of_which_each_entry_has_a_formula(claim: str, status: str) -> None:
    assert said(f"{ENTRIES}\n$${claim}$$\n")[-1] == status


def test_entries_that_are_given_one_by_one() -> None:
    page = "$$m = \\frac1n \\sum_{i=1}^n x_i$$\n\nFor $x_1 = 1$, $x_2 = 2$ and $x_3 = 6$ we get "
    assert said(f"{page} $m = 3$.")[-1] == "agrees"
    assert said(f"{page} $m = 3.3$.")[-1] == "wrong"


SERIES = r"""
$$y_t = \phi y_{t-1} + \varepsilon_t$$
$$S(\phi) = \sum_{t=1}^T (y_t - \phi y_{t-1})^2$$
$$S'(\phi) = -2 \sum_{t=1}^T y_{t-1} (y_t - \phi y_{t-1})$$
"""
REGRESSION = r"""
$$y_i = a x_i + \epsilon_i$$
$$Q = \sum_{i=1}^n (y_i - a x_i)^2$$
$$\frac{\partial Q}{\partial a} = -2 \sum_{i=1}^n x_i (y_i - a x_i)$$
"""


@pytest.mark.parametrize("page", [SERIES, REGRESSION])
def test_data_do_not_change_with_the_parameters_of_their_model(page: str) -> None:
    assert said(page)[-1] == "proved"
    assert said(page.replace("= -2", "= 2"))[-1] == "wrong"


def test_what_is_made_of_its_own_whole_is_no_entry() -> None:
    page = r"$$\omega_d = \omega \sqrt{1 - \zeta^2}$$ "
    slope = r"$$\frac{\partial \omega_d}{\partial \omega} = \sqrt{1 - \zeta^2}$$"
    assert said(page + slope) == ["definition", "proved"]
    assert said(page + slope.replace("1 - ", "1 + ")) == ["definition", "wrong"]


def test_a_rate_of_a_function_of_time() -> None:
    page = r"$$y(t) = K (1 - e^{-t/T})$$ $$\dot y(t) = \frac{K}{T} e^{-t/T}$$"
    assert said(page) == ["definition", "proved"]
    assert said(page.replace(r"\frac{K}{T} e", r"\frac{K}{T^2} e")) == ["definition", "wrong"]


def test_a_word_before_a_name_is_said_of_that_name() -> None:
    page = r"$$p_k = \frac{e^{s_k}}{\sum_j e^{s_j}}$$ The loss, with a one-hot $y$, is "
    page += r"$$L = -\sum_k y_k \log p_k$$ "
    found = report(page + r"$$\frac{\partial L}{\partial s_k} = p_k - y_k$$").formulas[-1]
    assert found.proviso == "right where one_hot(y)"


SHARES = r"""
$$u_j = q_j - \alpha p_j$$
$$s_j = \frac{e^{u_j}}{1 + \sum_{k=1}^{3} e^{u_k}}$$
$$\frac{\partial s_j}{\partial p_j} = -\alpha s_j (1 - s_j)$$
"""


@pytest.mark.parametrize(
    "condition",
    [
        r"$k \neq j$",
        r"$j \ne k$",
        r"$1 \le j \le 3$",
        r"$j < k$",
        r"$j = k$",
        r"$k > j$",
        r"$j \geq 1$",
    ],
)
def test_indices_that_are_compared_are_indices(condition: str) -> None:
    page = f"{SHARES}\nThe case {condition} comes next.\n"
    assert said(page)[:3] == ["definition", "definition", "proved"]
    assert said(page.replace("(1 - s_j)", "(1 + s_j)"))[2] == "wrong"


@pytest.mark.parametrize("names", ["$Q$ and $R$", "$A$, $Q$ and $R$", "$Q$, $R$"])
def test_a_word_behind_several_names_is_said_of_each(names: str) -> None:
    page = f"Here {names} are symmetric, $J = x^T Q x + u^T R u$ and $$\\frac{{\\partial J}}"
    found = report(page + r"{\partial x} = 2 Q x$$").formulas[-1]
    assert found.status == "agrees"
    assert "Q = Q.T" in str(found.proviso)


def test_columns_have_all_entries_that_are_named() -> None:
    page = r"$$y_i = w^T x_i$$ $$C = \frac12 \sum_{i=1}^N (y_i - t_i)^2$$ "
    page += r"$$\frac{\partial C}{\partial w} = \sum_{i=1}^N (y_i - t_i) x_i$$"
    assert said(page)[-1] == "proved"
    assert said(page.replace(r"\partial w} = ", r"\partial w} = 2 "))[-1] == "wrong"
