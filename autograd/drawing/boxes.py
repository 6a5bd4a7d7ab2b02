"""Where cards go: alone in the layout, or as rows of a frame that is a box there."""

from __future__ import annotations

from dataclasses import dataclass

from .cards import size_of
from .frames import Shape, shape_of
from .graph import Edge, Graph
from .layout import Ends, Point, layout
from .pills import Pill

Rows = dict[str, tuple[Shape, int]]

LOOP = 16.0  # how far an arrow from row to row of one frame swings out


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The middles of cards and frames, the corners of every arrow, and the extent.

    `sizes` are those of the cards; of one that is a row, that of its frame.
    `row_of` has the frame and row of a card that is in one. `labels` is the room that the number
    of each arrow takes; none if it is `tabled`, for then it stands in the frame it leads to.
    """

    cards: list[Point]
    sizes: list[Point]
    frames: list[Point]
    shapes: list[Shape]
    row_of: Rows
    routes: list[list[Point]]
    labels: list[float]
    tabled: list[bool]
    width: float
    height: float


def arranged(graph: Graph, gap: float) -> Arrangement:
    """Lay out a graph; the arrows from a card into a frame with a table are drawn as one."""
    shapes = [shape_of(graph, frame) for frame in graph.frames]
    row_of = {card.id: (shape, i) for shape in shapes for i, card in enumerate(shape.rows)}
    tabled = [e.target in row_of and row_of[e.target][0].table is not None for e in graph.edges]
    labels = [
        0.0 if in_table else Pill.width_of(edge.text)
        for edge, in_table in zip(graph.edges, tabled, strict=True)
    ]
    box, sizes = _boxes(graph, row_of)
    between = [i for i, e in enumerate(graph.edges) if box[e.source] != box[e.target]]
    lines = {i: _line(graph.edges[i], i, box, tabled[i]) for i in between}
    drawn = {line: i for i, line in reversed(lines.items())}  # the first edge of each line
    firsts = sorted(drawn.values())
    place = layout(
        sizes,
        [(box[graph.edges[i].source], box[graph.edges[i].target]) for i in firsts],
        [labels[i] for i in firsts],
        gap,
        [_ends(graph.edges[i], row_of, tabled[i]) for i in firsts],
    )
    route = dict(zip(firsts, place.routes, strict=True))
    cards = {card.id: _middle(card.id, place.centres[box[card.id]], row_of) for card in graph.cards}
    return Arrangement(
        cards=list(cards.values()),
        sizes=[sizes[box[card.id]] for card in graph.cards],
        frames=[place.centres[box[shape.frame.cards[0]]] for shape in shapes],
        shapes=shapes,
        row_of=row_of,
        routes=[
            route[drawn[lines[i]]] if i in lines else _loop(edge, row_of, cards)
            for i, edge in enumerate(graph.edges)
        ],
        labels=labels,
        tabled=tabled,
        width=place.width,
        height=place.height,
    )


def _boxes(graph: Graph, row_of: Rows) -> tuple[dict[str, int], list[Point]]:
    """The box that each card is, or is a row of, and the size of each box.

    A frame counts as its last row: what leads into it comes before, and what it leads to after.
    """
    box: dict[str, int] = {}
    sizes: list[Point] = []
    for card in graph.cards:
        shape, row = row_of.get(card.id, (None, 0))
        if shape is None:
            box[card.id] = len(sizes)
            sizes.append(size_of(card))
        elif row == len(shape.rows) - 1:
            box |= dict.fromkeys(shape.frame.cards, len(sizes))
            sizes.append((shape.width, shape.height))
    return box, sizes


def _line(edge: Edge, number: int, box: dict[str, int], in_table: bool) -> tuple[object, ...]:
    """What is the same for edges that are drawn as one line."""
    return (edge.source, box[edge.target]) if in_table else (number,)


def _ends(edge: Edge, row_of: Rows, in_table: bool) -> Ends:
    source, target = row_of.get(edge.source), row_of.get(edge.target)
    leaves = source[0].level(source[1]) if source else None
    arrives = target[0].level(target[1]) if target and not in_table else None
    return Ends(leaves, arrives)


def _middle(card_id: str, centre: Point, row_of: Rows) -> Point:
    shape, row = row_of.get(card_id, (None, 0))
    return centre if shape is None else (centre[0], centre[1] + shape.level(row))


def _loop(edge: Edge, row_of: Rows, cards: dict[str, Point]) -> list[Point]:
    """Out of the left border of a frame and back into it: one result is computed from another."""
    left = cards[edge.source][0] - row_of[edge.source][0].width / 2.0
    start, end = cards[edge.source][1], cards[edge.target][1]
    return [(left, start), (left - LOOP, (start + end) / 2.0), (left, end)]
