"""Small systems of linear equations, of floats or of nodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.node import Node


def solved(matrix: Sequence[Sequence[Any]], right: Sequence[Any]) -> list[Any] | None:
    """The x of `matrix @ x = right`, by elimination; None where there is no single one.

    Entries may be nodes: then so is x, and can be differentiated.

    >>> solved([[0.0, 2.0], [1.0, 1.0]], [4.0, 5.0])
    [3.0, 2.0]
    """
    rows = [[*row, x] for row, x in zip(matrix, right, strict=True)]
    for k in range(len(rows)):
        pivot = max(range(k, len(rows)), key=lambda i: _size(rows[i][k]))
        if not 0.0 < _size(rows[pivot][k]) < float("inf"):
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(k + 1, len(rows)):
            if _size(rows[i][k]) or isinstance(rows[i][k], Node):
                factor = rows[i][k] / rows[k][k]
                pairs = zip(rows[i], rows[k], strict=True)
                rows[i] = [a if j <= k else a - factor * b for j, (a, b) in enumerate(pairs)]
    return _substituted(rows)


def _substituted(rows: Sequence[Sequence[Any]]) -> list[Any]:
    """The unknowns of equations each of which begins with the next unknown."""
    found: list[Any] = []
    for k in reversed(range(len(rows))):
        rest = rows[k][-1]
        for factor, x in zip(rows[k][k + 1 : -1], found, strict=True):
            rest = rest - factor * x
        found.insert(0, rest / rows[k][k])
    return found


def _size(x: Any) -> float:
    """How large an entry is; -1 for no number."""
    size = abs(float(x.primal if isinstance(x, Node) else x))
    return -1.0 if size != size else size
