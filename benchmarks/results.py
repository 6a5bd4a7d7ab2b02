"""RESULTS.md: all that a run measured, with the machine, the peers, pictures, and where we lose."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .picture import Line, log_log
from .report import Table, cell, verdict
from .ways import versions

Tables = Mapping[str, Table]


def write(file: Path, tables: Tables, command: str, load: tuple[str, str]) -> None:
    """Write the page, and its pictures beside it."""
    drawn = pictures(tables)
    for name, picture in drawn.items():
        (file.parent / name).write_text(picture, encoding="utf-8")
    file.write_text("\n".join(_page(tables, command, load, drawn)) + "\n", encoding="utf-8")


def _page(
    tables: Tables, command: str, load: tuple[str, str], drawn: Mapping[str, str]
) -> Iterator[str]:
    yield "# What was measured\n"
    yield f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d}.\n"
    yield "All contenders of a table run in turns in one process that has one core, and the median"
    yield "of the turns counts. A ratio above 1 means that a peer takes longer than our fastest.\n"
    yield from _machine(load)
    yield from _losses(tables)
    yield from _goals(tables)
    if drawn:
        yield "## How cost grows\n"
        yield from (f"![{name.removesuffix('.svg')}]({name})\n" for name in drawn)
    yield "## Every table\n"
    for table in tables.values():
        yield from _table(table)


def _machine(load: tuple[str, str]) -> Iterator[str]:
    yield "| | |\n|---|---|"
    yield f"| processor | {processor()}, {os.cpu_count()} cores |"
    yield f"| load before and after | {load[0]} and {load[1]} |"
    yield f"| Python | {platform.python_version()}, {platform.system()} |"
    for name, version in versions().items():
        yield f"| {name} | {version} |"
    yield ""


def _losses(tables: Tables) -> Iterator[str]:
    """Every peer that is faster than our fastest."""
    yield "## Where we lose\n"
    lost = sorted(
        (ratio, what, peer)
        for table in tables.values()
        for what, peer, ratio in table.duels
        if ratio < 1.0
    )
    if not lost:
        yield "Nowhere in this run.\n"
        return
    yield "| work | peer | its time ÷ ours |\n|---|---|--:|"
    yield from (f"| {what} | {peer} | {ratio:.2f} |" for ratio, what, peer in lost)
    yield ""


def _goals(tables: Tables) -> Iterator[str]:
    goals = [(table, goal) for table in tables.values() for goal in table.goals]
    short = [(table, goal) for table, goal in goals if not goal.reached]
    yield f"## Goals: {len(goals) - len(short)} of {len(goals)} reached\n"
    if short:
        yield "Short of what was wanted:\n"
        yield from (f"- {table.title}: {verdict(goal).strip()[8:]}" for table, goal in short)
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.title}\n"
    if table.lacking:
        yield f"Not measured: needs {table.lacking}.\n"
        return
    yield "| " + " | ".join(table.columns) + " |"
    yield "|---" + "|--:" * (len(table.columns) - 1) + "|"
    yield from ("| " + " | ".join(map(cell, row)) + " |" for row in table.rows)
    yield ""
    notes = [verdict(goal).strip() for goal in table.goals]
    notes += [f"{peer} is not installed" for peer in table.missing] + table.remarks
    if notes:
        yield from (f"- {note}" for note in notes)
        yield ""


def pictures(tables: Tables) -> dict[str, str]:
    """Growth in nodes and in rows, of what was measured."""
    found = {}
    if "growth" in tables:
        rows = tables["growth"].rows
        lines: list[Line] = [
            ("milliseconds", [(row[0], row[1] * 1e3) for row in rows]),
            ("kilobytes", [(row[0], row[0] * row[3] / 1e3) for row in rows]),
        ]
        title = "A chain of nodes: build and backward"
        found["growth-nodes.svg"] = log_log(title, "nodes", lines)
    if "rows" in tables:
        title = "Two moons: value and summed gradient, time a row"
        found["growth-rows.svg"] = log_log(title, "rows", _by_rows(tables["rows"]), "µs a row")
    return found


def _by_rows(table: Table) -> list[Line]:
    """A line for each contender that was timed at several numbers of rows."""
    lines: list[Line] = []
    for k, name in enumerate(table.columns[1:], start=1):
        points = [(_count(row[0]), row[k]) for row in table.rows if row[k] != ""]
        if len(points) > 1 or len(table.rows) == 1:
            lines.append((name, points))
    return lines


def _count(words: Any) -> float:
    return float("".join(filter(str.isdigit, words)))


def processor() -> str:
    """What the processor calls itself."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()
