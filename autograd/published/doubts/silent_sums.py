r"""Sums without a sign: a^\mu b_\mu, where an index that stands twice is summed over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from ...formulas.printed import Node
from ..names.letters import items, limits
from ..surveying.roles import Item
from .accusations import Accusation

TWICE = 2
_CONVENTION = re.compile(
    r"(?i)\b(?:einstein\w*\W+(?:sum|notation)|summation convention|summenkonvention)"
    r"|爱因斯坦求和|convention d'einstein|convenci[óo]n de einstein|convenzione di einstein"
)


def summed_in_silence(accusation: Accusation) -> str:
    """An index that stands twice in a product, and is summed over elsewhere, or by convention."""
    places = {accusation.item.place, *(each.item for each in accusation.needed.values())}
    items_ = accusation.model.survey.items
    for place in sorted(place for place in places if place >= 0):
        sides = items_[place].printed.sides
        bound = {letter for side in sides for letter in _bound(side)}
        twice = {letter for side in sides for letter in _twice(side, set())}
        if summed := sorted(twice if twice and _is_agreed(items_) else twice & bound):
            return f"{summed[0]} stands twice where no sum runs over it: is one meant?"
    return ""


def _is_agreed(page: Iterable[Item]) -> bool:
    """Whether words say that an index that stands twice is summed over."""
    return any(
        _CONVENTION.search(x) for each in page for x in (each.found.before, each.found.after)
    )


def _twice(node: Node, bound: Collection[str]) -> Iterator[str]:
    """The letters that stand twice in the factors of a product, and that no sum binds."""
    inside = {*bound, *(_limits(node))}
    if node.kind == "product":
        stands = Counter(letter for part in node.parts for letter in _scripts(part))
        yield from (x for x, often in stands.items() if often >= TWICE and x not in inside)
    for part in node.parts:
        yield from _twice(part, inside)


def _scripts(factor: Node) -> set[str]:
    """The letters above and below one factor."""
    if factor.kind != "scripted":
        return set()
    base, below, above = factor.parts
    own = [each.text for each in (*items(below), *items(above)) if each.kind == "symbol"]
    return {*own, *_scripts(base)}


def _bound(node: Node) -> Iterator[str]:
    """The letters that sums run over."""
    yield from _limits(node)
    for part in node.parts:
        yield from _bound(part)


def _limits(node: Node) -> list[str]:
    is_sum = node.kind == "large" and node.text == "sum"
    return [letter for letter, _ in limits(node.parts[1])] if is_sum else []
