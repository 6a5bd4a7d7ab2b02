"""Shapes as a page declares them: R^2, R^(3x2), R^(m x n), where m and n may be left open.

>>> dimensions("3x2"), dimensions("m x n"), dimensions("n")
(('3', '2'), ('m', 'n'), ('n',))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...formulas.text.page import Statement
from .statements import introduced

_BETWEEN = re.compile(r"\s+x\s+|\s*[*,\u00d7]\s*")
_TIGHT = re.compile(r"(\d+|[^\W\d])x(\d+|[^\W\d])")
_SIZE = re.compile(r"[1-9]\d{0,4}|[^\W\d]\w*")
_DECLARED = re.compile(r"(?:∈|\bin\b)[^:=]*?(?:\^|\*\*)\s*[({]?([^(){}]*)[)}]?\s*$")
_RUNS_TO = re.compile(r"\.\.\s*([^\W\d]\w*)")


def dimensions(written: str) -> tuple[str, ...]:
    """The sizes between the brackets of R^(…), as they are written; () if they are none."""
    written = written.strip()
    tight = _TIGHT.fullmatch(written)
    parts = tight.groups() if tight else tuple(_BETWEEN.split(written))
    return parts if all(map(_SIZE.fullmatch, parts)) else ()


def open_sizes(section: Sequence[Statement]) -> list[str]:
    """The names that stand for sizes, in shapes and above sums, and that nothing defines."""
    defined = {
        found[1] for each in section if (found := introduced(each.text)) and found[0] != "range"
    }
    names = dict.fromkeys(name for each in section for name in _sizes(each.text))
    return [name for name in names if not name.isdigit() and name not in defined]


def _sizes(statement: str) -> Iterable[str]:
    if match := _DECLARED.search(statement):
        yield from dimensions(match[1])
    yield from _RUNS_TO.findall(statement)
