"""The formats of pages: each enters itself, with the endings of its files and how it looks.

A format is a function of a page's text that says what stands on it, one passage after the other.
Its example is a page on which w > 0 stands in a sentence on line 3, J = w^2 by itself on line 6,
and y = 3 where nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .passages import Passage

Reader = Callable[[str], Iterable[Passage]]
Hidden = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True)
class Format:
    """A format: its name, the endings of its files, whether a text looks like it, its reader.

    `example` is a page of it. `hidden` writes lines for the checker as a block that does not show
    on the page; no lines where a format has none.
    """

    name: str
    endings: tuple[str, ...]
    looks: Callable[[str], bool]
    read: Reader
    example: str
    longest: int  # characters of a file
    hidden: Hidden


LONGEST = 1_000_000
FORMATS: dict[str, Format] = {}


def _never(_: str) -> bool:
    return False


def _nowhere(_: Sequence[str]) -> list[str]:
    return []


def format(
    name: str,
    *endings: str,
    example: str,
    looks: Callable[[str], bool] = _never,
    longest: int = LONGEST,
    hidden: Hidden = _nowhere,
) -> Callable[[Reader], Reader]:
    """Enter the function below as the reader of a format."""

    def entered(read: Reader) -> Reader:
        FORMATS[name] = Format(name, endings, looks, read, example, longest, hidden)
        return read

    return entered
