r"""The formulas of a Markdown page with a derivation, with their lines; nothing of them is read.

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...documents.markdown.blocks import Part, parts
from ...documents.markdown.spans import DISPLAY as DISPLAY
from ...documents.markdown.spans import INLINE, UNCLOSED, Text

DERIVATION, FENCED, BARE = "derivation", "fenced", "bare"

_LANGUAGES = {"derivation": DERIVATION, "latex": FENCED, "math": FENCED, "tex": FENCED}
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


def formulas(lines: Sequence[str]) -> Iterator[Found]:
    """The formulas of a page in order, those within a text only if they relate two sides."""
    for part in parts(lines):
        if part.language is None:
            prose = _prose(part)
            yield from sorted([*_set_apart(prose), *_bare(prose)], key=lambda each: each.line)
        elif (how := _LANGUAGES.get(part.language)) and part.lines:
            yield Found(tuple(enumerate(part.lines, part.first)), 1, how)


def is_marked(lines: Sequence[str]) -> bool:
    """Whether a page is Markdown by its looks: formulas or code are marked, and no line is bare."""
    prose = [_prose(part) for part in parts(lines) if part.language is None]
    marked = len(prose) > 1 or any(next(each.spans(), None) is not None for each in prose)
    return marked and not any(_STATED.match(line) for each in prose for line in each.words())


def _prose(part: Part) -> Text:
    return Text(part.lines, part.first)


def _set_apart(prose: Text) -> Iterator[Found]:
    for span in prose.spans():
        is_formula = span.how in (DISPLAY, UNCLOSED) or (
            span.how == INLINE and _RELATED.search(span.inner)
        )
        if is_formula and span.inner.strip():
            lines = tuple(enumerate(span.inner.split("\n"), prose.line(span.inside)))
            yield Found(lines, prose.column(span.start), span.how)


def _bare(prose: Text) -> Iterator[Found]:
    """Lines without marks that are statements, or LaTeX with an equals sign."""
    for number, line in enumerate(prose.words(), prose.first):
        if _STATED.match(line) or _is_latex(_OPTIONS.sub("", line)):
            column = len(line) - len(line.lstrip()) + 1
            yield Found(((number, line.strip()),), column, BARE)


def _is_latex(line: str) -> bool:
    return _COMMAND.search(line) is not None and _EQUALS.search(line) is not None
