"""Determinants and inverses of small matrices, on pages and in expressions."""

import numpy as np
import pytest

from autograd import Tensor, parse
from autograd.checking import check

MATRIX_FUNCTIONS = """
X in R^(2x2); A in R^(3x3)
grad(logdet(X), X) = inverse(X).T
grad(det(X), X) = det(X)*inverse(X).T
grad(trace(inverse(X)), X) = -(inverse(X) @ inverse(X)).T
inverse(A) @ A = eye(3)
sum(i: basis(i, 3)*A[i,1]) = A @ basis(1, 3)
grad(logdet(X), X) = inverse(X)
"""


def test_determinants_and_inverses_are_formulas_of_the_entries():
    assert [claim.status for claim in check(MATRIX_FUNCTIONS).claims] == [*["proved"] * 5, "wrong"]


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("det(u) = 1", "a square matrix is wanted; got a column of 3"),
        ("det(B) = 1", "a square matrix is wanted; got 2 by 3"),
        ("det(eye(5)) = 1", "a matrix of at most 4 rows is wanted; got 5 by 5"),
        ("sum(basis(4, 3)) = 1", "a place from 1 to 3 is wanted"),
    ],
)
def test_what_has_no_determinant(claim, why):
    (found,) = check(f"u in R^3; B in R^(2x3)\n{claim}").claims
    assert found.status == "unreadable"
    assert why in found.evidence[0]


def test_they_are_the_same_in_expressions():
    rows = np.array([[2.0, 1.0], [3.0, 4.0]])
    assert parse("det(A)", A=Tensor(rows)).item() == pytest.approx(5.0)
    assert parse("inverse(A)", A=Tensor(rows)).data == pytest.approx(np.linalg.inv(rows))
    assert parse("logdet(A)", A=Tensor(rows)).item() == pytest.approx(np.log(5.0))
    assert parse("basis(2, 3)").data.tolist() == [0.0, 1.0, 0.0]
