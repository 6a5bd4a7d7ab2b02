"""Each formula of a page decided: with the definitions it hangs on, for all instances of it."""

from __future__ import annotations

from collections.abc import Sequence

from ..checking.report.claims import Claim
from ..checking.report.statuses import WORSE
from .guards import Accusation, doubt
from .judging import Equation, judged, unconnected
from .model import Model, modelled
from .outcome import Outcome
from .problems import Unread
from .questions import Measured, lost, question
from .roles import CONDITION, NOT_READ, Item
from .standing import condition
from .survey import Survey


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
    asked = question(claims, visible, sizes)
    if why := lost(claims, asked.needed, model):
        return Outcome(item, "inconclusive", why)
    for claim in claims:
        if why := unconnected(claim.left, visible) or unconnected(claim.right, visible):
            return Outcome(item, "says nothing", why)
    results = judged(asked.declared, asked.definitions, asked.claims)
    found = _together(item, results)
    accusation = Accusation(item, tuple(claims), tuple(results), asked.needed, model)
    if found.status in ("wrong", "inconclusive") and (why := condition(accusation)):
        return Outcome(item, CONDITION, why, found.claims)
    if found.status == "wrong" and (why := doubt(accusation)):
        return Outcome(item, "inconclusive", why, found.claims)
    return found


def _together(item: Item, results: Sequence[Claim]) -> Outcome:
    """What is said of all instances: the worst."""
    if not results:
        return Outcome(item, NOT_READ, "nothing was decided")
    worst = max(results, key=lambda claim: WORSE.index(claim.status))
    return Outcome(item, worst.status, "; ".join(worst.evidence[:2]), tuple(results))
