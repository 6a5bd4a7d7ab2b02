"""Each formula of a page decided: with the definitions it hangs on, for all instances of it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from ...checking.report.claims import RIGHT, WORSE, Claim
from ..doubts.accusations import Accusation
from ..doubts.guards import doubt
from ..doubts.held import with_free_names
from ..doubts.misfits import Misfit, doubtful
from ..doubts.renewed import renewed
from ..doubts.standing import IS_ZERO, condition
from ..doubts.weighed import weighed
from ..modelling.evidence import basis, facts
from ..modelling.judging import Asked, Equation, judged, mentioned
from ..modelling.model import Model
from ..modelling.outcome import OPEN, Outcome
from ..names.naming import LENGTH
from ..problems import Unread
from ..questions.assumed import curves, stated
from ..questions.implicit import with_implicit
from ..questions.questions import lost, question, unconnected
from ..questions.values import given, given_above
from ..shapes.sizes import Measured, tied
from ..surveying.roles import CONDITION, NOT_READ, Item
from ..translation.readings import LAYOUT, OF_MATRICES, Picks, Question, others
from .any_function import of_any_function
from .confirmed import confirmed
from .for_any import for_any
from .numbers import Setting, Worked, decided_numbers, learnt
from .otherwise import NOT_WRONG, holds_at_values, holds_where, right_if, without_value
from .restated import with_restated
from .upstream import of_any_loss

MOST_READINGS = 4
AT_VALUES = "at the values that are given above"
AMBIGUOUS = "not wrong by the definition that came before: which one is meant?"


@dataclass(frozen=True)
class Decided:
    """What is said of a formula in one reading, and what could be read otherwise."""

    outcome: Outcome
    setting: Setting
    asked: tuple[Question, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether it is right as it is read."""
        return self.outcome.status in RIGHT


def outcomes(model: Model) -> list[Outcome]:
    """What is said of each formula of the page."""
    setting = Setting(model, tuple(given(model)), holds=tuple(stated(model)))
    usual: list[Decided] = []
    for item in model.survey.items:
        decided = _decided(item, setting, Picks())
        found, model = renewed(decided.outcome, setting.model)
        usual.append(replace(decided, outcome=found))
        setting = replace(learnt(setting, found), model=model)
    settled = {x for each in usual if each.is_right for x in each.asked if x.shared}
    if any(each.is_right for each in usual):  # what definitions ask is settled where they hold
        settled |= {x for x in model.translator.pick.asked if x.shared}
    read = [_otherwise(each, settled | {OF_MATRICES}) for each in usual]
    if any(each.reading == LAYOUT.readings[1] for each in read):
        read = [_otherwise(each, settled) for each in usual]
    known = facts(setting.model, setting.sizes)
    based = (replace(each, basis=basis(each.asked, known, model)) for each in confirmed(read))
    told = [with_restated(each).told() for each in based]
    return weighed(told, model.survey.items)


def _otherwise(usual: Decided, settled: Container[Question]) -> Outcome:
    """What is said of a formula, in the first reading in which it is right."""
    if usual.is_right or usual.outcome.status not in (*OPEN, "wrong", NOT_READ):
        return usual.outcome
    asked = [each for each in usual.asked if each not in settled]
    found = [usual.outcome]
    for taken in others(asked)[:MOST_READINGS]:
        other = _decided(usual.outcome.item, usual.setting, Picks(taken))
        if other.is_right:
            words = " and ".join(taken.values())
            return replace(_under(other.outcome, f"if {words}"), reading=words)
        found.append(other.outcome)
    return _in_all(found)


def _in_all(found: Sequence[Outcome]) -> Outcome:
    """Wrong, if it is in all readings in which the formula fits; it is not meant in the others."""
    fitting = [each for each in found if each.status not in (NOT_READ, "unreadable")]
    still_open = [each for each in fitting if each.status != "wrong"]
    return next(iter((*still_open, *fitting, *found)))


def _decided(item: Item, setting: Setting, picks: Picks) -> Decided:
    found = _read(item, setting, picks)
    before = setting.model.before
    if found.status == "wrong" and before is not None:
        other = _read(item, replace(setting, model=before), picks)
        if other.status in RIGHT and not setting.model.is_anew:
            found = other
        elif other.status != "wrong":
            found = replace(found, status="inconclusive", why=AMBIGUOUS)
    if found.status == "wrong" and (free := with_free_names(setting.model, item)) is not None:
        other = _read(item, replace(setting, model=free), picks)
        found = other if other.status in (*RIGHT, "wrong") else found
    return Decided(found, setting, tuple(picks.asked))


def _read(item: Item, setting: Setting, picks: Picks) -> Outcome:
    def with_function(known: str) -> Outcome:
        return _tried(item, replace(setting, model=replace(setting.model, known=known)), picks)

    return of_any_function(_tried(item, setting, picks), setting.model, with_function)


def _tried(item: Item, setting: Setting, picks: Picks) -> Outcome:
    try:
        return _outcome(item, setting, picks)
    except Unread as problem:  # what it hangs on makes no page for the checker
        return Outcome(item, NOT_READ, problem.why)


