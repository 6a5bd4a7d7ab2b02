"""How cost grows: graphs of 100 to 1 000 000 nodes, in time and in bytes."""

from __future__ import annotations

from collections.abc import Sequence

from .chains import GOAL_BYTES, GOAL_MICROSECONDS, chain
from .measure import Effort, bytes_held, collector_at_rest, in_turns, timed
from .peers import OURS
from .report import Goal, Table

WEIGHED = 20_000  # counting bytes is slow; the larger graphs hold no more a node


def measure_growth(effort: Effort) -> Table:
    """Seconds and bytes a node at each size; linear means that both columns stay level."""
    rows = [_row(nodes, effort) for nodes in sizes(effort.nodes)]
    last = rows[-1]
    return Table(
        "Growth: chains of so many nodes, build and backward",
        ["nodes", "s", "µs/node", "bytes/node"],
        rows,
        [
            Goal("a node of the largest", last[2], GOAL_MICROSECONDS, "µs"),
            Goal("bytes a node of the largest", last[3], GOAL_BYTES),
            Goal("largest against 10 000 nodes, a node", last[2] / _at(rows, 10_000), 2.0, "x"),
        ],
    )


def sizes(largest: int) -> list[int]:
    """Powers of ten from 100."""
    return [10**k for k in range(2, len(str(largest)))]


def _row(nodes: int, effort: Effort) -> tuple[int, float, float, float]:
    def work() -> None:
        chain(OURS, nodes).backward()

    large = nodes > 100_000
    with collector_at_rest():
        seconds = timed(work) if large else in_turns({"": work}, effort.seconds / 8)[""]
    weighed = min(nodes, WEIGHED)
    held = bytes_held(lambda: chain(OURS, weighed)) / weighed
    return nodes, seconds, seconds * 1e6 / nodes, held


def _at(rows: Sequence[tuple[int, float, float, float]], nodes: int) -> float:
    return next((row[2] for row in rows if row[0] == nodes), rows[-1][2])
