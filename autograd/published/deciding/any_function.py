"""What is said of a formula that has functions of which the page says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...checking.report.claims import RIGHT
from ...formulas.trees.tree import Call, Slope, names, walk
from ..modelling.model import Model
from ..modelling.outcome import Outcome
from ..modelling.stand_ins import KNOWN


def of_any_function(found: Outcome, model: Model, again: Callable[[str], Outcome]) -> Outcome:
    """Right if it is for any function, and wrong only if it is for each that is known.

    `found` is what is said with a polynomial in the place of each; `again` says it with a function
    that is known.
    """
    used = _used(found, model)
    if not used or found.status not in (*RIGHT, "wrong"):
        return found
    said = " and ".join(sorted(used))
    if found.status in RIGHT:
        why = f"for any function {said}"
        return replace(found, status="agrees", why=why, reading=why)
    if not _derives(found):
        return replace(found, status="inconclusive", why=f"nothing says what {said} is")
    for known in KNOWN:
        other = again(known)
        if other.status in RIGHT:
            return replace(found, status="inconclusive", why=f"right if {said} is {known}")
        if other.status != "wrong":
            return replace(found, status="inconclusive", why=f"nothing says what {said} is")
    return found


def _used(found: Outcome, model: Model) -> set[str]:
    """The unknown functions on which a formula hangs."""
    if found.asked is None:
        return set()
    lefts = [each.left for each in found.asked.definitions]
    return {x.function for x in lefts if isinstance(x, Call) and x.function in model.unknown}


def _derives(found: Outcome) -> bool:
    """Whether it says by slopes of unknown functions what the slope of something defined is."""
    if found.asked is None:
        return False
    lefts = [each.left for each in found.asked.definitions]
    own = {x.function for x in lefts if isinstance(x, Call)}
    claimed = [x for each in found.asked.claims for side in each.sides for x in walk(side)]
    through = [x for each in found.asked.definitions for x in walk(each.right)]
    defined = {name for left in lefts for name in names(left)}
    primed = {x.function for x in claimed if isinstance(x, Call) and x.primes}
    is_slope = any(isinstance(x, Slope) and names(x.of) & defined for x in (*claimed, *through))
    return bool(primed & own) and (is_slope or len(primed & own) > 1)
