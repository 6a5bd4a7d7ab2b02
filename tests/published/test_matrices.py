"""Determinants, inverses, traces, norms and products of matrices on published pages."""

import pytest

from .pages import report, statuses

RIGHT = {"proved", "agrees"}
LOGDET = r"$$f = \log\det X$$"
NORMAL = r"$$\ell = -\frac12 \ln|\Sigma| - \frac12 (x - \mu)^\top \Sigma^{-1} (x - \mu)$$"
SIGMOIDS = r"$$s = \sigma(z)$$ $$q = s^\top s$$"
SOFTMAX = r"$$s_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$$"
OUTER = r"$$z = W x, \quad L = \frac12 \|z - y\|^2$$ $$\delta = z - y$$"
BY_X, BY_A = r"\frac{\partial}{\partial X}", r"\frac{\partial}{\partial A}"
J, BY_W = r"\frac{\partial s}{\partial z}", r"\frac{\partial L}{\partial W}"

CLAIMS = [
    (LOGDET, r"\frac{\partial f}{\partial X} = X^{-\top}",
     r"\frac{\partial f}{\partial X} = X^{-1}"),
    ("", rf"{BY_X} \ln |\det X| = (X^{{-1}})^T", rf"{BY_X} \ln |\det X| = X^{{-1}}"),
    ("", rf"{BY_A} \det A = \det(A) (A^\top)^{{-1}}", rf"{BY_A} \det A = \det(A) A^{{-1}}"),
    ("", rf"{BY_A} \operatorname{{tr}} A^{{-1}} = -(A^{{-2}})^\top",
     rf"{BY_A} \operatorname{{tr}} A^{{-1}} = (A^{{-2}})^\top"),
    ("", rf"{BY_X} \mathrm{{tr}} X^\top X = 2X", rf"{BY_X} \mathrm{{tr}} X^\top X = X"),
    ("", rf"{BY_X} \operatorname{{Tr}}(X^2) = 2X^\top", rf"{BY_X} \operatorname{{Tr}}(X^2) = 2X"),
    ("", rf"{BY_X} \operatorname{{tr}}(A X B) = A^\top B^\top",
     rf"{BY_X} \operatorname{{tr}}(A X B) = B^\top A^\top"),
    (r"Let $X \in \mathbb R^{2 \times 2}$ and $a, b \in \mathbb R^2$.",
     rf"{BY_X} a^\top X^{{-1}} b = -X^{{-\top}} a b^\top X^{{-\top}}",
     rf"{BY_X} a^\top X^{{-1}} b = X^{{-\top}} a b^\top X^{{-\top}}"),
    (NORMAL, r"\frac{\partial\ell}{\partial\mu} = \Sigma^{-1}(x - \mu)",
     r"\frac{\partial\ell}{\partial\mu} = \Sigma(x - \mu)"),
    (r"$$A = \begin{pmatrix} a & b \\ c & d \end{pmatrix}$$", r"\det A = ad - bc",
     r"\det A = ad + bc"),
    (r"$$q = \|x\|_4$$", r"\frac{\partial q}{\partial x_i} = \frac{x_i^3}{q^3}",
     r"\frac{\partial q}{\partial x_i} = \frac{x_i^3}{q^4}"),
    (r"Let $W$ be a symmetric matrix. $$d = \|x - \mu\|_W^2$$", r"\nabla_x d = 2W(x - \mu)",
     r"\nabla_x d = W(x - \mu)"),
    (SIGMOIDS, rf"{J} = \operatorname{{diag}}(s_1(1 - s_1), \ldots, s_n(1 - s_n))",
     rf"{J} = \operatorname{{diag}}(s_1, \dots, s_n)"),
    (SOFTMAX, rf"{J} = \operatorname{{diag}}(s_1, \dots, s_K) - s s^\top",
     rf"{J} = \operatorname{{diag}}(s_1, \dots, s_K) + s s^\top"),
    (SOFTMAX, r"\frac{\partial s_k}{\partial z_l} = s_k(\delta_{k,l} - s_l)",
     r"\frac{\partial s_k}{\partial z_l} = s_k(\delta_{k,l} + s_l)"),
    (OUTER, rf"{BY_W} = \delta \otimes x", rf"{BY_W} = x \otimes \delta"),
    (r"$$s = \sigma(z), \quad L = \frac12 \|s - y\|^2$$",
     r"\frac{\partial L}{\partial z} = (s - y) \circ s \circ (1 - s)",
     r"\frac{\partial L}{\partial z} = (s - y) \circ (1 - s)"),
]  # fmt: skip


# The others are other notations of the same.
FEW = {0, 8, 9, 12, 15}


@pytest.mark.parametrize(
    ("given", "right", "wrong"),
    [
        pytest.param(*each, marks=() if n in FEW else pytest.mark.full)
        for n, each in enumerate(CLAIMS)
    ],
)
def test_what_is_done_with_matrices(given, right, wrong):
    first, second = statuses(f"{given} $${right}$$ Some say $${wrong}$$")[-2:]
    assert first in RIGHT
    assert second == "wrong"


def test_a_covariance_is_symmetric():
    page = rf"{NORMAL} $$\frac{{\partial\ell}}{{\partial\mu}} = \Sigma^{{-1}}(x - \mu)$$"
    last = report(page).formulas[-1]
    assert (last.status, last.why) == ("agrees", "where Sigma = Sigma.T")


def test_samples_in_brackets_that_are_transposed_are_columns():
    page = r"$$q = \sum_{n=1}^N (x_n - \mu)^\top \Sigma^{-1} (x_n - \mu)$$"
    claim = r"$$\frac{\partial q}{\partial\mu} = -2 \Sigma^{-1} \sum_{n=1}^N (x_n - \mu)$$"
    assert statuses(page + claim)[-1] in RIGHT


def test_a_number_is_not_raised_to_the_sign_of_a_transpose():
    page = "```derivation\nc, d in R\n```\n" + r"$$q = (c - d)^\top c$$"
    assert statuses(page)[-1] == "not read"


def test_the_matrix_norm_that_is_no_formula_of_the_entries_is_not_read():
    page = r"$$q = \operatorname{tr}(A), \quad r = \|A\|_2$$"
    assert statuses(page)[-1] == "not read"


def test_an_exponent_that_is_called_t_is_no_transpose():
    page = r"Let $T = 3$ and $$Z = (1 + y)^{-T}, \quad \frac{dZ}{dy} = -T (1 + y)^{-T-1}$$"
    assert statuses(page)[-1] in RIGHT


OF_FULL_RANK = {
    r"$H = X (X^\top X)^{-1} X^\top$. Then $$H^2 = H$$": True,
    r"$H = X (X^\top X)^{-1} X^\top$. Then $$H X = X$$": True,
    r"$H = X (X^\top X)^{-1} X^\top$. Then $$H X = 2 X$$": False,
    r"$P = X^\top (X X^\top)^{-1} X$. Then $$P^2 = P$$": True,
    r"$b = (X^\top X)^{-1} X^\top y$, $e = y - X b$. Then $$X^\top e = 0$$": True,
    r"$H = X (X^\top W X)^{-1} X^\top W$. Then $$H^2 = H$$": True,
}


@pytest.mark.parametrize("page", OF_FULL_RANK)
def test_what_has_an_inverse_is_of_full_rank(page):
    is_right = statuses(f"Let {page}")[-1] in ("proved", "agrees")
    assert is_right == OF_FULL_RANK[page]
