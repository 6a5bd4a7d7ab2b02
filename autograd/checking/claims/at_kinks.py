"""Worked numbers at a kink: who decides what a slope is there, and how that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any

from ..certified.balls import UNDEFINED
from ..certified.digits import significant
from ..decision.kinks import Kink

_SHOWN = 6  # digits


def words(kink: Kink) -> str:
    """What a kink is, in words."""
    y, x = kink.names
    if kink.kind == "jump":
        return f"{y} jumps, and has no slope in {x}"
    if kink.kind == "unknown":
        return f"whether {y} has a slope in {x} could not be told"
    sides = " on one side and ".join(significant(side, _SHOWN) for side in kink.sides)
    start = f"{y} has a kink: its slope in {x} is {sides} on the other"
    if kink.by == "point":
        return f"{start}, and at this point alone a branch is taken that says nothing of it"
    return f"{start}, and by convention {significant(kink.value, _SHOWN)} here"


def decided(
    fits: Callable[[Any], bool | None], value: Any, kinks: Sequence[Kink], beside: Iterable[Any]
) -> bool | None:
    """Whether a number fits at a kink; None where that is nobody's to say.

    An operation's convention holds. A `where` has none, so that only a number is wrong which is
    neither that of its branch nor that of a side, nor between them.
    """
    if any(kink.kind != "kink" for kink in kinks):
        return None
    every = [value, *(side for side in beside if side is not UNDEFINED)]
    answers = [fits(each) for each in every]
    if all(answers) or all(kink.by == "operation" for kink in kinks):
        return answers[0]
    if answers[0] and all(kink.by != "point" for kink in kinks):
        return True
    between = reduce(lambda a, b: a.union(b), every)
    return False if fits(between) is False else None
