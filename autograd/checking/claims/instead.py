"""What a wrong worked number is instead: that of another round, or a value used too early."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...deadlines import spent
from ..certified.balls import exact
from ..certified.digits import midpoint
from ..certified.program import UNDEFINED
from .hasty import hasty, orders
from .rough import roughly
from .updates import Rounds, TooLong
from .worked_numbers import WorkedNumber

SEARCH_SECONDS = 5.0


def instead(number: WorkedNumber) -> str | None:
    """Say where a wrong number comes from: another round, or a value used too early."""
    if not number.checker.updates or any(
        update.name not in number.worked.at for update in number.checker.updates
    ):
        return None
    try:
        return next(_other_rounds(number), None) or next(_too_early(number), None)
    except TooLong:
        return None


def _other_rounds(number: WorkedNumber) -> Iterator[str]:
    now = number.worked.rounds or 0
    for count in (now - 1, now + 1):
        if count >= 0 and _fits(number, number.rounds(), count):
            times = "before any update" if not count else f"after {_counted(count)}"
            yield f"this is the value {times}"


def _too_early(number: WorkedNumber) -> Iterator[str]:
    deadline = spent() + SEARCH_SECONDS
    updates, count = number.checker.updates, number.worked.rounds or 1
    for order in orders([update.name for update in updates]):
        rounds, early = hasty(number.rounds(), updates, order)
        if (
            early
            and _may_fit(number, roughly(rounds, count, deadline))
            and _fits(number, rounds, count)
        ):
            where = "in the derivatives of the same round" if order.backwards else "at once"
            verb = "is" if len(early) == 1 else "are"
            yield (
                f"this comes out when the new {_listed(early)} {verb} used {where}; "
                "an update uses old values on every right side"
            )


def _fits(number: WorkedNumber, rounds: Rounds, count: int) -> bool:
    """Whether so many of these rounds certainly lead to what is shown."""
    value = number.at(rounds.after(count, number.bits))
    return number.is_fine(value) and number.fits(value)


def _may_fit(number: WorkedNumber, rough: Sequence[float] | None) -> bool:
    """Whether floats leave it open that they lead there."""
    if rough is None:
        return False
    value = number.at([exact(Fraction(x)) for x in rough])
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
