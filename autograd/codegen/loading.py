"""Loading: from a program's text to the function it defines."""

from __future__ import annotations

import builtins
import linecache
import weakref
from collections.abc import Callable
from itertools import count
from typing import Any, Protocol

_serial = count(1)


class Source(Protocol):
    """A text that defines the function `entry`."""

    @property
    def source(self) -> str:
        """The text."""

    @property
    def entry(self) -> str:
        """The name of the function in it that is called."""


def loaded(text: Source, meaning: dict[str, Any], owner: object) -> Callable[..., Any]:
    """The function a text defines. Tracebacks show its lines for as long as `owner` lives."""
    filename = f"<autograd.compile {next(_serial)}: {text.entry}>"
    lines = text.source.splitlines(keepends=True)
    linecache.cache[filename] = (len(text.source), None, lines, filename)
    weakref.finalize(owner, linecache.cache.pop, filename, None)
    # The text is this package's own: its names are checked identifiers, its numbers are floats.
    exec(builtins.compile(text.source, filename, "exec"), meaning)  # noqa: S102
    return meaning[text.entry]  # type: ignore[no-any-return]
