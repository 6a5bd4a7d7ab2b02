"""Doing something again whenever a file is saved, until Ctrl-C.

The file is looked at five times a second, which needs nothing installed and works on any disk. It
counts as saved once it has looked the same twice: an editor that empties, replaces or slowly
writes its file is given the time to finish.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TextIO

from ...engine.labels import visible
from .writing import Paint

SECONDS = 0.2
INTERRUPTED = 130  # before anything was shown
CLEAR = "\x1b[2J\x1b[3J\x1b[H"

Stamp = tuple[int, int, int] | None  # when it was written, its size, which file it is; None: none


def watch(file: str, look: Callable[[], tuple[int, str, TextIO]], quiet: bool = False) -> int:
    """Look now and after each save; on Ctrl-C, the exit status that was found last.

    `look` gives a status, what to print and where. A line above it says which file it is, unless
    the watch is `quiet`.
    """
    status, is_first = INTERRUPTED, True
    try:
        for _ in saves(file):
            status, said, stream = look()
            if not quiet:
                headline(file, is_first)
            is_first = False
            print(said, file=stream)
            sys.stdout.flush()
    except KeyboardInterrupt:
        pass
    return status


def saves(file: str) -> Iterator[Stamp]:
    """The stamp of a file now, and of each new state that it settles in."""
    seen = stamp(file)
    yield seen
    before = seen
    while True:
        time.sleep(SECONDS)
        now = stamp(file)
        if now == before and now != seen:
            seen = now
            yield seen
        before = now


def stamp(file: str) -> Stamp:
    """What changes when a file is saved."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def headline(file: str, is_first: bool) -> None:
    """Begin a report with a line that tells them apart, the first on an empty screen."""
    said = f"---- {visible(file, 60)} at {time.strftime('%H:%M:%S')}"
    if is_first and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        print(f"{CLEAR}{Paint(sys.stdout).dim(f'{said}; Ctrl-C ends this')}\n")
    else:
        print(said, flush=True)
