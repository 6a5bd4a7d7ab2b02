"""Each formula of a page decided: with the definitions it hangs on, for all instances of it."""

from __future__ import annotations

from collections.abc import Sequence

from ..checking.report.claims import Claim
from ..checking.report.statuses import WORSE
from .guards import Accusation, doubt
from .judging import Equation, judged, unconnected
from .model import modelled
from .numbers import Setting, decided_numbers, doubtful, learnt
from .otherwise import holds_at_values, without_value
from .outcome import Outcome
from .problems import Unread
from .questions import lost, question
from .roles import CONDITION, NOT_READ, Item
from .standing import condition
from .survey import Survey
from .values import given


def outcomes(survey: Survey) -> list[Outcome]:
    """What is said of each formula of the page."""
    model = modelled(survey)
    setting = Setting(model, tuple(given(model)))
    found: list[Outcome] = []
    for item in survey.items:
        found.append(_outcome(item, setting))
        setting = learnt(setting, found[-1])
    return found


def _outcome(item: Item, setting: Setting) -> Outcome:
    model = setting.model
    if item.place in model.problems:
        return Outcome(item, NOT_READ, model.problems[item.place])
    try:
        numbers = decided_numbers(item, setting)
        claims = model.claims(item)
    except Unread as problem:
        return Outcome(item, NOT_READ, problem.why)
    if numbers:
        found = _together(item, numbers)
        why = doubtful(item, setting) if found.status == "wrong" else ""
        return Outcome(item, "inconclusive", why, found.claims) if why else found
    if not item.claims:
        return Outcome(item, item.role, item.why)
    if not claims:
        why = "there is no layer, time or sample for which all of it exists"
        return Outcome(item, NOT_READ, why)
    return _judged(item, claims, setting)


def _judged(item: Item, claims: Sequence[Equation], setting: Setting) -> Outcome:
    model = setting.model
    visible = model.visible(item.place, item.found.scope)
    asked = question(claims, visible, setting.sizes)
    if why := lost(claims, asked.needed, model):
        return Outcome(item, "inconclusive", why)
    for claim in claims:
        if why := unconnected(claim.left, visible) or unconnected(claim.right, visible):
            return Outcome(item, "says nothing", why)
    results = judged(asked.declared, asked.definitions, asked.claims)
    found = _together(item, results)
    accusation = Accusation(item, tuple(claims), tuple(results), asked.needed, model)
    if found.status in ("proved", "agrees"):
        return found
    if holds_at_values(item, claims, setting):
        return Outcome(item, "agrees", "at the values that are given above", found.claims)
    if found.status in ("wrong", "inconclusive") and (why := condition(accusation)):
        return Outcome(item, CONDITION, why, found.claims)
    if found.status != "wrong":
        return found
    if open_ := without_value(item, claims, setting):
        why = f"no value is given for {' and '.join(open_)}"
        return Outcome(item, "inconclusive", why, found.claims)
    why = doubt(accusation)
    return Outcome(item, "inconclusive", why, found.claims) if why else found


def _together(item: Item, results: Sequence[Claim]) -> Outcome:
    """What is said of all instances: the worst."""
    if not results:
        return Outcome(item, NOT_READ, "nothing was decided")
    worst = max(results, key=lambda claim: WORSE.index(claim.status))
    return Outcome(item, worst.status, "; ".join(worst.evidence[:2]), tuple(results))
