"""Comparisons of equal numbers: there a function may take one branch, and beside it another.

`x > 0` of a Value is Python's own bool, and no graph remembers it. So whoever has to know where a
function decides at a tie opens a block and is told of them.

>>> from autograd import Value
>>> with told() as found:
...     Value(1.0) > 1, Value(2.0) > 1
(False, True)
>>> found
[(Value(1.0), 1)]
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_found: ContextVar[list[tuple[Any, Any]] | None] = ContextVar("ties", default=None)


@contextmanager
def told() -> Iterator[list[tuple[Any, Any]]]:
    """A block, and the pairs that were compared in it and are equal."""
    found: list[tuple[Any, Any]] = []
    token = _found.set(found)
    try:
        yield found
    finally:
        _found.reset(token)


def tied(a: Any, b: Any) -> None:
    """Say that two equal numbers were compared."""
    found = _found.get()
    if found is not None:
        found.append((a, b))
