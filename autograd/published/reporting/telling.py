"""What is said of one formula, in lines of 80 columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...checking.report.claims import RIGHT, Claim
from ...formulas.printed import Node, Printed, read_printed
from ...formulas.printed.node import NOTHING, walk
from ...formulas.printed.shown import shown
from ...support.visible import in_short
from ..modelling.judging import without_column
from ..modelling.outcome import Outcome
from ..shapes.spelling import in_the_words_of_the_page
from .reprinted import Notation, reprinted

WIDTH = 80
WIDEST = 26  # columns that are kept for the places of formulas
MARKS = {
    "proved": "✓", "agrees": "✓", "wrong": "✗", "says nothing": "~", "inconclusive": "?",
    "unreadable": "!",
}  # fmt: skip


_VALUE = re.compile(r" the value is \S+$")  # with more digits than the two that are told


@dataclass(frozen=True)
class Said:
    """A sentence, which may end in a formula."""

    words: str
    formula: Printed | None = None

    def __str__(self) -> str:
        return self.words if self.formula is None else f"{self.words} {shown(self.formula)}"


def told(outcome: Outcome, names: Mapping[str, Node], width: int = 0) -> list[str]:
    """The verdict with its place, in `width` columns, and formula, and below it why."""
    head = f"{MARKS.get(outcome.status, ' ')} {outcome.status:<12}  {where(outcome):<{width}}  "
    formula = formula_of(outcome)
    said = (line for each in reasons(outcome, names) for line in _wrapped(str(each)))
    return _folded(formula, head) + [f"    {line}" for line in said]


def formula_of(outcome: Outcome) -> str:
    """The formula as it is printed, whatever was made of it since."""
    latex = outcome.item.found.latex
    return latex if outcome.is_of_block else shown(read_printed(latex))


def where(outcome: Outcome) -> str:
    """The place of a formula, and its number on the page."""
    found = outcome.item.found
    return f"{found.place} ({found.number})" if found.number else str(found.place)


def width_of_places(outcomes: Sequence[Outcome]) -> int:
    """The columns that the places of some formulas take."""
    return max((n for each in outcomes if (n := len(where(each))) <= WIDEST), default=0)


def _folded(formula: str, head: str) -> list[str]:
    """The formula behind its verdict, or below it where it is long, broken at its relations."""
    formula = in_short(formula, 400)
    if len(head) + len(formula) <= WIDTH:
        return [head + formula]
    lines: list[str] = []
    for side in re.split(r" (?=[=≤≥≈] )", formula):
        if lines and len(lines[-1]) + 1 + len(side) <= WIDTH - 6:
            lines[-1] += f" {side}"
        else:
            lines += textwrap.wrap(side, WIDTH - 6, break_on_hyphens=False)
    return [head.rstrip(), *(f"      {line}" for line in lines)]


def reasons(outcome: Outcome, names: Mapping[str, Node]) -> list[Said]:
    """Why it is as it is, in sentences with the names of the page."""
    names = {} if outcome.is_of_block else names
    if outcome.status == "wrong" and outcome.claims:
        return list(_slip(outcome, names))
    said = (outcome.proviso if outcome.status in RIGHT else outcome.why).splitlines()
    if outcome.status == "unreadable" and said:  # below it the line again, with a mark
        said = [said[0] if outcome.is_of_block else without_column(said[0])]
    return [Said(in_the_words_of_the_page(sentence.strip(), names)) for sentence in said]


def _wrapped(sentence: str) -> list[str]:
    return textwrap.wrap(sentence, WIDTH - 4, subsequent_indent="  ", break_on_hyphens=False)


def slip_of(outcome: Outcome) -> Claim | None:
    """The instance of a wrong formula that is told."""
    if outcome.status != "wrong" or not outcome.claims:
        return None
    return next((each for each in outcome.claims if each.status == "wrong"), outcome.claims[0])


def _slip(outcome: Outcome, names: Mapping[str, Node]) -> Iterator[Said]:
    """What is wrong, what would be right, and the numbers that show it."""
    claim = slip_of(outcome) or outcome.claims[0]
    if claim.note:
        yield Said(in_the_words_of_the_page(claim.note, names))
    if claim.suggestion:
        better = better_of(outcome, claim, names)
        yield Said("right is", better) if better else Said(f"right is {claim.suggestion}")
    for said in claim.evidence:
        if said.startswith("right if "):
            condition = in_the_words_of_the_page(said.partition(": add the line")[0], names)
            yield Said(f"{condition}, which the page does not say")
    if claim.evidence:
        point = in_the_words_of_the_page(claim.evidence[0].splitlines()[0].strip(), names)
        values = _values(claim)
        point = _VALUE.sub("", point) if values else point
        yield Said(f"{point} {values}" if values else point)


def better_of(outcome: Outcome, claim: Claim, names: Mapping[str, Node]) -> Printed | None:
    """What would be right, as the page would print it; None if it is said in words alone."""
    if not claim.better or not names:
        return None
    arrays = frozenset(each.key for each in outcome.basis.facts if each.is_array)
    nodes = [node for side in outcome.item.printed.sides for node in walk(side)]
    slope = next((node.text for node in nodes if node.kind == "slope"), "partial")
    has_powers = any(map(_is_power_of_e, nodes))
    return reprinted(claim.better, Notation(names, arrays, slope, has_powers))


def _is_power_of_e(node: Node) -> bool:
    return node.kind == "scripted" and node.parts[0].text == "e" and node.parts[2] != NOTHING


def _values(claim: Claim) -> str:
    """The two numbers that differ, to the digits that tell them apart."""
    if claim.true_value is None or claim.claimed_value is None:
        return ""
    return f"true {_short(claim.true_value)}, claimed {_short(claim.claimed_value)}"


def _short(number: str) -> str:
    """A number to nine digits.

    >>> _short("0.28629640040659747"), _short("2.0000000000000000"), _short("-1.0e-30")
    ('0.2862964', '2', '−1.0e-30')
    """
    whole, point, digits = number.partition(".")
    whole = whole.replace("-", "−")
    if not point or not digits.isdigit():
        return whole + point + digits
    return f"{whole}.{digits[:9]}".rstrip("0").rstrip(".") if digits.strip("0") else whole
