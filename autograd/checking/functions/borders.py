"""A function on both sides of a point: smooth there, or at a kink, where its slope is a convention.

At a border, where a function goes another way next to a point, the formula of the point alone says
nothing of the slope. So the function and its slope are looked at on both sides, at a step and at
half of it: what is smooth comes closer as the step shrinks, and a jump stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SLACK = 4.0  # times what half a step changes; a smooth function needs less than 1
_FLOATS = 2.0**-50  # relative


@dataclass(frozen=True)
class Limit:
    """A number at a step and at half of it, and what it comes to at no step.

    >>> Limit(1.5, 1.25).value, Limit(1.5, 1.25).meets(1.0), Limit(1.0, 1.0).meets(0.0)
    (1.0, True, False)
    """

    near: float
    nearer: float

    @property
    def value(self) -> float:
        """The number at no step."""
        return 2.0 * self.nearer - self.near

    @property
    def error(self) -> float:
        """How far off that may be."""
        return _SLACK * abs(self.nearer - self.near) + _FLOATS * abs(self.nearer)

    def meets(self, other: Limit | float) -> bool:
        """Whether this comes to the same as another."""
        if isinstance(other, float):
            other = Limit(other, other)
        return abs(self.value - other.value) <= self.error + other.error


@dataclass(frozen=True)
class Side:
    """A function and its slope on one side of a point."""

    y: Limit
    slope: Limit


def is_kink(y: float, sides: Sequence[Side]) -> bool:
    """Whether a function that is `y` at a point jumps there, or its slope does.

    >>> flat = Side(y=Limit(0.0, 0.0), slope=Limit(0.0, 0.0))
    >>> rising = Side(y=Limit(0.2, 0.1), slope=Limit(1.0, 1.0))
    >>> is_kink(0.0, [flat, rising]), is_kink(0.0, [flat, flat]), is_kink(1.0, [flat, flat])
    (True, False, True)
    """
    return not (all(side.y.meets(y) for side in sides) and sides[0].slope.meets(sides[-1].slope))
