r"""Where formulas, code and comments begin and end in a text, and what is inside.

>>> text = Text([r"So $a = b$, `$c$` and \[ d \] for $5 or $6."])
>>> [(span.how, span.inner) for span in text.spans()]
[('inline', 'a = b'), ('', '$c$'), ('display', ' d ')]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

DISPLAY, INLINE, UNCLOSED, COMMENT, CODE = "display", "inline", "unclosed", "comment", ""

_ENVIRONMENTS = (
    "equation|displaymath|math|subequations|align|flalign|alignat|gather|multline|eqnarray"
)
_SIGNS = (
    r"\{math\}`|\$`|`+|<!--|\$\$|\$|\\\[|\\\("
    rf"|\\begin\s*\{{((?:{_ENVIRONMENTS})\*?)\}}|<(pre|code|script|style)\b[^<>]*>"
)
_OPENING = re.compile(rf"\\\\|\\\$|{_SIGNS}")
_DOUBLED = re.compile(rf"\\\\[\[(]|\\\\|\\\$|{_SIGNS}")
_CLOSED_BY = {"{math}`": "`", "$`": "`$", "<!--": "-->", "$$": "$$", "$": "$", r"\[": r"\]",
              r"\(": r"\)", r"\\[": r"\\]", r"\\(": r"\\)"}  # fmt: skip
_SETS = {"{math}`": INLINE, "$`": INLINE, "$$": DISPLAY, r"\[": DISPLAY, r"\\[": DISPLAY,
         "<!--": COMMENT, "$": INLINE, r"\(": INLINE, r"\\(": INLINE}  # fmt: skip
_BLANK = re.compile(r"\n(?=[ \t]*\n)")
_ENDS_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_PROSE = re.compile(
    r"(?<![\\\w])(?:[^\W\d_]{3,} [^\W\d_]{2,}(?![\w(])|(?:and|or|to|is|per|for|with|und|et) )"
)
_GROUP = re.compile(r"\\(?:text|mbox|mathrm|textrm|operatorname\*?)\s*\{[^{}]*\}")


@dataclass(frozen=True)
class Span:
    """From where to where something reaches, what is inside, from where, and how it is set."""

    start: int
    stop: int
    inner: str
    inside: int
    how: str


class Text:
    r"""A text between the blocks of a page; `doubled` takes `\\[ … \\]` for a formula as well.

    `loose` lets a formula in dollars begin and end with a space, as notebooks do.
    """

    def __init__(
        self, lines: Sequence[str], first: int = 1, doubled: bool = False, loose: bool = False
    ) -> None:
        self.first, self.text = first, "\n".join(lines)
        self.opening = _DOUBLED if doubled else _OPENING
        self.loose = loose
        lengths = accumulate((len(line) + 1 for line in lines), initial=0)
        self.starts = list(lengths)
        self.blanks = [match.start() for match in _BLANK.finditer(self.text)]

    def line(self, place: int) -> int:
        """The number of the line that a place is on."""
        return self.first + bisect_right(self.starts, place) - 1

    def column(self, place: int) -> int:
        """The column of a place, from 1."""
        return place - self.starts[self.line(place) - self.first] + 1

    def words(self) -> list[str]:
        """The lines with blanks for formulas, code and comments."""
        said, place = "", 0
        for span in self.spans():
            blanks = re.sub(r"[^\n]", " ", self.text[span.start : span.stop])
            said += self.text[place : span.start] + blanks
            place = span.stop
        return (said + self.text[place:]).split("\n")

    def spans(self) -> Iterator[Span]:
        """What is set as a formula, as code or as a comment, in order."""
        place, self.missing = 0, dict[str, int]()  # by closing sign, up to where there is none
        while match := self.opening.search(self.text, place):
            place = match.end()
            opening, start = match.group(), match.start()
            if opening in ("\\\\", "\\$"):
                continue
            inner, stop = self._closed(match)
            how = _how(match)
            if stop:
                inside, inner = (start, stop) if match[1] else (match.end(), inner)
                yield Span(start, stop, self.text[inside:inner], inside, how)
                place = stop
            elif how == DISPLAY:
                place = self._end_of_line(start)
                yield Span(start, place, self.text[start:place], start, UNCLOSED)

    def _closed(self, match: re.Match[str]) -> tuple[int, int]:
        """Where the inside of what begins ends, and where all of it does; zeros if nowhere."""
        opening = match.group()
        closing = _closing(match)
        limit = self._limit(match)
        if self.missing.get(closing, -1) >= limit:
            return 0, 0
        inner = self.text.find(closing, match.end(), limit)
        while opening == "$" and inner > 0 and self.text[inner - 1] == "\\":
            inner = self.text.find(closing, inner + 1, limit)
        if inner < 0:
            self.missing[closing] = limit
            return 0, 0
        stop = inner + len(closing)
        if opening == "$" and not self._is_inline(match.end(), inner):
            return 0, 0
        return inner, stop

    def _is_inline(self, start: int, inner: int) -> bool:
        """Whether dollars are no prices: no digit follows, and what is inside is no prose."""
        text = self.text
        if inner == start or text[inner + 1 : inner + 2].isdigit():
            return False
        inside = text[start:inner]
        spaces = inside[0].isspace() + inside[-1].isspace()
        if spaces and not (self.loose and spaces == 2 and re.search(r"[\\_^=]", inside)):
            return False
        return _PROSE.search(_GROUP.sub("", inside)) is None

    def _limit(self, match: re.Match[str]) -> int:
        """How far something may reach: to a blank line, but for comments and displays by lines."""
        opening = match.group()
        by_lines = opening == "$$" and _ENDS_LINE.match(self.text, match.end())
        blank = bisect_left(self.blanks, match.end())
        if opening[0] == "<" or by_lines or blank == len(self.blanks):
            return len(self.text)
        return self.blanks[blank]

    def _end_of_line(self, place: int) -> int:
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end


def _how(match: re.Match[str]) -> str:
    if match[2] == "script" and "math/tex" in match.group():
        return DISPLAY if "display" in match.group() else INLINE
    return DISPLAY if match[1] else _SETS.get(match.group(), CODE)


def _closing(match: re.Match[str]) -> str:
    if match[1]:
        return rf"\end{{{match[1]}}}"
    if match[2]:
        return f"</{match[2]}>"
    return _CLOSED_BY.get(match.group(), match.group())
