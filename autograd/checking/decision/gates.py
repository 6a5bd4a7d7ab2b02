"""Nodes that hide what they are computed from: every path from the roots to it leads through them.

That is what graph theory calls domination, found here in one pass from the roots upwards: what
dominates a node is what all its users have in common.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from ...engine.node import Node

ROOT = 1 << 62  # stands below all roots, younger than any node


def gates(graph: dict[int, Node], roots: Sequence[Any], among: Container[int]) -> Iterator[Node]:
    """The nodes through which alone the leaves above them are reached, none behind another.

    `graph` holds arguments before their users; only nodes `among` these serials are looked for.

    >>> from autograd.engine.walks import between
    >>> from autograd.values.symbol import Symbol
    >>> w, x = Symbol("w"), Symbol("x")
    >>> z = w * x
    >>> y, several = z * z, z * x
    >>> [node is z for node in gates(between([y]), [y], {z.serial})]
    [True]
    >>> list(gates(between([several]), [several], {z.serial}))
    []
    """
    below = dominators(graph, roots)
    hidden, seen = _leaves_behind(graph, below), leaves_above(graph)
    closed = set[int]()
    for serial in reversed(graph):
        if below[serial] in closed:
            closed.add(serial)
        elif serial in among and hidden[serial] == seen[serial].bit_count():
            closed.add(serial)
            yield graph[serial]


def leaves_above(graph: dict[int, Node]) -> dict[int, int]:
    """The leaves that each node is computed from, as the bits of a number."""
    found: dict[int, int] = {}
    bit = 1
    for serial, node in graph.items():
        found[serial] = 0
        for arg in node.args:
            found[serial] |= found[arg.serial] if isinstance(arg, Node) else 0
        if node.op is None:
            found[serial], bit = bit, bit << 1
    return found


def _leaves_behind(graph: dict[int, Node], below: Mapping[int, int]) -> dict[int, int]:
    """How many leaves each node dominates."""
    found = dict.fromkeys([*graph, ROOT], 0)
    for serial, node in graph.items():
        found[serial] += node.op is None
        found[below[serial]] += found[serial]
    return found


def dominators(graph: dict[int, Node], roots: Sequence[Any]) -> dict[int, int]:
    """For each node the nearest one below it that every path from the roots passes."""
    found = {root.serial: ROOT for root in roots if isinstance(root, Node)}
    for serial in reversed(graph):
        for arg in graph[serial].args:
            if isinstance(arg, Node):
                found[arg.serial] = _common(found, found.get(arg.serial, serial), serial)
    return found


def _common(found: Mapping[int, int], a: int, b: int) -> int:
    """The nearest node below both, counting themselves."""
    while a != b:
        a, b = (found[a], b) if a < b else (a, found[b])
    return a
