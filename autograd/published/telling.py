"""What is said of one formula, in lines of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from ..checking.report.claims import Claim
from ..formulas.printed.shown import shown
from ..support.visible import in_short
from .outcome import Outcome
from .spelling import in_the_words_of_the_page

WIDTH = 80
MARKS = {
    "proved": "✓", "agrees": "✓", "wrong": "✗", "says nothing": "~", "inconclusive": "?",
    "unreadable": "?",
}  # fmt: skip


def told(outcome: Outcome, names: Mapping[str, str]) -> list[str]:
    """The verdict with its place and formula, and below it why."""
    found = outcome.item.found
    number = f"  {found.number}" if found.number else ""
    head = f"{MARKS.get(outcome.status, ' ')} {outcome.status:<13}  {found.place}{number}  "
    is_printed = bool(outcome.item.printed.source)  # else it stands in a block
    formula = shown(outcome.item.printed) if is_printed else found.latex
    lines = _folded(formula, head)
    said = (
        line
        for sentence in reasons(outcome, names if is_printed else {})
        for line in _wrapped(sentence)
    )
    return lines + [f"    {line}" for line in said]


def _folded(formula: str, head: str) -> list[str]:
    """The formula behind its verdict, or below it where it is long."""
    first, *more = textwrap.wrap(in_short(formula, 400), WIDTH - 6, break_on_hyphens=False) or [""]
    if not more and len(head) + len(first) <= WIDTH:
        return [head + first]
    return [head.rstrip(), *(f"      {line}" for line in (first, *more))]


def reasons(outcome: Outcome, names: Mapping[str, str]) -> list[str]:
    """Why it is as it is, in sentences with the names of the page."""
    if outcome.status in ("proved", "agrees"):
        said = [outcome.why] if outcome.reading else []
    elif outcome.status == "wrong" and outcome.claims:
        said = list(_slip(outcome))
    else:
        said = outcome.why.splitlines()
    return [in_the_words_of_the_page(sentence.strip(), names) for sentence in said]


def _wrapped(sentence: str) -> list[str]:
    return textwrap.wrap(sentence, WIDTH - 4, subsequent_indent="  ", break_on_hyphens=False)


def _slip(outcome: Outcome) -> Iterator[str]:
    """What is wrong, what would be right, and the numbers that show it."""
    claim = next((each for each in outcome.claims if each.status == "wrong"), outcome.claims[0])
    if claim.note:
        yield claim.note
    if claim.suggestion:
        yield f"right is {claim.suggestion}"
    if claim.evidence:
        point = claim.evidence[0].splitlines()[0].strip()
        values = _values(claim)
        yield f"{point} {values}" if values else point


def _values(claim: Claim) -> str:
    """The two numbers that differ, to the digits that tell them apart."""
    if claim.true_value is None or claim.claimed_value is None:
        return ""
    return f"true {_short(claim.true_value)}, claimed {_short(claim.claimed_value)}"


def _short(number: str) -> str:
    """A number to nine digits.

    >>> _short("0.28629640040659747"), _short("2.0000000000000000"), _short("1.0e-30")
    ('0.2862964', '2', '1.0e-30')
    """
    whole, point, digits = number.partition(".")
    if not point or not digits.isdigit():
        return number
    return f"{whole}.{digits[:9]}".rstrip("0").rstrip(".") if digits.strip("0") else whole
