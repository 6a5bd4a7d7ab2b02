"""Long graphs: a chain of 200 000 nodes, and a sum with as many terms."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import autograd
from autograd import Value

from .measure import Effort, bytes_held, collector_at_rest, in_turns, timed
from .peers import OURS, Engine, engines, missing
from .report import Goal, Table, versus

LENGTH = 200_000
GOAL_MICROSECONDS, GOAL_BYTES = 1.2, 200.0


@contextmanager
def recursion(limit: int) -> Iterator[None]:
    """A block under another recursion limit; peers that recurse along the graph need a high one."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def chain(engine: Engine, nodes: int) -> Any:
    """y = 0.999 y + x, until there are `nodes` nodes."""
    x = engine.leaf(1.0)
    y = x
    for _ in range(nodes // 2):
        y = y * 0.999 + x
    return y


def _step(engine: Engine, nodes: int) -> None:
    chain(engine, nodes).backward()


def measure_chain(effort: Effort) -> Table:
    """Time and bytes for each node of a long chain."""
    nodes = min(LENGTH, effort.nodes)
    able = [engine for engine in engines() if engine.name != "micrograd"]
    runs = {engine.name: partial(_step, engine, nodes) for engine in able}
    seconds = in_turns(runs, effort.seconds)
    table = versus(f"Chain of {nodes:,} nodes, build and backward", seconds, 1e6 / nodes, "µs/node")
    table.missing = missing()
    _add_recursive(table, seconds[OURS.name], nodes)
    held = bytes_held(lambda: chain(OURS, nodes // 10)) / (nodes // 10)
    per_node = seconds[OURS.name] * 1e6 / nodes
    table.goals = [
        Goal("a node", per_node, GOAL_MICROSECONDS, "µs"),
        Goal("bytes a node", held, GOAL_BYTES),
    ]
    return table


def _add_recursive(table: Table, ours: float, nodes: int) -> None:
    """micrograd recurses to the depth of the graph: it runs once, where the limit allows it."""
    for engine in engines():
        if engine.name == "micrograd":
            with recursion(nodes * 2 + 1_000), collector_at_rest():
                took = timed(partial(_step, engine, nodes))
            row = [engine.name, took / nodes * 1e6, f"{took / ours:.2f}x"]
            table.rows = [*table.rows, row]
            table.remarks.append("micrograd ran once, under a raised recursion limit")


def measure_sum(effort: Effort) -> Table:
    """A sum of many terms: one node against a chain of additions."""
    terms = min(LENGTH, effort.nodes)
    xs = [Value(1.0 / (i + 1)) for i in range(terms)]

    def one_node() -> None:
        autograd.sum(xs).backward()

    def one_by_one() -> None:
        sum(xs, Value(0.0)).backward()

    runs = {"autograd.sum, one node": one_node, "sum(), a chain of +": one_by_one}
    seconds = in_turns(runs, effort.seconds)
    title = f"Sum of {terms:,} terms, build and backward"
    return versus(title, seconds, 1e6 / terms, "µs/term")
