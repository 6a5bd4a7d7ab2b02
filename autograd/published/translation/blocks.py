"""Cases, and matrices that are written out."""

from __future__ import annotations

from dataclasses import replace

from ...formulas.printed import Node
from ...formulas.trees.tree import Call, Listing, Name, Number, Op, Relation, Tree, number
from ..problems import Unread
from ..shapes.kinds import COLUMN, MATRIX, NUMBER, ROW
from .translator import Made, Translator, translates


@translates("indicator")
def indicator(at: Translator, node: Node) -> Made:
    """1 where a condition holds, else 0; of two indices, Kronecker's delta."""
    found = node.parts[0]
    if found.text not in ("=", "!=") or any(part.kind == "relation" for part in found.parts):
        return Call("where", (_condition(at, found), number(1), number(0))), NUMBER
    one, other = (at.tree(part) for part in found.parts)
    if isinstance(one, Number) and isinstance(other, Number):
        equal: Tree = number(int(one.value == other.value))
    elif _is_index(at, one) and _is_index(at, other):
        equal = Call("delta", (one, other))
    else:
        return Call("where", (_condition(at, found), number(1), number(0))), NUMBER
    return (equal if found.text == "=" else Op("-", (number(1), equal))), NUMBER


def _is_index(at: Translator, tree: Tree) -> bool:
    """Whether a tree is the index of an entry: a letter that is no name of the page."""
    if isinstance(tree, Number):
        return True
    return isinstance(tree, Name) and (tree.name in at.bound or tree.name not in at.letters.alone)


@translates("cases")
def cases(at: Translator, node: Node) -> Made:
    """Cases, each with its condition."""
    pairs = list(zip(node.parts[::2], node.parts[1::2], strict=True))
    value, kind = at.made(pairs[-1][0])
    for body, condition in reversed(pairs[:-1]):
        tree, kind = at.made(body)
        value = Call("where", (_condition(at, condition), tree, value))
    return value, kind


def _condition(at: Translator, node: Node) -> Tree:
    """A condition of cases."""
    found = node
    while found.kind == "relation" and found.parts[0].kind == "relation":
        found = found.parts[0]
    if found.kind != "relation" or found.text not in ("=", "<", ">", "<=", ">=", "!="):
        raise Unread("a case without a condition that is understood")
    left, right = (at.tree(_without_words(part)) for part in found.parts)
    return Relation(found.text, left, right)


@translates("matrix")
def matrix(at: Translator, node: Node) -> Made:
    """An array that is written out."""
    rows = [tuple(at.tree(cell) for cell in row.parts) for row in node.parts]
    if node.text == "vmatrix":
        return Call("det", (Listing(tuple(map(Listing, rows))),)), NUMBER
    if len(rows) == 1 and len(rows[0]) > 1:
        return Op("T", (Listing(rows[0]),)), ROW
    if all(len(row) == 1 for row in rows):
        return Listing(tuple(row[0] for row in rows)), COLUMN
    return Listing(tuple(Listing(row) for row in rows)), MATRIX


def _without_words(node: Node) -> Node:
    """`if x` without the if."""
    if (
        node.kind == "product"
        and node.parts[0].kind in ("symbol", "words")
        and node.parts[0].font == "upright"
    ):
        rest = node.parts[1:]
        return (
            rest[0] if len(rest) == 1 else replace(node, text="|".join(node.signs[1:]), parts=rest)
        )
    return node
