"""`to_svg(y)`: the graph as one self-contained SVG text, light and dark, with nothing to install.

Cards hold a node's name, what made it, its value and gradient. An arrow's pill is the local
derivative; its stroke is the thicker the larger that is. Where pills would cover one another, the
ones without room appear under the pointer. Equal graphs give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..engine.node import Node
from ..formulas.escape import svg as text_of
from .build import LIMIT, graph_of
from .graph.elements import Graph
from .layout.placement import CARD_GAP
from .shapes.arranging import Arrangement, arranged
from .shapes.arrows import arrows
from .shapes.cards import LONGEST_TITLE, card_of, px
from .shapes.footer import footer
from .shapes.frames import frame_of, row_of
from .shapes.lines import in_lines
from .shapes.pills import Pill, pills
from .shapes.style import stylesheet

MARGIN = 20.0


def to_svg(
    roots: Any,
    *,
    parameters: Iterable[Node] | Any = (),
    limit: int | None = LIMIT,
    depth: int | None = None,
    fold: bool = True,
) -> str:
    """The graph under `roots` (a node or several) as an SVG document.

    `parameters` are leaves to tint as learnt; above `limit` cards the drawing is folded, and
    `depth` and `fold` say how, as in `draw`.

    >>> from autograd.values.value import Value
    >>> to_svg(Value(2.0, "x") * 3.0).startswith("<svg")
    True
    """
    return svg_of(graph_of(roots, parameters=parameters, limit=limit, depth=depth, fold=fold))


def svg_of(graph: Graph) -> str:
    """A graph that has been built already as an SVG document."""
    graph = in_lines(graph)
    place, placed = laid_out(graph)
    tabled = place.boxes.tabled
    crowded = sum(p.crowded and not t for p, t in zip(placed, tabled, strict=True))
    below = footer(graph, place.width, crowded, any(tabled))
    width = max(place.width, below.width) + 2 * MARGIN
    height = place.height + 2 * MARGIN + below.height
    style = stylesheet("autograd-graph", frames=bool(graph.frames), claim=bool(graph.caption))
    parts = [
        _opening(width, height),
        f"<title>{text_of(_title(graph), LONGEST_TITLE)}</title>",
        f"<style>{style}</style>",
        f'<rect class="paper" width="{px(width)}" height="{px(height)}"/>',
        f'<g transform="translate({px(MARGIN)} {px(MARGIN)})">',
        *shapes(graph, place, placed),
        "</g>",
        f'<g transform="translate({px(MARGIN)} {px(place.height + 2 * MARGIN)})">',
        *below.parts,
        "</g></svg>\n",
    ]
    return "\n".join(parts)


def laid_out(graph: Graph, gap: float = CARD_GAP) -> tuple[Arrangement, list[Pill]]:
    """Where the cards, the frames, the arrows and the numbers on them go."""
    place = arranged(graph, gap)
    placed = pills(place.routes, place.boxes.labels, place.columns)
    # An arrow that a table has the number of shows it under the pointer, like a crowded one.
    widths = [Pill.width_of(edge.text) for edge in graph.edges]
    return place, [
        pill._replace(width=width, crowded=True) if tabled else pill
        for pill, width, tabled in zip(placed, widths, place.boxes.tabled, strict=True)
    ]


def shapes(graph: Graph, place: Arrangement, placed: list[Pill]) -> Iterable[str]:
    """The elements of the drawing: frames, arrows, the numbers on them, then cards, in order."""
    for shape, centre in zip(place.shapes, place.frames, strict=True):
        yield frame_of(shape, *centre)
    yield from arrows(graph, place.routes, placed, place.columns)
    for card, centre, size in zip(graph.cards, place.cards, place.sizes, strict=True):
        found = place.row_of.get(card.id)
        yield row_of(graph, *found, centre) if found else card_of(card, centre, size)


def _opening(width: float, height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="autograd-graph" role="img" '
        f'width="{px(width)}" height="{px(height)}" viewBox="0 0 {px(width)} {px(height)}">'
    )


def _title(graph: Graph) -> str:
    size = f"{len(graph.cards)} cards, {len(graph.edges)} arrows"
    return f"Computation graph of {graph.results}: {size}"
