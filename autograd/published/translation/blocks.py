"""Cases, and matrices that are written out."""

from __future__ import annotations

from dataclasses import replace

from ...formulas.printed import Node
from ...formulas.trees.tree import Call, Listing, Relation, Tree
from ..kinds import COLUMN, MATRIX
from ..problems import Unread
from .translator import Made, Translator, translates


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
