"""Worked numbers: `at x1=0.05, …: L = 0.298371109` is checked to the digits shown.

With `after 3` among the numbers the page's updates are made three times first.
"""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

from ...formulas.trees.tree import text
from ..certified.balls import nearest
from ..decision.judge import coordinate
from ..meaning.components import Component
from ..meaning.scope import Scope
from ..pages.section import Section
from ..pages.statements import Worked
from ..report.claims import SAYS_NOTHING, Claim, Link, worst
from .digits_shown import in_digits, is_cut_off, words
from .empty import emptiness
from .statements import Above
from .updates import Astray, TooLong
from .worked_arrays import in_entries
from .worked_numbers import WorkedNumber
from .wrong_number import explained


def decided_numbers(section: Section, scope: Scope, above: Above, worked: Worked) -> Claim:
    """Check each number of a statement."""
    claim = Claim(worked.source.line, worked.source.said, "agrees")
    worked = in_entries(scope, worked)
    for shown in worked.claims:
        claim.links.append(_link(section, WorkedNumber(scope, above, worked, *shown)))
    claim.status = worst([link.status for link in claim.links])
    for link in claim.links:
        if link.status == "wrong":
            if claim.true_value is None:
                claim.true_value, claim.claimed_value = link.true_value, link.claimed_value
                claim.counterexample, claim.note = link.counterexample, link.note
            claim.evidence.append(f"{link.claim}: the value is {link.true_value}")
        if link.note:
            claim.evidence.append(f"{link.claim}: {link.note}")
    return claim


def _link(section: Section, number: WorkedNumber) -> Link:
    link = Link(f"{text(number.left)} = {text(number.right)}", "agrees")
    try:
        found = number.settle()
    except (TooLong, Astray) as why:
        return replace(link, status="inconclusive", note=str(why))
    if found.reason:
        return replace(link, status="inconclusive", note=found.reason)
    link.true_value = in_digits(found.value, number.unit)
    link.claimed_value = text(number.right)
    link.counterexample = {name: _as_given(x) for name, x in number.worked.at.items()}
    if found.kink is not None:
        link.note = words(found.kink)
    elif number.worked.rounds is not None:
        link.note = number.rounds().passed(number.worked.rounds)
    if found.fits:
        nothing = emptiness(section, number.scope, (number.left, number.right), [Component(())])
        return link if nothing is None else replace(link, status=SAYS_NOTHING, note=nothing)
    if is_cut_off(found.value, number.shown, number.unit):
        link.note = f"cut off, not rounded: the value is {link.true_value}"
        return link
    link.status = "wrong"
    link.note = link.note or explained(number, found.bits)
    return link


def _as_given(x: Fraction) -> float | str:
    """A number as the page gives it, 0.1; a fraction in words where no float is written so."""
    number = nearest(x)
    return number if math.isfinite(number) and Fraction(repr(number)) == x else coordinate(x)
