"""Numbers, tables and colour for a terminal of 80 columns."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TextIO

WIDTH = 80
SHORT = 12
DIGITS = 10


def short(x: float) -> str:
    """A number as a person reads it: exactly where that is short, else with 10 digits.

    >>> short(3.0), short(0.1), short(2 / 3), short(-1e-300)
    ('3', '0.1', '0.6666666667', '-1e-300')
    """
    exact = repr(x).removesuffix(".0")
    return exact if len(exact.lstrip("-")) <= SHORT else f"{x:.{DIGITS}g}"


def aligned(numbers: Iterable[float]) -> list[str]:
    """Numbers as texts of one width, with their decimal points below each other.

    >>> aligned([1.5, -20.0, 0.125])
    ['  1.5  ', '-20    ', '  0.125']
    """
    pairs = [_halves(short(x)) for x in numbers]
    left = max((len(a) for a, _ in pairs), default=0)
    right = max((len(b) for _, b in pairs), default=0)
    return [f"{a:>{left}}{b:<{right}}" for a, b in pairs]


def _halves(text: str) -> tuple[str, str]:
    """What stands before the decimal point, and what from there on."""
    for place, char in enumerate(text):
        if char in ".e":
            return text[:place], text[place:]
    return text, ""


def table(rows: Sequence[Sequence[str]], widths: Sequence[int], tallest: int = 0) -> list[str]:
    """Rows as lines, each cell wrapped to the width of its column, to `tallest` lines at most.

    >>> table([["sin", "all numbers", "cos(x)"]], [6, 8, 8])
    ['sin     all       cos(x)', '        numbers']
    """
    lines = []
    for row in rows:
        cells = [_wrapped(cell, width, tallest) for cell, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            padded = (f"{part:<{width}}" for part, width in zip(parts, widths, strict=True))
            lines.append("  ".join(padded).rstrip())
    return lines


def _wrapped(cell: str, width: int, tallest: int) -> list[str]:
    lines: list[str] = []
    for paragraph in cell.split("\n"):
        lines += textwrap.wrap(paragraph, width, break_on_hyphens=False)
    if tallest and len(lines) > tallest:
        lines[tallest - 1 :] = [f"{lines[tallest - 1][: width - 4]} ..."]
    return lines or [""]


class Paint:
    """Colour on a terminal that has it, and none elsewhere or where NO_COLOR is set."""

    def __init__(self, stream: TextIO) -> None:
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        self.on = stream.isatty() and not plain

    def bold(self, text: str) -> str:
        """Text that stands out."""
        return self._in("1", text)

    def dim(self, text: str) -> str:
        """Text that stays back."""
        return self._in("2", text)

    def green(self, text: str) -> str:
        """Text for what is well."""
        return self._in("32", text)

    def red(self, text: str) -> str:
        """Text for what is not."""
        return self._in("31", text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on else text
