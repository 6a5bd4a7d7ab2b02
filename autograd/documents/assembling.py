r"""Passages put together to a document: displays divided, words and headings given to formulas.

>>> page = [Words("The cost is"), Math("J = x^2, \\quad x > 0", 3, 3), Words("as above."), Gap()]
>>> found = assembled("page", "md", page).formulas[0]
>>> found.latex, found.conditions, found.before, found.after
('J = x^2', ('x > 0',), 'The cost is', 'as above.')
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from .begun import begun
from .continuing import continued
from .formula import Block, Document, Found, Place, Unread
from .looks import plain
from .macros import MOST as LONGEST
from .macros import Endless, Macros
from .passages import Declared, Defining, Gap, Heading, Item, Math, Passage, Refused, Words
from .pieces import pieces
from .titles import stands_by_itself
from .tokens import Token, deepest, tokens

MOST = 2_000  # formulas of a page
DEEPEST = 60  # braces and environments


def assembled(name: str, form: str, passages: Iterable[Passage]) -> Document:
    """The document that some passages are."""
    page = _Assembling()
    for passage in passages:
        if page.is_full and isinstance(passage, Math):
            page.leave(passage)
        elif not page.is_left or isinstance(passage, Declared | Refused):
            _TAKES[type(passage)](page, passage)
    page.end_paragraph()
    return Document(name, form, tuple(page.formulas), tuple(page.blocks), tuple(page.unread))


@dataclass
class _Assembling:
    formulas: list[Found] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    paragraph: list[Found] = field(default_factory=list)  # its formulas, `after` still to come
    words: list[str] = field(default_factory=list)  # since the formula before
    gap: bool = False  # a paragraph ended, but for a display that may stand behind it
    headings: list[Heading] = field(default_factory=list)
    macros: Macros = field(default_factory=Macros)
    scope: int = 0
    scopes: int = 0
    is_left: bool = False  # formulas were left, and with them the words around them

    @property
    def is_full(self) -> bool:
        """Whether there are as many formulas as a page may have."""
        return len(self.formulas) + len(self.paragraph) >= MOST

    def leave(self, passage: Math) -> None:
        """Say once that formulas are left from here on; what is declared below still holds."""
        if not self.is_left:
            why = f"a page has at most {MOST} formulas, and no formula is read from here on"
            how = "check the rest as a page of its own"
            self.take_refused(Refused(f"{why}: {how}", passage.line, passage.cell))
        self.is_left = True

    def end_paragraph(self) -> None:
        """Give the last words to the formula before them."""
        self._words_end()
        self.formulas += self.paragraph
        self.paragraph, self.words, self.gap = [], [], False

    def _words_end(self) -> str:
        said = " ".join(" ".join(self.words).split())
        if self.paragraph:
            self.paragraph[-1] = replace(self.paragraph[-1], after=said)
        self.words = []
        return said

    def take_words(self, passage: Words) -> None:
        if not passage.text.strip():
            return
        if self.gap and (self.words or not self.paragraph or self.paragraph[-1].inline):
            self.end_paragraph()
        self.gap = False
        self.words.append(passage.text)

    def take_gap(self, _: Gap) -> None:
        self.gap = True

    def take_heading(self, passage: Heading) -> None:
        self.end_paragraph()
        self.headings = [each for each in self.headings if each.level < passage.level]
        self.headings.append(passage)
        if stands_by_itself(passage.title):
            self.take_item(Item())
        elif not any(stands_by_itself(each.title) for each in self.headings):
            self.scope = 0

    def take_item(self, passage: Item) -> None:
        self.end_paragraph()
        self.scopes += not passage.ends
        self.scope = 0 if passage.ends else self.scopes

    def take_macros(self, passage: Defining) -> None:
        self.macros.read(tokens(passage.source))

    def take_declared(self, passage: Declared) -> None:
        place = Place(passage.line, passage.line, passage.line, passage.cell)
        self.blocks.append(Block(passage.text, place))

    def take_refused(self, passage: Refused) -> None:
        place = Place(passage.line, passage.line, passage.line, passage.cell)
        self.unread.append(Unread(passage.reason, place, begun(passage.source)))

    def take_math(self, passage: Math) -> None:
        if self.gap and passage.inline:
            self.end_paragraph()
        self.gap = False
        try:
            found = list(_formulas(passage, self.macros))
        except Endless as error:
            self.take_refused(Refused(f"{error}", passage.line, passage.cell, passage.source))
            return
        for each in found:
            before = [*self.formulas[-1:], *self.paragraph][-1:]
            goes_on = not each.inline and bool(before) and before[0].has_relation
            self.paragraph.append(
                replace(
                    each,
                    latex=continued(each.latex, before[0].latex) if goes_on else each.latex,
                    before=self._words_end(),
                    heading=tuple(heading.title for heading in self.headings),
                    scope=self.scope,
                )
            )


_TAKES: dict[type[Passage], Callable[[_Assembling, Any], None]] = {
    Words: _Assembling.take_words,
    Math: _Assembling.take_math,
    Heading: _Assembling.take_heading,
    Gap: _Assembling.take_gap,
    Item: _Assembling.take_item,
    Defining: _Assembling.take_macros,
    Declared: _Assembling.take_declared,
    Refused: _Assembling.take_refused,
}


def _limited(parts: list[Token]) -> list[Token]:
    """The tokens, if they are not too many and not nested too deeply. Raises `Endless`."""
    if len(parts) > LONGEST:
        raise Endless(f"a formula has at most {LONGEST} signs; this has {len(parts)}")
    if (deep := deepest(parts)) > DEEPEST:
        raise Endless(f"a formula is nested at most {DEEPEST} deep; this is nested {deep} deep")
    return parts


def _formulas(math: Math, macros: Macros) -> Iterator[Found]:
    """The formulas of one display; it may define macros as well."""
    parts = _limited(tokens(math.source))
    found = pieces(plain(_limited(macros.expanded(macros.read(parts)))))
    starts = [0, *(k + 1 for k, sign in enumerate(math.source) if sign == "\n")]
    for piece in found:
        first, last = piece.parts[0].start, max(token.stop for token in piece.parts)
        line, end = (math.line - 1 + bisect_right(starts, k) for k in (first, last - 1))
        yield Found(
            piece.latex,
            math.source[first:last].strip(),
            Place(line, max(line, end), math.block, math.cell),
            math.inline,
            number=piece.number or math.number,
            remarks=tuple(piece.remarks),
            conditions=piece.conditions,
            damage=math.damage,
            is_mended=math.is_mended,
        )
