"""How much work something takes, so that a busy machine fails no test and a slow change does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from autograd.deadlines import spent


@contextmanager
def uncounted() -> Iterator[None]:
    """Coverage counts no lines in the block: where it does, that takes most of the time."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """The block takes at most so many seconds of a processor; waiting for others is not counted."""
    with uncounted():
        began = spent()
        yield
        took = spent() - began
    assert took <= seconds, f"{took:.3f} s of work, where {seconds} s would do"
