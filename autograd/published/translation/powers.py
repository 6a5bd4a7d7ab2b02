"""Powers, roots, norms, and what brackets and bars mean."""

from __future__ import annotations

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING, TURN
from ...formulas.trees.tree import Call, Listing, Op, Tree
from ...formulas.trees.tree import number as whole
from ..names.letters import TRANSPOSED, items
from ..names.references import is_inverse_transpose, references
from ..problems import Misfit, Unread
from ..shapes.kinds import ANGLE, COLUMN, MATRIX, NUMBER, ROW, is_jacobian, is_list
from .indices import entry, index_of
from .norms import norm
from .readings import BARS
from .translator import INVERSE, Made, Translator, translates


@translates("root")
def root(at: Translator, node: Node) -> Made:
    """A root."""
    body, kind = at.made(node.parts[0])
    if kind == MATRIX:
        raise Unread("a root of a matrix")
    if node.parts[1] == NOTHING or node.parts[1].text == "2":
        return Call("sqrt", (body,)), kind
    return Op("^", (body, Op("/", (whole(1), at.tree(node.parts[1]))))), kind


def turned(tree: Tree, kind: str) -> Made:
    """The transpose."""
    other = {NUMBER: NUMBER, COLUMN: ROW, ROW: COLUMN, MATRIX: MATRIX}[kind]
    if isinstance(tree, Op) and tree.symbol == "T":
        return tree.args[0], other
    return (tree if kind == NUMBER else Op("T", (tree,))), other


def raised_to(at: Translator, tree: Tree, kind: str, power: Node) -> Made:
    """A power; of e the exponential function."""
    if kind == MATRIX:
        return _power_of_matrix(tree, power), MATRIX
    if isinstance(tree, Call) and tree.function == "exp" and tree.args == (whole(1),):
        body, kind = at.made(power)
        return Call("exp", (body,)), kind
    body, other = at.made(power)
    if other != NUMBER:
        raise Misfit("an exponent is a number")
    return Op("^", (tree, body)), kind


def _itself(at: Translator, inside: Node, tree: Tree) -> Made:
    """A transposed number, which is made of arrays."""
    names = references(inside, at.letters)
    if all(at.kinds.get(at.aliases.get(x.name, x.sort), NUMBER) == NUMBER for x in names):
        raise Misfit("a transpose is of an array")
    return tree, NUMBER


def _power_of_matrix(tree: Tree, power: Node) -> Tree:
    """Products of a matrix with itself, or of its inverse."""
    if power.kind == "neg":
        tree, power = Call("inverse", (tree,)), power.parts[0]
    if power.kind != "number" or power.text not in ("1", "2", "3", "4"):
        raise Unread("a power of a matrix that is no small number")
    found = tree
    for _ in range(int(power.text) - 1):
        found = Op("@", (found, tree))
    return found


@translates("scripted")
def scripted(at: Translator, node: Node) -> Made:
    """Brackets with something set on them."""
    base, below, above = node.parts
    if base.kind == "bracket" and base.text in (r"\|", r"\lVert"):
        return norm(at, base.parts[0], below, above, raised_to)
    tree, kind = at.made(base)
    if below != NOTHING:
        indices = tuple(index_of(at, x) for x in items(below))
        tree, kind = entry(tree, kind, indices, "these brackets")
    if node.text:
        raise Unread("a prime on brackets")
    if above == NOTHING:
        return tree, kind
    if above.kind == "symbol" and above.text in TRANSPOSED:
        if kind != NUMBER and is_list(base):
            return tree, kind
        if kind != NUMBER:
            return turned(tree, kind)
        if above.font == TURN:
            return _itself(at, base, tree)
    if is_inverse_transpose(above) and kind == MATRIX:
        return turned(*raised_to(at, tree, kind, INVERSE))
    return raised_to(at, tree, kind, above)


@translates("bracket")
def bracket(at: Translator, node: Node) -> Made:
    """Brackets, bars, a list."""
    inside = node.parts[0]
    if node.text in ("|", r"\lvert"):
        tree, kind = at.made(inside)
        if kind not in (NUMBER, MATRIX):
            raise Unread("bars around a column: its norm, or each entry?")
        if kind == NUMBER:
            return Call("abs", (tree,)), NUMBER
        determinant = Call("det", (tree,))
        is_signed = not is_jacobian(inside) or at.pick.is_usual(BARS)
        return determinant if is_signed else Call("abs", (determinant,)), NUMBER
    if node.text in (r"\|", r"\lVert"):
        return norm(at, inside, NOTHING, NOTHING, raised_to)
    if node.text == ANGLE and inside.kind == "list" and len(inside.parts) == 2:
        one, other = map(at.made, inside.parts)
        if one[1] == other[1] == COLUMN:
            return Op("@", (Op("T", (one[0],)), other[0])), NUMBER
    if inside.kind == "list":
        if "|" in inside.text or node.text not in ("(", "[", ANGLE):
            raise Unread("a list in brackets is not understood here")
        return Listing(tuple(at.tree(part) for part in inside.parts)), COLUMN
    if node.text == r"\lfloor" or node.text == r"\lceil":
        return Call({"\\lfloor": "floor"}.get(node.text, "ceil"), (at.tree(inside),)), NUMBER
    if inside.kind == "relation" or inside == NOTHING:
        raise Unread("a relation in brackets is not understood here")
    return at.made(inside)
