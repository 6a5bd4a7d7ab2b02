r"""reStructuredText, of Sphinx and docutils.

>>> page = ["With :math:`w > 0`", "", ".. math::", "   :label: cost", "", "   J = w^2"]
>>> found = [each for each in rst("\n".join(page)) if isinstance(each, Math)]
>>> [(each.source, each.line, each.number) for each in found]
[('w > 0', 1, ''), ('J = w^2', 6, 'cost')]
"""

import re
from collections.abc import Iterator, Sequence

from ..passages import Declared, Gap, Heading, Item, Math, Passage, Words
from ..registry import format

_DIRECTIVE = re.compile(r"^(\s*)\.\.\s+(?:\|[^|]*\|\s+)?([\w:-]+?)::(?:\s+(.*))?$")
_COMMENT = re.compile(r"^(\s*)\.\.(?:\s+(?P<said>.*))?$")
_ADORNED = re.compile(r"^([=\-~^\"'`#*+.:_<>!$%&])\1{2,}\s*$")
_OPTION = re.compile(r"^\s*:([\w-]+):\s*(.*)$")
_ROLE = re.compile(r"``.*?``|:math:`((?:[^`\\]|\\.)*)`", re.DOTALL)
_NUMBERED = re.compile(r"^(?:\(?(?:\d{1,3}|[a-z])[.)]|#\.)\s+")
_LISTED = re.compile(r"^(?:[-*+]|\(?(?:\d{1,3}|[a-z])[.)]|#\.)\s+")
_CODE = re.compile(
    r"code|code-block|sourcecode|highlight|parsed-literal|literalinclude|doctest|test(?:code|output)"
    r"|plot|raw|i?python3?|image|figure|contents|toctree|include|graphviz|digraph|mermaid|tikz"
    r"|jupyter-execute|prompt|productionlist|auto\w+"
)
_MARKS = re.compile(
    r":[\w:]+:`([^`<]*)(?:<[^`]*>)?`|`([^`<]*?)\s*(?:<[^`]*>)?`__?|[*]{1,2}|\|"
    r"|^\s*[-*+]\s|\+[-=+]{2,}",
    re.MULTILINE,
)


EXAMPLE = """\
Cost
====
With :math:`w > 0` it is

.. math::
   J = w^2

.. code::

   :math:`y = 3`
"""


def _looks(text: str) -> bool:
    return ".. math::" in text or ":math:`" in text


def hidden(lines: Sequence[str]) -> list[str]:
    """Lines for the checker as a comment."""
    return [".. derivation:", *(f"   {line}" for line in lines)]


@format("rst", ".rst", ".rest", looks=_looks, example=EXAMPLE, hidden=hidden)
def rst(text: str) -> Iterator[Passage]:
    """What stands on a page: the directive and the role are formulas, code is left alone."""
    return _Page(text.split("\n")).passages()


class _Page:
    """Goes once through the lines of a page."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.adornments: list[str] = []  # of titles, the highest first
        self.listed = False

    def passages(self) -> Iterator[Passage]:
        place = 0
        while place < len(self.lines):
            line = self.lines[place]
            if match := _DIRECTIVE.match(line):
                stop = self._body_end(place, len(match[1]))
                if match[2] == "math":
                    yield from self._math(place, stop, match[3] or "")
                    place = stop
                elif _CODE.fullmatch(match[2]):
                    place = stop
                else:
                    yield from (Gap(), *self._text(match[3] or "", place))
                    place += 1
            elif match := _COMMENT.match(line):
                stop = self._body_end(place, len(match[1]))
                yield from self._comment(place, stop, match["said"] or "")
                place = stop
            elif level := self._title(place):
                yield Heading(" ".join(_words(line).split()), level)
                place += 2
            elif line.lstrip().startswith(">>> "):
                place = self._paragraph_end(place)
            elif line.rstrip().endswith("::"):
                yield from self._text(line.rstrip().removesuffix("::"), place)
                place = self._body_end(place, len(line) - len(line.lstrip()))
            else:
                stop = self._paragraph_end(place)
                yield from self._paragraph(place, stop)
                place = stop

    def _body_end(self, place: int, indent: int) -> int:
        """The line after those that are indented more than a directive."""
        place += 1
        while place < len(self.lines):
            line = self.lines[place]
            if line.strip() and len(line) - len(line.lstrip()) <= indent:
                return place
            place += 1
        return place

    def _paragraph_end(self, place: int) -> int:
        """The line after a paragraph, whose roles may go over several lines."""
        place += 1
        while place < len(self.lines) and self.lines[place].strip():
            if _DIRECTIVE.match(self.lines[place]) or self._title(place):
                return place
            if self.lines[place].rstrip().endswith("::") or _LISTED.match(self.lines[place]):
                return place
            place += 1
        return place

    def _title(self, place: int) -> int:
        """The level of a title that stands on a line above its adornment; else 0."""
        line, below = self.lines[place], "".join(self.lines[place + 1 : place + 2])
        match = _ADORNED.match(below)
        if not match or not line.strip() or line[0].isspace() or _ADORNED.match(line):
            return 0
        if len(below.strip()) + 2 < len(line.strip()):
            return 0
        over = place and self.lines[place - 1].strip() == below.strip()
        kind = match[1] * (2 if over else 1)
        if kind not in self.adornments:
            self.adornments.append(kind)
        return self.adornments.index(kind) + 1

    def _math(self, place: int, stop: int, said: str) -> Iterator[Passage]:
        """The formulas of a directive: its argument, and each group of lines below its options."""
        number, first = "", place + 1
        while first < stop and (option := _OPTION.match(self.lines[first])):
            number = option[2] if option[1] in ("label", "name") else number
            first += 1
        if said.strip():
            yield Math(said, place + 1, place + 1, number=number)
        while first < stop:
            last = first
            while last < stop and self.lines[last].strip():
                last += 1
            if last > first:
                source = "\n".join(line.strip() for line in self.lines[first:last])
                yield Math(source, first + 1, place + 1, number=number)
            first = last + 1

    def _comment(self, place: int, stop: int, said: str) -> Iterator[Passage]:
        text = "\n".join([said, *(line.strip() for line in self.lines[place + 1 : stop])])
        if said.startswith("derivation:"):
            yield Declared(text.removeprefix("derivation:").strip(), place + 1)

    def _paragraph(self, place: int, stop: int) -> Iterator[Passage]:
        line = self.lines[place]
        numbered = _NUMBERED.match(line)
        if numbered:
            self.listed = True
            yield Item()
        elif self.listed and line.strip() and not line[0].isspace():
            self.listed = False
            yield Item(ends=True)
        if _ADORNED.match(line):
            yield Gap()
        else:
            text = "\n".join(self.lines[place:stop])
            yield from self._text(text[numbered.end() :] if numbered else text, place)
            yield Gap()

    def _text(self, text: str, line: int) -> Iterator[Passage]:
        start = 0
        for match in _ROLE.finditer(text):
            if match[1] is not None:
                yield Words(_words(text[start : match.start()]))
                number = 1 + line + text.count("\n", 0, match.start())
                yield Math(match[1], number, number, inline=True)
                start = match.end()
        yield Words(_words(text[start:]))


def _words(text: str) -> str:
    return _MARKS.sub(lambda match: match[1] or match[2] or "", text.replace("``", ""))
