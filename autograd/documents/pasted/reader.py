r"""A text copied from a browser as passages.

>>> page = r"令bh=f(βh)b_h = f(\beta_h)bh=f(βh) 共有ddd个"
>>> [getattr(each, "source", getattr(each, "text", "")) for each in passages(page)][:4]
['令', 'b_h = f(\\beta_h)', ' 共有', 'd']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..passages import Gap, Heading, Math, Passage, Refused, Words
from .mending import mended
from .repeated import repeated
from .triples import Triple, triples

LOST = "signs such as = and + were lost in copying"
_TITLE = re.compile(
    r"\s*(?:\d+(?:\.\d+)*\.?\s+)?[^\W\d][\w \u00b7\u2014-]{2,40}\s*"
)  # no stops in it
_PIECES = " \u23a7\u23a8\u23a9\u23aa\u23ab\u23ac\u23ad"  # of which tall braces are shown
_LOST = re.compile(r"\\(?:sum|prod)_\{\w\d|[\w})\]]  +[-\w\\({\[]|\([a-z]\d\)")


def is_pasted(text: str) -> bool:
    """Whether formulas stand three times in a text."""
    lines = (line for line in text.split("\n") if "\\" in line or "_" in line)
    return any(triples(line[:4000])[0] for _, line in zip(range(40), lines, strict=False))


def passages(text: str) -> Iterator[Passage]:
    """What stands in a text, line by line; each line is a paragraph."""
    for number, line in enumerate(text.split("\n"), 1):
        place = 0
        found, alone = triples(line)
        if not found and not alone and _TITLE.fullmatch(line):
            yield Heading(line.strip(), 1)
            continue
        for triple in found:
            yield from _words(line[place : triple.start], number)
            yield _formula(line, triple, number)
            place = triple.stop
        yield from _words(line[place:], number)
        for mark in alone:
            said = " ".join(line[mark : mark + 40].split())
            why = f"LaTeX that does not stand beside what it shows: {said} …"
            start = max((each.stop for each in found if each.stop <= mark), default=0)
            yield Refused(why, number, source=line[start:])
        yield Gap()


def _formula(line: str, triple: Triple, number: int) -> Math:
    """The LaTeX of a formula, with the signs put back that it lost."""
    source = line[triple.first : triple.last].strip(_PIECES)
    if not _is_lost(source):
        return Math(source, number, number, inline=True)
    shown = line[triple.start : triple.first]
    has_primes = "\u2032" not in shown or "'" in source or "prime" in source
    if has_primes and (other := mended(source)):
        return Math(other, number, number, inline=True, is_mended=True)
    return Math(source, number, number, inline=True, damage=LOST)


def _is_lost(source: str) -> bool:
    r"""Whether LaTeX lost its signs: `\sum_{j1}`, or two blanks where one stood."""
    return _LOST.search(source) is not None and "=" not in source


def _words(text: str, number: int) -> Iterator[Passage]:
    place = 0
    for start, stop, formula in repeated(text):
        yield Words(text[place:start])
        yield Math(formula, number, number, inline=True)
        place = stop
    yield Words(text[place:])
