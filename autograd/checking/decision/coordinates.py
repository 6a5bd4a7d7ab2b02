"""Which numbers to choose freely when two formulas are compared: variables, or nodes instead.

A counterexample is simplest in the fewest coordinates. A named node may stand in for all the
variables above it when nothing below reads one of them past the node, and when the node can be
any real number (as w*x + b can, and sigmoid(z) cannot): then every choice is reached by some
choice of the variables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...node import Node
from .ranges import Range

Coordinates = dict[str, tuple[Node, Range]]


def coordinates(
    roots: Sequence[Any],
    named: Mapping[str, Node],
    variables: Mapping[str, Node],
    ranges: Mapping[str, Range],
) -> Coordinates:
    """The coordinates of the formulas `roots`, in the order in which their nodes were made."""
    graph = Graph(roots)
    free = {node.serial: ranges.get(name, Range()) for name, node in variables.items()}
    chosen: dict[int, tuple[str, Node, Range]] = {}
    for name, node in sorted(named.items(), key=lambda item: -item[1].serial):
        if name not in ranges and graph.is_private(node, chosen) and graph.is_onto(node, free):
            chosen[node.serial] = (name, node, Range())
    reached = graph.above(graph.roots, chosen)
    for name, node in variables.items():
        if node.serial in reached:
            chosen[node.serial] = (name, node, free[node.serial])
    kept = (chosen[serial] for serial in sorted(chosen) if serial in reached)
    return {name: (node, each) for name, node, each in kept}


class Graph:
    """The nodes above some roots."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self.roots = [root for root in roots if isinstance(root, Node)]
        self.leaves: dict[int, frozenset[int]] = {}

    def above(self, starts: Iterable[Node], cut: Iterable[int] = ()) -> dict[int, Node]:
        """Every node above `starts`, not going past the cut (whose nodes are included)."""
        found: dict[int, Node] = {}
        waiting = list(starts)
        for node in waiting:
            if node.serial not in found:
                found[node.serial] = node
                if node.serial not in cut:
                    waiting.extend(arg for arg in node.args if isinstance(arg, Node))
        return found

    def variables(self, node: Node) -> frozenset[int]:
        """The leaves above a node."""
        if node.serial not in self.leaves:
            found = self.above([node])
            self.leaves[node.serial] = frozenset(s for s, n in found.items() if n.op is None)
        return self.leaves[node.serial]

    def is_private(self, node: Node, chosen: Iterable[int]) -> bool:
        """Whether the roots use the node, and its variables through it only."""
        cut = {node.serial, *chosen}
        found = self.above(self.roots, cut)
        return node.serial in found and self.variables(node).isdisjoint(
            found.keys() - {node.serial}
        )

    def is_onto(self, node: Any, free: Mapping[int, Range]) -> bool:
        """Whether the node takes every real value; False where that is not plain to see."""
        if not isinstance(node, Node):
            return False
        if node.op is None:
            return node.serial in free and free[node.serial].is_all
        args = node.args
        match node.op.name:
            case "identity" | "neg":
                return self.is_onto(args[0], free)
            case "add" | "sub" | "sum":
                return any(self._moves_alone(i, args, free) for i in range(len(args)))
            case "mul":
                return self._apart(args) and (
                    all(self.is_onto(x, free) for x in args) or self._scaled(args, free)
                )
        return False

    def _moves_alone(self, place: int, args: Sequence[Any], free: Mapping[int, Range]) -> bool:
        others = (*args[:place], *args[place + 1 :])
        return self.is_onto(args[place], free) and all(
            self._apart((args[place], other)) for other in others
        )

    def _apart(self, args: Sequence[Any]) -> bool:
        """Whether no two arguments share a variable."""
        sets = [self.variables(x) for x in args if isinstance(x, Node)]
        return sum(map(len, sets)) == len(frozenset().union(*sets))

    def _scaled(self, args: Sequence[Any], free: Mapping[int, Range]) -> bool:
        """Whether this is a number other than 0 times something onto."""
        x, y = args
        if not isinstance(x, Node):
            return bool(x != 0.0) and self.is_onto(y, free)
        return not isinstance(y, Node) and y != 0.0 and self.is_onto(x, free)
