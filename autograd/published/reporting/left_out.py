r"""What is not read or not checked: each reason once, with all its places.

>>> print(*places(["cell 2, line 1", "cell 4, line 9"]))
cell 2, line 1; cell 4, line 9
>>> print(*places(["line 3", "line 9", "line 12"]))
lines 3, 9 and 12
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from ...documents import Unread
from ..modelling.outcome import Outcome
from ..surveying.roles import NOT_READ
from .accounting import LEFT_OUT

WIDTH = 80
MOST = 8  # places of one reason that are named
UNKNOWN = "it is not understood"
_TITLES = dict(zip(LEFT_OUT, ("not checked", "not read"), strict=True))


def left_out(formulas: Sequence[Outcome], unread: Sequence[Unread]) -> list[str]:
    """The reasons in lines of 80 columns, what cannot be checked apart from what was not read."""
    found: dict[str, dict[str, list[str]]] = {each: {} for each in LEFT_OUT}
    for each in formulas:
        if each.status in found:
            found[each.status].setdefault(why(each), []).append(str(each.item.found.place))
    for lost in unread:
        found[NOT_READ].setdefault(lost.reason, []).append(str(lost.place))
    return [
        line
        for status, reasons in found.items()
        if reasons
        for line in (f"{_TITLES[status]}:", *_lines(reasons))
    ]


def why(outcome: Outcome) -> str:
    """The reason in short."""
    return outcome.why.splitlines()[0] if outcome.why else UNKNOWN


def _lines(reasons: dict[str, list[str]]) -> list[str]:
    return [
        line
        for reason, where in reasons.items()
        for line in textwrap.wrap(
            f"{reason}: {' '.join(places(where))}", WIDTH, initial_indent="    ",
            subsequent_indent="      ", break_on_hyphens=False,
        )
    ]  # fmt: skip


def places(where: Sequence[str]) -> list[str]:
    """Places in short: several lines of one file as one list of numbers."""
    where = list(dict.fromkeys(where))
    shown, more = where[:MOST], len(where) - MOST
    behind = [f"and {more} more"] if more > 0 else []
    numbers = [each.removeprefix("line ") for each in shown]
    if len(shown) > 1 and all(map(str.isdigit, numbers)):
        if behind:
            return [f"lines {', '.join(numbers)} {behind[0]}"]
        return [f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"]
    return ["; ".join(shown), *behind]
