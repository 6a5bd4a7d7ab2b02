"""A derivative where numbers tie: what it tends to from each side, and what that makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from ...engine.node import Node
from ...engine.primitive import Primitive
from ...values.symbol import Condition
from ..certified.balls import UNDEFINED, Ball, exact, overlap

_FINE = Fraction(1, 2**20)  # how well a limit has to be known, beside its size

Authority = Literal["operation", "branch", "point"]
Kind = Literal["smooth", "kink", "jump", "unknown"]


@dataclass(frozen=True)
class Derivative:
    """A slope as the rules give it, what it is the slope of, and in what."""

    of: Node
    wrt: Node
    slope: Node


@dataclass(frozen=True)
class Kink:
    """A derivative at a point where it is no number on which both sides agree.

    `place` is that of the slope among the values, `value` what the rules give, and `sides` what it
    tends to. The rules decide by convention; where they follow a `where`, its branch may be taken
    at this `point` alone, and then says nothing.
    """

    names: tuple[str, str]  # of what is differentiated, and in what
    kind: Kind
    place: int
    value: Any
    sides: tuple[Ball, ...]
    by: Authority


def names(derivative: Derivative, derived: Mapping[int, Derivative]) -> tuple[str, str]:
    """What is differentiated, and in what, as they are called: `d2f/(dx dy)` and `x`."""
    y, below = derivative.of, list[str]()
    while (inner := derived.get(y.serial)) is not None:
        below.insert(0, f"d{inner.wrt.name}")
        y = inner.of
    of = y.name or "the formula"
    if len(below) == 1:
        of = f"d{of}/{below[0]}"
    elif below:
        of = f"d{len(below)}{of}/({' '.join(below)})"
    return of, derivative.wrt.name or "its argument"


def kind(value: Any, limits: Sequence[tuple[Ball, Ball]]) -> tuple[Kind, tuple[Ball, ...]]:
    """What a derivative is, and what it tends to, from where the sides tend."""
    sides = tuple(slope for _, slope in limits)
    if not sides or value is UNDEFINED or not all(map(_is_fine, sides)):
        return "unknown", ()
    if not all(overlap(value, of) for of, _ in limits):
        return "jump", sides
    return ("smooth" if all(overlap(sides[0], side) for side in sides) else "kink"), sides


def authority(tied: Sequence[Primitive], slope: Any, sides: Sequence[Ball]) -> Authority:
    """Who decides what the slope is at a kink."""
    if not any(isinstance(op, Condition) for op in tied):
        return "operation"
    return "branch" if any(meet(slope, side) for side in sides) else "point"


def limit(far: Ball, near: Ball) -> Ball:
    """An enclosure of a limit: what is near is off by less than it moved on the way from far."""
    gap = abs(far - near)
    return near + (-gap).union(gap)


def _is_fine(side: Ball) -> bool:
    return bool(side.is_finite() and side.rad() < exact(_FINE) * (1 + abs(side.mid())))


def meet(a: Any, b: Ball) -> bool:
    """Whether a value may be that of a side."""
    return a is not UNDEFINED and overlap(a, b)
