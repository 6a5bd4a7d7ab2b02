r"""Conditions behind a formula in LaTeX: `\quad \text{if } i \neq j`, `, \quad x > 0`, `\forall i`.

>>> found = apart(r"\frac{a}{b} = c \quad \text{if } b \neq 0")
>>> found.formula, found.conditions
('\\frac{a}{b} = c', ((33, 'b \\neq 0'),))
>>> apart(r"v = \tanh(u) \quad \text{for all } u").conditions
()
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from .conditions import Placed

_SPACE = r"(?:[,;.]|\\[,;:! ]|\\q?quad(?![A-Za-z])|\\hspace\*?\{[^{}]*\}|~|\s)*"
_SAID = r"if|when(?:ever)?|where|provided(?:\s+that)?|with|for(?:\s+(?:all|any|every|each))?"
_WORD = rf"\\(?:text|textrm|textit|mbox|mathrm|rm)\s*\{{[\s~,]*(?:{_SAID})[\s~:]*\}}"
_COMPARED = r"\\(?:neq?|leq?|geq?|lt|gt|in|leqslant|geqslant)(?![A-Za-z])|[<>≠≤≥∈]"
# Over all of its values: k = 1, \dots, n, and i \in \{1, \dots, n\}.
_WHOLE = (
    r"[A-Za-z](?:\s*,\s*[A-Za-z])*\s*(?:=|\\in\s*\\\{)\s*1\s*,\s*(?:2\s*,\s*)?"
    r"\\(?:dots|ldots|cdots|dotsc)\s*,\s*[\w{}]+(?:\s*\\\})?"
)
_REAL = (
    r"[A-Za-z\\](?:[\w\s,\\]|_\{\w+\})*?\\in\s*(?:\\(?:mathbb|mathbf)\s*\{?\s*R\s*\}?|\\R|\u211d)"
    r"(?:\^(?:\{[^{}]*\}|\w))?"
)
_MATHS_INSIDE = re.compile(rf"(\\(?:text|mbox)\s*\{{\s*(?:{_SAID})\s*)\$([^$]*)\$\s*\}}")
_HERE = re.compile(
    rf"{_SPACE}(?P<word>{_WORD}|\\forall(?![A-Za-z])|\bif\b|\bfor all\b)"
    rf"|,?\s*\\q?quad{_SPACE}(?=[^=]*(?:{_COMPARED}))|,{_SPACE}(?=[^=]*(?:\\neq?(?![A-Za-z])|≠))"
    rf"|(?:,|\\q?quad){_SPACE}\(?(?={_WHOLE})"
)
_NO_CONDITION = re.compile(rf"{_WHOLE}|{_REAL}")
_AND = re.compile(
    r"\\(?:text|mbox|textrm)\s*\{[\s~]*and[\s~]*\}|\\(?:land|wedge)(?![A-Za-z])|[,;]|\\q?quad"
)
_RELATED = re.compile(rf"=|{_COMPARED}")
_ALL = re.compile(r"all|any|every|each|forall")
_NAMES = re.compile(r"(?:[\w\s,.{}]|\\[A-Za-z]+|\\[,;:! ])*")


@dataclass(frozen=True)
class Apart:
    """A formula without the conditions behind it, and these with their places."""

    formula: str
    conditions: tuple[Placed, ...] = ()


def apart(text: str) -> Apart:
    """A formula and the conditions behind it."""
    text = _MATHS_INSIDE.sub(lambda match: f"{match[1]}}}{match[2]}".ljust(len(match[0])), text)
    equals = re.search(r"(?<![<>!:])=", text)
    behind = equals.end() if equals else len(text)
    for match in _outside(text, _HERE):
        if match.start() <= behind:
            continue
        rest = _NO_CONDITION.sub(lambda each: " " * len(each.group()), text[match.end() :])
        found = tuple(_listed(text[: match.end()] + rest, match.end()))
        says_all = _ALL.search(match["word"] or "") and _NAMES.fullmatch(rest)
        if found or says_all or not rest.strip(" ,.$()"):
            return Apart(text[: match.start()], found)
    return Apart(text)


def _listed(text: str, start: int) -> Iterator[Placed]:
    begin = start
    cuts = [match.span() for match in _outside(text, _AND) if match.start() >= start]
    for stop, after in [*cuts, (len(text), len(text))]:
        part = text[begin:stop]
        if _RELATED.search(part):
            left = len(part) - len(part.lstrip(" ("))
            bare = part.strip()
            wrapped = bare.startswith("(") and bare.endswith(")")
            yield (
                begin + (left if wrapped else len(part) - len(part.lstrip())),
                (bare[1:-1].strip() if wrapped else bare.rstrip(" .")),
            )
            begin = after


def _outside(text: str, sign: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where a sign stands outside all braces, brackets and environments."""
    steps = re.compile(r"\\begin\b|\\end\b|\\?[({\[\])}]")
    depth = [0] * (len(text) + 1)
    for match in steps.finditer(text):
        opens = match.group().lstrip("\\") in ("begin", "(", "{", "[")
        depth[match.start() if not opens else match.end()] += 1 if opens else -1
    depths = list(accumulate(depth))
    yield from (match for match in sign.finditer(text) if depths[match.start()] <= 0)
