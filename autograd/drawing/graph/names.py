"""What to call each node: its own name, its path in a module, or the call that it came from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from math import inf

from ...engine.labels import labels_of, numbered
from ...engine.node import Node
from .calls import Call, calls_of, makers, outermost, parameters_in


def labels_in(nodes: Mapping[int, Node]) -> dict[int, str]:
    """The labels of a graph's nodes, given in topological order."""
    calls = calls_of(nodes)
    return labels_by(nodes, calls, makers(nodes, calls))


def labels_by(
    nodes: Mapping[int, Node], calls: list[Call], maker: Mapping[int, Call]
) -> dict[int, str]:
    """The same where the calls, and which of them made each node, are known."""
    known = result_names(nodes, calls, maker) | parameter_names(calls)
    own = {p.serial: p.name for p in parameters_in(calls) if p.serial not in known}
    # Numbered among themselves: the names of a model take none from the numbers it is called with.
    return labels_of(nodes.values(), known | numbered(own))


def result_names(
    nodes: Mapping[int, Node], calls: list[Call], maker: Mapping[int, Call]
) -> dict[int, str]:
    """The results of calls, by serial: `layers.0`, or of several `layers.0[2]`.

    A result is what was used after the call, or by nothing. It is called after the outermost call
    that it is a result of, unless it has a name of its own.
    """
    last = {
        arg.serial: s for s, node in nodes.items() for arg in node.args if isinstance(arg, Node)
    }
    results: dict[Call, list[int]] = defaultdict(list)
    for serial, innermost in maker.items():
        for call in innermost.chain() if nodes[serial].op else ():
            if last.get(serial, inf) < call.stop:
                break
            results[call].append(serial)
    names: dict[int, str] = {}
    for call in calls:
        for place, serial in enumerate(results[call]):
            if not nodes[serial].name:
                alone = len(results[call]) == 1
                names.setdefault(serial, call.name if alone else f"{call.name}[{place}]")
    return names


def parameter_names(calls: list[Call]) -> dict[int, str]:
    """The path of each such parameter in its module, by serial: `layers.0.weight`.

    A parameter that was given a name that is not the end of its path keeps that. Where several
    modules were called from outside, theirs is the first part of the path; of several that are
    called the same, it is the name of the first call.
    """
    names: dict[int, str] = {}
    parts = outermost(calls)
    alike = Counter(part.name for part in parts)
    first = {call.part: call.name for call in reversed(calls)}
    for part in parts:
        whose = first[part] if alike[part.name] > 1 else part.name
        named = getattr(part.module, "named_parameters", None)
        for path, parameter in named() if callable(named) else ():
            if parameter.name in ("", path.rpartition(".")[2]):
                names.setdefault(parameter.serial, f"{whose}.{path}" if len(parts) > 1 else path)
    return names
