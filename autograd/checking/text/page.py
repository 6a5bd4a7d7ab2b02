r"""A page of derivations as statements: Markdown or plain text, comments and continued lines.

>>> [(s.line, s.text) for s in statements("a = b\n  + c   # a comment\nda/db = 1")]
[(1, 'a = b   + c'), (3, 'da/db = 1')]
>>> [s.text for s in statements("z = w*x; a = tanh(z)")]
['z = w*x', 'a = tanh(z)']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .tokens import DerivationError

LONGEST = 200_000  # characters on a page
MOST = 2000  # statements on a page

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*(\S*)")
_CONTINUES = re.compile(r"(=|\+|-|\*|/|\^|,|:|\(|@|<-)\s*$")
_BEGINS = re.compile(r"[^()=:]*(\([^()=:]*\))?[^()=:]*(=(?!=)|<-)(?!\s*\d+\s*\.\.)")
_BOUND = re.compile(r"\s*\w+\s*(<=?|>=?|!=|≤|≥|≠)\s*[-\w./]+\s*")
_COMMENT = {"derivation": re.compile("#"), "latex": re.compile(r"(?<!\\)%")}
_CONTINUED = re.compile(r"^\s*(=(?!=)|\+|\*|/|@)")


@dataclass(frozen=True)
class Statement:
    """One statement, the line it starts on (from 1), and the language it is in."""

    text: str
    line: int
    language: str = "derivation"
    indented: bool = False

    @property
    def said(self) -> str:
        """The statement on one line, without the spaces that aligned it."""
        return " ".join(self.text.split())


def statements(page: str) -> list[Statement]:
    """The statements of a page.

    In Markdown only blocks fenced as `derivation` (or `latex`, or `$$ … $$` after a derivation
    block) are read; a text without such a block is a derivation as a whole.
    """
    if len(page) > LONGEST:
        raise DerivationError(f"a page has at most {LONGEST} characters; this has {len(page)}")
    lines = page.splitlines()
    joined = _joined(_block_lines(lines) if is_markdown(lines) else _plain_lines(lines))
    found = [part for statement in joined for part in _apart(statement)]
    if len(found) > MOST:
        raise DerivationError(f"a page has at most {MOST} statements", line=found[MOST].line)
    return found


Line = tuple[int, str, str]


def is_markdown(lines: list[str]) -> bool:
    """Whether a page is Markdown, of which only blocks are read: it has a derivation in one."""
    return any((match := _FENCE.match(line)) and match[2] == "derivation" for line in lines)


def _plain_lines(lines: list[str]) -> Iterator[Line]:
    for place, line in enumerate(lines, 1):
        yield place, line, "derivation"


def _block_lines(lines: list[str]) -> Iterator[Line]:
    """The lines inside the blocks that belong to a derivation."""
    fence, language, seen = "", "", False
    display = False
    for place, line in enumerate(lines, 1):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and not match[2]:
                fence = ""
                yield place, "", "end"
            elif language in ("derivation", "latex"):
                yield place, line, language
        elif match:
            fence, language = match[1], match[2].lower()
            seen = seen or language == "derivation"
        elif seen and line.strip().startswith("$$"):
            inner = line.strip().removeprefix("$$")
            display = not (display or inner.endswith("$$"))
            yield place, inner.removesuffix("$$"), "latex"
            if not display:
                yield place, "", "end"
        elif display:
            yield place, line, "latex"


def _apart(statement: Statement) -> Iterator[Statement]:
    """`z = w*x; a = tanh(z)` as two statements, and `x > 0, y > 0`."""
    lines = statement.text.split(";") if statement.language == "derivation" else [statement.text]
    for line in filter(str.strip, lines):
        parts = line.split(",")
        bounds = len(parts) > 1 and all(_BOUND.fullmatch(part) for part in parts)
        for part in parts if bounds else [line]:
            yield replace(statement, text=part.strip())


def _joined(lines: Iterator[Line]) -> Iterator[Statement]:
    """Statements from lines: comments dropped, continued lines put together."""
    parts: list[str] = []
    first, language, open_, indented = 0, "derivation", 0, False
    for place, line, kind in lines:
        bare = _COMMENT[kind].split(line, maxsplit=1)[0] if kind in _COMMENT else line
        # A line that begins a statement ends one whose bracket was never closed.
        inside = open_ > 0 and not (bare[:1].strip() and _BEGINS.match(bare))
        continued = kind == "latex" or inside or _CONTINUED.match(bare)
        unfinished = parts and _CONTINUES.search(parts[-1])
        if parts and (kind != language or not (continued or unfinished) or not bare.strip()):
            yield Statement(" ".join(parts), first, language, indented)
            parts, open_ = [], 0
        if not bare.strip():
            continue
        if not parts:
            first, language, indented = place, kind, bare[:1].isspace()
        parts.append(bare.strip() if not parts else bare.rstrip())
        open_ += sum(map(bare.count, "([")) - sum(map(bare.count, ")]"))
    if parts:
        yield Statement(" ".join(parts), first, language, indented)
