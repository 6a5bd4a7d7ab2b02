"""Right claims and human slips from many fields, read from `data/fields.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parent / "data" / "fields.txt"


@dataclass(frozen=True)
class Written:
    """A claim on its page; for a slip, the right claim and the words that name what is wrong."""

    field: str
    page: str
    left: str
    right: str
    true: str = ""
    culprits: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The page with the claim as its last line."""
        return f"{self.page}\n{self.left} = {self.right}"

    def names(self, said: str) -> bool:
        """Whether a sentence names the culprit: its words, not as a part of longer names."""
        return any(re.search(rf"(?<!\w){re.escape(x)}(?!\w)", said) for x in self.culprits)


def written() -> Iterator[Written]:
    """Every claim of the source: the right ones without culprits, the slips with them."""
    for block in SOURCE.read_text("utf-8").split("\n---- ")[1:]:
        field, *lines = block.splitlines()
        yield from _claims(field, lines)


def _claims(field: str, lines: list[str]) -> Iterator[Written]:
    page: list[str] = []
    left = true = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        mark, _, rest = line.partition(" ")
        if mark == "=":
            yield Written(field, "\n".join(page), left, rest)
        elif mark == "!":
            right, _, words = rest.partition(" | ")
            yield Written(field, "\n".join(page), left, right, true, tuple(words.split(" or ")))
        elif following[:2] in ("= ", "! ") or "/d" in line.partition(" = ")[0]:
            left, _, true = line.partition(" = ")
            yield Written(field, "\n".join(page), left, true)
        else:
            page.append(line)
