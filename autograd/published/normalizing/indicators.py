r"""Indicators: \mathbb{1}[w = o], 1_{j=c} and I(y = k) as one part, 1 where that holds, else 0.

>>> from autograd.formulas.printed import read_printed
>>> print(with_indicators(read_printed(r"p_j - \mathbb{1}\{j = c\}").sides[0]))
-(scripted(symbol p, symbol j, nothing), indicator(relation =(symbol j, symbol c)))
"""

from __future__ import annotations

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING, mapped, product

BRACKETS = ("(", "[", r"\{", "{")


def with_indicators(node: Node) -> Node:
    """A formula with each indicator as one part."""
    return mapped(node, _changed)


def _changed(node: Node) -> Node | None:
    if node.kind == "scripted" and _is_sign(node.parts[0]) and node.parts[1].kind == "relation":
        return Node("indicator", "", (node.parts[1],), node.span)
    if node.kind == "bracket" and node.text == "[" and node.parts[0].kind == "relation":
        return Node("indicator", "", node.parts, node.span)
    if node.kind != "product":
        return None
    factors: list[Node] = []
    signs: list[str] = []
    place = 0
    while place < len(node.parts):
        if factors:
            signs.append(node.signs[place - 1])
        condition = _condition(node, place)
        if condition is not None:
            span = node.parts[place].span[0], node.parts[place + 1].span[1]
            factors.append(Node("indicator", "", (condition,), span))
        else:
            factors.append(with_indicators(node.parts[place]))
        place += 1 if condition is None else 2
    return product(factors, signs, node.span)


def _is_sign(node: Node) -> bool:
    """Whether a part is the 1 or I of an indicator."""
    letter = node.text if node.kind == "symbol" else ""
    return node == Node("number", "1") or letter in ("I", "delta", "chi")


def _condition(node: Node, place: int) -> Node | None:
    """The condition of the indicator that begins at a place of a product."""
    if place + 1 >= len(node.parts) or node.signs[place] or not _is_sign(node.parts[place]):
        return None
    bracket = node.parts[place + 1]
    if bracket.kind == "indicator":
        return bracket.parts[0]
    if bracket.kind != "bracket" or bracket.text not in BRACKETS:
        return None
    inside = bracket.parts[0]
    return inside if inside != NOTHING and inside.kind == "relation" else None
