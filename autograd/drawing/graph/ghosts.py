"""Copies of leaves that are used far apart.

A weight that every step of a chain uses would pull an arrow across the whole picture at each step,
and a layout with them costs minutes. Drawn again beside each distant use, it costs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from ..layout.ranks import ranks
from .elements import Card, Edge, Graph

REACH = 2  # a card serves the uses within so many columns of its first


def with_copies(graph: Graph) -> Graph:
    """The graph with a copy of each leaf for every group of uses beyond reach of the last."""
    rank = _ranks_of_operations(graph)
    uses: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        if edge.source not in rank:
            uses[edge.source].append(edge)
    moved: dict[int, str] = {}
    copies: list[Card] = []
    for card in graph.cards:
        groups = _groups(uses.get(card.id, []), rank)
        for number, group in enumerate(groups[1:], start=1):
            copy = replace(card, id=f"{card.id}_{number}", kind="copy", copy_of=card.id)
            copies.append(copy)
            moved |= dict.fromkeys(map(id, group), copy.id)
    edges = tuple(replace(e, source=moved[id(e)]) if id(e) in moved else e for e in graph.edges)
    return replace(graph, cards=(*copies, *graph.cards), edges=edges) if copies else graph


def _ranks_of_operations(graph: Graph) -> dict[str, int]:
    """The column of each card that is no leaf, leaves aside."""
    operations = [card.id for card in graph.cards if card.kind == "op"]
    number = {card_id: i for i, card_id in enumerate(operations)}
    links = [
        (number[edge.source], number[edge.target])
        for edge in graph.edges
        if edge.source in number and edge.target in number
    ]
    return dict(zip(operations, ranks(len(operations), links), strict=True))


def _groups(edges: list[Edge], rank: dict[str, int]) -> list[list[Edge]]:
    groups: list[list[Edge]] = []
    first = -REACH - 1
    for edge in sorted(edges, key=lambda edge: rank[edge.target]):
        if not groups or rank[edge.target] > first + REACH:
            groups.append([])
            first = rank[edge.target]
        groups[-1].append(edge)
    return groups
