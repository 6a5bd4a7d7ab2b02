r"""Prose with typed formulas as passages: lines of their own, or between Chinese words.

>>> page = "It is a neuron:\n* a1 = tanh(z1)\n其中z1=w1*x是加权和"
>>> [each.source for each in passages(page) if isinstance(each, Math)]
['a_{1} = \\tanh(z_{1})', 'z_{1} = w_{1} \\cdot x']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..passages import Gap, Math, Passage, Refused, Words
from .typed import latex

IN_WORDS = "a derivative that is said in words is not checked"
_BULLET = re.compile(r"\s*(?:[-•*◦▪\u2013]\s+|\(?\d{1,2}[.)]\s+|\(\w\)\s+)?")
_CHINESE = "\u3400-\u9fff"
_RUN = re.compile(r"[^\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u201c\u201d]+")
_PROSE = re.compile(rf"[{_CHINESE}]{{4}}|^(?!.*=)\s*(?:[^\W\d_]+[,.:;]?\s+){{3}}[^\W\d_]+")
_DERIVATIVE = re.compile(
    rf"[\w()]{{1,20}}\s*[对关]于?\s*[\w()]{{1,20}}\s*的偏?导数?\s*(?:[::]|[是为]|等于)\s*[^\s这{_CHINESE}]"
    r"|(?i:\b(?:derivative|slope|gradient) of .{1,40}?(?:\b(?:is|equals)\b|:)\s*\S)"
    r"|(?i:\bderivada (?:parcial )?de .{1,40}?(?:\bes\b|:)\s*\S)"
    r"|(?i:\bAbleitung (?:von|nach|des|der) .{1,40}?(?:\bist\b|:)\s*\S)"
)


def is_prose(text: str) -> bool:
    """Whether a text is prose with typed formulas in it, and no derivation line by line."""
    lines = [line for line in text.split("\n") if line.strip() and line.lstrip()[:1] != "#"]
    prose = sum(_PROSE.search(line) is not None for line in lines)
    if prose < 3 or 2 * prose < len(lines) - prose or "$" in text or "```" in text:
        return False
    return any(isinstance(each, Math) for each in passages(text))


def passages(text: str) -> Iterator[Passage]:
    """What stands in a text, line by line; each line is a paragraph."""
    for number, line in enumerate(text.split("\n"), 1):
        start = match.end() if (match := _BULLET.match(line)) else 0
        typed = [latex(piece) for piece in _at_commas(line[start:])]
        if typed and all(typed):
            yield from (Math(source, number, number) for source in typed)
        elif re.search(f"[{_CHINESE}]", line):
            yield from _between_words(line, number)
        else:
            yield Words(line)
        if _DERIVATIVE.search(line):
            yield Refused(IN_WORDS, number)
        yield Gap()


def _between_words(line: str, number: int) -> Iterator[Passage]:
    place = 0
    for run in _RUN.finditer(line):
        start = run.start()
        for piece in _at_commas(run[0]):
            if source := latex(piece):
                yield Words(line[place:start])
                yield Math(source, number, number, inline=True)
                place = start + len(piece)
            start += len(piece)
    yield Words(line[place:])


def _at_commas(text: str) -> list[str]:
    """A text in pieces, each but the last with the comma or the stop it ends in."""
    found: list[str] = re.findall(r"(?:\([^()]*\)|[^,;])+[,;]?", text)
    return found
