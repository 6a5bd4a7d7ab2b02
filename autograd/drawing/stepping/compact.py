"""A drawing in few bytes: shapes that differ only in numbers and texts share one pattern.

Two cards have the same markup but for their places and labels. Written once, with holes, the markup
costs nothing for the second card; a page of a thousand cards is a third of its size.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

Pattern = list[str | int]  # a text, the number of a hole, a text, …

# What may differ between two shapes: the value of an attribute, and the text of an element.
_HOLE = re.compile(r'((?<==")(?!translate)[^"]*(?=")|(?<=translate\()[^)]*|(?<=>)[^<]+(?=<))')
_NUMBER = re.compile(r"-?\d{1,6}(\.\d)?")


def compact(shapes: Iterable[str]) -> tuple[list[Pattern], list[list[Any]]]:
    """The patterns of some shapes, and for each shape its pattern's number and what fills it.

    >>> patterns, rows = compact(['<text x="1">a</text>', '<text x="2">a</text>'])
    >>> patterns, rows
    ([["<text x='", 0, "'>a</text>"]], [[0, 1], [0, 2]])
    >>> expanded(patterns, rows[1])
    "<text x='2'>a</text>"
    """
    order: list[tuple[tuple[str, ...], int]] = []
    alike: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for shape in shapes:
        parts = _HOLE.split(shape)
        # A quote that is part of a text is written &quot; so these are the attributes' own.
        markup = tuple(part.replace('"', "'") for part in parts[::2])
        order.append((markup, len(alike[markup])))
        alike[markup].append(parts[1::2])
    found = {markup: _pattern(markup, fillings) for markup, fillings in alike.items()}
    number = {markup: i for i, markup in enumerate(found)}
    rows = [[number[markup], *found[markup][1][i]] for markup, i in order]
    return [pattern for pattern, _ in found.values()], rows


def _pattern(markup: Sequence[str], fillings: list[list[str]]) -> tuple[Pattern, list[list[Any]]]:
    """The markup with holes for what differs, each thing once, and what fills them."""
    pattern: Pattern = []
    text = markup[0]
    columns: list[tuple[str, ...]] = []
    for column, after in zip(zip(*fillings, strict=True), markup[1:], strict=True):
        if len(set(column)) == 1:
            text += column[0] + after
            continue
        if column not in columns:
            columns.append(column)
        pattern += [text, columns.index(column)]
        text = after
    filled = zip(*columns, strict=True) if columns else ([] for _ in fillings)
    return [*pattern, text], [[_short(filling) for filling in row] for row in filled]


def _short(text: str) -> str | int | float:
    """A text as the number that is written like it, if there is one."""
    if not _NUMBER.fullmatch(text):
        return text
    number = float(text) if "." in text else int(text)
    return number if str(number) == text else text


def expanded(patterns: Sequence[Pattern], row: Sequence[Any]) -> str:
    """The shape that a row stands for; the page's script does the same."""
    pattern, *filling = row
    return "".join(
        str(filling[part]) if isinstance(part, int) else part for part in patterns[pattern]
    )
