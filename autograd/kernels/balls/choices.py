"""What depends on a condition: signs, extremes, conditions that may be open, rounding.

Where a value jumps, a ball that straddles the jump gives a ball over both sides, and an exact tie
gives the convention of `ops/choice.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, TypeAlias

from .arithmetic import Ball

Truth: TypeAlias = bool | None  # None when this precision cannot tell


def _between(x: Ball, low: int, high: int) -> Ball:
    ball = type(x)
    return ball(low).union(ball(high))


def sign(x: Ball) -> Ball:
    """-1, 0 or 1."""
    return _between(x, -1, 1) if x.contains(0) and not x.is_zero() else x.sgn()


def exceeds(a: Ball, b: Ball) -> Ball:
    """1 where a > b, else 0."""
    if a > b:
        return type(b)(1)
    return type(b)(0) if a <= b else _between(b, 0, 1)


def exceeds_or_half(a: Ball, b: Ball) -> Ball:
    """1 where a > b, 1/2 where a = b, else 0."""
    if a > b:
        return type(a)(1)
    if a < b:
        return type(a)(0)
    return type(a)(1) / 2 if (a - b).is_zero() else _between(a, 0, 1)


def largest(xs: Iterable[Ball]) -> Ball:
    """The largest of several."""
    return reduce(lambda a, b: a.max(b), xs)


def smallest(xs: Iterable[Ball]) -> Ball:
    """The smallest of several."""
    return reduce(lambda a, b: a.min(b), xs)


def chosen(condition: Truth, a: Ball, b: Ball) -> Ball:
    """`where(condition, a, b)`; over both when the condition is undecided."""
    if condition is None:
        return a.union(b) if a.is_finite() and b.is_finite() else a.nan()
    return a if condition else b


# ---- Conditions ---------------------------------------------------------------------------------


def decided(yes: Callable[[Ball, Ball], bool], no: Callable[[Ball, Ball], bool]) -> Any:
    """A comparison that certainly holds, certainly does not, or is open."""

    def comparison(x: Ball, y: Ball) -> Truth:
        if yes(x, y):
            return True
        return False if no(x, y) else None

    return comparison


def equal(x: Ball, y: Ball) -> Truth:
    """Whether x = y."""
    if (x - y).is_zero():
        return True
    return None if x.overlaps(y) else False


def negated(condition: Truth) -> Truth:
    """Whether a condition fails."""
    return None if condition is None else not condition


def both(a: Truth, b: Truth) -> Truth:
    """Whether two conditions hold."""
    return negated(either(negated(a), negated(b)))


def either(a: Truth, b: Truth) -> Truth:
    """Whether one of two conditions holds."""
    return True if a or b else (None if a is None or b is None else False)


# ---- Rounding -----------------------------------------------------------------------------------


def above_integer(x: Ball) -> Ball:
    """How far x is above an integer; exactly 0 at an integer, and nowhere else."""
    return x - x.floor() if x.is_exact() else x.nan()


def rounded(x: Ball) -> Ball:
    """The nearest integer, ties to even."""
    half = type(x)(1) / 2
    near = (x + half).floor()
    return near - 1 if above_integer(x + half).is_zero() and near.unique_fmpz() % 2 else near
