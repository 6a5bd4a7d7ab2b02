r"""Sections about a model with numbers alone, where the letters of arrays mean something else.

The x_t of a scalar toy is no column, though the network above has columns of that name. Only names
that nothing defines are told apart, in sections that take nothing from the rest of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...documents import Found
from ...formulas.printed import Node, Printed
from ...formulas.printed.node import mapped
from ..names.letters import name_of, places

_TITLES = re.compile(
    r"(?i)\b(?:scalar|toy|one[- ]dimensional|1-?d|univariate|single (?:neuron|unit|weight))\b"
    r"|标量|一维|单个神经元|\b(?:escalar\w*|unidimensional\w*|de juguete)\b"
    r"|\b(?:skalar\w*|eindimensional\w*|spielzeug\w*)\b|\b(?:scalaires?|jouet|une dimension)\b"
)
CONSTANTS = frozenset({"e", "pi", "d", "i"})


def toys_apart(page: Sequence[Printed], places_: Sequence[Found]) -> list[Printed]:
    """The formulas, with names of their own in sections whose title says that they are scalar."""
    inside, outside = _divided(page, places_)
    shared = _names(inside) & _names(outside) - _defined(page) - CONSTANTS
    if not shared or _names(inside) & (_defined(outside) - _defined(inside)):
        return list(page)  # nothing to tell apart, or it goes on with what is defined elsewhere
    return [
        replace(each, sides=tuple(_renamed(side, shared, found.heading[-1]) for side in each.sides))
        if _is_toy(found)
        else each
        for each, found in zip(page, places_, strict=True)
    ]


def numbers_alone(page: Sequence[Printed], places_: Sequence[Found]) -> set[str]:
    """The names that only stand in such sections."""
    inside, outside = _divided(page, places_)
    return _names(inside) - _names(outside) - CONSTANTS


def _is_toy(found: Found) -> bool:
    return any(map(_TITLES.search, found.heading[-1:]))


def _divided(
    page: Sequence[Printed], places_: Sequence[Found]
) -> tuple[list[Printed], list[Printed]]:
    """The formulas inside of such sections, and those outside."""
    pairs = list(zip(page, places_, strict=True))
    return [x for x, at in pairs if _is_toy(at)], [x for x, at in pairs if not _is_toy(at)]


def _renamed(side: Node, names: set[str], title: str) -> Node:
    def named(node: Node) -> Node | None:
        if node.kind == "symbol" and name_of(node) in names:
            return replace(node, text=f"{title}.{node.text}")
        if node.kind == "scripted":  # indices keep their letters
            return replace(node, parts=(mapped(node.parts[0], named), *node.parts[1:]))
        return None

    return mapped(side, named)


def _symbols(page: Sequence[Printed]) -> Iterator[str]:
    return (
        name_of(node)
        for each in page
        for side in each.sides
        for node, where in places(side)
        if node.kind == "symbol" and where == "main"
    )


def _names(page: Sequence[Printed]) -> set[str]:
    return set(_symbols(page))


def _defined(page: Sequence[Printed]) -> set[str]:
    """Names, with scripts or brackets behind them, that begin the left side of an equation."""
    found = set()
    for each in page:
        for side in each.sides[:-1] if each.signs[:1] == ("=",) else ():
            first = side.parts[0] if side.kind == "product" else side
            base = first.parts[0] if first.kind == "scripted" else first
            if base.kind == "symbol" and not _is_given(each):
                found.add(name_of(base))
    return found


def _is_given(printed: Printed) -> bool:
    """Whether numbers alone stand on the right: x = (1, 2, 3)."""
    return not _names([replace(printed, sides=printed.sides[1:], signs=())])
