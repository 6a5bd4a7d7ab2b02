r"""A text copied from a browser as passages.

>>> page = r"令bh=f(βh)b_h = f(\beta_h)bh=f(βh) 共有ddd个"
>>> [getattr(each, "source", getattr(each, "text", "")) for each in passages(page)][:4]
['令', 'b_h = f(\\beta_h)', ' 共有', 'd']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..passages import Gap, Math, Passage, Refused, Words
from .repeated import repeated
from .triples import triples

LOST = "signs such as = and + were lost in copying"
_LOST = re.compile(r"\\(?:sum|prod)_\{\w\d|[\w})\]]  +[\w\\({]|\([a-z]\d\)")


def is_pasted(text: str) -> bool:
    """Whether formulas stand three times in a text."""
    lines = (line for line in text.split("\n") if "\\" in line or "_" in line)
    return any(triples(line[:4000])[0] for _, line in zip(range(40), lines, strict=False))


def passages(text: str) -> Iterator[Passage]:
    """What stands in a text, line by line; each line is a paragraph."""
    for number, line in enumerate(text.split("\n"), 1):
        place = 0
        found, alone = triples(line)
        for triple in found:
            yield from _words(line[place : triple.start], number)
            source = line[triple.first : triple.last].strip()
            yield Math(source, number, number, inline=True, damage=_damage(source))
            place = triple.stop
        yield from _words(line[place:], number)
        for mark in alone:
            said = " ".join(line[mark : mark + 40].split())
            yield Refused(f"LaTeX that does not stand beside what it shows: {said} …", number)
        yield Gap()


def _damage(source: str) -> str:
    r"""What LaTeX says that lost its signs: `\sum_{j1}`, or two blanks where one stood."""
    return LOST if _LOST.search(source) and "=" not in source else ""


def _words(text: str, number: int) -> Iterator[Passage]:
    place = 0
    for start, stop, formula in repeated(text):
        yield Words(text[place:start])
        yield Math(formula, number, number, inline=True)
        place = stop
    yield Words(text[place:])
