"""Where everything of a picture goes: line by line, each line laid out on its own."""

from __future__ import annotations

from typing import NamedTuple

from ..graph.elements import Edge, Graph
from ..layout.borders import Point
from ..layout.layered import Layout, layout
from .boxes import Boxes, Rows, boxed
from .frames import Shape

LOOP = 16.0  # how far an arrow from row to row of one frame swings out
LINE_GAP = 44.0  # between one line and the next below
FEW_LINKS = 300  # of more, in all lines together, not all orders are tried

Column = tuple[int, float]


class Arrangement(NamedTuple):
    """The middles of cards and frames, the corners of every arrow, and the extent.

    `sizes` are those of the cards; of one that is a row, that of its frame. `columns` tells the
    line of each arrow, and where in it the column begins that the arrow leads to.
    """

    boxes: Boxes
    cards: list[Point]
    sizes: list[Point]
    frames: list[Point]
    routes: list[list[Point]]
    columns: list[Column]
    width: float
    height: float

    @property
    def shapes(self) -> list[Shape]:
        """The frames, measured."""
        return self.boxes.shapes

    @property
    def row_of(self) -> Rows:
        """The frame and row of each card that is in one."""
        return self.boxes.row_of


def arranged(graph: Graph, gap: float) -> Arrangement:
    """Lay out a graph, each of its lines below the one before; `gap` is that between cards."""
    boxes = boxed(graph)
    line = _lines(graph, boxes)
    place = _stacked(boxes, line, gap)
    cards = {
        card.id: _middle(card.id, place.centres[boxes.box[card.id]], boxes.row_of)
        for card in graph.cards
    }
    routes = [
        place.routes[boxes.link_of[i]] if i in boxes.link_of else _loop(edge, boxes.row_of, cards)
        for i, edge in enumerate(graph.edges)
    ]
    return Arrangement(
        boxes=boxes,
        cards=list(cards.values()),
        sizes=[boxes.sizes[boxes.box[card.id]] for card in graph.cards],
        frames=[place.centres[boxes.box[shape.frame.cards[0]]] for shape in boxes.shapes],
        routes=routes,
        columns=[
            (line[boxes.box[edge.target]], route[-1][0])
            for edge, route in zip(graph.edges, routes, strict=True)
        ],
        width=place.width,
        height=place.height,
    )


def _lines(graph: Graph, boxes: Boxes) -> list[int]:
    line = [0] * len(boxes.sizes)
    for card, number in zip(graph.cards, graph.lines or (0,) * len(graph.cards), strict=True):
        line[boxes.box[card.id]] = number
    return line


def _stacked(boxes: Boxes, line: list[int], gap: float) -> Layout:
    """The lines one below another. No link leads from one to the other."""
    count = 1 + max(line, default=0)
    own: list[list[int]] = [[] for _ in range(count)]
    links: list[list[int]] = [[] for _ in range(count)]
    for box, number in enumerate(line):
        own[number].append(box)
    for link, (source, _) in enumerate(boxes.links):
        links[line[source]].append(link)
    whole = Layout([(0.0, 0.0)] * len(line), [[] for _ in boxes.links], 0.0, -LINE_GAP)
    for number in range(count):
        whole = _below(whole, boxes, own[number], links[number], gap)
    return whole


def _below(whole: Layout, boxes: Boxes, own: list[int], links: list[int], gap: float) -> Layout:
    """The layout with that of its `own` boxes, and the `links` between these, added below."""
    at = {box: i for i, box in enumerate(own)}
    part = layout(
        [boxes.sizes[box] for box in own],
        [(at[source], at[target]) for source, target in (boxes.links[i] for i in links)],
        [boxes.labels[boxes.firsts[i]] for i in links],
        gap,
        [boxes.ends[i] for i in links],
        thorough=len(boxes.links) <= FEW_LINKS,
    )
    top = whole.height + LINE_GAP
    for box, (x, y) in zip(own, part.centres, strict=True):
        whole.centres[box] = (x, y + top)
    for i, route in zip(links, part.routes, strict=True):
        whole.routes[i] = [(x, y + top) for x, y in route]
    width, height = max(whole.width, part.width), top + part.height
    return Layout(whole.centres, whole.routes, width, height)


def _middle(card_id: str, centre: Point, row_of: Rows) -> Point:
    shape, row = row_of.get(card_id, (None, 0))
    return centre if shape is None else (centre[0], centre[1] + shape.level(row))


def _loop(edge: Edge, row_of: Rows, cards: dict[str, Point]) -> list[Point]:
    """Out of the left border of a frame and back into it: one result is computed from another."""
    left = cards[edge.source][0] - row_of[edge.source][0].width / 2.0
    start, end = cards[edge.source][1], cards[edge.target][1]
    return [(left, start), (left - LOOP, (start + end) / 2.0), (left, end)]
