"""A chain of a million nodes and a sum of a million terms, from birth to death.

Every step runs under a recursion limit of 100: what walks a graph by recursion would stop there.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from typing import Any

import autograd
from autograd import Value

from .chains import chain, recursion
from .measure import Effort, collector_at_rest, timed
from .peers import OURS
from .report import Goal, Table

LIMIT = 100


def chain_of(n: int) -> Value:
    """A chain of n nodes."""
    return chain(OURS, n)  # type: ignore[no-any-return]


def sum_of(n: int) -> Value:
    """One node with n leaves under it."""
    return autograd.sum([Value(1.0) for _ in range(n)])  # type: ignore[no-any-return]


def life(make: Callable[[int], Value], n: int) -> dict[str, float]:
    """The seconds of each step in the life of a graph."""
    held: dict[str, Any] = {}

    def sweep() -> None:
        held["root"].backward()

    def copy() -> None:
        held["copy"] = pickle.loads(pickle.dumps(held["root"]))  # noqa: S301 (our own bytes)

    # The frames of the caller count too: they are not part of what is shown here.
    with recursion(_depth() + LIMIT), collector_at_rest():
        return {
            "build": timed(lambda: held.update(root=make(n))),
            "sweep": timed(sweep),
            "pickle and back": timed(copy),
            "the copy dies": timed(lambda: held.pop("copy")),
            "print": timed(lambda: repr(held["root"])),
            "die": timed(held.clear),
        }


def _depth() -> int:
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth


def measure_deep(effort: Effort) -> Table:
    """Both graphs, each step once."""
    n = effort.nodes
    graphs = {"chain": life(chain_of, n), "sum": life(sum_of, n)}
    rows = [[step, graphs["chain"][step], graphs["sum"][step]] for step in graphs["chain"]]
    table = Table(
        f"{n:,} nodes under recursion limit {LIMIT}, seconds",
        ["", "chain", "sum"],
        rows,
    )
    slowest = max(seconds for steps in graphs.values() for seconds in steps.values())
    table.goals.append(Goal("the slowest step", slowest, 10.0, "s"))
    return table
