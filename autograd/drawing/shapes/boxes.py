"""What a layout places: cards and frames as boxes, and the arrows between them as links."""

from __future__ import annotations

from typing import NamedTuple

from ..graph.elements import Edge, Graph
from ..layout.borders import Point
from ..layout.layered import Ends
from ..layout.ranks import Link
from .cards import size_of
from .frames import Shape, shape_of
from .pills import Pill

Rows = dict[str, tuple[Shape, int]]


class Boxes(NamedTuple):
    """The boxes of a picture, with their sizes, and the links that lead from one to another.

    `box` is the number of the box that each card is, or is a row of; `row_of` has the frame and row
    of a card that is in one. `labels` is the room that the number of each arrow takes; none if it
    is `tabled`, for then it stands in the frame it leads to. Arrows from one card into a frame with
    a table are one link: `link_of` has the link of each arrow that leads to another box, and
    `firsts` the first arrow of each link.
    """

    shapes: list[Shape]
    row_of: Rows
    box: dict[str, int]
    sizes: list[Point]
    labels: list[float]
    tabled: list[bool]
    link_of: dict[int, int]
    firsts: list[int]
    links: list[Link]
    ends: list[Ends]

    @property
    def room(self) -> list[float]:
        """The space that the number of each link wants."""
        return [self.labels[i] for i in self.firsts]


def boxed(graph: Graph) -> Boxes:
    """The boxes of a picture and the links between them."""
    shapes = [shape_of(graph, frame) for frame in graph.frames]
    row_of = {card.id: (shape, i) for shape in shapes for i, card in enumerate(shape.rows)}
    tabled = [e.target in row_of and row_of[e.target][0].table is not None for e in graph.edges]
    labels = [
        0.0 if in_table else Pill.width_of(edge.text)
        for edge, in_table in zip(graph.edges, tabled, strict=True)
    ]
    box, sizes = _numbered(graph, row_of)
    between = [i for i, e in enumerate(graph.edges) if box[e.source] != box[e.target]]
    lines = {i: _line(graph.edges[i], i, box, tabled[i]) for i in between}
    drawn = {line: i for i, line in reversed(lines.items())}
    firsts = sorted(drawn.values())
    number = {first: link for link, first in enumerate(firsts)}
    return Boxes(
        shapes=shapes,
        row_of=row_of,
        box=box,
        sizes=sizes,
        labels=labels,
        tabled=tabled,
        link_of={i: number[drawn[line]] for i, line in lines.items()},
        firsts=firsts,
        links=[(box[graph.edges[i].source], box[graph.edges[i].target]) for i in firsts],
        ends=[_ends(graph.edges[i], row_of, tabled[i]) for i in firsts],
    )


def _numbered(graph: Graph, row_of: Rows) -> tuple[dict[str, int], list[Point]]:
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
    """What is the same for arrows that are drawn as one line."""
    return (edge.source, box[edge.target]) if in_table else (number,)


def _ends(edge: Edge, row_of: Rows, in_table: bool) -> Ends:
    source, target = row_of.get(edge.source), row_of.get(edge.target)
    leaves = source[0].level(source[1]) if source else None
    arrives = target[0].level(target[1]) if target and not in_table else None
    return Ends(leaves, arrives)
