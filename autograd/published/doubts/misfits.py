"""What keeps a number from being called wrong: each reason to leave it open is one entry.

A number that is not what the values in force give may be meant at other values, or be a value that
is given anew. It is called wrong where all that it hangs on is said beside it, or where it is so
near to the number that comes out that it was meant to be that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...checking.report.claims import Claim
from ...formulas.printed import Node
from ..modelling.judging import Equation, reached
from ..modelling.model import Model
from ..questions.values import ABOVE, Value, are_others
from ..questions.worked import Inputs, Shown, leaves
from ..surveying.roles import GIVEN, Item, is_near
from ..surveying.words import comes_out, is_denied, is_supposed

_CHANGED = re.compile(
    r"(?i)\b(?:after|steps?|iterations?|updates?|epochs?|now|becomes?)\b|更新|迭代|之后|一步"
    r"|\b(?:nach|schritte?|neue[rns]?|tras|después|pasos?|après|étapes?|dopo|passi?)\b"
)
_UNITS = re.compile(r"^(?:cm|mm|km|ms|min|h|g|mg|hours?|minutes?|days?|%|°|‰|kPa|kJ|kN)\b|^[%°‰]")
FAR_OFF = 1.5  # times as large as what comes out
SEVERAL = 2


@dataclass(frozen=True)
class Misfit:
    """Numbers that are not what comes out, and what these were worked out of."""

    item: Item
    claims: Sequence[Claim]
    shown: Sequence[Shown]
    inputs: Inputs
    above: Mapping[str, Sequence[Value]]  # what each name was given, in order
    model: Model

    @property
    def failing(self) -> list[Claim]:
        """The numbers that are wrong."""
        return [claim for claim in self.claims if claim.status == "wrong"]

    @property
    def hangs_on(self) -> set[str]:
        """The names without a formula that the numbers come from."""
        return {name for left, _ in self.shown for name in leaves(left, self.inputs)}

    @property
    def needed(self) -> dict[str, Equation]:
        """The formulas that the numbers come from, but of what was given a value."""
        found = reached([left for left, _ in self.shown], self.inputs.ground.visible)
        return {name: each for name, each in found.items() if name not in self.inputs.values}


Doubt = Callable[[Misfit], str]
DOUBTS: list[Doubt] = []


def doubt_if(rule: Doubt) -> Doubt:
    """Enter a reason why a number that does not come out may be right."""
    DOUBTS.append(rule)
    return rule


def doubtful(misfit: Misfit) -> str:
    """Why numbers that do not come out stay open, in words; "" if they are wrong."""
    return next((why for rule in DOUBTS if (why := rule(misfit))), "")


@doubt_if
def changed(misfit: Misfit) -> str:
    """After a step of training the values are others."""
    if _CHANGED.search(misfit.item.found.before):
        return "not what the values above give: were they changed in between?"
    return ""


@doubt_if
def in_other_units(misfit: Misfit) -> str:
    """A length in centimetres and one in metres."""
    for each in misfit.model.survey.items:
        is_above = each.role == GIVEN and each.place <= misfit.item.place
        if is_above and _UNITS.match(each.found.after):
            return "not what the values above give: they are in other units"
    return ""


@doubt_if
def denied(misfit: Misfit) -> str:
    """What the page says is not so, or only would be."""
    return "the words around it deny it, or suppose it" if is_denied(misfit.item.found) else ""


@doubt_if
def supposed(misfit: Misfit) -> str:
    """A case that is looked at, or a value that is looked for."""
    return "read as what is supposed here" if is_supposed(misfit.item.found) else ""


@doubt_if
def zero(misfit: Misfit) -> str:
    """A root, which is written to fewer digits than it has."""
    if all(map(_is_zero, misfit.failing)):
        return "read as a condition, that this is zero"
    return ""


def _is_zero(claim: Claim) -> bool:
    return _number(claim.claimed_value) == 0


def _number(shown: str | None) -> float:
    """A number as it is shown, 0.5 or 1/2; nan for what is none."""
    above, _, below = (shown or "nan").partition("/")
    try:
        return float(above) / float(below or 1)
    except (ValueError, ZeroDivisionError):
        return float("nan")


@doubt_if
def given_again(misfit: Misfit) -> str:
    """A value for what has a value, or is a function: the step h beside h(x)."""
    functions = misfit.model.survey.called.functions
    for left, _ in misfit.item.shown:
        inner = left.parts[0] if left.kind == "bracket" else left
        if left.kind == "bracket" and inner.kind == "list":
            return "a list of names: are they given other values here?"
        if _base(left) in functions and left.kind != "call":
            return f"{_base(left)} is a function: is this another {_base(left)}?"
    return ""


def _base(node: Node) -> str:
    while node.kind in ("scripted", "call") and node.parts and node.kind != "call":
        node = node.parts[0]
    return node.text


@doubt_if
def of_a_chosen_size(misfit: Misfit) -> str:
    """How many there are is chosen by the checker where the page does not say."""
    sizes = misfit.inputs.ground.sizes
    names = sorted(misfit.hangs_on & set(sizes.numbers) - sizes.said - set(misfit.inputs.values))
    return f"no value is given for {' and '.join(names)}" if names else ""


@doubt_if
def of_several_values(misfit: Misfit) -> str:
    """A name that is given one value after another."""
    for name in sorted(misfit.hangs_on & set(misfit.above)):
        if len({each.value for each in misfit.above[name]}) >= SEVERAL:
            return f"{name} is given several values above: which one is meant?"
    return ""


@doubt_if
def outside(misfit: Misfit) -> str:
    """Values that are given for several sections: one of them may have others."""
    if are_others(misfit.above, misfit.hangs_on, misfit.item):
        return "not what the values far above give: are there others in this section?"
    return ""


@doubt_if
def far_off(misfit: Misfit) -> str:
    """Another number, worked out of what was said far above: this may be another value."""
    if _is_meant(misfit) or ABOVE.search(misfit.item.found.before):
        return ""
    item, items = misfit.item, misfit.model.survey.items
    places = [each.item for each in misfit.needed.values()]
    places += [misfit.above[name][-1].place for name in misfit.hangs_on & set(misfit.above)]
    if item.role == GIVEN and not comes_out(item.found):
        return "not what the formulas above give: is this another value?"
    if not misfit.needed or any(not is_near(place, item, items) for place in _said(places)):
        return "not what the formulas far above give: is this another value?"
    return ""


def _counts(claim: Claim) -> bool:
    """Whether numbers are whole, as the labels 3 and 4 are: that they are near says nothing."""
    numbers = _number(claim.true_value), _number(claim.claimed_value)
    return all(each.is_integer() for each in numbers) and abs(numbers[0]) != abs(numbers[1])


def _is_meant(misfit: Misfit) -> bool:
    """Whether numbers are so near that they are meant to be those that come out."""
    is_bare = all(left.kind == "symbol" for left, _ in misfit.item.shown)
    are_labels = is_bare and all(map(_counts, misfit.failing))
    return all(map(_is_close, misfit.failing)) and not are_labels


def _said(places: Iterable[int]) -> list[int]:
    """The places of formulas of the page, those of blocks left out."""
    return [place for place in places if place >= 0]


def _is_close(claim: Claim) -> bool:
    """Whether a number is nearly what comes out, or has its sign or its point elsewhere."""
    true, claimed = _number(claim.true_value), _number(claim.claimed_value)
    if not true or not claimed:
        return False
    ratio = abs(true / claimed)
    return 1 / FAR_OFF < ratio < FAR_OFF or any(
        abs(ratio * power - 1) < 1e-2 for power in (0.1, 10.0)
    )
