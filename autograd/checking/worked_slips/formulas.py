"""A formula with one slip in it: each slip of the table at each part, the outermost first.

>>> for each in islice(slipped(pattern("1 - exp(z)")), 4):
...     print(text(each.tree), "|", each.words)
1 + exp(z) | this comes out with + for the - before exp(z)
exp(z) | this comes out with exp(z) for 1 - exp(z)
1 | this comes out without the term exp(z)
exp(z) - 1 | this comes out with exp(z) - 1 for 1 - exp(z)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice as islice

from ...formulas.trees.tree import Indexed, Slope, Tree, children, rebuilt, text
from .patterns import Found, filled, matched, pattern
from .table import IN_PARTS, Slip

Way = tuple[int, ...]  # from the whole to a part, by the places of children


@dataclass(frozen=True)
class Slipped:
    """A formula as it was computed: where the slip is, which, and what is said of it."""

    way: Way
    slip: Slip
    tree: Tree
    words: str


def slipped(tree: Tree, slips: Iterable[Slip] = IN_PARTS) -> Iterator[Slipped]:
    """The formula with each slip at each of its parts."""
    slips = tuple(slips)
    for way, part, put in _parts(tree):
        for slip in slips:
            found = matched(pattern(slip.stands), part)
            if found is not None:
                other = filled(pattern(slip.computed), found)
                yield Slipped(way, slip, put(other), _said(slip.words, found))


def _said(words: str, found: Found) -> str:
    """The words of a slip, with what the letters of its formulas stand for."""
    return re.sub(r"{(.*?)}", lambda form: text(filled(pattern(form[1]), found)), words)


def _parts(tree: Tree) -> Iterator[tuple[Way, Tree, Callable[[Tree], Tree]]]:
    """Every part, level by level, and how another is put in its place."""
    waiting: list[tuple[Way, Tree, Callable[[Tree], Tree]]] = [((), tree, lambda other: other)]
    for way, part, put in waiting:
        yield way, part, put
        if isinstance(part, Slope):
            continue
        inner = children(part)[:1] if isinstance(part, Indexed) else children(part)
        for place, child in enumerate(inner):
            waiting.append(((*way, place), child, _putter(part, place, put)))


def _putter(part: Tree, place: int, put: Callable[[Tree], Tree]) -> Callable[[Tree], Tree]:
    def inner(other: Tree) -> Tree:
        parts = children(part)
        return put(rebuilt(part, (*parts[:place], other, *parts[place + 1 :])))

    return inner
