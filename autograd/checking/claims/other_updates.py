"""Rounds with a slip in the updates: one that adds instead of taking away, one without its rate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from ...errors import AutogradError
from ..certified.balls import UNDEFINED
from ..pages.statements import Update
from ..worked_slips.formulas import Slipped, slipped
from .comes_of import after, may_come_of
from .otherwise import Valued, fitting, most_tried
from .rounds_in_floats import in_floats
from .updates import Astray, Rounds
from .worked_numbers import WorkedNumber


def other_updates(number: WorkedNumber, bits: int) -> Iterator[str]:
    """What slips in the updates lead to the digits shown, in words."""
    return fitting(number, bits, _valued(number, bits))


def _valued(number: WorkedNumber, bits: int) -> Iterator[Valued]:
    count, rounds = number.worked.rounds or 1, number.rounds()
    for each, where in islice(_slipped(number.above.updates), most_tried(number)):
        value: Any = UNDEFINED
        with suppress(AutogradError, Astray):
            meant = {name: number.meaning(slip.tree) for name, slip in each.items()}
            other = Rounds(number.scope, number.worked.at, {**rounds.new, **meant})
            if may_come_of(number, in_floats(other, count)):
                value = after(number, other, count, bits)
        yield value, f"{next(iter(each.values())).words} {where}"


def _slipped(updates: list[Update]) -> Iterator[tuple[dict[str, Slipped], str]]:
    """Each slip in the update of one name, an array with all its entries; and in all updates."""
    arrays: dict[str, list[Update]] = {}
    for update in updates:
        arrays.setdefault(update.name.partition("[")[0], []).append(update)
    for name, some in arrays.items():
        for each in _alike(some):
            yield each, f"in the update of {name}"
    for each in _alike(updates) if len(arrays) > 1 else ():
        yield each, "in every update"


def _alike(updates: list[Update]) -> Iterator[dict[str, Slipped]]:
    """The same slip at the same place of each update."""
    found = [{(each.way, each.slip): each for each in slipped(u.value)} for u in updates]
    for key in found[0]:
        if all(key in each for each in found):
            yield {u.name: each[key] for u, each in zip(updates, found, strict=True)}
