r"""What stays open where x^{(k)} stands beside x, read once more: (k) is one sample throughout.

A page that follows one sample through a network writes its number where it thinks of it, and not
elsewhere. What is right then is right with a proviso; what is wrong only in one of the two readings
stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...documents import Document, Found
from ...formulas.printed import Node
from ..modelling.model import modelled
from ..modelling.outcome import OPEN, Outcome
from ..shapes.spelling import symbols
from ..surveying.roles import DEFINITION, MENTION, NOT_CHECKED, NOT_READ, RESTATED, UPDATE
from ..surveying.survey import surveyed
from .deciding import outcomes

SURE = ("proved", "agrees", DEFINITION, RESTATED)
_ABOVE = re.compile(r"\^\s*\{\s*\(\s*([a-z])\s*\)\s*(T|\\top)?\s*\}")
_SYMBOL = re.compile(r"\\?[A-Za-z]+")
_NAME = re.compile(
    r"(\\?[A-Za-z]+)\}?\s*(?:_\s*(?:\{[^{}]*\}|[A-Za-z0-9])\s*)?\^\s*\{\s*\(\s*([a-z])\s*\)[^{}]*\}"
)
_LETTER = re.compile(r"(?<![A-Za-z\\])[a-z](?![A-Za-z])")


def in_one_sample(
    page: Document, found: Sequence[Outcome], names: dict[str, Node]
) -> tuple[list[Outcome], dict[str, Node]]:
    """What is said of a page, where it stays open what is right of one sample; and its names."""
    kept = [each for each in found if _counts(each)]
    formulas = [each.item.found.latex for each in kept]
    letters = _letters(formulas)
    is_mixed = _is_mixed(formulas, letters)
    wanted = {x.item.found for x in kept if _is_open(x) and (is_mixed or _has(x, letters))}
    wanted |= {x.item.found for x in kept if x.status == "wrong" and is_mixed}
    if not wanted:
        return list(found), names
    section = tuple(_without(each.item.found, letters) for each in kept)
    model = modelled(surveyed(replace(page, formulas=section)))
    sure = {
        each.item.found: _both(each, other, letters)
        for each, other in zip(kept, outcomes(model), strict=True)
        if each.item.found in wanted
    }
    survey = model.survey
    more = symbols(model.translator.naming, survey.letters, survey.called.conventional)
    return [sure.get(each.item.found, each) for each in found], {**more, **names}


def _counts(outcome: Outcome) -> bool:
    """Whether a formula says what its names are: an update is about the next ones."""
    return outcome.status not in (UPDATE, NOT_CHECKED, MENTION) and not outcome.item.found.damage


def _letters(formulas: Sequence[str]) -> set[str]:
    """The letters that stand in brackets above names, and nowhere else."""
    above = set().union(*map(_above, formulas))
    return above - {letter for each in formulas for letter in _LETTER.findall(_ABOVE.sub("", each))}


def _is_open(outcome: Outcome) -> bool:
    return outcome.status in (*OPEN, NOT_READ) and outcome.item.found.has_relation


def _has(outcome: Outcome, letters: set[str]) -> bool:
    """Whether such a letter stands in a formula."""
    return not letters.isdisjoint(_above(outcome.item.found.latex))


def _is_mixed(formulas: Sequence[str], letters: set[str]) -> bool:
    """Whether a name stands with such a letter here and without one there."""
    text = "\n".join(formulas)
    bases = {match[1] for match in _NAME.finditer(text) if match[2] in letters}
    rest = set(_SYMBOL.findall(_NAME.sub(" ", text)))
    return not bases.isdisjoint(rest)


def _above(latex: str) -> set[str]:
    return {match[1] for match in _ABOVE.finditer(latex)}


def _without(found: Found, letters: set[str]) -> Found:
    def bare(match: re.Match[str]) -> str:
        if match[1] not in letters:
            return match[0]
        return f"^{{{match[2]}}}" if match[2] else " "

    return replace(found, latex=_ABOVE.sub(bare, found.latex))


def _both(usual: Outcome, other: Outcome, letters: set[str]) -> Outcome:
    """What is said of a formula by two readings, as the page prints it."""
    found = usual.item.found
    own = letters & _above(found.latex) or letters
    said = " and ".join(f"({letter})" for letter in sorted(own))
    under = f"if {said} {'is' if ' ' not in said else 'are'} one and the same throughout"
    if other.status in SURE:
        proviso = under if other.is_judged else other.proviso
        return replace(other, item=replace(other.item, found=found), proviso=proviso)
    if usual.status != "wrong":
        return usual
    if other.status == "wrong":
        return replace(other, item=replace(other.item, found=found))
    return replace(usual, status="inconclusive", why=f"it stays open {under}")
