"""Folded calls in a picture: the names of their results, and a frame around several of them."""

from __future__ import annotations

from dataclasses import replace

from ...engine.labels import visible
from .depths import View
from .elements import Card, Frame, Graph
from .recorded import Recorded


def framed(recorded: Recorded, view: View, graph: Graph) -> Graph:
    """The graph with the results of folded calls named after them, in a frame where several are.

    The one result of a call is a card that stands for the call.
    """
    cards = {card.id: card for card in graph.cards}
    frames: list[Frame] = []
    operations, leaves = view.folded_into()
    for call, results in view.results.items():
        shown = [serial for serial in results if serial in view.shown]
        for serial in shown:
            name = call.name if len(results) == 1 else f"{call.name}[{results.index(serial)}]"
            card = cards[recorded.ids[serial]]
            cards[card.id] = _named(card, name, call.kind)
        rows = tuple(recorded.ids[serial] for serial in shown)
        if len(rows) > 1:
            frames.append(
                Frame(
                    id=f"f{len(frames)}",
                    label=call.name,
                    made_by=call.kind,
                    cards=rows,
                    unshown=len(results) - len(rows),
                    hidden=operations[call],
                    hidden_leaves=leaves[call],
                )
            )
        elif rows and operations[call]:
            card = cards[rows[0]]
            cards[card.id] = replace(card, hidden=operations[call], hidden_leaves=leaves[call])
    return replace(graph, cards=tuple(cards.values()), frames=tuple(frames))


def _named(card: Card, name: str, kind: str) -> Card:
    """The result of a call. Its own name goes first, and one operation says more than a kind."""
    made_by = visible(name if card.named else kind) if card.hidden else card.made_by
    return replace(card, label=card.label if card.named else name, named=True, made_by=made_by)
