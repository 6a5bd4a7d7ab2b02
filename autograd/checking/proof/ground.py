"""Where two formulas begin to differ: what they have in common, as the unknowns of a proof.

What is 0 whatever its unknowns stand for is 0. So a proof takes as little of a page as the two
formulas differ in: a node that both use is one unknown, whatever lies below it. A formula is opened
from the result downwards, by the one relation that defines a node, until both stand on the same
ground. An unknown is opened, too, when another one is what it is computed from: with z and
a = sigmoid(z) both in sight, a is written with z.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ...engine.node import Node

MOST_OPENED = 96

Ground = dict[int, Node]
Representative = Callable[[Node], Node]


def common_ground(
    sides: tuple[Any, Any], is_number: Callable[[int], bool], represented: Representative
) -> list[Node]:
    """The nodes on which both sides stand, each taken for its representative."""

    def inside(node: Node) -> Iterable[Node]:
        found = (represented(arg) for arg in node.args if isinstance(arg, Node))
        return [arg for arg in found if not is_number(arg.serial)]

    def opened(grounds: list[Ground], node: Node) -> None:
        for ground in grounds:
            if ground.pop(node.serial, None) is not None:
                ground.update((arg.serial, arg) for arg in inside(node))

    grounds = [_start(side, inside) for side in sides]
    for _ in range(MOST_OPENED):
        node = _to_open(grounds, inside)
        if node is None:
            break
        opened(grounds, node)
    together = grounds[0] | grounds[1]
    return [together[serial] for serial in sorted(together)]


def _start(side: Any, inside: Callable[[Node], Iterable[Node]]) -> Ground:
    """What a side is computed from; itself, where it is a leaf."""
    if not isinstance(side, Node):
        return {}
    return {node.serial: node for node in (inside(side) if side.op else [side])}


def _to_open(grounds: list[Ground], inside: Callable[[Node], Iterable[Node]]) -> Node | None:
    """The node to be opened next; None where both sides stand on the same ground, or on leaves."""
    first, second = grounds
    alone = first.keys() ^ second.keys()
    if not alone:
        return None
    both = first.keys() & second.keys()
    for serial in sorted(both, reverse=True):
        node = first[serial]
        if any(arg.serial in alone for arg in inside(node)):
            return node
    either = first | second
    return next((either[s] for s in sorted(alone, reverse=True) if either[s].op), None)
