"""What a reader makes of a file: formulas, words and headings, one after the other.

A reader of a format says only what stands where; what the formulas are, and which words belong to
which, is the same in all formats and is found in `assembling`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import AutogradError

LONGEST = 2_000  # characters of a formula that is not read
_EMPTY = re.compile(r"\n[ \t]*\n")


def paragraph(text: str, start: int) -> str:
    """What stands from a place on up to the next empty line, or its beginning."""
    end = _EMPTY.search(text, start, start + LONGEST)
    return text[start : end.start() if end else start + LONGEST]


class PageError(AutogradError, ValueError):
    """A file that is no page: too long, no text, broken, or of no known format."""


@dataclass(frozen=True)
class Words:
    """A piece of prose, its marks left out."""

    text: str


@dataclass(frozen=True)
class Math:
    """LaTeX that is set as a formula; it begins on `line`, and its display on `block`."""

    source: str
    line: int
    block: int
    inline: bool = False
    number: str = ""
    cell: int | None = None
    damage: str = ""  # what was lost of it before it came here
    is_mended: bool = False  # what was lost is put back


@dataclass(frozen=True)
class Heading:
    """The title of a section; level 1 is the highest."""

    title: str
    level: int


@dataclass(frozen=True)
class Gap:
    """The end of a paragraph."""


@dataclass(frozen=True)
class Item:
    """The beginning of what stands by itself (a numbered item, an exercise), or its end."""

    ends: bool = False


@dataclass(frozen=True)
class Defining:
    """LaTeX of which only the macros count."""

    source: str


@dataclass(frozen=True)
class Declared:
    """Text for the checker."""

    text: str
    line: int
    cell: int | None = None


@dataclass(frozen=True)
class Refused:
    """What is not read, with the reason; `source` is the formula of it, as far as it goes."""

    reason: str
    line: int
    cell: int | None = None
    source: str = ""


Passage = Words | Math | Heading | Gap | Item | Defining | Declared | Refused
LOCATED = (Math, Declared, Refused)  # those that have a line
