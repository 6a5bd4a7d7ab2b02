"""What a wrong worked number is instead: that of another round, or a value used too early."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isfinite

from ...deadlines import spent
from ..certified.balls import exact
from ..certified.digits import midpoint
from ..certified.program import UNDEFINED
from .hasty import Hasty, orders
from .updates import TooLong
from .worked_numbers import BITS, WorkedNumber

SEARCH_SECONDS = 5.0
SEARCH_BITS = 128


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
    now, bits = number.worked.rounds or 0, BITS[0]
    for rounds in (now - 1, now + 1):
        if rounds >= 0 and number.fits(number.at(number.rounds().after(rounds, bits), bits)):
            times = "before any update" if not rounds else f"after {_counted(rounds)}"
            yield f"this is the value {times}"


def _too_early(number: WorkedNumber) -> Iterator[str]:
    deadline = spent() + SEARCH_SECONDS
    bits = SEARCH_BITS
    for order in orders(len(number.checker.updates)):
        hasty = Hasty(number.rounds(), order)
        early = hasty.names()
        if not early or not _may_fit(number, hasty, deadline):
            continue
        numbers = hasty.after(number.worked.rounds or 1, bits, deadline)
        if numbers is not None and number.fits(number.at(numbers, bits)):
            where = "in the derivatives of the same round" if order.backwards else "at once"
            verb = "is" if len(early) == 1 else "are"
            yield (
                f"this comes out when the new {_listed(early)} {verb} used {where}; "
                "an update uses old values on every right side"
            )


def _may_fit(number: WorkedNumber, hasty: Hasty, deadline: float) -> bool:
    """Whether floats leave it open that such rounds give what is shown."""
    rough = hasty.roughly(number.worked.rounds or 1, deadline)
    if rough is None or not all(map(isfinite, rough)):
        return False
    value = number.at([exact(Fraction(x)) for x in rough], SEARCH_BITS)
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
