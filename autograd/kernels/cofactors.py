"""Determinants and inverses of small square matrices, by cofactors, of anything that multiplies.

What comes out is a polynomial of the entries, over the determinant for an inverse, so that it can
be enclosed, proved and differentiated like any other formula.

>>> rows = [[2, 1], [5, 3]]
>>> determinant(rows), adjugate(rows)
(1, [[3, -1], [-5, 2]])
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

MOST = 4  # rows; the work grows like their factorial

Rows = Sequence[Sequence[Any]]


def determinant(rows: Rows) -> Any:
    """The determinant, along the first row."""
    first = rows[0]
    if len(rows) == 1:
        return first[0]
    found = first[0] * determinant(_without(rows, 0, 0))
    for place in range(1, len(first)):
        term = first[place] * determinant(_without(rows, 0, place))
        found = found - term if place % 2 else found + term
    return found


def adjugate(rows: Rows) -> list[list[Any]]:
    """The matrix of cofactors, transposed: the inverse times the determinant."""
    if len(rows) == 1:
        return [[1]]
    places = range(len(rows))
    return [[_cofactor(rows, below, across) for below in places] for across in places]


def _cofactor(rows: Rows, below: int, across: int) -> Any:
    minor = determinant(_without(rows, below, across))
    return -minor if (below + across) % 2 else minor


def _without(rows: Rows, below: int, across: int) -> list[list[Any]]:
    """The rows without one, and without one column."""
    return [
        [entry for j, entry in enumerate(row) if j != across]
        for i, row in enumerate(rows)
        if i != below
    ]
