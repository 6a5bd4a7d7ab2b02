"""The line of a program that called the package, and what is written there."""

from __future__ import annotations

import linecache
import os
import sys
from types import FrameType

LONGEST_LINE = 80


def users_frame() -> FrameType:
    """Where the package was called from."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").split(".")[0] == "autograd":
        frame = frame.f_back
    return frame


def users_line() -> str:
    """The line that called, in brackets behind a sentence: ` (model.py, line 12: if x > 0:)`."""
    frame = users_frame()
    path, line = frame.f_code.co_filename, frame.f_lineno
    written = linecache.getline(path, line, frame.f_globals).strip()[:LONGEST_LINE]
    place = f"{os.path.basename(path)}, line {line}"
    return f" ({place}: {written})" if written else f" ({place})"


def instead_of_where(name: str) -> str:
    """What to write where a function that uses `where` leaves a domain in a branch not taken."""
    if "where" not in users_frame().f_code.co_names:
        return ""
    stable = "xlogy(x, y) for x * log(y), " if name == "log" else ""
    return (
        "; Python computes both branches of where(…) before it is called: write "
        f"`a if condition else b`, {stable}or compute it in `with ieee():`"
    )
