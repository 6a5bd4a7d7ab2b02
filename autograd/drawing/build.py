"""`graph_of(y)`: the picture of a computation as data, folded until it can be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..errors import OperandError
from ..node import Node
from .folding import arrows_into, candidates
from .ghosts import with_copies
from .graph import Card, Edge, Graph, Recorded, roots_of

LIMIT = 80
FEWEST = 4


def graph_of(
    roots: Any, *, parameters: Iterable[Node] | Any = (), limit: int | None = LIMIT
) -> Graph:
    """Every node under `roots` as cards and arrows; above `limit` cards, folded.

    `parameters` (nodes, or a module) are the leaves to tint as learnt rather than given. Without a
    limit every node has a card. Raises `OperandError` for what is no node, `StaleDataError` where a
    leaf changed since the graph was built.

    >>> from autograd.value import Value
    >>> x = Value(3.0, "x")
    >>> graph = graph_of(x * x)
    >>> [(edge.source, edge.target, edge.position, edge.partial) for edge in graph.edges]
    [('n0', 'n1', 0, 3.0), ('n0', 'n1', 1, 3.0)]
    """
    recorded = Recorded(roots_of(roots), parameters)
    if limit is None:
        return with_copies(_drawn(recorded, set(recorded.nodes)))
    if limit < FEWEST:
        raise OperandError(f"limit is a number of cards, at least {FEWEST}; got {limit}")
    for visible in candidates(recorded, limit):
        graph = with_copies(_drawn(recorded, visible))
        if len(graph.cards) <= limit:
            break
    return graph


def named_only(root: Node, parameters: Iterable[Node] | Any = ()) -> Graph:
    """The picture of the leaves and of what was given a name; all else is folded into arrows."""
    recorded = Recorded([root], parameters)
    shown = {s for s, node in recorded.nodes.items() if node.op is None or node.name}
    return with_copies(_drawn(recorded, shown | recorded.roots))


def _drawn(recorded: Recorded, visible: set[int]) -> Graph:
    cards: list[Card] = []
    edges: list[Edge] = []
    for serial, node in recorded.nodes.items():
        if serial not in visible:
            continue
        arrows, operations, leaves = arrows_into(recorded, node, visible)
        card = recorded.card(node, operations, leaves)
        edges += arrows
        if leaves and not operations:
            cards.append(_more(card, leaves))
            edges.append(Edge(cards[-1].id, card.id, None, None, ""))
        cards.append(card)
    notes = _notes(len(recorded.nodes), len(visible))
    return Graph(tuple(cards), tuple(edges), len(recorded.nodes), notes)


def _more(card: Card, leaves: int) -> Card:
    return Card(f"{card.id}_more", f"… {leaves} more", "more", "", "", "")


def _notes(total: int, shown: int) -> tuple[str, ...]:
    if shown == total:
        return ()
    note = (
        f"{total - shown} of {total} nodes are folded away. An arrow past them carries the sum "
        "over all hidden paths, so the chain rule still adds up."
    )
    return (note,)
