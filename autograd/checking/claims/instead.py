"""What a wrong worked number is instead: a value used too early, or that of another round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from fractions import Fraction

from ...formulas.trees.tree import Name, walk
from ...support.deadlines import OutOfWork, allowed, left
from ..certified.digits import midpoint
from ..certified.program import UNDEFINED
from ..decision.judge import PRECISIONS
from ..pages.statements import Update
from .hasty import hasty, orders
from .rough import roughly
from .updates import Astray, Rounds, TooLong
from .worked_numbers import WorkedNumber

WORK = 5_000_000  # of the search


def instead(number: WorkedNumber, bits: int) -> str | None:
    """Say where a wrong number comes from: a value used too early, or else another round.

    The velocity of momentum, used at once, gives the numbers of the next round to all but itself.
    """
    if not number.checker.updates or any(
        update.name not in number.worked.at for update in number.checker.updates
    ):
        return None
    with suppress(TooLong, Astray, OutOfWork), allowed(min(WORK, left() * 3 // 4)):
        return next(_too_early(number, bits), None) or next(_other_rounds(number, bits), None)
    return None


def _other_rounds(number: WorkedNumber, bits: int) -> Iterator[str]:
    now = number.worked.rounds or 0
    for count in (now - 1, now + 1):
        if count >= 0 and _fits(number, number.rounds(), count, bits):
            times = "before any update" if not count else f"after {_counted(count)}"
            yield f"this is the value {times}"


def _too_early(number: WorkedNumber, bits: int) -> Iterator[str]:
    updates, count = number.checker.updates, number.worked.rounds or 1
    for order in orders([update.name for update in updates]):
        rounds, early = hasty(number.rounds(), updates, order)
        if (
            early
            and _may_fit(number, roughly(rounds, count))
            and _fits(number, rounds, count, bits)
        ):
            derived = order.backwards and not _is_written(updates, early)
            where = "in the derivatives of the same round" if derived else "at once"
            verb = "is" if len(early) == 1 else "are"
            yield (
                f"this comes out when the new {_listed(early)} {verb} used {where}; "
                "an update uses old values on every right side"
            )


def _is_written(updates: Sequence[Update], early: Sequence[str]) -> bool:
    """Whether the update of another name mentions one of these itself, as w - 0.1*v does."""
    return any(
        Name(name) in walk(update.value)
        for name in early
        for update in updates
        if update.name != name
    )


def _fits(number: WorkedNumber, rounds: Rounds, count: int, bits: int) -> bool:
    """Whether so many of these rounds certainly lead to what is shown."""
    value = number.at(rounds.after(count, bits), bits)
    return value is not UNDEFINED and number.fits(value, bits) is True


def _may_fit(number: WorkedNumber, rough: Sequence[float] | None) -> bool:
    """Whether floats leave it open that they lead there."""
    if rough is None:
        return False
    value = number.at([*map(Fraction, rough)], PRECISIONS[0])
    if value is UNDEFINED or not value.is_finite():
        return False
    slack = number.unit + abs(number.shown) / 10**6
    return abs(midpoint(value) - number.shown) <= slack


def _counted(rounds: int) -> str:
    return "1 update" if rounds == 1 else f"{rounds} updates"


def _listed(names: list[str]) -> str:
    """Names as a sentence lists them: `w5, w6 and w7`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
