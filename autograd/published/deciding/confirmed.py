"""Words that only say what is usual, held against the formulas of the page.

"The loss is usually the cross-entropy" is no definition. A formula is only called wrong by it if
another one is right by it that spells out what follows; the chain rule is right by anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...checking.report.claims import RIGHT
from ...formulas.printed.shown import shown
from ...formulas.trees.tree import Call, Slope, Tree, walk
from ..modelling.outcome import Outcome
from ..surveying.roles import Item


def confirmed(found: Sequence[Outcome]) -> list[Outcome]:
    """What is said of formulas, those left open that are wrong by words that nothing confirms."""
    by_place = {each.item.place: each.item for each in found}
    sure = {item.place for each in found if each.status in RIGHT and _spells_out(each)
            for item in _usual(each, by_place)}  # fmt: skip
    return [_held(each, [x for x in _usual(each, by_place) if x.place not in sure])
            if each.status == "wrong" else each for each in found]  # fmt: skip


def _usual(outcome: Outcome, items: dict[int, Item]) -> Iterator[Item]:
    """The definitions that a formula hangs on which words give as an example, or as usual."""
    for each in outcome.asked.definitions if outcome.asked else ():
        item = items.get(each.item)
        if item and item.found.worded and not item.found.worded.is_certain:
            yield item


def _spells_out(outcome: Outcome) -> bool:
    """Whether a side of the formula says what a derivative is without another."""
    claims = outcome.asked.claims if outcome.asked else ()
    return any(
        _differentiates(one) and not any(isinstance(x, Slope) for x in walk(other))
        for each in claims
        for one, other in (each.sides, each.sides[::-1])
    )


def _differentiates(side: Tree) -> bool:
    return any(isinstance(x, Slope) or (isinstance(x, Call) and x.primes > 0) for x in walk(side))


def _held(outcome: Outcome, missing: Sequence[Item]) -> Outcome:
    if not missing:
        return outcome
    said = " and ".join(f"{shown(each.printed)} ({each.found.place})" for each in missing)
    why = f"wrong if {said}, which is only said to be usual"
    return replace(outcome, status="inconclusive", why=why)
