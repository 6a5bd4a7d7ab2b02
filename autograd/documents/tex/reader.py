r"""A TeX file as passages.

>>> page = "\\section{Cost}\nLet\n\\begin{equation}\n J = w^2\n\\end{equation}\nwith $w > 0$."
>>> [type(each).__name__ for each in passages(page)][1:]
['Heading', 'Words', 'Math', 'Words', 'Math', 'Words']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ..macros import defined_to
from ..passages import (
    Declared,
    Defining,
    Gap,
    Heading,
    Item,
    Math,
    Passage,
    Refused,
    Words,
    paragraph,
)
from .prose import words
from .sources import DECLARED, cleared, divided, without_shorthands

_DISPLAYS = (
    "equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math|dmath|IEEEeqnarray"
    "|empheq|xalignat|dgroup|numcases"
)
_ITEMS = (
    "exercise|problem|question|example|exemple|aufgabe|beispiel|ejercicio|ejemplo|solution|ex|exo"
    "|Exercise|Problem|Example|Question"
)
_LEVELS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
_FOUND = re.compile(
    r"(?P<skip>\\\\|\\[$%#&_])"
    rf"|\\begin\s*\{{(?P<display>(?:{_DISPLAYS})\*?)\}}"
    r"|(?P<sign>\$\$|\$|\\\[|\\\()"
    rf"|\\(?P<level>{'|'.join(_LEVELS)})\*?\s*(?:\[[^\[\]]*\])?\s*\{{"
    r"|(?P<define>\\(?:(?:re|provide)?newcommand|DeclareRobustCommand|DeclareMathOperator"
    r"|DeclarePairedDelimiter|[gex]?def|let)(?![A-Za-z]))"
    r"|\\(?P<input>input|include|subfile|import)(?![A-Za-z])\s*\{?\s*(?P<file>[^{}\s]*)"
    rf"|\\(?P<edge>begin|end)\s*\{{(?P<around>{_ITEMS}|enumerate)\*?\}}"
    r"|(?P<item>\\item(?![A-Za-z]))"
    r"|(?P<gap>\n[ \t]*\n)"
)
_CLOSED_BY = {"$$": "$$", "$": "$", r"\[": r"\]", r"\(": r"\)"}
_INPUT = re.compile(r"\\(?:input|include)(?![A-Za-z])\s*\{?\s*([^{}\s]+)")


def passages(text: str) -> Iterator[Passage]:
    """What stands in a file, in order; another file that it reads in is refused by name."""
    for match in DECLARED.finditer(text):
        yield Declared(match[1], 1 + text.count("\n", 0, match.start()))
    preamble, body, first = divided(cleared(text))
    yield Defining(preamble)
    for match in _INPUT.finditer(preamble):
        yield _refused(match[1], 1 + preamble.count("\n", 0, match.start()))
    yield from _Body(without_shorthands(body, preamble + body), first).passages()


def _refused(name: str, line: int) -> Refused:
    return Refused(f"{name} is another file, which is not read from here: check it as well", line)


class _Body:
    """Goes once through the text of a file."""

    def __init__(self, text: str, first: int) -> None:
        self.text, self.first = text, first
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.nested = 0  # lists and exercises that it is in

    def passages(self) -> Iterator[Passage]:
        place = start = 0
        while match := _FOUND.search(self.text, place):
            place = match.end()
            if not match["skip"]:
                yield from self._words(start, match.start())
                found, place = self._taken(match)
                start = place
                yield from found
        yield from self._words(start, len(self.text))

    def _words(self, start: int, stop: int) -> Iterator[Passage]:
        if said := words(self.text[start:stop]):
            yield Words(said)

    def _taken(self, match: re.Match[str]) -> tuple[list[Passage], int]:
        """What begins at a place, and where it ends."""
        line, stop = self._line(match.start()), match.end()
        if match["display"] or match["sign"]:
            return self._formula(match)
        if match["level"]:
            stop = self._group_end(stop)
            title = words(self.text[match.end() : stop - 1])
            return [Heading(" ".join(title.split()), _LEVELS.index(match["level"]))], stop
        if match["define"]:
            stop = self._definition_end(match.start())
            return [Defining(self.text[match.start() : stop])], stop
        if match["input"]:
            return [_refused(match["file"] or match["input"], line)], stop
        if match["edge"]:
            return self._edge(match), stop
        if match["item"]:
            return [Item() if self.nested == 1 else Gap()], stop
        return [Gap()], stop

    def _edge(self, match: re.Match[str]) -> list[Passage]:
        """The begin or the end of a list or of an exercise."""
        begins = match["edge"] == "begin"
        self.nested = max(0, self.nested + (1 if begins else -1))
        if begins:
            return [Item()] if self.nested == 1 and match["around"] != "enumerate" else [Gap()]
        return [Item(ends=True)] if not self.nested else [Gap()]

    def _formula(self, match: re.Match[str]) -> tuple[list[Passage], int]:
        name, sign = match["display"], match["sign"]
        closing = rf"\end{{{name}}}" if name else _CLOSED_BY[sign]
        start, line = match.end(), self._line(match.start())
        inner = self._closed(closing, start)
        if inner < 0:
            said = match[0].replace(" ", "")
            why = f"a formula begins with {said} and does not end"
            return [Refused(why, line, source=paragraph(self.text, start))], start
        stop = inner + len(closing)
        start, inner = (match.start(), stop) if name else (start, inner)
        source = self.text[start:inner]
        if not source.strip():
            return [], stop
        return [Math(source, self._line(start), line, sign in ("$", r"\("))], stop

    def _closed(self, closing: str, start: int) -> int:
        """Where something ends: what stands in a line of text, within the paragraph."""
        limit = len(self.text)
        if closing in ("$", r"\)", "$$"):
            gap = re.compile(r"\n[ \t]*\n").search(self.text, start)
            limit = gap.start() if gap else limit
        inner = self.text.find(closing, start, limit)
        while closing == "$" and inner > 0 and self.text[inner - 1] == "\\":
            inner = self.text.find(closing, inner + 1, limit)
        return inner

    def _group_end(self, place: int) -> int:
        """The place behind the brace that closes the one before `place`."""
        depth = 1
        for match in re.finditer(r"\\.|[{}]", self.text[place : place + 2000]):
            depth += (match[0] == "{") - (match[0] == "}")
            if not depth:
                return place + match.end()
        return place

    def _definition_end(self, place: int) -> int:
        """Where a definition of a macro ends; what stands behind it on its line is text."""
        end = self._closing_line(place)
        return place + (defined_to(self.text[place:end]) or end - place)

    def _closing_line(self, place: int) -> int:
        """The end of the line on which the braces of a definition are closed."""
        depth, stop = 0, place
        while stop < len(self.text):
            end = self.text.find("\n", stop)
            end = len(self.text) if end < 0 else end
            line = self.text[stop:end]
            depth += line.count("{") - line.count("}")
            stop = end + 1
            if depth <= 0:
                return end
        return len(self.text)

    def _line(self, place: int) -> int:
        return self.first + bisect_right(self.breaks, place - 1)
