"""The work that a page is allowed, divided among its statements.

A page may take as much work as stated here, and some more for each statement. Each statement is
sure of an equal share of one half. Of what is left beyond these shares it may use one half, so
that a hard claim among easy ones gets more, and what one saves is there for the next. No statement
of a long page gets more than a short page is allowed.

>>> budget = Budget(statements=2)
>>> with budget.share():
...     left() == (PAGE + 2 * STATEMENT) // 2
True
>>> with budget.share():
...     left() == PAGE
True
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ...support.deadlines import allowed, done
from ...support.deadlines import left as left

PAGE = 3_000_000  # units of `deadlines`: some seconds
STATEMENT = 10_000


class Budget:
    """What is left for a page, in parts for `statements`."""

    def __init__(self, statements: int) -> None:
        self.waiting = max(1, statements)
        self.left = PAGE + STATEMENT * statements
        self.sure = self.left // (2 * self.waiting)

    @contextmanager
    def share(self) -> Iterator[None]:
        """A block that does the work of the next statement."""
        before = done()
        rest = max(0, self.left - self.sure * self.waiting)
        try:
            own = self.left if self.waiting <= 1 else self.sure + rest // 2
            with allowed(min(own, PAGE)):
                yield
        finally:
            self.left = max(0, self.left - (done() - before))
            self.waiting -= 1
