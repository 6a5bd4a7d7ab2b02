"""The arrows of a drawing as SVG, each with its local derivative."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from math import isfinite, log10
from typing import Any

from ...engine.labels import visible
from ...formulas.escape import svg as text_of
from ..graph.elements import Card, Edge, Graph
from ..layout.borders import Point
from .cards import LONGEST_TITLE, px
from .pills import PILL_HEIGHT, Pill

LENGTH = 8.0
HEAD = "M0 0l-9-4v8z"  # a little longer, so that it covers the end of its line
HAIR, THICK = 0.3, 2.4


def arrows(
    graph: Graph, routes: list[list[Point]], placed: list[Pill], columns: Sequence[Hashable]
) -> Iterable[str]:
    """All arrows, then all pills, so that no arrow runs across a number.

    `columns` are those that the arrows lead to: where numbers have no room there, an arrow is as
    wide as its number is beside the largest of them.
    """
    cards = {card.id: card for card in graph.cards}
    widths = _widths(graph.edges, placed, columns)
    for edge, route, pill, width in zip(graph.edges, routes, placed, widths, strict=True):
        yield _edge(edge, cards, route, pill, width)
    for edge, pill in zip(graph.edges, placed, strict=True):
        if edge.text and not pill.crowded:
            yield _pill(edge, pill)


def _widths(
    edges: Sequence[Edge], placed: list[Pill], columns: Sequence[Hashable]
) -> Iterable[float]:
    """The width of every arrow; where numbers have no room, beside the largest one there."""
    largest: dict[Hashable, float] = {}
    for edge, pill, column in zip(edges, placed, columns, strict=True):
        if pill.crowded and isinstance(edge.partial, float) and isfinite(edge.partial):
            largest[column] = max(largest.get(column, 0.0), abs(edge.partial))
    for edge, pill, column in zip(edges, placed, columns, strict=True):
        most = largest.get(column, 0.0)
        beside = pill.crowded and most > 0.0 and isinstance(edge.partial, float)
        yield HAIR + THICK * min(1.0, abs(edge.partial) / most) if beside else stroke(edge.partial)


def _edge(edge: Edge, cards: dict[str, Card], route: list[Point], pill: Pill, width: float) -> str:
    cut = " cut" if edge.partial is None or _is_zero(edge.partial) else ""
    kinds = f"edge{cut}{' dense' if pill.crowded else ''}{_mark(edge)}"
    position = "" if edge.position is None else f' data-position="{edge.position}"'
    hidden = _pill(edge, pill) if edge.text and pill.crowded else ""
    return (
        f'<g class="{kinds}" data-source="{edge.source}" data-target="{edge.target}"'
        f"{position}><title>{text_of(sentence(edge, cards), LONGEST_TITLE)}</title>"
        f'<path class="arrow" stroke-width="{px(width)}" d="{curve(route)}"/>'
        f'<path class="head" transform="translate({_point(route[-1])})" d="{HEAD}"/>{hidden}</g>'
    )


def sentence(edge: Edge, cards: dict[str, Card]) -> str:
    """An arrow in words, with all digits of its derivative."""
    source, target = visible(cards[edge.source].label), visible(cards[edge.target].label)
    way = "all folded paths" if edge.position is None else f"operand {edge.position + 1}"
    number = repr(edge.partial) if isinstance(edge.partial, float) else edge.text or "no number"
    return f"{source} to {target}, {way}: ∂{target}/∂{source} = {number}"


def _mark(edge: Edge) -> str:
    return f" {edge.mark}" if edge.mark else ""


def _is_zero(partial: Any) -> bool:
    return isinstance(partial, float) and partial == 0.0


def stroke(partial: Any) -> float:
    """The width of an arrow: 1.6 for a derivative of 1, more or less by orders of magnitude."""
    if not isinstance(partial, float) or partial == 0.0 or partial != partial:
        return 1.2
    return 1.6 + 0.55 * min(3.0, max(-2.0, log10(abs(partial))))


def curve(route: list[Point]) -> str:
    """A smooth line through the corners of a route: curved between columns, straight in them."""
    x, y = route[0]
    path = [f"M{px(x)} {px(y)}"]
    last = len(route) - 1
    for i, (corner, to_y) in enumerate(route[1:], start=1):
        to_x = corner - LENGTH if i == last else corner
        if i % 2 == 0 and i < last:
            path.append(f"L{px(to_x)} {px(to_y)}")
        else:
            bend = (to_x - x) / 2.0
            path.append(
                f"C{px(x + bend)} {px(y)} {px(to_x - bend)} {px(to_y)} {px(to_x)} {px(to_y)}"
            )
        x, y = to_x, to_y
    return "".join(path)


def _point(tip: Point) -> str:
    return f"{px(tip[0])} {px(tip[1])}"


def _pill(edge: Edge, pill: Pill) -> str:
    left, top = pill.x - pill.width / 2.0, pill.y - PILL_HEIGHT / 2.0
    return (
        f'<g class="label{" crowded" if pill.crowded else ""}{_mark(edge)}">'
        f'<rect class="pill" x="{px(left)}" y="{px(top)}" '
        f'width="{px(pill.width)}" height="{px(PILL_HEIGHT)}" rx="{px(PILL_HEIGHT / 2)}"/>'
        f'<text class="partial" x="{px(pill.x)}" y="{px(pill.y + 4)}">'
        f"{text_of(edge.text)}</text></g>"
    )
