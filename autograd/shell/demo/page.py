"""Calm text for a terminal: numbered sections, aligned tables, colour only where it is seen."""

from __future__ import annotations

import io
import os
import sys
import textwrap
from collections.abc import Sequence
from typing import TextIO

from ...support.consoles import ERRORS

WIDTH = 80
BOLD, GREEN, RED, DIM = "1", "32", "31", "2"


class Page:
    """Prints sections to `out`, standard output by default."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = sys.stdout if out is None else out
        self.sections = 0
        self.coloured = self.out.isatty() and not os.environ.get("NO_COLOR")
        # A Windows console without UTF-8 shows ok for a tick, and does not stop the demo.
        if isinstance(self.out, io.TextIOWrapper):
            self.out.reconfigure(errors=ERRORS)

    def section(self, title: str) -> None:
        """Begin the next section."""
        self.sections += 1
        if self.sections > 1:
            self.gap()
        self.line(self.paint(f"{self.sections}  {title}", BOLD))
        self.gap()

    def line(self, text: str) -> None:
        """One line as it is."""
        print(text, file=self.out, flush=True)

    def gap(self) -> None:
        """An empty line."""
        self.line("")

    def text(self, text: str) -> None:
        """A paragraph, indented and wrapped between words, so that a path stays whole."""
        for line in textwrap.wrap(
            text,
            WIDTH,
            initial_indent="   ",
            subsequent_indent="   ",
            break_long_words=False,
            break_on_hyphens=False,
        ):
            self.line(self.ticked(line))

    def block(self, text: str) -> None:
        """Lines as they are, indented as far as the page is wide enough."""
        lines = text.splitlines()
        indent = " " * max(0, min(3, WIDTH - max(map(len, lines))))
        for line in lines:
            self.line(self.ticked(indent + line))

    def commands(self, lines: Sequence[tuple[str, str]]) -> None:
        """What can be typed, each with what it does: beside it, or below where that is too wide."""
        commands, purposes = ([len(text) for text in column] for column in zip(*lines, strict=True))
        beside = 3 + max(commands) + 3 + max(purposes) <= WIDTH
        for command, purpose in lines:
            place = " " * (max(commands) - len(command) + 3) if beside else "\n      "
            self.line(f"   {command}{place}{self.paint(purpose, DIM)}")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Aligned columns under a head; a row of one cell is a line between."""
        whole = [row for row in (head, *rows) if len(row) == len(head)]
        widths = [max(map(len, column)) for column in zip(*whole, strict=True)]
        self.line(self.paint("   " + _aligned(head, widths), DIM))
        for row in rows:
            text = _aligned(row, widths) if len(row) == len(head) else "".join(row)
            self.line(f"   {self.ticked(text)}".rstrip())

    def ticked(self, text: str) -> str:
        """`text` with its ticks green and its crosses red."""
        return text.replace("✓", self.paint("✓", GREEN)).replace("✗", self.paint("✗", RED))

    def paint(self, text: str, code: str) -> str:
        """`text` in a colour, on a terminal."""
        return f"\033[{code}m{text}\033[0m" if self.coloured else text


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "   ".join(f"{cell:<{w}}" for cell, w in zip(cells, widths, strict=True)).rstrip()


def tick(well: bool) -> str:
    """✓ or ✗."""
    return "✓" if well else "✗"
