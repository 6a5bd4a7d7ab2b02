"""What is shown of a number after rounds: in floats first, then for certain."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..certified.balls import is_number
from ..certified.digits import midpoint
from ..certified.program import UNDEFINED
from ..decision.judge import PRECISIONS
from .updates import Rounds
from .worked_numbers import WorkedNumber


def comes_of(number: WorkedNumber, rounds: Rounds, count: int, bits: int) -> bool:
    """Whether so many of these rounds certainly lead to what is shown."""
    value = after(number, rounds, count, bits)
    return value is not UNDEFINED and number.fits(value, bits) is True


def after(number: WorkedNumber, rounds: Rounds, count: int, bits: int) -> Any:
    """The number's value after so many of these rounds."""
    return number.at(rounds.after(count, bits), bits)


def may_come_of(number: WorkedNumber, rough: Sequence[float] | None) -> bool:
    """Whether floats leave it open that they lead there."""
    if rough is None:
        return False
    value = number.at([*map(Fraction, rough)], PRECISIONS[0])
    if not is_number(value):
        return False
    slack = number.unit + abs(number.shown) / 10**6
    return abs(midpoint(value) - number.shown) <= slack
