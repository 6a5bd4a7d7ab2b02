"""The two sides of a formula, which are of one kind."""

from __future__ import annotations

from ...formulas.printed import Node
from ...formulas.trees.tree import Call, Tree
from ..problems import Misfit
from ..shapes.kinds import COLUMN, MATRIX, NUMBER, is_jacobian, is_literal
from .products import term
from .readings import BY_ENTRIES
from .translator import Made, Translator


def sides(at: Translator, left: Node, right: Node) -> tuple[Tree, Tree]:
    """The trees of two sides. Raises `Misfit` where they are of different kinds."""
    one, other = term(at, left), term(at, right)
    if one[1] == other[1] or any(map(is_literal, (left, right))):
        return one[0], other[0]
    if NUMBER in (one[1], other[1]):
        one, other = _determinant(left, one), _determinant(right, other)
        if one[1] == other[1]:
            return one[0], other[0]
    if _is_jacobian(at, left, one) and other[1] == COLUMN and not at.pick.is_usual(BY_ENTRIES):
        return one[0], Call("diag", (other[0],))
    raise Misfit(f"a {one[1]} on the left and a {other[1]} on the right")


def _determinant(node: Node, made: Made) -> Made:
    r"""The determinant of \partial(u, v)/\partial(x, y), beside a number."""
    return (Call("det", (made[0],)), NUMBER) if is_jacobian(node) else made


def _is_jacobian(at: Translator, node: Node, made: Made) -> bool:
    return node.kind == "slope" and made[1] == MATRIX and at.made(node.parts[0])[1] == COLUMN
