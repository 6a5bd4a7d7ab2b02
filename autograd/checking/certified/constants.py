"""Leaves of a formula that are numbers, at whatever precision holds when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from math import isfinite

from ...support.constants import EXACTLY
from .balls import Ball, exact, from_float, meant

Constant = Callable[[], Ball]


class Number:
    """A constant that is a rational number.

    >>> from autograd.checking.certified.balls import precision
    >>> with precision(64):
    ...     Number(Fraction(1, 4))()
    0.250000000000000000
    """

    def __init__(self, number: Fraction) -> None:
        self.number = number

    def __call__(self) -> Ball:
        return exact(self.number)


def constant(number: float | Fraction) -> Constant:
    """The number that is meant: see `balls.from_float`."""
    if isinstance(number, float) and (number in EXACTLY or not isfinite(number)):
        return partial(from_float, number)
    return Number(meant(number) if isinstance(number, float) else Fraction(number))
