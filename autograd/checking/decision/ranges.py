"""Where a variable may lie: an interval, a finite set, the integers, or the whole line.

>>> Range(Fraction(0), Fraction(1)).words("y"), Range(members=(Fraction(0), Fraction(1))).words("n")
('y in [0, 1]', 'n in {0, 1}')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

# The order in which numbers count as simple. All are dyadic, so that they are exact as balls.
_ORDER = (
    "0 1 -1 2 -2 1/2 -1/2 3 -3 1/4 -1/4 3/2 -3/2 3/4 -3/4 4 -4 5 -5 5/2 -5/2 1/8 -1/8 8 -8 10 -10 "
    "1/16 -1/16 20 -20 100 -100 1/1024 -1/1024 1000 -1000"
)
SIMPLE = tuple(map(Fraction, _ORDER.split()))


@dataclass(frozen=True)
class Range:
    """The numbers a variable may take; an open end is excluded, and so are `holes`."""

    low: Fraction | None = None
    high: Fraction | None = None
    open_low: bool = False
    open_high: bool = False
    members: tuple[Fraction, ...] | None = None
    integral: bool = False
    holes: tuple[Fraction, ...] = ()

    def __contains__(self, x: Fraction) -> bool:
        if self.members is not None and x not in self.members:
            return False
        if x in self.holes or (self.integral and x.denominator != 1):
            return False
        if self.low is not None and (x < self.low or (self.open_low and x == self.low)):
            return False
        return self.high is None or not (x > self.high or (self.open_high and x == self.high))

    @property
    def is_all(self) -> bool:
        """Whether every real number belongs."""
        return self == Range()

    @property
    def is_discrete(self) -> bool:
        """Whether each number stands alone."""
        return self.integral or self.members is not None

    @property
    def is_empty(self) -> bool:
        """Whether no number belongs."""
        return not self.simple()

    def both(self, other: Range) -> Range:
        """What lies in this range and in another one."""
        members = self.members if self.members is not None else other.members
        if members is not None:
            return Range(members=tuple(x for x in members if x in self and x in other))
        low, open_low = _tighter((self.low, self.open_low), (other.low, other.open_low), 1)
        high, open_high = _tighter((self.high, self.open_high), (other.high, other.open_high), -1)
        holes = self.holes + tuple(x for x in other.holes if x not in self.holes)
        integral = self.integral or other.integral
        return Range(low, high, open_low, open_high, None, integral, holes)

    def hull(self) -> Range:
        """The interval from the least of its members to the greatest, where they are listed."""
        if not self.members or len(self.members) < 2:
            return self
        return Range(min(self.members), max(self.members))

    def simple(self) -> Sequence[Fraction]:
        """Members of this range, the simplest first: at least one if it is not empty."""
        return _simple(self)

    def edges(self) -> list[Fraction]:
        """The ends of the range that belong to it."""
        return [x for x in (self.low, self.high) if x is not None and x in self]

    def near_edges(self) -> list[Fraction]:
        """Members ever closer to the ends."""
        gaps = [Fraction(1, 2**k) * self.width for k in (3, 10, 30, 60)]
        low = [self.low + gap for gap in gaps] if self.low is not None else []
        high = [self.high - gap for gap in gaps] if self.high is not None else []
        return [x for x in low + high if x in self]

    @property
    def width(self) -> Fraction:
        """The distance between the ends, 1 where there is one end or none."""
        if self.low is None or self.high is None:
            return Fraction(1)
        return self.high - self.low

    def at_share(self, t: Fraction) -> Fraction:
        """A member for t in (0, 1): spread over the interval, or around 0 up to +-4."""
        if self.members is not None:
            return self.members[int(t * len(self.members))]
        x = self._share(t)
        return x if x in self else next(iter(self.simple()), x)

    def _share(self, t: Fraction) -> Fraction:
        x = self._spread(t)
        return Fraction(round(x)) if self.integral else x

    def _spread(self, t: Fraction) -> Fraction:
        if self.low is not None and self.high is not None:
            return self.low + t * self.width
        if self.low is not None:
            return self.low + 4 * t
        return self.high - 4 * t if self.high is not None else 8 * t - 4

    def at_scale(self, magnitude: Fraction, negative: bool) -> Fraction | None:
        """A member of about this size, measured from an end if there is one; None if none fits."""
        x = -magnitude if negative else magnitude
        if self.members is not None:
            return None
        if self.low is not None and self.high is not None:
            x = self.high - magnitude if negative else self.low + magnitude
        elif self.low is not None:
            x = self.low + magnitude
        elif self.high is not None:
            x = self.high - magnitude
        x = Fraction(round(x)) if self.integral else x
        return x if x in self else None

    def inner(self) -> list[Fraction]:
        """Points inside, those in the middle first."""
        return [self._share(Fraction(k, 8)) for k in (4, 2, 6, 1, 7, 3, 5)]

    def words(self, name: str) -> str:
        """The range as a derivation states it; empty for all reals."""
        parts = [f"{name} != {x}" for x in self.holes]
        if self.members is not None:
            return f"{name} in {{{', '.join(map(str, self.members))}}}"
        if self.low is not None and self.high is not None:
            left, right = "(" if self.open_low else "[", ")" if self.open_high else "]"
            parts.insert(0, f"{name} in {left}{self.low}, {self.high}{right}")
        elif self.low is not None:
            parts.insert(0, f"{name} {'>' if self.open_low else '>='} {self.low}")
        elif self.high is not None:
            parts.insert(0, f"{name} {'<' if self.open_high else '<='} {self.high}")
        if self.integral:
            parts.append(f"{name} an integer")
        return ", ".join(parts)


@cache
def _simple(each: Range) -> Sequence[Fraction]:
    if each.members is not None:
        return sorted(each.members, key=simplicity)
    found = [x for x in SIMPLE if x in each]
    if len(found) >= 8:
        return found
    return found + [x for x in each.inner() + each.edges() if x in each and x not in found]


def _tighter(
    a: tuple[Fraction | None, bool], b: tuple[Fraction | None, bool], sign: int
) -> tuple[Fraction | None, bool]:
    if a[0] is None or b[0] is None:
        return b if a[0] is None else a
    if a[0] == b[0]:
        return a[0], a[1] or b[1]
    return a if sign * a[0] > sign * b[0] else b


def simplicity(x: Fraction) -> tuple[int, int]:
    """How far from simple a number is: its place in `SIMPLE`, then its length."""
    if x in _PLACE:
        return _PLACE[x], 0
    return len(SIMPLE), x.numerator.bit_length() + x.denominator.bit_length()


_PLACE = {x: place for place, x in enumerate(SIMPLE)}
