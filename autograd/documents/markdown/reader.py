r"""A Markdown page as passages.

>>> page = "# Cost\n\nLet $$J = w^2$$ (3.1)\n\n1. Then $a = J$\n"
>>> found = list(passages(page.splitlines()))
>>> [type(each).__name__ for each in found]
['Heading', 'Gap', 'Words', 'Math', 'Gap', 'Item', 'Words', 'Math']
>>> found[0].title, found[3].source, found[3].number, found[7].line
('Cost', 'J = w^2', '3.1', 5)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from ..passages import Declared, Gap, Heading, Item, Math, Passage, Refused, Words, paragraph
from ..titles import stands_by_itself
from .blocks import Part, parts
from .prose import (
    BOLD,
    BULLET,
    HEADING,
    NUMBER_BEHIND,
    NUMBERED,
    UNDERLINE,
    cleaned,
    unescaped,
)
from .spans import CODE, COMMENT, INLINE, UNCLOSED, Span, Text

DERIVATION = "derivation"
FENCED = frozenset(("math", "latex", "tex", "katex"))
_DECLARED = re.compile(r"\s*derivation\s*:\s*(.*)", re.DOTALL)
_OPTION = re.compile(r"\s*:[\w-]+:")  # of MyST
_LABEL = re.compile(r"\s*:label:\s*(\S+)")
_WORD = re.compile(r"[^\W\d_]")
_CONTAINER = re.compile(r"^\s*(?:[-*+]|\(?\w{1,3}[.)]|!!!|\?\?\?|\[\^|:)\s")


def passages(lines: Sequence[str]) -> Iterator[Passage]:
    """What stands on a page, in order."""
    prose = _Prose()
    for part in parts(lines):
        if part.language is None:
            yield from prose.passages(part)
        elif part.language == DERIVATION:
            yield Declared("\n".join(part.lines), part.first)
        elif part.language in FENCED and any(map(str.strip, part.lines)):
            options = sum(1 for _ in takewhile(_OPTION.match, part.lines))
            label = next((m[1] for m in map(_LABEL.match, part.lines[:options]) if m), "")
            source, first = "\n".join(part.lines[options:]), part.first + options
            yield Math(source, first, part.first - 1, number=label)


def _rest(text: str, place: int) -> Iterator[str]:
    """The lines of a text from a place on."""
    while (stop := text.find("\n", place)) >= 0:
        yield text[place:stop]
        place = stop + 1
    yield text[place:]


class _Prose:
    """Goes through the text between blocks; a numbered item may reach over several of them."""

    def __init__(self) -> None:
        self.indent: int | None = None  # that of the item that it is in

    def passages(self, part: Part) -> Iterator[Passage]:
        text = Text(_without_code(part.lines), part.first, doubled=True, loose=True)
        place = 0
        for span in text.spans():
            yield from self._words(text, place, span.start)
            yield from _set(text, span)
            place = span.stop
            if number := NUMBER_BEHIND.match(text.text, place):
                place = number.end()
        yield from self._words(text, place, len(text.text))

    def _words(self, text: Text, start: int, stop: int) -> Iterator[Passage]:
        """The words from one place to another, line by line."""
        for place, line in _lines(text.text, start, stop):
            begins = not place or text.text[place - 1] == "\n"
            whole = list(islice(_rest(text.text, place), 2)) if begins else []
            yield from self._line(line, whole)

    def _line(self, line: str, whole: Sequence[str]) -> Iterator[Passage]:
        """One line of words; `whole` are it and the next line, where it begins at their start."""
        if not whole and line.strip():
            yield Words(cleaned(line))
        elif not whole:
            return
        elif not whole[0].strip():
            yield Gap()
        elif heading := _heading(whole):
            yield from self._ended()
            yield heading
        elif match := NUMBERED.match(whole[0]):
            yield from self._item(match)
            yield Words(cleaned(line[match.end() :]))
        elif not UNDERLINE.match(whole[0]):
            if BULLET.match(whole[0]):
                yield Gap()
            if self.indent is not None and _indent(whole[0]) <= self.indent:
                yield from self._ended()
            if (bold := BOLD.match(whole[0])) and stands_by_itself(bold[1]):
                yield Heading(cleaned(bold[1]).strip(), 7)
            yield Words(cleaned(line))

    def _item(self, match: re.Match[str]) -> Iterator[Passage]:
        inside = self.indent is not None and len(match[1]) > self.indent + 1
        if inside:
            yield Gap()
        else:
            self.indent = len(match[1])
            yield Item()

    def _ended(self) -> Iterator[Passage]:
        if self.indent is not None:
            self.indent = None
            yield Item(ends=True)


def _lines(text: str, start: int, stop: int) -> Iterator[tuple[int, str]]:
    while start < stop:
        end = text.find("\n", start, stop)
        end = stop if end < 0 else end
        yield start, text[start:end]
        start = end + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _heading(whole: Sequence[str]) -> Heading | None:
    if match := HEADING.match(whole[0]):
        return Heading(" ".join(cleaned(match[2]).split()), len(match[1]))
    if len(whole) > 1 and (match := UNDERLINE.match(whole[1])) and not BULLET.match(whole[0]):
        return Heading(" ".join(cleaned(whole[0]).split()), 1 if match[1][0] == "=" else 2)
    return None


def _set(text: Text, span: Span) -> Iterator[Passage]:
    """What a formula, a piece of code or a comment is to the page."""
    block = text.line(span.start)
    if span.how == UNCLOSED:
        reason = f"a formula begins with {span.inner.split()[0][:20]} and does not end"
        yield Refused(reason, block, source=paragraph(text.text, span.start))
    elif span.how == COMMENT:
        if match := _DECLARED.match(span.inner):
            yield Declared(match[1].strip(), text.line(span.inside + match.start(1)))
    elif span.how == CODE:
        yield Words(f" {span.inner} ")
    elif span.inner.strip():
        number = NUMBER_BEHIND.match(text.text, span.stop) if span.how != INLINE else None
        label = number[number.lastindex or 0] if number else ""
        source = unescaped(span.inner)
        inline = span.how == INLINE or _in_sentence(text.text, span)
        yield Math(source, text.line(span.inside), block, inline, label)


def _in_sentence(text: str, span: Span) -> bool:
    """Whether a display stands between the words of a sentence, where kramdown sets it inline."""
    before = text[: span.start].rpartition("\n")[2]
    after, _, below = text[span.stop :].partition("\n")
    if "\n" in span.inner or NUMBER_BEHIND.match(text, span.stop):
        return False
    neighbour = before.count("$$") or after.count("$$")
    has_words = bool(_WORD.search(before)) and bool(_WORD.match(below.strip()))
    return bool(_WORD.search(after) or neighbour) or has_words


def _without_code(lines: Sequence[str]) -> list[str]:
    """Lines with code that is set by indenting left empty."""
    found: list[str] = []
    contained = is_code = False
    for number, line in enumerate(lines):
        blank_before = not number or not lines[number - 1].strip()
        indented = line.startswith(("    ", "\t"))
        if line.strip():
            is_code = indented and not contained and (is_code or blank_before)
            is_code = is_code and not line.lstrip().startswith(("$$", "\\[", "\\begin", "\\("))
            contained = (contained and (indented or not blank_before)) or bool(
                _CONTAINER.match(line)
            )
            contained = contained or (blank_before and contained)
        found.append("" if is_code else line)
    return found
