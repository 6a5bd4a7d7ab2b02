"""Powers, roots, norms, and what brackets and bars mean."""

from __future__ import annotations

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING
from ...formulas.trees.tree import Call, Indexed, Listing, Op, Tree
from ...formulas.trees.tree import number as whole
from ..kinds import COLUMN, MATRIX, NUMBER, ROW
from ..letters import items
from ..problems import Misfit, Unread
from .indices import index_of
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
        raise Unread("a power of a matrix" if power != INVERSE else "an inverse is not read yet")
    if isinstance(tree, Call) and tree.function == "exp" and tree.args == (whole(1),):
        body, kind = at.made(power)
        return Call("exp", (body,)), kind
    body, other = at.made(power)
    if other != NUMBER:
        raise Misfit("an exponent is a number")
    return Op("^", (tree, body)), kind


@translates("scripted")
def scripted(at: Translator, node: Node) -> Made:
    """Brackets with something set on them."""
    base, below, above = node.parts
    if base.kind == "bracket" and base.text in (r"\|", r"\lVert"):
        return _norm(at, base.parts[0], below, above)
    tree, kind = at.made(base)
    if below != NOTHING:
        indices = tuple(index_of(at, x) for x in items(below))
        if (kind, len(indices)) not in ((COLUMN, 1), (MATRIX, 2)):
            raise Misfit(f"{len(indices)} indices on a {kind}")
        tree, kind = Indexed(tree, indices), NUMBER
    if node.text:
        raise Unread("a prime on brackets")
    if above == NOTHING:
        return tree, kind
    if above.kind == "symbol" and above.text in ("T", "top") and kind != NUMBER:
        return turned(tree, kind)
    return raised_to(at, tree, kind, above)


def _norm(at: Translator, inside: Node, below: Node, above: Node) -> Made:
    tree, kind = at.made(inside)
    of = below.text if below != NOTHING else "2"
    if of == "1":
        return _raised(at, Call("sum", (Call("abs", (tree,)),)), above)
    if of not in ("2", "F") or (kind == MATRIX and of == "2" and below != NOTHING):
        raise Unread(f"the norm with the index {of} is not read")
    if above.kind == "number" and above.text == "2":
        return Call("sum", (Op("^", (tree, whole(2))),)) if kind != NUMBER else Op(
            "^", (tree, whole(2))
        ), NUMBER
    return _raised(at, Call("sqrt", (Call("sum", (Op("^", (tree, whole(2))),)),)), above)


def _raised(at: Translator, tree: Tree, above: Node) -> Made:
    return (tree, NUMBER) if above == NOTHING else raised_to(at, tree, NUMBER, above)


@translates("bracket")
def bracket(at: Translator, node: Node) -> Made:
    """Brackets, bars, a list."""
    inside = node.parts[0]
    if node.text in ("|", r"\lvert"):
        tree, kind = at.made(inside)
        if kind != NUMBER:
            raise Unread("bars around an array: a norm, or a determinant?")
        return Call("abs", (tree,)), NUMBER
    if node.text in (r"\|", r"\lVert"):
        return _norm(at, inside, NOTHING, NOTHING)
    if inside.kind == "list":
        if "|" in inside.text or node.text not in ("(", "["):
            raise Unread("a list in brackets is not understood here")
        return Listing(tuple(at.tree(part) for part in inside.parts)), COLUMN
    if node.text == r"\lfloor" or node.text == r"\lceil":
        return Call({"\\lfloor": "floor"}.get(node.text, "ceil"), (at.tree(inside),)), NUMBER
    if inside.kind == "relation" or inside == NOTHING:
        raise Unread("a relation in brackets is not understood here")
    return at.made(inside)
