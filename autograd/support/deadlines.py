"""How much work the software puts into a thing before it says what it has found so far.

Work is counted, not timed: what takes long says how much it is about to do, in units of about a
microsecond. So a limit holds at the same place whatever the machine is and whatever else it does,
and an answer is the same every time. Each thread has a count of its own.

>>> with allowed(1000):
...     work(600)
...     work(600)
Traceback (most recent call last):
autograd.support.deadlines.OutOfWork

What shows a picture to somebody who waits has no such count: it looks at `spent`, the seconds for
which a processor has worked for this thread.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import thread_time

UNLIMITED = 1 << 62


class OutOfWork(Exception):  # not an error: what was found so far is said
    """The work that was allowed is done."""


class _Count(threading.local):
    done = 0
    end = UNLIMITED


_count = _Count()


def work(units: int) -> None:
    """Count work; raises `OutOfWork` in a block that is not allowed as much."""
    _count.done += units
    if _count.done > _count.end:
        raise OutOfWork


def done() -> int:
    """The units that this thread has counted."""
    return _count.done


def left() -> int:
    """The units that are still allowed here."""
    return max(0, _count.end - _count.done)


@contextmanager
def allowed(units: int) -> Iterator[None]:
    """A block that may do so much work, and no more than the blocks around it have left."""
    end = _count.end
    _count.end = min(end, _count.done + units)
    try:
        yield
    finally:
        _count.end = end


@contextmanager
def spared() -> Iterator[None]:
    """A block that ends by itself and is not ended by any limit around it; its work counts."""
    end = _count.end
    _count.end = UNLIMITED
    try:
        yield
    finally:
        _count.end = end


def spent() -> float:
    """Return for how many seconds a processor has worked for this thread; sleeping adds nothing."""
    return thread_time()
