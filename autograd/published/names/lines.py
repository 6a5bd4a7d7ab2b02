"""Where a statement stands: its place in the order of a page, shown as the line of the file.

>>> line = Line(7, Place(3, 5, 2, cell=4))
>>> f"line {line}", line < Line(8, Place(1, 1, 1, cell=5))
('line 3 of cell 4', True)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Self

from ...checking.pages.conditions import dependence
from ...documents import Block, Place
from ...formulas.text.page import Statement, lines_apart

_RENAMING = re.compile(r"\s*\w+\((\w+)\)\s*=\s*\w+\(\1\)\s*")


class Line(int):
    """A number that orders statements, of which some share a line, and cells begin again at 1."""

    place: Place

    def __new__(cls, order: int, place: Place) -> Self:
        self = super().__new__(cls, order)
        self.place = place
        return self

    def __str__(self) -> str:
        cell, file = self.place.cell, self.place.file
        within = file or ("" if cell is None else f"cell {cell}")
        return f"{self.place.line} of {within}" if within else f"{self.place.line}"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


def in_blocks(blocks: Sequence[Block]) -> Iterator[tuple[Place, Statement]]:
    """The statements of blocks, and where they stand."""
    for block in blocks:
        for each in lines_apart(block.text):
            line = block.place.line + each.line - 1
            yield replace(block.place, line=line, end=line), each


def is_declaring(said: Statement) -> bool:
    """Whether a statement only says what a name is: x in R^3, L depends on y."""
    return "=" not in said.text or dependence(said.text) is not None or is_renaming(said.text)


def is_renaming(text: str) -> bool:
    """Whether a function is said to be one that is known: sigma(u) = sigmoid(u)."""
    return _RENAMING.fullmatch(text) is not None
