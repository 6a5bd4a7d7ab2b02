"""Accusations weighed against what else was found on the page.

What is right confirms the definitions that it hangs on where it stands. A definition far above that
several formulas of a section fail by, and none is right by, is not what its name means there; and a
formula that fails in a way that is no slip is not what it was taken for, unless the definitions it
hangs on stand beside it or are confirmed there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...checking.diagnosis.changes import Change, Difference, is_numeric
from ...checking.report.claims import RIGHT
from ...formulas.trees.tree import Call, Name, Op, Tree, as_slope, children, text, walk
from ..modelling.judging import Asked
from ..modelling.outcome import Outcome
from ..surveying.roles import Item, is_near

LITTLE, MORE = 1, 4  # names and numbers that a slip exchanges, or leaves out


def weighed(found: Sequence[Outcome], items: Sequence[Item]) -> list[Outcome]:
    """What is said of the formulas of a page, those left open that are accused on little."""
    return [_held(each, _doubt(each, found, items)) for each in found]


def _held(outcome: Outcome, why: str) -> Outcome:
    return replace(outcome, status="inconclusive", why=why) if why else outcome


def _doubt(accused: Outcome, found: Sequence[Outcome], items: Sequence[Item]) -> str:
    if accused.status != "wrong":
        return ""
    here = [each for each in found if each is not accused and _is_beside(each, accused)]
    far = [x for x in sorted(accused.hangs_on) if x >= 0 and not is_near(x, accused.item, items)]
    for place in far:
        using = [each for each in here if place in each.hangs_on]
        if any(x.status == "wrong" for x in using) and not any(x.status in RIGHT for x in using):
            what = items[place].found.place
            return f"not what {what} gives, nor is anything else here: is it about something else?"
    if accused.asked is None or _is_slip(accused) or _is_of_numbers(accused.asked):
        return ""
    beside = {place for each in here if each.status in RIGHT for place in each.hangs_on}
    on_page = {place for each in found if each.status in RIGHT for place in each.hangs_on}
    above = {place for place in on_page if place < accused.item.place}
    known = beside | {place for place in above if _is_only(items[place], items)}
    if set(far) <= known and _differentiates(accused):
        return ""
    return "not what its names give as they are read here, and no slip that is known"


def _is_beside(other: Outcome, accused: Outcome) -> bool:
    mine, its = accused.item.found, other.item.found
    return mine.heading == its.heading and mine.scope == its.scope


def _is_of_numbers(asked: Asked) -> bool:
    """Whether it is an identity between numbers that hangs on nothing."""
    return not asked.declared and not asked.definitions


def _is_only(definition: Item, items: Sequence[Item]) -> bool:
    """Whether what a formula defines is defined nowhere else on the page."""
    return sum(bool(_defined(each) & _defined(definition)) for each in items) == 1


def _defined(item: Item) -> set[str]:
    names = {each.name for each, _, _ in item.defines}
    return names | {item.function} if item.function else names


def _is_slip(outcome: Outcome) -> bool:
    """Whether little is to be changed to make it right."""
    claim = next((each for each in outcome.claims if each.status == "wrong"), None)
    changes = () if claim is None or claim.finding is None else claim.finding.changes
    return bool(changes) and all(map(_is_little, changes)) and not all(map(_is_read, changes))


def _is_read(change: Difference) -> bool:
    """Whether only another product is taken, which is a matter of how it is read."""
    part = change.place.tree
    new = change.applied(part)
    return sorted(_leaves(part)) == sorted(_leaves(new)) and _products(part) != _products(new)


def _products(tree: Tree) -> int:
    return sum(isinstance(part, Op) and part.symbol == "@" for part in walk(tree))


def _is_little(change: Difference) -> bool:
    part = change.place.tree
    old, new = list(_leaves(part)), list(_leaves(change.applied(part)))
    gone, come = len(_less(old, new)), len(_less(new, old))
    return max(gone, come) <= (LITTLE if isinstance(change, Change) else MORE)


def _leaves(tree: Tree) -> Iterator[str]:
    """The names, numbers and functions of a formula; what is of numbers alone is one."""
    if isinstance(tree, Name) or is_numeric(tree):
        yield text(tree)
        return
    if isinstance(tree, Call):
        yield tree.function
    for part in children(tree):
        yield from _leaves(part)


def _less(ones: Sequence[str], others: Sequence[str]) -> list[str]:
    """What is in one list and not in another, as often as it is there."""
    return list((Counter(ones) - Counter(others)).elements())


def _differentiates(outcome: Outcome) -> bool:
    sides = (side for claim in outcome.claims for side in claim.sides)
    return any(as_slope(part) is not None for side in sides for part in walk(side))
