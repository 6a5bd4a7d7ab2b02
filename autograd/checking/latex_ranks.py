"""Which products of a LaTeX formula are matrix products: those of two arrays, but for ⊙.

Juxtaposition and a dot mean the matrix product between arrays, and only
where it is the usual one: W x, A B, xᵀ y, xᵀ W. Two columns side by
side, an outer product and a power of an array are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .latex_said import Said
from .tokens import DerivationError


def with_matrix_products(said: Said, arrays: Mapping[str, int]) -> Said:
    """The formula with "matmul" where two arrays are multiplied."""
    args = tuple(with_matrix_products(part, arrays) for part in said.args)
    found = replace(said, args=args)
    ranks = [rank(part, arrays) for part in args]
    if said.head == "mul" and all(ranks):
        return _product(found, ranks)
    if said.head in ("pow", "div") and (ranks[-1] or (said.head == "pow" and ranks[0])):
        raise _refused("a power or quotient of arrays: write it for one element", said)
    return found


def rank(said: Said, arrays: Mapping[str, int]) -> int:
    """The number of indices that a part has left."""
    if said.head == "name":
        return arrays.get(said.graph, 0)
    if said.head in ("element", "number", "word"):
        return 0
    ranks = [rank(part, arrays) for part in said.args]
    if said.head == "matmul":
        return max(sum(ranks) - 2, 0)
    if said.head in ("d", "ddx"):
        return sum(ranks)
    return ranks[0] if said.head == "grad" else max(ranks, default=0)


def _product(found: Said, ranks: list[int]) -> Said:
    left, right = (part.head == "transpose" for part in found.args)
    row_first = ranks[0] == 2 or (ranks[0] == 1 and left)
    column_last = ranks[1] == 2 or (ranks[1] == 1 and not right)
    if not row_first or not column_last or max(ranks) > 2:
        raise _refused(
            "a product of two arrays: elements (\\odot), inner (x^\\top y) or outer?", found
        )
    return replace(found, head="matmul")


def _refused(why: str, said: Said) -> DerivationError:
    return DerivationError(why, column=said.span[0] + 1)
