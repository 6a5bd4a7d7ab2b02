"""Pictures of graphs: how long they take, how nodes represent themselves, how arrows cross."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from typing import Any

import autograd
from autograd import Symbol, Tensor, Value
from autograd.drawing import Picture, draw, graph_of
from autograd.engine.walks import ancestors

from .chains import chain
from .crossings import SIX, ours_and_dots
from .graphs import network_of, recurrent, reused
from .measure import Effort, in_turns, python, timed
from .peers import OURS
from .report import Goal, Table

GLANCE = 50.0  # milliseconds that a representation may take

# Graph, its size, whether every node is drawn rather than at most 80 cards, milliseconds wanted.
PICTURES: list[tuple[str, Callable[[int], Value], int, bool, float]] = [
    ("a network", network_of, 1_000, False, 150.0),
    ("a network", network_of, 1_000, True, 150.0),
    ("a larger network", network_of, 10_000, False, 1_500.0),
    ("a larger network", network_of, 10_000, True, 1_500.0),
    ("a chain with one leaf reused", reused, 1_501, False, 200.0),
    ("a chain with one leaf reused", reused, 1_501, True, 200.0),
    ("a recurrent net, 20 steps", lambda n: recurrent(20), 845, False, 200.0),
    ("a recurrent net, 20 steps", lambda n: recurrent(20), 845, True, 200.0),
    ("a long chain", partial(chain, OURS), 100_000, False, 3_000.0),
]

# What a cell of a notebook may end in.
NODES: dict[str, Callable[[int], Any]] = {
    "38 nodes": lambda n: chain(OURS, 38),
    "100 000 nodes": lambda n: chain(OURS, min(n, 100_000)),
    "1 000 000 nodes": lambda n: chain(OURS, n),
    "a sum of 1 000 000": lambda n: autograd.sum([Value(1.0)] * n),
    "an array of 1 000 000": lambda n: (Tensor([1.0] * n) * 2.0).sum(),
    "a formula": lambda n: autograd.tanh(Symbol("w") * Symbol("x")),
}


def measure_pictures(effort: Effort) -> Table:
    """From a graph to the text of its SVG: at most 80 cards, or one for every node."""
    rows, goals = [], []
    for name, make, size, whole, wanted in PICTURES:
        root = make(min(size, effort.nodes))
        run = partial(_picture, root, None if whole else 80)
        nodes, ms = len(ancestors(root)), _best(run, effort)
        rows.append(["  every node" if whole else name, nodes, len(run().graph.cards), ms])
        goals.append(Goal(f"{name}, {'every node' if whole else 'folded'}", ms, wanted, "ms"))
    return Table(
        "From a graph to its SVG, the best time", ["", "nodes", "cards", "ms"], rows, goals
    )


def _picture(root: Value, limit: int | None) -> Picture:
    picture = draw(root, limit=limit)
    assert picture.svg
    return picture


def measure_representations(effort: Effort) -> Table:
    """What a node that ends a cell of a notebook is asked for: text, drawing, line of HTML."""
    rows = []
    for name, make in NODES.items():
        node = make(effort.nodes)
        asked = (node.__repr__, node._repr_svg_, node._repr_html_)
        rows.append([name, *(_milliseconds(ask, effort) for ask in asked)])
    slowest = max(ms for _, *times in rows for ms in times)
    first = min(float(python(FIRST)) for _ in range(effort.processes))
    goals = [
        Goal("the slowest", slowest, GLANCE, "ms"),
        Goal("the first drawing of a kernel, with imports", first, GLANCE, "ms"),
    ]
    return Table("A node as the end of a cell, ms", ["", "text", "SVG", "HTML"], rows, goals)


# A kernel has most of the standard library loaded before its first cell.
FIRST = """
import hashlib, ipaddress, json, time, urllib.request
from autograd import Value
y = (Value(2.0) * 3.0).tanh()
began = time.perf_counter()
y._repr_svg_()
print((time.perf_counter() - began) * 1e3)
"""


def measure_crossings(_: Effort) -> Table:
    """Arrows that cross in our layout and in that of the program `dot`, where it is installed."""
    table = Table("Crossing arrows, every node drawn", ["", "ours", "dot"], [])
    if shutil.which("dot") is None:
        table.lacking = "the program dot (apt install graphviz)"
        return table
    counts = {name: ours_and_dots(graph_of(make(), limit=None)) for name, make in SIX.items()}
    table.rows = [[name, *pair] for name, pair in counts.items()]
    ours, dots = (sum(column) for column in zip(*counts.values(), strict=True))
    table.goals.append(Goal("all six, dot = 1", ours / dots, 1.15))
    return table


def _best(run: Callable[[], Any], effort: Effort) -> float:
    return min(timed(run) for _ in range(2 + (effort.seconds > 1.0) * 5)) * 1e3


def _milliseconds(run: Callable[[], Any], effort: Effort) -> float:
    return in_turns({"": run}, effort.seconds / 50)[""] * 1e3
