r"""The file beside a page that says what its names are: notes.names for notes.tex.

>>> from .reading import document
>>> page = with_names(document("$$a = b^2$$"), "b in R", "notes.names")
>>> page.blocks[0].text, str(page.blocks[0].place)
('b in R', 'notes.names, line 1')
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from ..support.textfiles import NotText, read_text
from .formula import Block, Document, Place
from .passages import PageError

ENDING = ".names"
# What stands around a block on a page, in all formats.
_AROUND = re.compile(
    r"^[ \t]*(?:<!--|%+|\.\.)[ \t]*derivation[ \t]*:|^%%derivation\b.*|-->[ \t]*$", re.MULTILINE
)


def names_beside(path: str | os.PathLike[str], named: str | os.PathLike[str] = "") -> Path | None:
    """The file that says what the names of a page are: the one that is named, or PAGE.names."""
    beside = Path(named) if named else Path(path).with_suffix(ENDING)
    return beside if named or (beside.is_file() and beside != Path(path)) else None


def read_names(page: Document, file: Path) -> Document:
    """A page with what a file says of its names. Raises `PageError` or `OSError`."""
    try:
        return with_names(page, read_text(file), file.name)
    except NotText as error:
        raise PageError(f"the names in {file.name}: this file {error}") from None


def with_names(page: Document, text: str, file: str) -> Document:
    """A page with a block that stands in a file beside it, bare or as it would on the page."""
    said = _AROUND.sub("", text.removeprefix("\ufeff"))
    return replace(page, blocks=(Block(said, Place(1, 1, 1, file=file)), *page.blocks))
