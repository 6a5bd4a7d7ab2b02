"""Slips that are made in each term of a sum: the output's slope forgotten on both paths.

Each term is matched with the path it stands for, and mended by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import Op, Tree, rebuilt, text
from .edits import Edit, multiplied
from .lookup import Values, close
from .parts import Part
from .repairs import Search

EACH = 10  # the cost of a slip in several terms, beside half of what each costs


def in_each_term(search: Search, paths: Sequence[Values]) -> Iterator[Edit]:
    """One factor in each term of a sum, each term matched with the path it stands for."""
    for part in search.parts:
        if not (isinstance(part.tree, Op) and part.tree.symbol in "+-"):
            continue
        outer = search.quantities.value(part.tree)
        if outer is None or not all((*outer, *part.needed, *search.wanted)):
            continue
        scale = tuple(n / w for n, w in zip(part.needed, search.wanted, strict=True))
        yield from _matched(search, part, part.tree, scale, paths)


def _matched(
    search: Search, part: Part, tree: Op, scale: Values, paths: Sequence[Values]
) -> Iterator[Edit]:
    left, right = tree.args
    for first in paths:
        a = tuple(x * s for x, s in zip(first, scale, strict=True))
        b = tuple((w - x) * s for w, x, s in zip(search.wanted, first, scale, strict=True))
        b = b if tree.symbol == "+" else tuple(-x for x in b)
        for x, why, cost in _mended(search, left, a):
            for y, also, more in _mended(search, right, b):
                if why or also:
                    mended = part.put(neat(rebuilt(tree, (x, y))))
                    said = " and ".join(filter(None, (why, also)))
                    yield Edit(mended, text(tree), said, EACH + cost + more)


def _mended(search: Search, tree: Tree, needed: Values) -> Iterator[tuple[Tree, str, int]]:
    has = search.quantities.value(tree)
    if has is None or not all(has):
        return
    if close(has, needed):
        yield tree, "", 0
        return
    part = Part(tree, needed, lambda other: other, search.claim)
    ratio = tuple(x / y for x, y in zip(needed, has, strict=True))
    found = [multiplied(part, f, search.weights) for f in islice(search.index.find(ratio), 4)]
    for edit in sorted(found, key=lambda edit: edit.cost)[:2]:
        yield edit.tree, edit.why, edit.cost // 2
