"""How much work something takes, counted in calls: the same number on a busy or a slow machine."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from autograd.support.deadlines import spent

# Calls do not show what one regular expression takes, or a number of a million digits: minutes.
UNSEEN_SECONDS = 60.0


@contextmanager
def uncounted() -> Iterator[None]:
    """Coverage counts no lines in the block: where it does, that takes most of the time."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


@dataclass
class Made:
    """How many functions a block called."""

    calls: int = 0


@contextmanager
def counted() -> Iterator[Made]:
    """Count the functions that the block calls, written in Python or in C, in this thread."""
    made = Made()

    def count(frame: FrameType, event: str, argument: object) -> None:
        made.calls += event in ("call", "c_call")

    profiler = sys.getprofile()
    with uncounted():
        sys.setprofile(count)
        try:
            yield made
        finally:
            sys.setprofile(profiler)


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """The block calls at most so many functions, written in Python or in C, in this thread."""
    began = spent()
    with counted() as made:
        yield
    took = spent() - began
    assert made.calls <= calls, f"{made.calls:,} calls, where {calls:,} would do"
    assert took <= UNSEEN_SECONDS, f"{took:.0f} s of work that no call shows"
