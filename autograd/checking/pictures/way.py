"""The way from x to y in a graph of numbers: its arrows, and the derivatives along it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from ...engine.backward import sweep
from ...engine.node import Node

# The place of a node among those on the way, and of the argument from which the arrow comes: the
# same for the same graph at other numbers.
Arrow = tuple[int, int]


@dataclass
class Way:
    """What leads from x to y at one point."""

    y: Node
    x: Node
    nodes: list[Node] = field(init=False)  # those on the way, in order
    arrows: list[Arrow] = field(init=False)

    def __post_init__(self) -> None:
        swept, adjoints = sweep(self.y, 1.0)
        on_the_way = {self.x.serial: self.x}
        self.nodes, self.arrows = [self.x], []
        for serial in sorted(swept):
            node = swept[serial]
            if serial not in adjoints or node.op is None or node is self.x:
                continue
            came = [
                (len(self.nodes), place)
                for place, (arg, d) in enumerate(zip(node.args, _partials(node), strict=True))
                if isinstance(arg, Node) and arg.serial in on_the_way and d is not None
            ]
            if came:
                on_the_way[serial] = node
                self.nodes.append(node)
                self.arrows += came
        self._adjoints = {node.serial: _adjoints(node) for node in self.nodes}

    def slope(self, y: Node, x: Node) -> float:
        """dy/dx of two nodes on the way."""
        return self._adjoints[y.serial].get(x.serial, 0.0) if y is not x else 1.0

    def ends(self, arrow: Arrow) -> tuple[Node, Node]:
        """The nodes from which and to which an arrow leads."""
        target = self.nodes[arrow[0]]
        return target.args[arrow[1]], target

    def factor(self, arrow: Arrow) -> float:
        """The local derivative on an arrow."""
        d: float = _partials(self.nodes[arrow[0]])[arrow[1]]
        return d

    def through(self, arrow: Arrow) -> float:
        """What the paths through an arrow contribute."""
        source, target = self.ends(arrow)
        return self.slope(self.y, target) * self.factor(arrow) * self.slope(source, self.x)

    def between(self, start: Node, end: Node, without: Set[int] = frozenset()) -> frozenset[Arrow]:
        """The arrows on paths from one node to another that pass none of some nodes."""
        ends = [(arrow, self.ends(arrow)) for arrow in self.arrows]
        pairs = [(arrow, source.serial, target.serial) for arrow, (source, target) in ends]
        after, before = {start.serial}, {end.serial}
        for _, source, target in pairs:  # in the order of the graph
            if source in after and target not in without:
                after.add(target)
        for _, source, target in reversed(pairs):
            if target in before and source not in without:
                before.add(source)
        return frozenset(a for a, source, target in pairs if source in after and target in before)


def _partials(node: Node) -> Sequence[Any]:
    return node.op.partials(node) if node.op is not None else ()


def _adjoints(y: Node) -> dict[int, float]:
    _, found = sweep(y, 1.0)
    numbers = ((serial, getattr(g, "settled", g)) for serial, g in found.items())
    return {serial: float(g) for serial, g in numbers if g is not None}
