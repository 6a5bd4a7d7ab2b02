"""What a product has of the chain rule, factor by factor: what is right is not the slip.

Products commute, so one slip can often be mended in two places. Of the local derivatives along a
path, those that a claim has in their order stay: in 1/sqrt(u)*2*x the 2*x is du/dx.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import reduce

from ...formulas.trees.algebra import factors, product
from ...formulas.trees.tree import Tree, text
from .edits import Edit
from .fractions import idle
from .lookup import Values, close
from .places import pieces
from .quantities import Quantities

BROKEN = 7  # more for an edit that breaks a local derivative
MOST_EDITS, MOST_FACTORS, LONGEST = 16, 12, 4  # LONGEST: factors in which one derivative is written


def by_the_chain_rule(
    quantities: Quantities, claim: Tree, ends: tuple[str, str], edits: Sequence[Edit]
) -> list[Edit]:
    """The likeliest edits first, those later that break a local derivative on the only path."""
    slopes = _slopes(quantities, *ends)
    had = in_order(quantities, claim, slopes)
    if not had:
        return list(edits)
    has = {edit.tree: 0 for edit in edits[:MOST_EDITS]}
    has = {tree: in_order(quantities, tree, slopes) for tree in has}
    found = [
        _weighed(edit, has.get(edit.tree, had) - had, idle(claim))
        for edit in sorted(edits, key=lambda x: (x.cost, -has.get(x.tree, 0), len(text(x.tree))))
    ]
    return sorted(found, key=lambda x: x.cost)


def _weighed(edit: Edit, gained: int, kept: Set[Tree]) -> Edit:
    """An edit by the local derivatives it gains; what then cancels, 2/2, is not written."""
    if gained < 0:
        return replace(edit, cost=edit.cost + BROKEN)
    cancels = gained > 0 and not idle(edit.tree) <= kept
    return replace(edit, tree=product(*factors(edit.tree))) if cancels else edit


def _slopes(quantities: Quantities, y: str, x: str) -> list[Values]:
    """The values of the local derivatives from y to x; none if there is more than one path."""
    paths = quantities.partials.paths(y, x)
    if len(paths) != 1:
        return []
    steps = [quantities.partials.of(a)[b] for a, b in paths[0].edges(y, x)]
    rows = [quantities.value(step) for step in steps]
    return [row for row in rows if row is not None]


def in_order(quantities: Quantities, tree: Tree, slopes: Sequence[Values]) -> int:
    """How many of the slopes a product has in their order, or in the reverse: twice as many.

    One less in the reverse, which fewer people write.
    """
    found = list(pieces(tree, "*/"))
    if not slopes or len(found) > MOST_FACTORS:
        return 0
    rows = []
    for _, factor, divides in found:
        row = quantities.value(factor)
        if row is None or not all(row):
            return 0
        rows.append(tuple(1.0 / x for x in row) if divides else row)
    return max(2 * _longest(rows, slopes), 2 * _longest(rows, slopes[::-1]) - 1)


def _longest(rows: Sequence[Values], slopes: Sequence[Values]) -> int:
    """The most slopes that are, one after the other, products of neighbouring rows."""
    best = [0] * (len(rows) + 1)  # of the first rows, with the slopes so far
    for slope in slopes:
        after = list(best)
        for end in range(1, len(rows) + 1):
            starts = range(max(0, end - LONGEST), end)
            found = [best[k] + 1 for k in starts if close(reduce(_times, rows[k:end]), slope)]
            after[end] = max([after[end], after[end - 1], *found])
        best = after
    return best[-1]


def _times(a: Values, b: Values) -> Values:
    return tuple(x * y for x, y in zip(a, b, strict=True))
