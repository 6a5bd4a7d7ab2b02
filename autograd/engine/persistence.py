"""Copying and pickling of nodes: a whole graph as a few flat lists.

`copy.copy`, `copy.deepcopy` and `pickle` work on every node, of graphs of any depth. A leaf becomes
a new, independent leaf with its gradient. Roots that are pickled together keep sharing their
leaves; a `Snapshot` of several roots keeps sharing what lies between as well.

>>> import pickle
>>> from autograd import Value
>>> x = Value(3.0, name="x")
>>> square, leaf = pickle.loads(pickle.dumps([x * x, x]))
>>> square.backward()
>>> leaf.grad, x.grad
(6.0, None)
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from copy import copy, deepcopy
from itertools import islice
from typing import Any

from .node import Node, attach
from .walks import ancestors

Order = list[Node]


class Snapshot:
    """The graph below some roots, held flat: leaves, then one entry for each operation.

    A node is known by its place: leaves first, then operations in the order they were done. An
    argument is such a place, or -1 - k for the k-th constant.

    >>> from autograd import Value
    >>> x = Value(2.0)
    >>> y = x * x
    >>> again, twice = Snapshot(y, y + y).restore()
    >>> twice.args[0] is again
    True
    """

    def __init__(self, *roots: Node) -> None:
        nodes = _together(roots)
        self.leaves = [node for node in nodes if node.op is None]
        inner = [node for node in nodes if node.op is not None]
        place = {node.serial: i for i, node in enumerate(self.leaves + inner)}
        self.roots = [place[root.serial] for root in roots]
        self.kinds: list[Any] = []
        self.ops: list[Any] = []
        self.constants: list[Any] = []
        self.entries = array("q", self._entries(inner, place))
        self.primals = [node.primal for node in inner]
        self.names = {i: node.name for i, node in enumerate(inner) if node.name}
        self.grads = {i: node.grad for i, node in enumerate(inner) if node.grad is not None}

    def _entries(self, inner: Order, place: dict[int, int]) -> Iterator[int]:
        """For each operation: its kind, its op, how many args, and where each of them is."""
        kinds: dict[type, int] = {}
        ops: dict[int, int] = {}
        for node in inner:
            args = node.args
            yield kinds.setdefault(type(node), len(kinds))
            yield ops.setdefault(id(node.op), len(ops))
            yield len(args)
            if len(ops) > len(self.ops):
                self.ops.append(node.op)
            for arg in args:
                if isinstance(arg, Node):
                    yield place[arg.serial]
                else:
                    self.constants.append(arg)
                    yield -len(self.constants)
        self.kinds.extend(kinds)

    def restore(self) -> Order:
        """The roots, on a graph of their own above `leaves`."""
        nodes = list(self.leaves)
        entries = iter(self.entries)
        # Each turn of the loop reads one whole entry, so zip's next read is the next kind.
        for i, (kind, primal) in enumerate(zip(entries, self.primals, strict=False)):
            op, size = self.ops[next(entries)], next(entries)
            args = (nodes[k] if k >= 0 else self.constants[-1 - k] for k in islice(entries, size))
            node = blank(self.kinds[kind], primal)
            attach(node, op, tuple(args))
            node.name, node.grad = self.names.get(i, ""), self.grads.get(i)
            nodes.append(node)
        return [nodes[i] for i in self.roots]


def _together(roots: tuple[Node, ...]) -> Order:
    found: dict[int, Node] = {}
    for root in roots:
        if root.serial not in found:
            found |= ancestors(root)
    return [found[serial] for serial in sorted(found)]


def blank(kind: type[Node], primal: Any) -> Node:
    """A node of this class that holds `primal`, for `attach` to complete.

    Arrays in nodes are read-only, so copies may share them; those read from a pickle are not yet.
    """
    node: Node = object.__new__(kind)
    if hasattr(primal, "setflags"):
        primal.setflags(write=False)
    node._primal = primal
    return node


def leaf(kind: type[Node], primal: Any, name: str, grad: Any) -> Node:
    """A leaf as it was pickled."""
    node = blank(kind, primal)
    attach(node, None, ())
    node.name, node.grad = name, grad
    return node


def _only(snapshot: Snapshot) -> Node:
    return snapshot.restore()[0]


def reduced(node: Node, protocol: Any = None) -> tuple[Any, ...]:
    """How pickle takes a node apart: a leaf by its data, a result by a `Snapshot`."""
    if node.op is not None:
        return _only, (Snapshot(node),)
    return leaf, (type(node), node.primal, node.name, node.grad), vars_of(node)


def vars_of(node: Node) -> dict[str, Any] | None:
    """The attributes that a subclass without slots has added."""
    return getattr(node, "__dict__", None) or None


def copied(node: Node) -> Node:
    """`copy.copy`: an independent leaf, or another result of one operation on the same args."""
    twin = blank(type(node), node.primal)
    attach(twin, node.op, node.args)
    return _decorated(twin, node, copy)


def deeply_copied(node: Node, memo: dict[int, Any]) -> Node:
    """`copy.deepcopy`: a graph of its own, sharing with what was copied in the same call."""
    graph = ancestors(node)
    for serial in sorted(graph):
        each = graph[serial]
        if id(each) not in memo:
            twin = blank(type(each), each.primal)
            attach(twin, each.op, tuple([_moved(arg, memo) for arg in each.args]))
            memo[id(each)] = _decorated(twin, each, lambda part: deepcopy(part, memo))
    return memo[id(node)]  # type: ignore[no-any-return]  # a memo holds anything


def _moved(arg: Any, memo: dict[int, Any]) -> Any:
    return memo[id(arg)] if isinstance(arg, Node) else deepcopy(arg, memo)


def _decorated(twin: Node, node: Node, own: Callable[[Any], Any]) -> Node:
    twin.name, twin.grad = node.name, own(node.grad)
    if extra := vars_of(node):
        vars(twin).update(own(extra))
    return twin
