r"""Norms: of columns with any number below, Frobenius' of matrices, \|x\|_A^2 = x^T A x."""

from __future__ import annotations

from collections.abc import Callable

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING
from ...formulas.trees.tree import Call, Number, Op, Tree
from ...formulas.trees.tree import number as whole
from ..problems import Unread
from ..shapes.kinds import COLUMN, MATRIX, NUMBER
from .translator import Made, Translator

Raise = Callable[[Translator, Tree, str, Node], Made]
SQUARE = Node("number", "2")


def norm(at: Translator, inside: Node, below: Node, above: Node, raised: Raise) -> Made:
    """A norm, with what is set below and above it."""
    tree, kind = at.made(inside)
    if kind == MATRIX and below.text not in ("", "F"):
        raise Unread(f"the norm of a matrix with the index {below.text or below.kind} is not read")
    if below == NOTHING or below.text == "F":
        return _of_order(at, tree, kind, whole(2), above, raised)
    order, own = at.made(below)
    if own == MATRIX and kind == COLUMN and above == SQUARE:
        return Op("@", (Op("T", (tree,)), Op("@", (order, tree)))), NUMBER
    if own != NUMBER:
        raise Unread("a norm with an index that is no number is not read")
    return _of_order(at, tree, kind, order, above, raised)


def _of_order(
    at: Translator, tree: Tree, kind: str, order: Tree, above: Node, raised: Raise
) -> Made:
    """The p-norm; its p-th power is a sum, and has no root to be taken."""
    size = order.value if isinstance(order, Number) else None
    term = tree if size == 2 else Call("abs", (tree,))
    powers = term if size == 1 else Op("^", (term, order))
    total = powers if kind == NUMBER else Call("sum", (powers,))
    if above != NOTHING and at.tree(above) == order:
        return total, NUMBER
    if size != 1:
        total = (
            Call("sqrt", (total,)) if size == 2 else Op("^", (total, Op("/", (whole(1), order))))
        )
    return (total, NUMBER) if above == NOTHING else raised(at, total, NUMBER, above)
