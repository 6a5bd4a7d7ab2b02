r"""Columns that need no definition: a bold 1, \mathbf e_i, and the bold i, j, k.

A bold 1 is such a column where a page multiplies by one, as \mathbf 1^\top x does; else it is a
number that stands out.

>>> from autograd.formulas.printed import read_printed
>>> page = [read_printed(each) for each in (r"s = \mathbf{1}_n^\top x", r"x_i = \mathbf e_i^T x")]
>>> print(*(each.sides[1] for each in with_ones(page)), sep="\n")
product(scripted(column ones(symbol n), nothing, symbol T), symbol x)
product(scripted(column basis(symbol i), nothing, symbol T), symbol x)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING, mapped, walk
from ..names.letters import TRANSPOSED

FONTS = ("bold", "set")
AXES = ("i", "j", "k")
COUNTS = frozenset("NMKDCTBHVLP")  # capital letters that say how many there are


def with_ones(page: Sequence[Printed]) -> list[Printed]:
    """The formulas with a part of its own for each column of ones, and each column of the unit."""
    sides = [node for each in page for side in each.sides for node in walk(side)]
    rules: list[Callable[[Node], Node | None]] = []
    if any(map(_shows_a_column, sides)):
        rules.append(_ones)
    if not any(_is_e(each.sides[0]) for each in page if each.signs):
        rules.append(_basis)
    if {"i", "j"} <= {node.text for node in sides if _is_set_apart(node)}:
        rules.append(_axis)

    def changed(node: Node) -> Node | None:
        return next((made for rule in rules if (made := rule(node)) is not None), None)

    return [replace(each, sides=tuple(mapped(x, changed) for x in each.sides)) for each in page]


def _is_one(node: Node) -> bool:
    return node.kind == "number" and node.text == "1" and node.font in FONTS


def _shows_a_column(node: Node) -> bool:
    """Whether a bold 1 is transposed, has a size, or is multiplied by a name."""
    if node.kind == "scripted" and _is_one(node.parts[0]):
        return _is_turned(node.parts[2]) or _is_size(node.parts[1])
    if node.kind != "product" or not any(map(_is_one, node.parts)):
        return False
    return any(each.kind in ("symbol", "scripted", "bracket", "slope") for each in node.parts)


def _is_turned(above: Node) -> bool:
    return above.kind == "symbol" and above.text in TRANSPOSED


def _is_size(below: Node) -> bool:
    r"""The n of \mathbf 1_n, and no event A."""
    if below.kind == "number":
        return below.text.isdigit()
    return below.kind == "symbol" and (below.text.islower() or below.text in COUNTS)


def _ones(node: Node) -> Node | None:
    if _is_one(node):
        return Node("column", "ones", (), node.span)
    if node.kind != "scripted" or not _is_one(node.parts[0]):
        return None
    below = node.parts[1]
    return _column("ones", node) if below == NOTHING or _is_size(below) else node


def _is_set_apart(node: Node) -> bool:
    return node.kind == "symbol" and (node.font == "bold" or node.accent in ("hat", "vec"))


def _is_e(node: Node) -> bool:
    base = node.parts[0] if node.kind == "scripted" else node
    return base.text == "e" and _is_set_apart(base)


def _axis(node: Node) -> Node | None:
    r"""\mathbf i, \mathbf j and \mathbf k, along the first, second and third axis."""
    if not _is_set_apart(node) or node.text not in AXES:
        return None
    return Node("column", "basis", (Node("number", str(AXES.index(node.text) + 1)),), node.span)


def _basis(node: Node) -> Node | None:
    if node.kind != "scripted" or not _is_e(node) or node.text:
        return None
    below = node.parts[1]
    is_index = below.kind == "symbol" and below.text.islower()
    is_index = is_index or (below.kind == "number" and below.text.isdigit())
    return _column("basis", node) if is_index else None


def _column(text: str, node: Node) -> Node:
    """A column, with what stands above it."""
    _, below, above = node.parts
    made = Node("column", text, () if below == NOTHING else (below,), node.span)
    return made if above == NOTHING else replace(node, parts=(made, NOTHING, above))
