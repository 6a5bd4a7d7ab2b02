"""The nodes whose numbers move, and what their slopes are made of.

Where y = f(a), the rule of f says what y' = f'(a) a' is, in nodes when it is given nodes: so the
slope has a series as well, whose own slopes are one derivative deeper. As many derivatives deep as
the order asks, that ends. Most functions come round to themselves (tanh to sech2 and back), since a
node that was computed before in the same way is not computed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...engine.modes import is_ieee
from ...engine.node import Node
from ...errors import DomainError
from ...ops.arithmetic import div, mul

Key = tuple[Any, ...]
WITHOUT_SLOPES = (mul, div)  # series are multiplied and divided


@dataclass
class Moving:
    """A node that moves, `depth` derivatives away from the function, and its slopes.

    There is one for each argument, None where no path leads; none of a product or a quotient.
    """

    node: Node
    depth: int
    slopes: Sequence[Any] = ()


class Record:
    """What moves below a root when `inputs` do: `moving`, in an order in which it can be computed.

    Each node is deeper than those before it, or as deep and made of them.
    """

    def __init__(self, root: Node, inputs: Sequence[Node], order: int) -> None:
        self.oldest = min(x.serial for x in inputs)
        self.moving: list[Moving] = []
        self._place: dict[int, int | None] = {x.serial: x.serial for x in inputs}
        self._made: dict[Key, int] = {}
        self._enter(root, 0)
        for each in self.moving:  # grows while it is gone through
            if each.depth < order and each.node.op not in WITHOUT_SLOPES:
                _refuse_kink(each.node, self.place)
                each.slopes = self._slopes(each.node)
                for slope in each.slopes:
                    self._enter(slope, each.depth + 1)

    def _slopes(self, node: Node) -> list[Any]:
        """The slopes along the edges on which something moves."""
        assert node.op is not None, "an input stands nowhere here"
        found = zip(node.args, node.op.partials(node, record=True), strict=True)
        return [None if self.place(arg) is None else slope for arg, slope in found]

    def place(self, x: Any) -> int | None:
        """The number of the node that stands for x; None for what does not move."""
        return self._place.get(x.serial) if isinstance(x, Node) else None

    def _enter(self, root: Any, depth: int) -> None:
        """Enter what a root was computed from, as far as it is new."""
        for node in self._unknown(root):
            places = [self.place(arg) for arg in node.args]
            if all(place is None for place in places):
                self._place[node.serial] = None
                continue
            key = (node.op, *map(_identity, node.args, places))
            known = self._place[node.serial] = self._made.setdefault(key, node.serial)
            if known == node.serial:
                self.moving.append(Moving(node, depth))

    def _unknown(self, root: Any) -> list[Node]:
        waiting, found = [root], {}
        for node in waiting:
            if not isinstance(node, Node) or node.serial < self.oldest:
                continue
            if node.serial not in self._place and node.serial not in found:
                found[node.serial] = node
                waiting += node.args
        return [found[serial] for serial in sorted(found)]


def _identity(arg: Any, place: int | None) -> Any:
    """What two arguments have in common that are the same: repr tells 0.0 from -0.0."""
    if place is not None:
        return place
    return -arg.serial if isinstance(arg, Node) else repr(arg)


def _refuse_kink(node: Node, place: Any) -> None:
    """Raise `DomainError` where an operation has a kink or a jump just here."""
    assert node.op is not None, "an input has no kink"
    kink = node.op.kink
    xs = [arg.primal if isinstance(arg, Node) else arg for arg in node.args]
    if kink is None or is_ieee() or any(x is None for x in xs) or kink.gap(*xs) != 0.0:
        return
    raise DomainError(
        f"there is no Taylor series at a kink, and {node.describe()} has one here (that of "
        f"{node.op.name}, at {kink.text}): expand a little beside it"
    )
