r"""A page of derivations as statements: Markdown or plain text, comments and continued lines.

>>> [(s.line, s.text) for s in statements("a = b\n  + c   # a comment\nda/db = 1")]
[(1, 'a = b   + c'), (3, 'da/db = 1')]
>>> [s.text for s in statements("z = w*x; a = tanh(z)")]
['z = w*x', 'a = tanh(z)']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...documents.markdown.blocks import parts
from .characters import plain
from .finding import DERIVATION, DISPLAY, FENCED, Found, formulas, is_marked
from .tokens import DerivationError

LONGEST = 1_000_000  # characters on a page
MOST = 20_000  # statements on a page

_CONTINUES = re.compile(r"(=|\+|-|\*|/|\^|,|:|\(|@|<-)\s*$")
_BEGINS = re.compile(r"[^()=:]*(\([^()=:]*\))?[^()=:]*(=(?!=)|<-)(?!\s*\d+\s*\.\.)")
_DECLARES = re.compile(r"[^\W\d]\w*(?:\s*,\s*[^\W\d]\w*)*\s+(?:in\b|∈)")
_BOUND = re.compile(r"\s*\w+\s*(<=?|>=?|!=|≤|≥|≠)\s*[-\w./]+\s*")
_COMMENT = {"derivation": re.compile("[#\uff03]"), "latex": re.compile(r"(?<!\\)%")}
_SEMICOLON, _COMMA = re.compile("[;\uff1b]"), re.compile("[,\uff0c]")
_CONTINUED = re.compile(r"^\s*(=(?!=)|\+|\*|/|@)")


@dataclass(frozen=True)
class Statement:
    """One statement, the line it starts on (from 1), and the language it is in.

    Its text has the usual sign for each of its relatives, at the place of the one that was typed.
    """

    text: str
    line: int
    language: str = "derivation"
    indented: bool = False
    typed: str = ""

    @property
    def said(self) -> str:
        """The statement on one line, as it was typed, without the spaces that aligned it."""
        return " ".join((self.typed or self.text).split())


@dataclass(frozen=True)
class Page:
    """What stands on a page: the statements that are read, and the formulas that are not."""

    statements: list[Statement]
    not_read: list[Found]
    has_block: bool = True  # whether anything says which names the formulas are about


def statements(page: str) -> list[Statement]:
    """The statements of a page."""
    return taken_apart(page).statements


def taken_apart(page: str) -> Page:
    r"""The statements of a page, and the formulas on it that are none.

    In Markdown the blocks fenced as `derivation`, `latex` or `math` are read, and formulas set off
    by `$$ … $$`, `\[ … \]` or an environment after a derivation block; without such a block
    nothing is. A text that is no Markdown is a derivation as a whole.
    """
    if len(page) > LONGEST:
        raise DerivationError(f"a page has at most {LONGEST} characters; this has {len(page)}")
    lines = page.removeprefix("\ufeff").splitlines()
    blocks = list(formulas(lines)) if is_markdown(lines) else [_whole(lines)]
    read, left = _sorted(blocks)
    found = [part for each in _joined(_lines(read)) for part in _apart(each)]
    if len(found) > MOST:
        raise DerivationError(f"a page has at most {MOST} statements", line=found[MOST].line)
    return Page(found, left, any(each.how == DERIVATION for each in blocks))


def lines_apart(text: str) -> list[Statement]:
    """The statements of a text that is no Markdown."""
    return [part for each in _joined(_lines([_whole(text.splitlines())])) for part in _apart(each)]


def is_markdown(lines: list[str]) -> bool:
    """Whether a page is Markdown, of which only formulas are read.

    It has a block of derivations; or there are marks of formulas or of code, and no line outside
    them is a statement.
    """
    return has_block(lines) or is_marked(lines)


def has_block(lines: list[str]) -> bool:
    """Whether a page is Markdown with a block fenced as `derivation`."""
    return any(part.language == DERIVATION for part in parts(lines))


def _whole(lines: list[str]) -> Found:
    return Found(tuple(enumerate(lines, 1)) or ((1, ""),), 1, DERIVATION)


def _sorted(blocks: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """What is read, and what is not: text formulas, and displays before the first derivation."""
    kinds = [each.how for each in blocks]
    first = kinds.index(DERIVATION) if DERIVATION in kinds else len(blocks)
    fenced = {DERIVATION, FENCED} if DERIVATION in kinds else set()
    read: list[Found] = []
    left: list[Found] = []
    for place, each in enumerate(blocks):
        is_read = each.how in fenced or (each.how == DISPLAY and place > first)
        (read if is_read else left).append(each)
    return read, left


Line = tuple[int, str, str]


def _lines(blocks: Iterable[Found]) -> Iterator[Line]:
    """The lines of some blocks, each block with an end."""
    for block in blocks:
        language = "derivation" if block.how == DERIVATION else "latex"
        for number, line in block.lines:
            yield number, line, language
        yield block.lines[-1][0] + 1, "", "end"


def _apart(statement: Statement) -> Iterator[Statement]:
    """`z = w*x; a = tanh(z)` as two statements, and `x > 0, y > 0`."""
    if statement.language != "derivation":
        yield statement
        return
    for line in filter(str.strip, _SEMICOLON.split(statement.text)):
        parts = _COMMA.split(line)
        bounds = len(parts) > 1 and all(_BOUND.fullmatch(plain(part)) for part in parts)
        for part in map(str.strip, parts if bounds else [line]):
            yield replace(statement, text=plain(part), typed=part)


def _joined(lines: Iterator[Line]) -> Iterator[Statement]:
    """Statements from lines: comments dropped, continued lines put together."""
    parts: list[str] = []
    first, language, open_, indented, before = 0, "derivation", 0, False, ""
    for place, line, kind in lines:
        typed = _COMMENT[kind].split(line, maxsplit=1)[0] if kind in _COMMENT else line
        bare = plain(typed) if kind == "derivation" else typed
        # A line that begins a statement ends one whose bracket was never closed.
        # x in R^3 ends whatever was not finished, too.
        declares = kind == "derivation" and _DECLARES.match(bare) is not None
        inside = open_ > 0 and not (bare[:1].strip() and (declares or _BEGINS.match(bare)))
        continued = kind == "latex" or inside or _CONTINUED.match(bare)
        unfinished = parts and not declares and _CONTINUES.search(before)
        if parts and (kind != language or not (continued or unfinished) or not bare.strip()):
            yield Statement(" ".join(parts), first, language, indented)
            parts, open_ = [], 0
        if not bare.strip():
            continue
        if not parts:
            first, language, indented = place, kind, bare[:1].isspace()
        parts.append(typed.strip() if not parts else typed.rstrip())
        before = bare
        open_ += sum(map(bare.count, "([")) - sum(map(bare.count, ")]"))
    if parts:
        yield Statement(" ".join(parts), first, language, indented)
