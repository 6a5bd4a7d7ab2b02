"""Each formula of a page decided: with the definitions it hangs on, for all instances of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..checking.report.claims import Claim
from ..checking.report.statuses import WORSE
from ..formulas.trees.tree import Name, Tree, exchanged, number
from .guards import Accusation, doubt
from .judging import Equation, judged, reached, unconnected
from .model import Model, modelled
from .outcome import Outcome
from .problems import Unread
from .roles import CONDITION, NOT_READ, Item
from .standing import condition
from .survey import Survey


@dataclass(frozen=True)
class Measured:
    """The sizes that were chosen: of arrays, and of what letters such as n stand for."""

    arrays: Mapping[str, tuple[int, ...]]
    numbers: Mapping[str, int]


def outcomes(survey: Survey) -> list[Outcome]:
    """What is said of each formula of the page."""
    model = modelled(survey)
    sizes = Measured(*model.sizes())
    return [_outcome(item, model, sizes) for item in survey.items]


def _outcome(item: Item, model: Model, sizes: Measured) -> Outcome:
    if item.place in model.problems:
        return Outcome(item, NOT_READ, model.problems[item.place])
    if not item.claims:
        return Outcome(item, item.role, item.why)
    try:
        claims = model.claims(item)
    except Unread as problem:
        return Outcome(item, NOT_READ, problem.why)
    if not claims:
        why = "there is no layer, time or sample for which all of it exists"
        return Outcome(item, NOT_READ, why)
    return _judged(item, claims, model, sizes)


def _judged(item: Item, claims: Sequence[Equation], model: Model, sizes: Measured) -> Outcome:
    visible = model.visible(item.place, item.found.scope)
    needed = reached([tree for claim in claims for tree in claim.sides], visible)
    if lost := _lost(claims, needed, model):
        return Outcome(item, "inconclusive", lost)
    for claim in claims:
        if why := unconnected(claim.left, visible) or unconnected(claim.right, visible):
            return Outcome(item, "says nothing", why)
    put = {Name(n): number(size) for n, size in sizes.numbers.items() if n not in visible}
    used = {name for each in (*claims, *needed.values()) for name in each.names}
    declared = [
        f"{name} in R^{_shape(sizes.arrays[name])}" for name in sorted(used & set(sizes.arrays))
    ]
    definitions = [_put(each, put) for each in needed.values()]
    results = judged(declared, definitions, [_put(each, put) for each in claims])
    found = _together(item, results)
    accusation = Accusation(item, tuple(claims), tuple(results), needed, model)
    if found.status in ("wrong", "inconclusive") and (why := condition(accusation)):
        return Outcome(item, CONDITION, why, found.claims)
    if found.status == "wrong" and (why := doubt(accusation)):
        return Outcome(item, "inconclusive", why, found.claims)
    return found


def _put(equation: Equation, values: Mapping[Name, Tree]) -> Equation:
    """An equation with numbers for the names of sizes."""
    other: dict[Tree, Tree] = dict(values.items())
    return replace(
        equation, left=exchanged(equation.left, other), right=exchanged(equation.right, other)
    )


def _shape(size: tuple[int, ...]) -> str:
    return str(size[0]) if len(size) == 1 else f"({size[0]}x{size[1]})"


def _lost(claims: Sequence[Equation], needed: Mapping[str, Equation], model: Model) -> str:
    """What a claim hangs on that could not be read, in words."""
    for name in sorted({name for each in (*claims, *needed.values()) for name in each.names}):
        key = model.translator.naming.key(name)
        if key and key[0] in model.lost and name not in needed:
            return f"depends on {key[0]}, whose definition could not be read"
    return ""


def _together(item: Item, results: Sequence[Claim]) -> Outcome:
    """What is said of all instances: the worst."""
    if not results:
        return Outcome(item, NOT_READ, "nothing was decided")
    worst = max(results, key=lambda claim: WORSE.index(claim.status))
    return Outcome(item, worst.status, "; ".join(worst.evidence[:2]), tuple(results))
