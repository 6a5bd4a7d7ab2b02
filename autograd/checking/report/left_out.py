"""Formulas that stand on a page and were not read: said in the report, never passed over.

>>> left = [LeftOut(3, 4, "y = x^2", "display"), LeftOut(8, 1, "y = 2", "display")]
>>> sentences(left)
['2 formulas before the first derivation block: line 3: y = x^2; line 8: y = 2']
>>> counted(left, has_block=True)
'2 formulas outside derivation blocks were not read'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

LONGEST = 60  # characters of a formula that are shown
MOST = 8  # formulas that are shown
NO_BLOCK = (
    "no block fenced as ```derivation says which names are which; write one in front of them, with "
    "a line such as x, y in R"
)
_WHERE = {
    "inline": "within a text; $$ … $$ sets one apart, and it is checked",
    "display": "before the first derivation block",
    "fenced": "without a derivation block",
    "unclosed": "without an end",
    "bare": "outside any block",
}


@dataclass(frozen=True)
class LeftOut:
    """A formula that was not read: its place, and how it is set."""

    line: int
    column: int
    formula: str
    how: str

    def to_dict(self) -> dict[str, Any]:
        """The formula as plain data."""
        return asdict(self)

    def __str__(self) -> str:
        said = " ".join(self.formula.split())
        shown = said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
        return f"line {self.line}: {shown}"


def sentences(left: Sequence[LeftOut], has_block: bool = True) -> list[str]:
    """Which formulas were not read, and why."""
    if not has_block:
        return [_listed(left)] if left else []
    kinds = {how: [each for each in left if each.how == how] for how in _WHERE}
    return [f"{_many(some)} {_WHERE[how]}: {_listed(some)}" for how, some in kinds.items() if some]


def _listed(some: Sequence[LeftOut]) -> str:
    more = len(some) - MOST
    return "; ".join([*map(str, some[:MOST]), *([f"and {more} more"] if more > 0 else [])])


def _many(some: Sequence[LeftOut]) -> str:
    return f"{len(some)} formula{'s' * (len(some) != 1)}"


def counted(left: Sequence[LeftOut], has_block: bool) -> str:
    """How many formulas were not read, in one line."""
    were = "was" if len(left) == 1 else "were"
    if has_block:
        return f"{_many(left)} outside derivation blocks {were} not read"
    return f"{_many(left)} {were} found and not read: {NO_BLOCK}"


def status(left: Sequence[LeftOut], has_block: bool) -> str:
    """What formulas that were not read count as: open claims, where they are set apart."""
    if left and not has_block:
        return "unreadable"
    return "inconclusive" if any(each.how not in ("inline", "bare") for each in left) else "agrees"
