"""Forward mode: tangents carried along a graph, by the same rules as the sweep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..support.arrays import ieee_arithmetic
from .masks import in_structural_zeros, masked, settled, taken
from .node import Node
from .primitive import Primitive, added
from .walks import ancestors


def push(
    root: Node, tangents: Mapping[Node, Any], *, record: bool = False, oldest: int | None = None
) -> Any:
    """Forward mode: the tangent of `root` when each given node moves by its tangent.

    None when nothing given moves `root`. A node given None stands still. Nodes older than `oldest`
    move only by what is given.
    """
    moved = {node.serial: tangent for node, tangent in tangents.items()}
    nodes = ancestors(root, min(moved, default=root.serial) if oldest is None else oldest)
    if root.on_arrays:
        with ieee_arithmetic():
            return _push(root, nodes, moved, record)
    return _push(root, nodes, moved, record)


def _push(root: Node, nodes: dict[int, Node], moved: dict[int, Any], record: bool) -> Any:
    for serial in sorted(nodes):
        node = nodes[serial]
        if serial in moved or node.op is None:
            continue
        rates = [moved.get(arg.serial) if isinstance(arg, Node) else None for arg in node.args]
        if any(rate is not None for rate in rates):
            tangent = _pushed(node.op, node, rates, record)
            if tangent is not None:
                moved[serial] = tangent
    return moved.get(root.serial)


def _pushed(op: Primitive, node: Node, rates: Sequence[Any], record: bool) -> Any:
    if not (op.chooses and in_structural_zeros(node)):
        return op.push(node, rates, record)
    pairs = zip(op.partials(node, record), rates, strict=True)
    moving = [(d, dx) for d, dx in pairs if dx is not None]
    return added(settled(masked(d * dx, taken(d))) for d, dx in moving)
