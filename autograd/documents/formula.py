"""What a file is read into: its formulas in order, where each stands, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from .signs import has_relation


@dataclass(frozen=True)
class Place:
    """Where a formula stands: lines from 1, in a notebook within the cell.

    `block` is the line where its display begins, `cell` the index of the cell, from 0 and code
    cells included; None in files without cells. `file` is the file beside the page, if it stands
    there.

    >>> str(Place(3, 5, 2)), str(Place(7, 7, 6, cell=4))
    ('line 3', 'cell 4, line 7')
    """

    line: int
    end: int
    block: int
    cell: int | None = None
    file: str = ""

    def __str__(self) -> str:
        where = self.file or ("" if self.cell is None else f"cell {self.cell}")
        return f"{where}, line {self.line}" if where else f"line {self.line}"

    @property
    def order(self) -> tuple[bool, int, int]:
        """What sorts places: the file beside a page is read first."""
        return not self.file, self.cell or 0, self.line


@dataclass(frozen=True)
class Worded:
    """The words that say what a formula does which stands nowhere on the page.

    It is certain if they do not only say what is usual, or give an example.
    """

    words: str
    is_certain: bool = True


@dataclass(frozen=True)
class Found:
    r"""One formula: a chain of relations, over however many lines, or a symbol in running text.

    `latex` has the macros of the page expanded and neither numbers nor remarks nor the punctuation
    of the sentence; `printed` is what stands in the file. `before` and `after` are the prose up to
    the neighbouring formulas of the paragraph. `scope` is 0 in the running text; each numbered item
    and each exercise or example has a number of its own. `damage` says what was lost of a formula
    before it came here, such as its signs in copying; it is mended if they were put back.
    `worded` is what it says in words, where it stands in words only. `is_begun` marks what is known
    of a passage that was not read, which counts as no formula: what it would define.
    """

    latex: str
    printed: str
    place: Place
    inline: bool = False
    before: str = ""
    after: str = ""
    heading: tuple[str, ...] = ()
    scope: int = 0
    number: str = ""
    remarks: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    damage: str = ""
    is_mended: bool = False
    worded: Worded | None = None
    is_begun: bool = False

    @property
    def has_relation(self) -> bool:
        r"""Whether it relates two sides, or is a mere mention, such as `x` or `W^{[1]}`.

        >>> [Found(each, each, Place(1, 1, 1)).has_relation for each in ("x_{i=1}", r"x \in A")]
        [False, True]
        """
        return has_relation(self.latex)


@dataclass(frozen=True)
class Block:
    """Text of a page that is written for the checker, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True)
class Unread:
    """What was meant to be read and could not be, with the reason in a sentence.

    `begun` has the left sides of its equations.
    """

    reason: str
    place: Place
    begun: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A file as a sequence of formulas."""

    name: str
    format: str
    formulas: tuple[Found, ...] = ()
    blocks: tuple[Block, ...] = ()
    unread: tuple[Unread, ...] = ()
