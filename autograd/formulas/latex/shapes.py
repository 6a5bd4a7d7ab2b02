r"""Operations of LaTeX as trees: which products are matrix products, by what is multiplied.

Juxtaposition and a dot mean the matrix product between arrays, where it exists: W x, A B, xᵀ y,
xᵀ W, and x yᵀ, which is a matrix. Two columns side by side and a power of an array are refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..text.tokens import DerivationError
from ..trees.tree import Call, Indexed, Name, Number, Op, Slope, Span, Tree, children
from .cursor import Cursor
from .signs import OF_ARRAYS

_PRODUCTS = {
    ("matrix", "matrix"): "matrix",
    ("matrix", "column"): "column",
    ("row", "matrix"): "row",
    ("row", "column"): "number",
    ("column", "row"): "matrix",
}
_OF_RANK = {0: "number", 1: "column", 2: "matrix"}
RANKS = {"number": 0, "column": 1, "row": 1, "matrix": 2}
_TURNED = {"column": "row", "row": "column"}
_SYMBOLS = {"product": "*", "entries": "*", "quotient": "/"}
_GIVES = {each.name: each.gives for each in OF_ARRAYS.values()} | dict.fromkeys(
    ("max", "min", "sum", "prod", "delta"), "number"
)


def shape(tree: Tree, arrays: Mapping[str, int]) -> str:
    """Number, column, row or matrix."""
    match tree:
        case Name(name=name):
            return _OF_RANK.get(arrays.get(name, 0), "matrix")
        case Indexed() | Number():
            return "number"
        case Op(symbol="@", args=(left, right)):
            return _PRODUCTS[shape(left, arrays), shape(right, arrays)]
        case Op(symbol="T", args=(inner,)):
            turned = shape(inner, arrays)
            return _TURNED.get(turned, turned)
        case Call(function="grad", args=(_, wrt)):
            return shape(wrt, arrays)
        case Call(function=name) if _GIVES.get(name, "same") != "same":
            return _GIVES[name]
    several = [x for x in (shape(part, arrays) for part in children(tree)) if x != "number"]
    if isinstance(tree, Slope) and len(several) > 1:
        return "matrix"
    return several[0] if several else "number"


def operation(at: Cursor, kind: str, left: Tree, right: Tree, start: int) -> Tree:
    """A product or quotient, as `PRODUCTS` calls it; a product of arrays is that of matrices."""
    span, symbol = at.since(start), _SYMBOLS[kind]
    shapes = _shapes(at, left, right)
    if kind == "product" and "number" not in shapes:
        if shapes not in _PRODUCTS:
            why = (
                r"a product of two arrays: elements (\odot), inner (x^\top y) or outer (x y^\top)?"
            )
            raise _refused(why, span)
        symbol = "@"
    if kind == "quotient" and shapes[1] != "number":
        raise _refused("a power or quotient of arrays: write it for one element", span)
    return Op(symbol, (left, right), span)


def power(at: Cursor, base: Tree, exponent: Tree, start: int) -> Tree:
    """A power, of a number."""
    span = at.since(start)
    if _shapes(at, base, exponent) != ("number", "number"):
        raise _refused("a power or quotient of arrays: write it for one element", span)
    return Op("^", (base, exponent), span)


def is_power(tree: Tree) -> bool:
    """Whether a tree is a power."""
    return isinstance(tree, Op) and tree.symbol == "^"


def is_gradient(tree: Tree) -> bool:
    """Whether a tree is a gradient, which is written as a function."""
    return isinstance(tree, Call) and tree.function == "grad"


def call(at: Cursor, name: str, args: tuple[Tree, ...], start: int, primes: int = 0) -> Tree:
    """A function at arguments; an absolute value is one of a number, and a norm of a column."""
    span, shapes = at.since(start), _shapes(at, *args)
    if name == "abs" and shapes != ("number",):
        why = r"the norm, or each element's absolute value? write \lVert x \rVert"
        raise _refused(why, span)
    if name == "norm" and shapes != ("column",) and not at.vocabulary.is_open:
        raise _refused("of norms, the Euclidean one of a vector is read", span)
    return Call(name, args, primes, span)


def _shapes(at: Cursor, *trees: Tree) -> tuple[str, ...]:
    """The shapes of some trees; without the names of a page everything counts as a number."""
    arrays = {} if at.vocabulary.is_open else at.vocabulary.arrays
    return tuple(shape(tree, arrays) for tree in trees)


def _refused(why: str, span: Span) -> DerivationError:
    return DerivationError(why, column=span[0] + 1)
