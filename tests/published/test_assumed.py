"""What a page says that holds is used where a claim needs it, and said."""

import pytest

from autograd.checking.claims.checker import check_statements
from autograd.documents import document
from autograd.formulas.text.page import Statement
from autograd.formulas.trees.tree import Call, Name, Relation, number
from autograd.published.questions.assumed import about, assumption
from autograd.published.surveying.survey import surveyed

from .pages import report, statuses

Q = r"With $A \in \mathbb{R}^{n \times n}$ let $q = \frac12 x^T A x$. So $$\nabla_x q = A x.$$"
SOFTMAX = r"$$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$$ so $$\frac{\partial p_i}{\partial z_j} = "


@pytest.mark.parametrize(
    "said", ["Here $A$ is symmetric.", "$A$ 是对称矩阵。", "La matriz $A$ es simétrica."]
)
def test_a_matrix_that_is_said_to_be_symmetric(said):
    assert statuses(f"{said} {Q}")[-1] in ("proved", "agrees")
    assert "A = A.T" in report(f"{said} {Q}").formulas[-1].why


def test_a_matrix_of_which_nothing_is_said_may_be_symmetric():
    last = report(Q).formulas[-1]
    assert (last.status, last.why) == (
        "inconclusive",
        "right if A is symmetric, which nothing says",
    )


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        (r"-p_i p_j \qquad (i \neq j)$$", "proved"),
        (r"-p_i p_j, \quad i \ne j$$", "proved"),
        (r"p_i p_j \quad \text{if } i \ne j$$", "wrong"),
    ],
)
def test_a_claim_for_some_indices(claim, status):
    assert statuses(SOFTMAX + claim)[-1] == status


def test_what_was_read_as_a_condition_is_used_below():
    page = r"Weights $$\sum_k y_k = 1$$ and $s = a \sum_k y_k$. Then $$\frac{ds}{da} = 1.$$"
    last = report(page).formulas[-1]
    assert (last.status, last.why) == ("agrees", "where sum(k: y[k]) = 1")


def test_what_follows_from_a_condition_is_right_where_it_holds():
    page = "Wird $$u - v = 0$$ null gesetzt, folgt $$2 u = 3 v - v.$$"
    assert report(page).formulas[-1].why == "where u - v = 0"


def test_a_range_on_the_page_is_used_below():
    page = r"For $x > 0$ let $s = \sqrt{x^2}$. Then $$\frac{ds}{dx} = 1.$$"
    assert statuses(page)[-1] in ("proved", "agrees")
    assert statuses(page.replace("For $x > 0$ let", "Let"))[-1] == "wrong"


def test_another_try_is_not_explained():
    page = [Statement(each, 1 + line) for line, each in enumerate(("y = 3*x^2", "dy/dx = 3*x"))]
    (quick,) = check_statements(page, explains=False)
    (full,) = check_statements(page)
    assert (quick.status, quick.culprit) == ("wrong", None)
    assert full.culprit is not None


@pytest.mark.parametrize(
    ("loss", "slope", "status"),
    [
        (r"\frac12 w^\top \Sigma w - \lambda (\mathbf 1^\top w - 1)",
         r"\Sigma w - \lambda \mathbf 1", "agrees"),
        (r"\frac12 w^\top \Sigma w - \lambda (\mathbf 1^\top w - 1)",
         r"2 \Sigma w - \lambda \mathbf 1", "wrong"),
        (r"3 w^\top A w", r"6 A w", "inconclusive"),
        (r"\frac12 w^\top A w - b^\top w", r"A w - b", "inconclusive"),
        (r"\frac12 w^\top A w - b^\top w", r"A w + b", "wrong"),
    ],
)  # fmt: skip
def test_a_quadratic_form_with_a_factor_is_right_where_its_matrix_is_symmetric(loss, slope, status):
    page = rf"We maximise $$L = {loss}$$ in $w$. Its gradient is $$\nabla_w L = {slope}$$"
    assert statuses(page)[-1] == status


def test_of_several_equations_for_a_function_the_last_holds():
    items = surveyed(document("$x > 0$, $y > 0$, $z > 0$, $v > 0$", "page", "md")).items
    x, f = Name("x"), Call("f", (Name("x"),))
    said = [Relation("=", f, x), Relation("=", f, number(2)), Relation(">", x, number(0))]
    assumed = [assumption(each, item) for each, item in zip(said, items, strict=False)]
    held = about(assumed, items[-1], {"x"})
    assert [each.relation for each in held] == said[1:]
