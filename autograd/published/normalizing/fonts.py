r"""A letter that a page sets in two ways as two names: \mathcal{L} beside L, \mathbf{x} beside x.

A plain letter that has indices wherever it stands is an entry of the bold one, and no other name.

>>> from autograd.formulas.printed import read_printed
>>> page = [read_printed(each) for each in (r"\mathbf{x} = \mu", r"\bm\mu = \mathbf{x}", "x_i = 1")]
>>> [str(side) for each in told_apart(page) for side in each.sides[:1]]
['symbol x', 'symbol mu_bold', 'scripted(symbol x, symbol i, nothing)']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING, mapped

SET_APART = {"bold": "bold", "other": "script"}  # fonts, with what is added to a name


def told_apart(page: Sequence[Printed]) -> list[Printed]:
    """The formulas with one name for each letter and font."""
    fonts: dict[str, set[str]] = {}
    for printed in page:
        for node in (node for side in printed.sides for node in _letters(side)):
            if printed.signs or node.font in SET_APART:
                fonts.setdefault(node.text, set()).add(SET_APART.get(node.font, ""))
    several = {letter for letter, found in fonts.items() if len(found) > 1}

    def named(node: Node) -> Node | None:
        if node.kind != "symbol" or node.text not in several or node.font not in SET_APART:
            return None
        return replace(node, text=f"{node.text}_{SET_APART[node.font]}")

    return [
        replace(each, sides=tuple(mapped(side, named) for side in each.sides)) if several else each
        for each in page
    ]


def _letters(node: Node) -> Iterator[Node]:
    """The symbols that stand for something themselves: not in scripts, nor plain with an index."""
    if node.kind == "symbol":
        if node.font != "set":
            yield node
    elif node.kind == "scripted" and node.parts[0].kind == "symbol":
        base, below, _ = node.parts
        if below == NOTHING or base.font in SET_APART:
            yield from _letters(base)
    else:
        for part in node.parts:
            yield from _letters(part)
