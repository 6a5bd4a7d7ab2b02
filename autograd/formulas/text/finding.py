r"""The formulas of a Markdown page, wherever they stand, with their lines; nothing of them is read.

>>> page = r'''
... So $a = z^2$, and in a list
... > 1. \[ b = 2 \]
... > 2. `$c = 3$` is code
... '''
>>> [(found.how, found.text.strip(), found.line) for found in formulas(page.splitlines())]
[('inline', 'a = z^2', 2), ('display', 'b = 2', 3)]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

DERIVATION, FENCED, DISPLAY, INLINE, UNCLOSED, BARE = (
    "derivation", "fenced", "display", "inline", "unclosed", "bare",
)  # fmt: skip

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*(?:\{\s*(?:#[\w-]+\s+)?\.?)?([\w-]*)")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_LANGUAGES = {"derivation": DERIVATION, "latex": FENCED, "math": FENCED, "tex": FENCED}
_ENVIRONMENTS = (
    "equation|displaymath|math|subequations|align|flalign|alignat|gather|multline|eqnarray"
)
_OPENING = re.compile(
    rf"\\\\|\\\$|`+|<!--|\$\$|\$|\\\[|\\\(|\\begin\s*\{{((?:{_ENVIRONMENTS})\*?)\}}"
)
_CLOSED_BY = {"<!--": "-->", "$$": "$$", "$": "$", r"\[": r"\]", r"\(": r"\)"}
_SETS = {"$$": DISPLAY, r"\[": DISPLAY, "$": INLINE, r"\(": INLINE}
_BLANK = re.compile(r"\n(?=[ \t]*\n)")
_ENDS_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_RELATED = re.compile(
    r"[=<>≤≥≠≈≡∈∝\u223c←]"
    r"|\\(?:leq?|geq?|lt|gt|neq?|in|approx|equiv|triangleq|coloneqq|leftarrow|gets|propto|sim)\b"
)
_STATED = re.compile(  # a line of derivation text: y = …, f(t) = …, dy/dx = …, x in R
    r"\s*[^\W\d]\w*(?:\([^()]*\)|\[[^\[\]]*\])?(?:\s*/\s*\(?d\w[^=]*)?\s*"
    r"(?:=(?!=)|<-|∈|in\s+[R\[({])"
)
_COMMAND, _EQUALS = re.compile(r"\\[A-Za-z]"), re.compile(r"=(?!=)")
_OPTIONS = re.compile(r"(?<=[A-Za-z*])\[[^\[\]]*\]")  # \includegraphics[width=3cm]{…}, not \\[


@dataclass(frozen=True)
class Found:
    """A formula, or a block of them: its lines with their numbers, its column, and how it is set.

    `how` is "derivation" for a block of derivation text, "fenced" for one of LaTeX, "display",
    "inline", "unclosed" for what begins and does not end, or "bare" for a line that has no mark of
    a formula and yet reads like one.
    """

    lines: tuple[tuple[int, str], ...]
    column: int
    how: str

    @property
    def line(self) -> int:
        """Where it begins."""
        return next((number for number, text in self.lines if text.strip()), self.lines[0][0])

    @property
    def text(self) -> str:
        """The formula on one line."""
        return " ".join(text for _, text in self.lines)


@dataclass
class Part:
    """Lines of a page that belong together: a fenced block, or what stands between two."""

    language: str | None  # None for what is not fenced
    first: int
    lines: list[str] = field(default_factory=list)


def formulas(lines: Sequence[str]) -> Iterator[Found]:
    """The formulas of a page in order, those within a text only if they relate two sides."""
    for part in parts(lines):
        if part.language is None:
            prose = _Prose(part)
            yield from sorted([*prose.formulas(), *prose.bare()], key=lambda each: each.line)
        elif (how := _LANGUAGES.get(part.language)) and part.lines:
            yield Found(tuple(enumerate(part.lines, part.first)), 1, how)


def parts(lines: Sequence[str]) -> Iterator[Part]:
    """The fenced blocks of a page and what stands between them, marks of quotes left out."""
    fence, current = "", Part(None, 1)
    for number, line in enumerate(lines, 1):
        bare = _QUOTE.sub(lambda match: " " * len(match.group()), line)
        match = _FENCE.match(bare)
        if fence and match and match[1].startswith(fence) and not match[2]:
            yield current
            fence, current = "", Part(None, number + 1)
        elif match and not fence:
            yield current
            fence, current = match[1], Part(match[2].lower(), number + 1)
        else:
            current.lines.append(bare)
    yield current


def is_marked(lines: Sequence[str]) -> bool:
    """Whether a page is Markdown by its looks: formulas or code are marked, and no line is bare."""
    prose = [_Prose(part) for part in parts(lines) if part.language is None]
    marked = len(prose) > 1 or any(map(_Prose.has_marks, prose))
    return marked and not any(_STATED.match(line) for each in prose for line in each.words())


def _is_latex(line: str) -> bool:
    return _COMMAND.search(line) is not None and _EQUALS.search(line) is not None


class _Prose:
    """Goes once through what stands between the blocks of a page."""

    def __init__(self, part: Part) -> None:
        self.first, self.text = part.first, "\n".join(part.lines)
        lengths = accumulate((len(line) + 1 for line in part.lines), initial=0)
        self.starts = list(lengths)
        self.blanks = [match.start() for match in _BLANK.finditer(self.text)]

    def formulas(self) -> Iterator[Found]:
        for start, _, inner, how in self._spans():
            text = self.text[slice(*inner)]
            if how and text.strip() and (how != INLINE or _RELATED.search(text)):
                first = self._line(inner[0])
                lines = tuple(enumerate(text.split("\n"), first))
                yield Found(lines, start - self.starts[self._line(start) - self.first] + 1, how)

    def bare(self) -> Iterator[Found]:
        """Lines without marks that are statements, or LaTeX with an equals sign."""
        for number, line in enumerate(self.words(), self.first):
            if _STATED.match(line) or _is_latex(_OPTIONS.sub("", line)):
                column = len(line) - len(line.lstrip()) + 1
                yield Found(((number, line.strip()),), column, BARE)

    def has_marks(self) -> bool:
        """Whether something is set as a formula or as code."""
        return next(self._spans(), None) is not None

    def words(self) -> list[str]:
        """The lines with blanks for formulas, code and comments."""
        said, place = "", 0
        for start, stop, _, _ in self._spans():
            said += self.text[place:start] + re.sub(r"[^\n]", " ", self.text[start:stop])
            place = stop
        return (said + self.text[place:]).split("\n")

    def _line(self, place: int) -> int:
        return self.first + bisect_right(self.starts, place) - 1

    def _spans(self) -> Iterator[tuple[int, int, tuple[int, int], str]]:
        """Where something begins and ends, what is inside, and how it is set ("" for code)."""
        place, self.missing = 0, dict[str, int]()  # by closing sign, up to where there is none
        while match := _OPENING.search(self.text, place):
            place = match.end()
            opening, start = match.group(), match.start()
            if opening.startswith("\\") and opening[1:2] in ("\\", "$"):
                continue
            inner, stop = self._closed(match)
            environment = bool(match[1])
            how = DISPLAY if environment else _SETS.get(opening, "")
            if stop:
                inside = (start, stop) if environment else (match.end(), inner)
                yield start, stop, inside, how
                place = stop
            elif how == DISPLAY:
                line_end = self._end_of_line(start)
                yield start, line_end, (start, line_end), UNCLOSED
                place = line_end

    def _closed(self, match: re.Match[str]) -> tuple[int, int]:
        """Where the inside of what begins ends, and where all of it does; zeros if nowhere."""
        opening = match.group()
        closing = rf"\end{{{match[1]}}}" if match[1] else _CLOSED_BY.get(opening, opening)
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
        """Whether dollars are no prices: nothing is blank inside them, and no digit follows."""
        text = self.text
        return not (
            text[start].isspace()
            or text[inner - 1].isspace()
            or text[inner + 1 : inner + 2].isdigit()
        )

    def _limit(self, match: re.Match[str]) -> int:
        """How far something may reach: to a blank line, but for comments and displays by lines."""
        by_lines = match.group() == "$$" and _ENDS_LINE.match(self.text, match.end())
        blank = bisect_left(self.blanks, match.end())
        if match.group() == "<!--" or by_lines or blank == len(self.blanks):
            return len(self.text)
        return self.blanks[blank]

    def _end_of_line(self, place: int) -> int:
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end
