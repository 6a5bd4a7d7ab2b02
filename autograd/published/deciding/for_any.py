"""Formulas that are right whatever the names are that could not be read: d/dx sin(x) = cos(x)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ...checking.report.claims import RIGHT
from ...formulas.trees.tree import Call, Name, Slope, as_slope, names, walk
from ..modelling.judging import Asked, Equation, judged, reached
from ..modelling.outcome import Outcome
from ..questions.questions import Ground, Question, question, unconnected
from ..surveying.roles import Item


def for_any(
    item: Item, claims: Sequence[Equation], ground: Ground, unread: Collection[str]
) -> Outcome | None:
    """What is said of claims that are right for any values of some names; None if they are not.

    Those names must not be functions, nor stand in what is differentiated in something else: they
    may hang on that.
    """
    visible = {name: each for name, each in ground.visible.items() if name not in unread}
    ground = replace(ground, visible=visible)
    asked = question(claims, ground)
    free = {name for each in (*asked.claims, *asked.definitions) for name in each.names}
    if not free.issuperset(unread) or _is_hidden(asked, unread) or _is_empty(asked, ground):
        return None
    results = judged(asked.declared, asked.definitions, asked.claims, explains=False)
    if len(results) != len(claims) or any(each.status not in RIGHT for each in results):
        return None
    why = f"for any {' and '.join(sorted(unread))}"
    again = Asked(asked.declared, asked.definitions, asked.claims)
    hangs_on = frozenset(each.item for each in asked.needed.values())
    return Outcome(item, "agrees", why, tuple(results), why, hangs_on=hangs_on, asked=again)


def _is_hidden(asked: Question, unread: Collection[str]) -> bool:
    """Whether something that may hang on it is differentiated in what does not show it."""
    sides = [side for each in (*asked.claims, *asked.definitions) for side in each.sides]
    parts = [part for side in sides for part in walk(side)]
    if any(isinstance(part, Call) and part.primes for part in parts):
        return True
    for slope in (slope for part in parts if (slope := as_slope(part)) is not None):
        through = reached([slope.of], asked.needed).values()
        inside = names(slope.of).union(*(each.names for each in through))
        if inside & {*unread} - _in(slope):
            return True
    return False


def _in(slope: Slope) -> set[str]:
    """The names in which is differentiated; none if in several, which may hang on each other."""
    wrt = set(slope.wrt)
    return {each.name for each in wrt if isinstance(each, Name)} if len(wrt) == 1 else set()


def _is_empty(asked: Question, ground: Ground) -> bool:
    """Whether something is differentiated in what it does not hang on."""
    sides = (side for each in (*asked.claims, *asked.needed.values()) for side in each.sides)
    return any(unconnected(side, ground) for side in sides)
