"""What is said of a page with blocks: closely read where that says something, else openly.

A close reading knows only what the blocks declare, and is sure of it. A formula that it refuses is
read as on a page without blocks, with what they state as facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..checking.report.claims import CONDITION, RIGHT, SAYS_NOTHING, Claim
from ..documents import Found, Place
from ..formulas.printed import Printed
from .closed import Closed
from .modelling.outcome import Outcome
from .surveying.roles import CLAIM, DEFINITION, Item

SAID = (*RIGHT, CONDITION, SAYS_NOTHING, "wrong")


def combined(closed: Closed, open_: Sequence[Outcome]) -> list[Outcome]:
    """What is said of the formulas of a page, and of the claims in its blocks, in their order."""
    is_lost = _defines_in_text(open_)
    found = [
        each if (claim := closed.formulas.get(each.item.place)) is None
        else _preferred(claim, each, is_lost)
        for each in open_
    ]  # fmt: skip
    found += [_of_block(place, claim) for place, claim in closed.own]
    return sorted(found, key=lambda each: each.item.found.place.order)


def _defines_in_text(outcomes: Sequence[Outcome]) -> bool:
    """Whether something is defined within running text, which a close reading leaves out."""
    return any(each.item.found.inline and each.item.role == DEFINITION for each in outcomes)


def _preferred(claim: Claim, other: Outcome, is_lost: bool) -> Outcome:
    """The close reading of a formula, if it says something and knows all that it hangs on."""
    if claim.status in RIGHT or (claim.status in SAID and not is_lost):
        return _said(other.item, claim)
    return other


def _of_block(place: Place, claim: Claim) -> Outcome:
    found = Found(claim.claim, claim.claim, place)
    return _said(Item(found, Printed(""), -1, CLAIM), claim)


def _said(item: Item, claim: Claim) -> Outcome:
    """What the evidence is; under what a claim is right is shown as well."""
    why = "\n".join(claim.evidence)
    proviso = why if claim.status in RIGHT else ""
    return Outcome(item, claim.status, why, (claim,), proviso=proviso)
