r"""Lists with dots that name all entries of a column: diag(s_1, \dots, s_n) is diag(s).

>>> from autograd.formulas.printed import read_printed
>>> page = read_printed(r"J = \operatorname{diag}(s_1(1 - s_1), \ldots, s_n(1 - s_n))")
>>> print(without_dots(page.sides[1]))
product(symbol diag, bracket ((product odot(symbol s, bracket ((-(number 1, symbol s)))))
"""

from __future__ import annotations

from dataclasses import replace

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING, mapped, walk
from ..names.letters import TRANSPOSED

FIRST = ("1", "0")


def without_dots(node: Node) -> Node:
    """A formula with columns for lists of their entries, of which it takes a diagonal or turn."""
    return mapped(node, _changed)


def _changed(node: Node) -> Node | None:
    if node.kind == "scripted" and node.parts[2].text in TRANSPOSED:
        return _column(node.parts[0])
    if node.kind != "product" or not any(part.text == "diag" for part in node.parts):
        return None
    parts = list(node.parts)
    for place, (before, part) in enumerate(zip(node.parts, node.parts[1:], strict=False)):
        if before.text == "diag" and (found := _column(part)) is not None:
            parts[place + 1] = replace(part, parts=(found,))
    changed = tuple(map(without_dots, parts))
    return replace(node, parts=changed) if changed != node.parts else None


def _column(bracket: Node) -> Node | None:
    """The column of which brackets list all entries, from the first to the last."""
    inside = bracket.parts[0] if bracket.kind == "bracket" and bracket.parts else NOTHING
    if inside.kind != "list" or len(inside.parts) < 3 or inside.parts[-2].kind != "dots":
        return None
    first, *_, last = inside.parts
    ends = {x.parts[1].text for x in walk(last) if _is_indexed(x)}
    if len(ends) != 1 or ends <= set(FIRST):
        return None
    found = {_without(first, each) for each in FIRST} & {_without(last, *ends)}
    return next((_by_entries(each) for each in found if each != last), None)


def _is_indexed(node: Node) -> bool:
    return node.kind == "scripted" and node.parts[1].kind in ("symbol", "number")


def _without(node: Node, index: str) -> Node:
    """A formula without an index below its names."""

    def bare(part: Node) -> Node | None:
        if not _is_indexed(part) or part.parts[1].text != index:
            return None
        base, _, above = part.parts
        return base if above == NOTHING else replace(part, parts=(base, NOTHING, above))

    return mapped(node, bare)


def _by_entries(node: Node) -> Node:
    """Products of entries as products entry by entry."""
    if node.kind != "product":
        return node
    return replace(node, text="|".join(sign or "odot" for sign in node.signs))
