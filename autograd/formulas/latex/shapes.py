r"""Which products of a LaTeX formula are matrix products, by the shapes of what is multiplied.

Juxtaposition and a dot mean the matrix product between arrays, where it exists: W x, A B, xᵀ y,
xᵀ W, and x yᵀ, which is a matrix. Two columns side by side and a power of an array are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..text.tokens import DerivationError
from .said import Said

_PRODUCTS = {
    ("matrix", "matrix"): "matrix",
    ("matrix", "column"): "column",
    ("row", "matrix"): "row",
    ("row", "column"): "number",
    ("column", "row"): "matrix",
}
_OF_RANK = {0: "number", 1: "column", 2: "matrix"}
RANKS = {"number": 0, "column": 1, "row": 1, "matrix": 2}
_TO_NUMBERS = {"norm", "dot", "mean", "sum", "max", "min", "prod", "logsumexp", "delta", "trace"}
_TURNED = {"column": "row", "row": "column"}


def with_matrix_products(said: Said, arrays: Mapping[str, int]) -> Said:
    """The formula with "matmul" where two arrays are multiplied."""
    args = tuple(with_matrix_products(part, arrays) for part in said.args)
    found = replace(said, args=args)
    shapes = [shape(part, arrays) for part in args]
    if said.head == "mul" and "number" not in shapes:
        if (shapes[0], shapes[1]) not in _PRODUCTS:
            raise _refused(
                r"a product of two arrays: elements (\odot), inner (x^\top y) or outer (x y^\top)?",
                said,
            )
        return replace(found, head="matmul")
    arrayed = shapes and shapes[-1] != "number"
    if (said.head == "pow" and set(shapes) != {"number"}) or (said.head == "div" and arrayed):
        raise _refused("a power or quotient of arrays: write it for one element", said)
    if said.head == "call" and said.text == "abs" and shapes != ["number"]:
        raise _refused(r"the norm, or each element's absolute value? write \lVert x \rVert", said)
    if said.head == "call" and said.text == "norm" and shapes != ["column"]:
        raise _refused("of norms, the Euclidean one of a vector is read", said)
    return found


def shape(said: Said, arrays: Mapping[str, int]) -> str:
    """Number, column, row or matrix."""
    if said.head == "name":
        return _OF_RANK.get(arrays.get(said.graph, 0), "matrix")
    if said.head in ("element", "number", "word"):
        return "number"
    shapes = [shape(part, arrays) for part in said.args]
    several = [each for each in shapes if each != "number"]
    match said.head:
        case "matmul":
            return _PRODUCTS[shapes[0], shapes[1]]
        case "transpose":
            return _TURNED.get(shapes[0], shapes[0])
        case "d" | "ddx":
            return several[0] if len(several) == 1 else "matrix" if several else "number"
        case "grad":
            return shapes[0]
        case "call" if said.text in _TO_NUMBERS:
            return "number"
        case "call" if said.text == "diag":
            return "matrix"
    return several[0] if several else "number"


def _refused(why: str, said: Said) -> DerivationError:
    return DerivationError(why, column=said.span[0] + 1)
