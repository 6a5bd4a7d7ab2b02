"""`graph_of(y)`: the picture of a computation as data, folded until it can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..engine.node import Node
from ..errors import OperandError
from .graph.choosing import candidates
from .graph.depths import View, at_depth
from .graph.elements import Card, Edge, Graph
from .graph.folding import arrows_into
from .graph.framing import framed
from .graph.ghosts import with_copies
from .graph.recorded import Recorded, roots_of

ALL = "limit=None (--all) shows all."  # in Python, and on a shell
LIMIT = 80
FEWEST = 4


def graph_of(
    roots: Any,
    *,
    parameters: Iterable[Node] | Any = (),
    limit: int | None = LIMIT,
    depth: int | None = None,
    fold: bool = True,
) -> Graph:
    """Every node under `roots` as cards and arrows; above `limit` cards, folded.

    What a wide picture repeats at the beginning of a line (see `shapes.lines`) is not counted.

    `parameters` (nodes, or a module) are the leaves to tint as learnt rather than given; those of
    modules that were called on the way are tinted anyway. `depth` folds the calls of modules and
    groups: 0 those called from outside, 1 those called by them, and so on. By default no call is
    folded up to `limit` cards, and beyond that the greatest depth which leaves no more of them;
    with `fold=False` calls stay open and the picture keeps to what is nearest to the result.
    Without a limit every node has a card.

    Raises `OperandError` for what is no node and for a depth or limit that is none,
    `StaleDataError` where a leaf changed since the graph was built.

    >>> from autograd.values.value import Value
    >>> x = Value(3.0, "x")
    >>> graph = graph_of(x * x)
    >>> [(edge.source, edge.target, edge.position, edge.partial) for edge in graph.edges]
    [('n0', 'n1', 0, 3.0), ('n0', 'n1', 1, 3.0)]
    """
    _check(limit, depth)
    recorded = Recorded(roots_of(roots), parameters)
    if limit is None:
        if depth is None:
            return with_copies(_drawn(recorded, View(set(recorded.nodes))))
        return with_copies(_drawn(recorded, at_depth(recorded, depth)))
    for view in candidates(recorded, limit, depth, fold):
        graph = with_copies(_drawn(recorded, view))
        if len(graph.cards) <= limit:
            break
    return graph


def _check(limit: int | None, depth: int | None) -> None:
    if limit is not None and limit < FEWEST:
        raise OperandError(f"limit is a number of cards, at least {FEWEST}; got {limit}")
    if depth is not None and depth < 0:
        raise OperandError(
            f"depth tells which calls to fold: 0 for those called from outside, 1 for those that "
            f"they call, and so on; got {depth}"
        )


def named_only(root: Node, parameters: Iterable[Node] | Any = ()) -> Graph:
    """The picture of the leaves and of what was given a name; all else is folded into arrows."""
    recorded = Recorded([root], parameters)
    shown = {s for s, node in recorded.nodes.items() if node.op is None or node.name}
    return with_copies(_drawn(recorded, View(shown | recorded.roots)))


def _drawn(recorded: Recorded, view: View) -> Graph:
    cards: list[Card] = []
    edges: list[Edge] = []
    crowds: dict[tuple[int, ...], str] = {}  # leaves without a card share one that counts them
    for serial, node in recorded.nodes.items():
        if serial not in view.shown:
            continue
        arrows, operations, leaves = arrows_into(recorded, node, view.shown)
        in_call = serial in view.call_of
        card = recorded.card(node, operations, len(leaves))
        edges += arrows
        crowd = tuple(leaf.serial for leaf in leaves if leaf.serial not in view.own)
        if crowd and (in_call or not operations):
            if crowd not in crowds:
                crowds[crowd] = f"{card.id}_more"
                cards.append(_more(crowds[crowd], len(crowd)))
            edges.append(Edge(crowds[crowd], card.id, None, None, ""))
        cards.append(card)
    graph = Graph(tuple(cards), tuple(edges), len(recorded.nodes))
    return replace(framed(recorded, view, graph), notes=_notes(recorded, view))


def _more(card_id: str, leaves: int) -> Card:
    return Card(card_id, f"… {leaves} more", "more", "", "", "")


def _notes(recorded: Recorded, view: View) -> tuple[str, ...]:
    total, hidden = len(recorded.nodes), len(recorded.nodes) - len(view.shown)
    if not hidden:
        return ()
    note = f"{hidden} of {total} nodes are folded into arrows, each the sum over its hidden paths."
    return note, _how_deep(recorded, view) if view.results else ALL


def _how_deep(recorded: Recorded, view: View) -> str:
    """Which calls are folded, and how to open them."""
    count = len(view.results)
    calls = f"{count} calls of modules or groups are" if count > 1 else "One module or group is"
    deeper = any(call.level > view.depth for call in recorded.calls)
    way = f"depth={view.depth + 1} opens more" if deeper else "fold=False, limit=None shows all"
    return f"{calls} folded (depth={view.depth}); {way}."
