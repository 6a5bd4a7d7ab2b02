"""Lines of a program, broken where they are too long."""

from __future__ import annotations

import textwrap

WIDTH = 100
INDENT = "    "


def folded(line: str, indent: str = INDENT) -> str:
    """A line broken at the spaces after commas where it is too long, which brackets allow."""
    if len(indent) + len(line) <= WIDTH:
        return line
    pieces = textwrap.wrap(
        line.replace(" ", "\0").replace(",\0", ", "),
        WIDTH - 2 * len(INDENT),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"\n{indent}{INDENT}".join(pieces).replace("\0", " ")


def in_place(line: str) -> str:
    """A line with its indentation, broken where it is too long."""
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + folded(line.lstrip(" "), indent)
