"""What to call the nodes of a graph, where each needs a name of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import count
from types import MappingProxyType

from ..support.visible import LONGEST as LONGEST
from ..support.visible import visible as visible
from .node import Node

EMPTY: Mapping[int, str] = MappingProxyType({})
NUMBERED = re.compile("(.+)⁽([⁰¹²³⁴⁵⁶⁷⁸⁹]+)⁾", re.DOTALL)  # what `labels_of` makes of a name
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def labels_of(nodes: Iterable[Node], known: Mapping[int, str] = EMPTY) -> dict[int, str]:
    """What to call each node, by serial: its name, or v1, v2, … in the order given.

    A name that is `known` for a serial goes before the node's own. Numbers whose name somebody took
    are left out. A label means one node, so where several have the same name each is numbered.

    >>> from autograd.values.value import Value
    >>> v1, x = Value(1.0, "v1"), Value(2.0, "x")
    >>> list(labels_of([v1, x, v1 * x, Value(3.0, "x")]).values())
    ['v1', 'x⁽¹⁾', 'v2', 'x⁽²⁾']
    """
    nodes = list(nodes)
    names = {node.serial: known.get(node.serial) or node.name for node in nodes}
    taken = set(names.values())
    unnamed = (label for i in count(1) if (label := f"v{i}") not in taken)
    labels = {serial: name or next(unnamed) for serial, name in names.items()}
    return labels | numbered(names)


def numbered(names: Mapping[int, str]) -> dict[int, str]:
    """Labels for those whose name others have too: `w⁽¹⁾`, `b⁽¹⁾`, `w⁽²⁾`, `b⁽²⁾`.

    A name that comes again begins the next number, so what was made together has the same one: the
    weights of a neuron, or the values of a step in time. Once no name met so far will come again,
    those that follow have to do with others, and count from 1.
    """
    ahead = Counter(names.values())
    shared = {name: times for name, times in ahead.items() if name and times > 1}
    labels: dict[int, str] = {}
    number, expected, met = 1, 0, set[str]()
    for serial in sorted(serial for serial, name in names.items() if name in shared):
        name = names[serial]
        if name in met or not expected:
            number, met = (number + 1 if expected else 1), set()
        while (label := f"{name}⁽{str(number).translate(_RAISED)}⁾") in ahead:
            number += 1
        met.add(name)
        expected += (ahead[name] == shared[name]) - (ahead[name] == 1)
        ahead[name] -= 1
        labels[serial] = label
    return labels
