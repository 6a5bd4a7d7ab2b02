"""Which nodes get a card when there are too many for one picture.

Any choice of shown nodes gives a right picture, because `arrows_into` lets an arrow stand for every
path through hidden nodes and carry the sum of their products: the chain rule adds up as before. So
`shown` may choose for the eye alone:

1. of a function of very many numbers, the first few arguments;
2. of a run of operations that use one another and nothing else, the ends;
3. of the rest, what is nearest to the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import islice
from typing import Any

from ..node import Node
from .graph import Edge, Recorded, partial_text

MANY_ARGUMENTS = 12
FIRST_FEW = 3
NAMED_LEAVES = 6
DEEPEST = 8
MANY_NAMES = 12

Serials = set[int]


def arrows_into(recorded: Recorded, node: Node, visible: Serials) -> tuple[list[Edge], int, int]:
    """The arrows into a shown node, and how many operations and leaves are hidden behind it."""
    direct: list[Edge] = []
    hidden: dict[int, tuple[Node, Any]] = {}
    folded: dict[int, Any] = {}
    for position, (arg, d) in enumerate(zip(node.args, recorded.partials(node), strict=True)):
        if not isinstance(arg, Node):
            continue
        if arg.serial in visible:
            direct.append(_edge(recorded, arg.serial, node, position, d))
        else:
            hidden[arg.serial] = (arg, _plus(hidden.get(arg.serial, (arg, None))[1], d))
    operations, leaves = _fold(recorded, hidden, folded, visible, node.on_arrays)
    through = (_edge(recorded, serial, node, None, folded[serial]) for serial in sorted(folded))
    return direct + list(through), operations, leaves


def _fold(
    recorded: Recorded,
    hidden: dict[int, tuple[Node, Any]],
    folded: dict[int, Any],
    visible: Serials,
    on_arrays: bool,
) -> tuple[int, int]:
    """Sweep through hidden nodes, youngest first, until shown ones stop every path."""
    operations = leaves = 0
    waiting = [-serial for serial in sorted(hidden, reverse=True)]
    while waiting:
        node, g = hidden.pop(-heappop(waiting))
        operations += node.op is not None
        leaves += node.op is None
        for arg, d in zip(node.args, recorded.partials(node), strict=True):
            if not isinstance(arg, Node):
                continue
            term = None if g is None or d is None or on_arrays else g * d
            if arg.serial in visible:
                folded[arg.serial] = _plus(folded.get(arg.serial), term)
            elif arg.serial in hidden:
                hidden[arg.serial] = (arg, _plus(hidden[arg.serial][1], term))
            else:
                hidden[arg.serial] = (arg, term)
                heappush(waiting, -arg.serial)
    return operations, leaves


def _plus(total: Any, term: Any) -> Any:
    return term if total is None else total if term is None else total + term


def _edge(recorded: Recorded, source: int, target: Node, position: int | None, d: Any) -> Edge:
    ids = recorded.ids
    return Edge(ids[source], ids[target.serial], position, d, partial_text(d))


def candidates(recorded: Recorded, limit: int) -> Iterator[Serials]:
    """Choices of nodes to show, from the fullest to the barest."""
    users = users_of(recorded.nodes.values())
    few = set(recorded.nodes) - _surplus_arguments(recorded, users)
    if len(few) <= limit:
        yield few
    ends = few - _inside_runs(recorded, users)
    if len(ends) <= limit:
        yield ends
    order = _by_nearness(recorded, ends)
    for share in (0.5, 0.35, 0.25, 0.15, 0.08, 0.04, 0.0):
        yield _nearest(recorded, order, few, users, max(1, int(limit * share)))


def users_of(nodes: Iterable[Node]) -> dict[int, list[Node]]:
    """For each node, by serial, the different nodes that use it."""
    users: dict[int, list[Node]] = {}
    for node in nodes:
        for serial in {arg.serial for arg in node.args if isinstance(arg, Node)}:
            users.setdefault(serial, []).append(node)
    return users


def _surplus_arguments(recorded: Recorded, users: dict[int, list[Node]]) -> Serials:
    surplus: Serials = set()
    for node in recorded.nodes.values():
        if len(node.args) <= MANY_ARGUMENTS:
            continue
        args = [arg for arg in node.args if isinstance(arg, Node)]
        own = [a for a in args if a.op is None and len(users[a.serial]) == 1]
        if len(own) > MANY_ARGUMENTS:
            surplus |= {a.serial for a in own} - _first_few(node, args)
    return surplus


def _first_few(node: Node, args: list[Node]) -> Serials:
    """The first arguments; of a dot product, the first of either side."""
    if getattr(node.op, "columns", 1) == 1:
        return {a.serial for a in args[:FIRST_FEW]}
    half = len(args) // 2
    return {a.serial for a in (*args[:2], *args[half : half + 2])}


def _inside_runs(recorded: Recorded, users: dict[int, list[Node]]) -> Serials:
    """Operations with one user and one computed argument, whose neighbours are of that kind too."""
    links: dict[int, int] = {}
    for node in recorded.nodes.values():
        before = {arg.serial for arg in node.args if isinstance(arg, Node) and arg.op}
        single = len(before) == 1 and len(users.get(node.serial, ())) == 1
        if single and not node.name and node.serial not in recorded.roots:
            links[node.serial] = before.pop()
    return {
        serial
        for serial, before in links.items()
        if before in links and users[serial][0].serial in links
    }


def _by_nearness(recorded: Recorded, among: Serials) -> list[Node]:
    """Operations from the roots downwards, by the longest path; those with a name go first.

    What is unnamed and many steps away is left out: it would make the picture too wide to read.
    Where many have a name, those are the picture.
    """
    level: dict[int, int] = {}
    for node in reversed(recorded.nodes.values()):
        below = level.setdefault(node.serial, 0) + 1
        for arg in node.args:
            if isinstance(arg, Node):
                level[arg.serial] = max(level.get(arg.serial, 0), below)
    operations = [
        node
        for node in recorded.nodes.values()
        if node.op and node.serial in among and (node.name or level[node.serial] <= DEEPEST)
    ]
    roots = recorded.roots
    named = [node for node in operations if node.name]
    return sorted(
        named if len(named) >= MANY_NAMES else operations,
        key=lambda node: (
            node.serial not in roots,
            not node.name,
            level[node.serial],
            -node.serial,
        ),
    )


def _nearest(
    recorded: Recorded,
    order: list[Node],
    few: Serials,
    users: dict[int, list[Node]],
    budget: int,
) -> Serials:
    """The first operations of `order`, the leaves they use, and a few that reach them folded."""
    kept = {node.serial for node in order[:budget]} | recorded.roots
    leaves = [node for s, node in recorded.nodes.items() if node.op is None and s in few]
    used = [leaf for leaf in leaves if any(u.serial in kept for u in users.get(leaf.serial, ()))]
    named = [leaf for leaf in leaves if leaf.name and recorded.kind(leaf) == "input"][:NAMED_LEAVES]
    wanted = dict.fromkeys(leaf.serial for leaf in (*used[: (budget + 1) // 2], *named, *used))
    return kept | set(islice(wanted, budget))
