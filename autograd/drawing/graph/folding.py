"""Arrows past what is hidden: each carries the sum, over all hidden paths, of their products.

So any choice of shown nodes gives a right picture, and the chain rule adds up as before. Which ones
are shown, `choosing` may decide for the eye alone.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

from ...engine.node import Node
from .elements import Edge
from .recorded import Recorded, partial_text

Serials = set[int]
Sums = dict[int, tuple[Node, Any]]  # a hidden node, and the sum over the paths to it


def arrows_into(
    recorded: Recorded, node: Node, visible: Serials
) -> tuple[list[Edge], int, list[Node]]:
    """The arrows into a shown node, how many operations are hidden behind it, and which leaves."""
    direct: list[Edge] = []
    hidden: Sums = {}
    folded: dict[int, Any] = {}
    for position, (arg, d) in enumerate(zip(node.args, recorded.partials(node), strict=True)):
        if not isinstance(arg, Node):
            continue
        if arg.serial in visible:
            direct.append(_edge(recorded, arg.serial, node, position, d))
        else:
            hidden[arg.serial] = (arg, plus(hidden.get(arg.serial, (arg, None))[1], d))
    operations, leaves = _fold(recorded, hidden, folded, visible, node.on_arrays)
    through = (_edge(recorded, serial, node, None, folded[serial]) for serial in sorted(folded))
    return direct + list(through), operations, leaves


def _fold(
    recorded: Recorded,
    hidden: Sums,
    folded: dict[int, Any],
    visible: Serials,
    on_arrays: bool,
) -> tuple[int, list[Node]]:
    """Sweep through hidden nodes, youngest first, until shown ones stop every path."""
    operations = 0
    leaves = {serial: node for serial, (node, _) in hidden.items() if node.op is None}
    waiting = [-serial for serial in sorted(hidden, reverse=True) if serial not in leaves]
    while waiting:
        node, g = hidden.pop(-heappop(waiting))
        operations += 1
        for arg, d in zip(node.args, recorded.partials(node), strict=True):
            if not isinstance(arg, Node):
                continue
            serial = arg.serial
            if arg.op is None and serial not in visible:
                leaves[serial] = arg  # no path goes on from there
                continue
            term = None if g is None or d is None or on_arrays else g * d
            if serial in visible:
                folded[serial] = plus(folded.get(serial), term)
            elif serial in hidden:
                hidden[serial] = (arg, plus(hidden[serial][1], term))
            else:
                hidden[serial] = (arg, term)
                heappush(waiting, -serial)
    return operations, [leaves[serial] for serial in sorted(leaves)]


def plus(total: Any, term: Any) -> Any:
    """The sum of two derivatives, of which none may be there."""
    return term if total is None else total if term is None else total + term


def _edge(recorded: Recorded, source: int, target: Node, position: int | None, d: Any) -> Edge:
    ids = recorded.ids
    return Edge(ids[source], ids[target.serial], position, d, partial_text(d))
