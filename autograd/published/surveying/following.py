"""Which formulas hold only where one above them does, and in which names a page differentiates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...formulas.printed.node import walk as nodes
from .roles import Item

_ZEROED = re.compile(
    r"(?i)\b(?:set|equat|put|requir)\w*\b.{0,60}?\b(?:to|equal to|be|is) (?:zero|0)\b|\bvanish\w*"
    r"|\b(?:optim(?:um|al|ality)|m(?:in|ax)imi[sz]er|stationary|critical|first-order condition)\b"
    r"|(?:等于|[为=])\s*(?:零|0)|极值|最优|驻点|一阶条件|正规方程"
    r"|\bnull ?(?:setzen|gesetzt|zu setzen)|\bgleich (?:null|0)\b|\bnullstelle|\bverschwinde\w*"
    r"|\b(?:igual\w*|anul\w+)\b.{0,40}?\ba (?:cero|0)\b|\bse anula\b|\bóptim\w+"
    r"|\bannul\w+|\bégal\w*.{0,20}? à (?:zéro|0)\b|\bu?guagli\w+.{0,20}? a (?:zero|0)\b"
)
_OBEYED = re.compile(
    r"(?i)\b(?:fixed point|equilibrium|solv(?:e|es|ing)|satisf(?:y|ies|ying)|normal equations?)\b"
    r"|\bobeys?\b"
    r"|满足|求解|\blös(?:en|t|ung)\b|\berfüll\w*|\bresolv\w+|\bcumpl\w+|\brésou\w+|\bvérifi\w+"
    r"|\brisolv\w+|\bsoddisf\w+"
)


def only_there(items: Iterable[Item]) -> frozenset[int]:
    """The places of formulas that follow, in their section, one that was set to zero."""
    found: set[int] = set()
    section: object = None
    since, bound = False, set[str]()  # in words, and the names in formulas
    for item in items:
        here = item.found.heading, item.found.scope
        if here != section:
            section, since, bound = here, False, set()
        since = since or _ZEROED.search(item.found.before) is not None
        if since or bound & _symbols(item) or _OBEYED.search(item.found.before):
            found.add(item.place)
        bound |= _symbols(item) if _is_zeroed(item) else set()
        since = since or _ZEROED.search(item.found.after) is not None
    return frozenset(found)


def _symbols(item: Item) -> set[str]:
    """The names in a formula with what stands below them, functions left out."""
    parts = (node for side in item.printed.sides for node in nodes(side))
    return {str(node) for node in parts if node.kind == "symbol" or (
        node.kind == "scripted" and node.parts[0].kind == "symbol")}  # fmt: skip


def _is_zeroed(item: Item) -> bool:
    sides = item.printed.sides
    return len(sides) > 1 and sides[-1].kind == "number" and sides[-1].text == "0"


def varied_together(items: Iterable[Item]) -> frozenset[frozenset[str]]:
    r"""The names of each dy/dx on a page, y and x together."""
    return frozenset(
        frozenset(part.text for part in node.parts)
        for item in items
        for side in item.printed.sides
        for node in nodes(side)
        if node.kind == "slope" and node.text == "d" and node.parts[0].kind == "symbol"
    )
