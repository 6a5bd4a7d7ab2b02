"""Where a function is defined and where its slope is a convention, in words and as a test.

`POSITIVE.words("x")` reads "x > 0"; `POSITIVE.contains(-1.0)` is False.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isnan
from typing import Any, NamedTuple


class Undefined(Exception):  # says what became of a value in certified arithmetic; never escapes
    """The operation certainly has no value there: log of a negative ball, division by exactly 0."""


class Interval(NamedTuple):
    """The reals from `low` to `high`; an end is excluded when its `open_` flag is set.

    >>> POSITIVE.words("z"), POSITIVE.contains(0.0)
    ('z > 0', False)
    """

    low: float = -inf
    high: float = inf
    open_low: bool = False
    open_high: bool = False

    def contains(self, x: float) -> bool:
        """Whether `x` lies inside; NaN lies nowhere."""
        above = x > self.low if self.open_low else x >= self.low
        below = x < self.high if self.open_high else x <= self.high
        return above and below

    def words(self, x: str) -> str:
        """The condition on a variable called `x`; empty for all reals."""
        below, above = self.low == -inf, self.high == inf
        if below and above:
            return ""
        if above:
            return f"{x} {'>' if self.open_low else '>='} {self.low:g}"
        if below:
            return f"{x} {'<' if self.open_high else '<='} {self.high:g}"
        left, right = ("<" if self.open_low else "<="), ("<" if self.open_high else "<=")
        return f"{self.low:g} {left} {x} {right} {self.high:g}"


REAL = Interval()
POSITIVE = Interval(low=0.0, open_low=True)
NONNEGATIVE = Interval(low=0.0)
UNIT = Interval(low=-1.0, high=1.0)
PROBABILITY = Interval(low=0.0, high=1.0, open_low=True, open_high=True)
OPEN_UNIT = Interval(low=-1.0, high=1.0, open_low=True, open_high=True)


class Domain(NamedTuple):
    """A set of argument tuples: one interval per argument, or a test with its own sentence.

    >>> Domain((REAL, POSITIVE)).sentence(("x", "y"))
    'y > 0'
    """

    intervals: tuple[Interval, ...]
    test: Callable[..., bool] | None = None
    text: str = ""

    def contains(self, *xs: float) -> bool:
        """Whether the function is defined at `xs`; NaN passes, since it stays NaN."""
        if any(map(isnan, xs)):
            return True
        inside = all(i.contains(x) for i, x in zip(self.intervals, xs, strict=False))
        return inside and (self.test is None or self.test(*xs))

    def sentence(self, names: tuple[str, ...] = ("x", "y", "z")) -> str:
        """The domain as a condition on named arguments; empty for everything."""
        pairs = zip(self.intervals, names, strict=False)
        return self.text or " and ".join(filter(None, (i.words(x) for i, x in pairs)))


class Kink(NamedTuple):
    """Where the slope is a convention: `gap(*xs)` is 0 exactly there.

    Where the value itself jumps, `tie` is such a gap for balls: exactly 0 at the jump.
    """

    text: str
    gap: Callable[..., float]
    tie: Callable[..., Any] | None = None


def jump(text: str, gap: Callable[..., Any]) -> Kink:
    """A kink at which the value itself jumps; the gap serves floats and balls."""
    return Kink(text, gap, gap)
