"""The running text with its formulas in their places, one sentence after the other.

>>> from autograd.documents import document
>>> page = document("We call $a$ the output. Let $y$ be the label.")
>>> [each.text for each in sentences(page.formulas)]
['We call ⟦0⟧ the output', 'Let ⟦1⟧ be the label']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...documents import Found

MARK = re.compile(r"⟦(\d+)⟧")
Mark = tuple[int, str, str]  # the place of a formula, the words before it and behind it
_COMMA = re.compile(r"[,,]\s*")
_ENDS = re.compile(r"(?<!e\.g)(?<!i\.e)[.!?](?=\s+[^a-z\s]|\s*$)|[。!?;;•]")


@dataclass(frozen=True)
class Sentence:
    """A sentence; ⟦k⟧ stands for the formula at place k of the page."""

    text: str

    @property
    def clauses(self) -> list[Sentence]:
        """The sentence itself, and its parts between commas."""
        parts = [Sentence(each) for each in _COMMA.split(self.text)]
        return [self, *parts] if len(parts) > 1 else parts

    @property
    def marks(self) -> list[Mark]:
        """The formulas in their order, each with the words around it, up to the next."""
        said = MARK.split(self.text)
        places = map(int, said[1::2])
        return list(zip(places, said[:-1:2], said[2::2], strict=True))


def sentences(formulas: Sequence[Found]) -> Iterator[Sentence]:
    """The sentences that have formulas in them."""
    for paragraph in paragraphs(formulas):
        for said in _ENDS.split(paragraph):
            if MARK.search(said):
                yield Sentence(said.strip())


def paragraphs(formulas: Sequence[Found]) -> Iterator[str]:
    """The paragraphs that have formulas in them, whole; ⟦k⟧ stands for the formula at place k."""
    text = ""
    nothing = Found("", "", formulas[0].place) if formulas else None
    for place, (last, found) in enumerate(pairwise([nothing, *formulas])):
        if last is None or found is None or not _goes_on(last, found):
            if text:
                yield text
            text = _bare(found.before) if found else ""
        if found:
            text += f" ⟦{place}⟧ {_bare(found.after)}"
    yield text


def _goes_on(last: Found, found: Found) -> bool:
    """Whether two formulas stand in one paragraph: the same words stand between them."""
    is_same = last.after == found.before and last.scope == found.scope
    return is_same and bool(found.before or last.place.line == found.place.line)


def _bare(words: str) -> str:
    return re.sub(r"[⟦⟧]", " ", words)
