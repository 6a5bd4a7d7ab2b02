"""What stays open on a page as a whole, read once more with its own section only.

On a long page a letter is a number here and a matrix there. What is right by what its own section
says is right; what is wrong only there stays open, for another section may say what its names are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...documents import Document, Found
from ..modelling.model import modelled
from ..modelling.outcome import OPEN, Outcome
from ..surveying.roles import DEFINITION, NOT_READ, RESTATED
from ..surveying.survey import surveyed
from .deciding import outcomes

LEAST = 2  # formulas that make a section
SURE = ("proved", "agrees", DEFINITION, RESTATED)


def by_sections(page: Document, found: Sequence[Outcome]) -> list[Outcome]:
    """What is said of a page, where it stays open what its section says."""
    sections: dict[tuple[str, ...], list[Outcome]] = {}
    for each in found:
        sections.setdefault(each.item.found.heading, []).append(each)
    if len(sections) < 2:
        return list(found)
    better: dict[Found, Outcome] = {}
    for inside in sections.values():
        if len(inside) >= LEAST and any(map(_is_open, inside)):
            better |= _alone(page, inside)
    return [better.get(each.item.found, each) if _is_open(each) else each for each in found]


def _is_open(outcome: Outcome) -> bool:
    return outcome.status in (*OPEN, NOT_READ) and outcome.item.found.has_relation


def _alone(page: Document, inside: Sequence[Outcome]) -> dict[Found, Outcome]:
    """What a section says of its formulas that stay open on the whole page."""
    section = replace(page, formulas=tuple(each.item.found for each in inside), blocks=())
    wanted = {each.item.found for each in inside if _is_open(each)}
    return {
        each.item.found: each
        for each in outcomes(modelled(surveyed(section)))
        if each.item.found in wanted and each.status in SURE
    }
