"""What is said of a page with blocks: closely read where that says something, else openly.

A close reading knows only what the blocks declare, and is sure of it. A formula that it refuses is
read as on a page without blocks, with what they state as facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..checking.report.claims import CONDITION, RIGHT, SAYS_NOTHING, Claim
from ..documents import Block, Found, Place
from ..formulas.printed import Printed
from .closed import Closed
from .modelling.outcome import Outcome
from .surveying.roles import CLAIM, DEFINITION, Item

SAID = (*RIGHT, CONDITION, SAYS_NOTHING, "wrong")


def combined(
    closed: Closed, open_: Sequence[Outcome], blocks: Sequence[Block] = ()
) -> list[Outcome]:
    """What is said of the formulas of a page, and of the claims in its blocks, in their order."""
    is_lost = _defines_in_text(open_)
    found = [
        each if (claim := closed.formulas.get(each.item.place)) is None
        else _preferred(claim, each, is_lost)
        for each in open_
    ]  # fmt: skip
    only_in_text = _only_in_text(open_, "\n".join(each.text for each in blocks))
    found += [_of_block(place, claim, only_in_text) for place, claim in closed.own]
    return sorted(found, key=lambda each: each.item.found.place.order)


def _defines_in_text(outcomes: Sequence[Outcome]) -> bool:
    """Whether something is defined within running text, which a close reading leaves out."""
    return any(each.item.found.inline and each.item.role == DEFINITION for each in outcomes)


def _only_in_text(outcomes: Sequence[Outcome], blocks: str) -> str:
    """A name that blocks use and the running text alone defines, or nothing."""
    names = (
        each.name
        for outcome in outcomes
        if outcome.item.found.inline and outcome.item.role == DEFINITION
        for each, _, _ in outcome.item.defines
    )
    return next((each for each in names if _is_used(each, blocks)), "")


def _is_used(name: str, blocks: str) -> bool:
    word = rf"(?<!\w){re.escape(name)}(?!\w)"
    is_defined = re.search(rf"(?m)(?:^|;)\s*{word}\s*(?:\([^()\n]*\))?\s*=", blocks)
    return re.search(word, blocks) is not None and is_defined is None


def _preferred(claim: Claim, other: Outcome, is_lost: bool) -> Outcome:
    """The close reading of a formula, if it says something and knows all that it hangs on."""
    if claim.status in RIGHT or (claim.status in SAID and not is_lost):
        return _said(other.item, claim)
    return other


def _of_block(place: Place, claim: Claim, only_in_text: str) -> Outcome:
    """A claim of a block, which knows no definition of the running text."""
    item = Item(Found(claim.claim, claim.claim, place), Printed(""), -1, CLAIM)
    if only_in_text and claim.status in ("wrong", SAYS_NOTHING):
        why = f"{only_in_text} is defined in the running text: write it into the block as well"
        return Outcome(item, "inconclusive", why, (claim,))
    return _said(item, claim)


def _said(item: Item, claim: Claim) -> Outcome:
    """What the evidence is; under what a claim is right is shown as well."""
    why = "\n".join(claim.evidence)
    proviso = why if claim.status in RIGHT else ""
    return Outcome(item, claim.status, why, (claim,), proviso=proviso)
