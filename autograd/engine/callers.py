"""The line of a program that called the package, and what is written there."""

from __future__ import annotations

import sys
from types import FrameType


def users_frame() -> FrameType:
    """Where the package was called from."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").split(".")[0] == "autograd":
        frame = frame.f_back
    return frame


def instead_of_where(name: str) -> str:
    """What to write where a function that uses `where` leaves a domain in a branch not taken."""
    if "where" not in users_frame().f_code.co_names:
        return ""
    stable = "xlogy(x, y) for x * log(y), " if name == "log" else ""
    return (
        "; Python computes both branches of where(…) before it is called: write "
        f"`a if condition else b`, {stable}or compute it in `with ieee():`"
    )
