"""Which numbers to choose freely when two formulas are compared: variables, or nodes instead.

A counterexample is simplest in the fewest coordinates. A named node may stand in for all the
variables above it when nothing below reads one of them past the node, and when the node can be
any real number (as w*x + b can, and sigmoid(z) cannot): then every choice is reached by some
choice of the variables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...engine.node import Node
from ...engine.walks import between
from ...support.deadlines import work
from .gates import gates, leaves_above
from .ranges import Range

Coordinates = dict[str, tuple[Node, Range]]


def coordinates(
    roots: Sequence[Any],
    named: Mapping[str, Node],
    variables: Mapping[str, Node],
    ranges: Mapping[str, Range],
) -> Coordinates:
    """The coordinates of the formulas `roots`, in the order in which their nodes were made."""
    graph = between(roots)
    work(3 * len(graph))
    inside = {name: node for name, node in variables.items() if node.serial in graph}
    free = {node.serial: ranges.get(name, Range()) for name, node in inside.items()}
    wide = _onto(graph, free)
    candidates = {
        node.serial: name
        for name, node in named.items()
        if name not in ranges and node.serial in wide
    }
    chosen = {
        node.serial: (candidates[node.serial], node, Range())
        for node in gates(graph, roots, candidates)
    }
    reached = between(roots, chosen)
    for name, node in inside.items():
        if node.serial in reached:
            chosen[node.serial] = (name, node, free[node.serial])
    kept = (chosen[serial] for serial in sorted(chosen) if serial in reached)
    return {name: (node, each) for name, node, each in kept}


def _onto(graph: dict[int, Node], free: Mapping[int, Range]) -> set[int]:
    """The nodes that take every real value; without those of which that is not plain to see."""
    found: set[int] = set()
    leaves = leaves_above(graph)
    for serial, node in graph.items():
        if free[serial].is_all if serial in free else _is_onto(node, found, leaves):
            found.add(serial)
    return found


def _is_onto(node: Node, onto: set[int], leaves: Mapping[int, int]) -> bool:
    """Whether a node is, if it is known of its arguments."""
    args = node.args
    wide = [isinstance(x, Node) and x.serial in onto for x in args]
    match node.op.name if node.op is not None else "":
        case "identity" | "neg":
            return wide[0]
        case "add" | "sub" | "sum":
            shared = _shared(args, leaves)
            return any(
                is_wide and not leaves[x.serial] & shared
                for x, is_wide in zip(args, wide, strict=True)
            )
        case "mul":
            numbers = [x for x in args if not isinstance(x, Node)]
            if numbers:
                return any(wide) and all(numbers)
            return all(wide) and not _shared(args, leaves)
    return False


def _shared(args: Sequence[Any], leaves: Mapping[int, int]) -> int:
    """The leaves that more than one of the arguments is computed from."""
    once = twice = 0
    for arg in args:
        own = leaves[arg.serial] if isinstance(arg, Node) else 0
        once, twice = once | own, twice | once & own
    return twice
