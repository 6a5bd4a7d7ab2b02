"""Walks over a graph, along arguments: nothing recurses, so no depth of it overflows a stack."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from ..errors import GraphError, StaleDataError
from ..support.deadlines import work
from .node import Node


def ancestors(root: Node, oldest: int = 0) -> dict[int, Node]:
    """Every node that `root` was computed from, and itself, by serial number.

    Nodes older than `oldest` are left out: nothing older than x can depend on x.
    Raises `StaleDataError` where an argument's data is newer than the node that used it.
    """
    found = {root._serial: root}
    waiting = [root]
    for node in waiting:
        if node._operation is None:
            continue
        user = node._serial
        left = node._left
        if left.__class__ is tuple:
            for arg in left:
                if arg.__class__ is not float and isinstance(arg, Node):
                    serial = arg._serial
                    if serial >= user:
                        raise _broken_order(arg, node)
                    if serial not in found and serial >= oldest:
                        found[serial] = arg
                        waiting.append(arg)
            continue
        # The same for one and for two arguments: a graph of scalars spends its search here.
        if left.__class__ is not float:
            serial = left._serial
            if serial >= user:
                raise _broken_order(left, node)
            if serial not in found and serial >= oldest:
                found[serial] = left
                waiting.append(left)
        right = node._right
        if right is not None and right.__class__ is not float:
            serial = right._serial
            if serial >= user:
                raise _broken_order(right, node)
            if serial not in found and serial >= oldest:
                found[serial] = right
                waiting.append(right)
    return found


def between(roots: Iterable[Any], cut: Container[int] = ()) -> dict[int, Node]:
    """The nodes from `roots` up to the cut, whose own are included: arguments before their users.

    What is no node among the roots is passed over. No depth of a graph overflows a stack here.
    """
    found: dict[int, Node] = {}
    waiting = [root for root in roots if isinstance(root, Node)]
    for node in waiting:
        if node._serial not in found:
            found[node._serial] = node
            if node._serial not in cut:
                waiting += [arg for arg in node.args if isinstance(arg, Node)]
    work(len(waiting))
    return dict(sorted(found.items()))


def _broken_order(arg: Node, user: Node) -> GraphError:
    if arg._operation is None:
        return StaleDataError(
            f"the data of {arg.describe()} changed after {user.describe()} was computed from it; "
            "run the forward pass again before calling backward"
        )
    return GraphError(
        f"{user.describe()} uses {arg.describe()}, which is newer than itself: a cycle; "
        "args are set by operations and must not be edited"
    )
