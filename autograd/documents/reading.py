r"""Files read into documents: by their ending, by the format that is named, or by their looks.

>>> document("Let $$a = b^2$$", "notes.md").formulas[0].latex
'a = b^2'
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ..support.textfiles import NotText, read_text
from ..support.visible import visible
from . import formats
from .assembling import assembled
from .formula import Document
from .passages import PageError
from .registry import FORMATS, LONGEST, Format

MOST_BYTES = 8_000_000


def known() -> dict[str, Format]:
    """The formats there are: those of the files in `formats`."""
    for module in iter_modules(formats.__path__):
        import_module(f"{formats.__name__}.{module.name}")
    return FORMATS


def read_document(path: str | os.PathLike[str], form: str = "") -> Document:
    """The formulas of a file. Raises `PageError` or `OSError`.

    `form` is the name of a format; by default the ending of the file says it, or its looks.
    """
    name = os.fspath(path)
    if "\0" in name:
        raise PageError("no file can have this name")
    about = os.stat(path)
    if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
        raise PageError("this is no file but a device or a pipe: pass its text through `-`")
    if (size := about.st_size) > MOST_BYTES:
        raise PageError(
            f"this file has {size / 1e6:.0f} MB; a page has at most {LONGEST} characters:"
            " check a part of it"
        )
    try:
        return document(read_text(path), name, form)
    except NotText as error:
        raise PageError(f"this file {error}") from None


def document(text: str, name: str = "", form: str = "") -> Document:
    """The formulas of a text. Raises `PageError`."""
    found = format_of(text[: 2 * LONGEST], name, form)
    if len(text) > found.longest:
        raise PageError(f"a page has at most {found.longest} characters; this has {len(text)}")
    return assembled(name, found.name, found.read(text.removeprefix("\ufeff")))


def hidden(form: str, lines: Sequence[str]) -> list[str]:
    """Lines for the checker as a block that does not show on a page of a format, if it has one.

    >>> hidden("tex", ["x in R"])
    ['% derivation: x in R']
    """
    return known()[form].hidden(lines)


def format_of(text: str, name: str = "", form: str = "") -> Format:
    """The format that is named, that a file's ending says, or that a text looks like."""
    formats = known()
    ending = f".{form.lower().lstrip('.')}" if form else Path(name).suffix.lower()
    by_ending = [each for each in formats.values() if ending in (f".{each.name}", *each.endings)]
    if form and not by_ending:
        raise PageError(
            f"there is no format {visible(form)!r}; there are {', '.join(sorted(formats))}"
        )
    by_looks = [each for each in formats.values() if each.looks(text)]
    return [*by_ending, *by_looks, formats["md"]][0]
