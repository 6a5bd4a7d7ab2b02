"""Tables of at most 80 columns, the goals beside the figures, and the same as JSON."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from .ways import duels

WIDTH = 80


@dataclass(frozen=True)
class Goal:
    """A figure and the bound it should keep: at most `wanted`, or at least."""

    what: str
    measured: float
    wanted: float
    unit: str = ""
    at_least: bool = False

    @property
    def reached(self) -> bool:
        """Whether the figure keeps the bound."""
        return self.measured >= self.wanted if self.at_least else self.measured <= self.wanted


@dataclass
class Table:
    """What a workload found: rows of figures under `columns`, goals, and remarks."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    goals: list[Goal] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    duels: list[tuple[str, str, float]] = field(default_factory=list)  # what, peer, its time / ours
    missing: list[str] = field(default_factory=list)  # peers that are not installed
    lacking: str = ""  # what this machine would need for any figure, where it has none


def versus(title: str, seconds: dict[str, float], scale: float, unit: str) -> Table:
    """A table of contenders, ours first: the time in `unit`, and how many times ours it is."""
    ours = next(iter(seconds.values()))
    rows = [[name, s * scale, f"{s / ours:.2f}x"] for name, s in seconds.items()]
    return Table(title, ["", unit, "ours = 1"], rows, duels=duels(title, seconds))


def text(table: Table) -> str:
    """The table as lines of text: names to the left, figures to the right."""
    cells = [list(table.columns), *([cell(x) for x in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    widths[0] = max(widths[0], 26)
    lines = [table.title, "-" * min(len(table.title), WIDTH)]
    if table.lacking:
        return "\n".join([*lines, f"  not measured: needs {table.lacking}"])
    lines += [_line(row, widths) for row in cells]
    lines += [verdict(goal) for goal in table.goals]
    lines += [f"  {peer} is not installed" for peer in table.missing]
    return "\n".join([*lines, *(f"  {remark}" for remark in table.remarks)])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]
    return ("  " + "  ".join(cells)).rstrip()


def verdict(goal: Goal) -> str:
    """A line that says whether a goal was reached."""
    bound = f"{'≥' if goal.at_least else '≤'} {cell(goal.wanted)} {goal.unit}".rstrip()
    verdict = "reached" if goal.reached else "SHORT"
    return f"  {verdict:<8}{goal.what}: {cell(goal.measured)} (goal {bound})"


def cell(x: Any) -> str:
    """A figure as tables have it."""
    if isinstance(x, str):
        return x
    if x == round(x):
        return f"{x:,.0f}".replace(",", " ")
    digits = 0 if abs(x) >= 1000 else 1 if abs(x) >= 100 else 2 if abs(x) >= 1 else 3
    return f"{x:,.{digits}f}".replace(",", " ")


def as_json(tables: dict[str, Table]) -> dict[str, Any]:
    """Everything measured, with the machine it was measured on."""
    found = {
        name: asdict(table)
        | {"goals": [asdict(goal) | {"reached": goal.reached} for goal in table.goals]}
        for name, table in tables.items()
    }
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    return {**machine, "workloads": found}
