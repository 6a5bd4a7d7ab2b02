"""Which definitions hold where a formula stands: none that would make a name hang on itself.

Lessons give their letters new meanings: u = g(A) in one place, A = x + h in another, and u again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ...formulas.trees.tree import names
from ..surveying.roles import Item, is_within
from .asserted import Defining
from .judging import Equation, reached_from


@dataclass(frozen=True)
class Holding:
    """The definitions that hold, by name, and the names that would hang on themselves."""

    equations: Mapping[str, Equation] = field(default_factory=dict)
    circular: frozenset[str] = frozenset()
    overtaken: frozenset[str] = frozenset()  # names with a definition below that, left out so


def holding(
    definitions: Iterable[Defining], item: Item, moving: Collection[str], varied: Collection[str]
) -> Holding:
    """For each name the nearest definition above a formula, else the first below.

    But a formula for what depends on time is a solution, which holds from there to the end of its
    section; and a number is what that is worth at one time. The names in which is differentiated
    come last, and are free rather than circular: of y = sin(x) and x = arcsin(y) one can hold.
    """
    found: dict[str, Equation] = {}
    circular: dict[str, Equation] = {}
    for each in sorted(definitions, key=lambda each: each.name in varied):
        is_later = each.equation.item >= item.place
        if each.found.scope not in (0, item.found.scope) or (is_later and each.name in found):
            continue
        if each.name in moving and (
            is_later or not is_within(item, each.found) or not names(each.equation.right)
        ):
            continue
        if _hangs_on_itself(each.name, each.equation, found):
            circular[each.name] = each.equation
        else:
            found[each.name] = each.equation
    for name in circular.keys() - found.keys():  # what they hung on may be defined anew
        if not _hangs_on_itself(name, circular[name], found):
            found[name] = circular[name]
    overtaken = {x for x in circular.keys() & found.keys() if circular[x].item > found[x].item}
    return Holding(
        found, frozenset(circular.keys() - found.keys() - set(varied)), frozenset(overtaken)
    )


def _hangs_on_itself(name: str, equation: Equation, found: Mapping[str, Equation]) -> bool:
    through = reached_from(equation.above, found)
    return name in equation.above or any(name in each.mentioned for each in through.values())
