r"""Samples that are put together: X has the rows x^{(i)}, y the entries y^{(i)}.

A name that stands with the number of a sample and without one is that of all samples, if it is an
array of one dimension more; so is a capital letter that nothing defines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...formulas.printed import Node
from ..names.references import Reference, references
from ..shapes.kinds import COLUMN, MATRIX, NUMBER, ROW
from ..surveying.roles import CLAIM, DEFINITION, GIVEN, Item
from ..surveying.survey import Survey

_COLUMNS = re.compile(
    r"(?i)\b(?:as (?:the )?columns|column by column|(?:one|each) (?:\w+ )?(?:per|in a) column)\b"
    r"|[按为成]列|\bals spalten\b|\b(?:como|en) columnas\b|\b(?:en|comme) colonnes\b"
)
ABOVE = {COLUMN: NUMBER, MATRIX: COLUMN}  # kinds, with that of the parts


@dataclass(frozen=True)
class Stack:
    """An array of samples: its name, that of the samples, how many there are."""

    name: str
    member: str
    kind: str
    count: int
    by_columns: bool = False

    @property
    def counted(self) -> int:
        """Which of the axes counts the samples."""
        return 1 if self.by_columns else 0


def stacks(survey: Survey) -> list[Stack]:
    """The arrays of samples of a page."""
    judged = [each for each in survey.items if each.role in (CLAIM, DEFINITION, GIVEN)]
    found = [x for each in judged for side in each.printed.sides
             for x in references(side, survey.letters)]  # fmt: skip
    whole = {each.name for each in found if not each.family}
    defined = {each.name for item in judged for each, _, _ in item.defines if not each.family}
    by_columns = any(_COLUMNS.search(each.found.before) for each in survey.items)
    return [
        Stack(name, member, kind, survey.ends[letter], _columns(name, letter, survey, by_columns))
        for member, letter in sorted(_members(found, survey).items())
        for name in (member, member[:1].upper() + member[1:])
        if name in whole - defined and (name == member or name not in survey.letters.lettered)
        for kind in [_kind(name, survey)]
        if kind in ABOVE and ABOVE[kind] == survey.ranks.kinds.get(member)
    ]


def _members(found: Iterable[Reference], survey: Survey) -> dict[str, str]:
    """The names that have a sample's number, with the letter that counts them."""
    return {
        each.name: each.family[0].text
        for each in found
        if len(each.family) == 1 and each.family[0].kind == "symbol" and each.lettered
        and each.family[0].text in survey.letters.above | survey.letters.below
    }  # fmt: skip


def _kind(name: str, survey: Survey) -> str:
    kinds = survey.ranks.kinds
    kind = kinds.get(f"{name}[]") or kinds.get(name, NUMBER)
    return COLUMN if kind == ROW else kind


def _columns(name: str, letter: str, survey: Survey, by_columns: bool) -> bool:
    """Whether the samples are columns: X in R^{n x m} with m samples, else as the words say."""
    last = survey.letters.ends.get(letter, "")
    for sizes in _spaces(name, survey.items, survey):
        if last in sizes:
            return sizes.index(last) == 1
    return by_columns


def _spaces(name: str, items: Iterable[Item], survey: Survey) -> Iterator[list[str]]:
    r"""The m and n of X \in \mathbb{R}^{m \times n}."""
    for item in items:
        sides = item.printed.sides
        if item.printed.signs[-1:] != ("in",) or sides[-1].kind != "scripted":
            continue
        above: Node = sides[-1].parts[2]
        if any(
            each.name == name for side in sides[:-1] for each in references(side, survey.letters)
        ):
            yield [part.text for part in above.parts]