def _outcome(item: Item, setting: Setting, picks: Picks) -> Outcome:
    model = setting.model
    if item.place in model.problems:
        return Outcome(item, NOT_READ, model.problems[item.place])
    try:
        numbers = decided_numbers(item, setting)
        claims = model.claims(item, picks)
    except Unread as problem:
        return Outcome(item, NOT_READ, problem.why)
    if item.shown and (unknown := _unknown(claims, model)):
        return Outcome(item, "inconclusive", f"nothing says what {unknown} is")
    if numbers.claims:
        return _of_numbers(item, numbers, setting)
    if not item.claims:
        return Outcome(item, item.role, item.why)
    if not claims:
        why = "there is no layer, time or sample for which all of it exists"
        return Outcome(item, NOT_READ, why)
    found = _judged(item, claims, setting, _sizes(claims, setting))
    if found.status != "unreadable":
        return found
    sizes = model.sizes({}, claims)
    other = _judged(item, claims, setting, sizes)
    own = {name for x in model.definitions if x.equation.item >= 0 for name in x.equation.names}
    return _of_equal_sizes(found, other) if tied(setting.sizes, sizes, own) else other


def _of_numbers(item: Item, numbers: Worked, setting: Setting) -> Outcome:
    found = _together(item, numbers.claims)
    if numbers.inputs is None:
        return found
    above = given_above(setting.given, item)
    parts = (item, numbers.claims, numbers.shown, numbers.inputs, above, setting.model)
    misfit = Misfit(*parts)
    found = replace(found, hangs_on=frozenset(each.item for each in misfit.needed.values()))
    why = doubtful(misfit) if found.status == "wrong" else ""
    return Outcome(item, "inconclusive", why, found.claims) if why else found


def _unknown(claims: Sequence[Equation], model: Model) -> str:
    """The functions in some claims of which nothing is said, in words."""
    used = {name for claim in claims for side in claim.sides for name in mentioned(side)}
    return " and ".join(sorted(used & model.unknown))


def _sizes(claims: Sequence[Equation], setting: Setting) -> Measured:
    """The sizes of the page, with those of columns that only the claims have."""
    if any(name.startswith(LENGTH) for claim in claims for name in claim.names):
        return setting.model.sizes({}, claims, is_settled=True)
    return setting.sizes


def _of_equal_sizes(found: Outcome, other: Outcome) -> Outcome:
    """A claim that fits only if some sizes are equal: wrong if it is wrong then, too."""
    if other.status == "wrong":
        return other
    return replace(found, status="inconclusive", why="the sizes of its arrays fit only by chance")


def _judged(item: Item, claims: Sequence[Equation], setting: Setting, sizes: Measured) -> Outcome:
    setting, model = replace(setting, measured=sizes), setting.model
    ground = setting.ground(item)
    claims = with_implicit(claims, curves(setting.holds, item), ground)
    asked = question(claims, ground)
    again = Asked(asked.declared, asked.definitions, asked.claims)
    sides = [side for each in (*claims, *asked.needed.values()) for side in each.sides]
    if unread := lost(item, sides, model, asked.needed):
        hangs = Outcome(item, "inconclusive", next(iter(unread.values())), asked=again)
        return for_any(item, claims, ground, unread) or hangs
    for side in sides:
        if why := unconnected(side, ground):
            nothing = Outcome(item, "says nothing", why, asked=again)
            return of_any_loss(item, claims, ground) or nothing
    results = judged(asked.declared, asked.definitions, asked.claims, explains=False)
    hangs_on = frozenset(each.item for each in asked.needed.values())
    found = replace(_together(item, results), asked=again, hangs_on=hangs_on)
    accusation = Accusation(item, asked.claims, tuple(results), asked.needed, model)
    if found.status in RIGHT and not item.point:
        return found
    if holds_at_values(item, claims, setting):
        return _under(found, AT_VALUES)
    if item.point:
        return replace(found, status="inconclusive", why="it is not known at this point")
    if why := holds_where(item, claims, setting):
        return _under(found, f"where {why}")
    if found.status in ("wrong", "inconclusive") and (why := condition(accusation)):
        return _with_condition(item, why, results)
    if found.status != "wrong":
        return found
    if open_ := without_value(item, claims, setting):
        why = f"no value is given for {' and '.join(open_)}"
        return replace(found, status="inconclusive", why=why)
    if unused := holds_where(item, claims, setting, NOT_WRONG):
        why = f"wrong if no use is made of {unused}"
        return replace(found, status="inconclusive", why=why)
    why = doubt(accusation) or right_if(asked)
    return replace(found, status="inconclusive", why=why) if why else found


def _under(found: Outcome, what: str) -> Outcome:
    """The same, right under something."""
    status = found.status if found.status in RIGHT else "agrees"
    return replace(found, status=status, why=what, proviso=f"right {what}")


def _with_condition(item: Item, why: str, results: Sequence[Claim]) -> Outcome:
    """A condition; a chain is right if all of it is but the end, that it is to be zero.

    Another link that fails may be a condition, or a slip: then the chain is not right.
    """
    right = [result for result in results if result.status in ("proved", "agrees")]
    if right and len(results) == len(item.claims):
        status = _together(item, right).status if why == IS_ZERO else "inconclusive"
        return Outcome(item, status, why, tuple(results))
    return Outcome(item, CONDITION, why, tuple(results))


def _together(item: Item, results: Sequence[Claim]) -> Outcome:
    """What is said of all instances: the worst."""
    if not results:
        return Outcome(item, NOT_READ, "nothing was decided")
    worst = max(results, key=lambda claim: WORSE.index(claim.status))
    return Outcome(item, worst.status, "; ".join(worst.evidence[:2]), tuple(results))
