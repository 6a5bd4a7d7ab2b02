"""A picture that is too wide to be read goes on in a next line, as a text does.

A line ends where few values are still needed. Each of them is drawn again, small, at the beginning
of a later line that uses it, so no arrow leads from line to line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, takewhile
from math import ceil
from typing import NamedTuple

from ..graph.elements import Card, Edge, Graph
from ..layout.borders import borders
from ..layout.ranks import ranks
from .boxes import Boxes, boxed

LINE = 1240.0  # pixels: with its margins, what a page of 1280 shows in full size
REPEATS = 180.0  # of these, for what is drawn again
RAGGED = 4.0  # so many more repeats are as bad as a line with next to nothing on it
MOST_REPEATS = 16  # at the end of a line; with more of them, a wide picture is easier to read


class Column(NamedTuple):
    """Where a column begins and ends, and how many values from it or before are needed later."""

    left: float
    right: float
    needed: int


def in_lines(graph: Graph, line: float = LINE) -> Graph:
    """The picture in lines of at most this width, if it can be divided without many repeats.

    Room for wider numbers counts (see `Card.room`), so a picture whose numbers change keeps its
    lines.
    """
    boxes = boxed(graph)
    rank = ranks(len(boxes.sizes), boxes.links)
    first = _first_needed(boxes, rank)
    ends = _ends_of_lines(_columns(graph, boxes, rank, first), line)
    if not ends:
        return graph
    number = [bisect_left(ends, column) for column in first]
    return _divided(graph, {card: number[box] for card, box in boxes.box.items()})


def width_of(graph: Graph) -> float:
    """How wide a picture is while it stands on one line."""
    boxes = boxed(graph)
    rank = ranks(len(boxes.sizes), boxes.links)
    return borders(rank, boxes.sizes, boxes.links, boxes.room)[1][-1]


def _first_needed(boxes: Boxes, rank: Sequence[int]) -> list[int]:
    """The column in which each box has to be: of what nothing leads to, the first that uses it."""
    users: dict[int, list[int]] = {}
    for source, target in boxes.links:
        users.setdefault(source, []).append(rank[target])
    computed = {target for _, target in boxes.links}
    return [own if box in computed else min(users.get(box, [own])) for box, own in enumerate(rank)]


def _columns(graph: Graph, boxes: Boxes, rank: Sequence[int], first: Sequence[int]) -> list[Column]:
    lefts, rights = borders(rank, boxes.sizes, boxes.links, boxes.room)
    last: dict[str, int] = {}
    for i in boxes.link_of:
        edge = graph.edges[i]
        last[edge.source] = max(last.get(edge.source, 0), rank[boxes.box[edge.target]])
    change = [0] * (len(lefts) + 1)
    for card, end in last.items():
        change[first[boxes.box[card]]] += 1
        change[end] -= 1
    return [Column(*column) for column in zip(lefts, rights, accumulate(change), strict=False)]


def _ends_of_lines(columns: Sequence[Column], line: float) -> list[int]:
    """The columns that end a line before the last; none where the picture is better left whole.

    As in a text that is set well, all lines are chosen together: with few repeats, and about
    equally long, so that no card is left alone on the last.
    """
    whole = columns[-1].right - columns[0].left
    if whole <= line:
        return []
    lines = ceil((whole - REPEATS) / (line - REPEATS))
    equal = (whole + (lines - 1) * REPEATS) / lines
    cost, end = [0.0] * (len(columns) + 1), [0] * len(columns)
    for start in reversed(range(len(columns))):
        choices = _within(columns, start, line)
        last = len(columns) - 1
        cost[start], end[start] = min(
            (columns[e].needed * (e < last) + RAGGED * (width / equal - 1.0) ** 2 + cost[e + 1], e)
            for e, width in choices
        )
    ends = [end[0]]
    while ends[-1] < len(columns) - 1:
        ends.append(end[ends[-1] + 1])
    return [] if any(columns[e].needed > MOST_REPEATS for e in ends[:-1]) else ends[:-1]


def _within(columns: Sequence[Column], start: int, line: float) -> list[tuple[int, float]]:
    """Where a line that starts there may end, and how long it would be; one column always fits."""
    left = columns[start].left - (REPEATS if start else 0.0)
    widths = ((e, columns[e].right - left) for e in range(start, len(columns)))
    return list(takewhile(lambda choice: choice[0] == start or choice[1] <= line, widths))


def _divided(graph: Graph, line: dict[str, int]) -> Graph:
    """The picture with each card on its line, and again on every later line that uses it."""
    cards = {card.id: card for card in graph.cards}
    copies: dict[tuple[str, int], Card] = {}  # by what is copied, and for which line
    edges: list[Edge] = []
    for edge in graph.edges:
        at = line[edge.target]
        if line[edge.source] == at:
            edges.append(edge)
            continue
        if (edge.source, at) not in copies:
            copies[edge.source, at] = _copy(cards[edge.source], at)
        edges.append(replace(edge, source=copies[edge.source, at].id))
    lines = (*(at for _, at in copies), *(line[card.id] for card in graph.cards))
    return replace(graph, cards=(*copies.values(), *graph.cards), edges=tuple(edges), lines=lines)


def _copy(card: Card, line: int) -> Card:
    return replace(
        card,
        id=f"{card.id}_line{line}",
        kind="copy",
        copy_of=card.copy_of or card.id,
        root=False,
        hidden=0,
        hidden_leaves=0,
    )
