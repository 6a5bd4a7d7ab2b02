"""Where everything goes: cards in columns from arguments to result, arrows between them.

Layered layout in plain Python, so a picture needs no other program: columns by longest path
(`ranks`) from border to border (`borders`), an order with few crossings (`ordering`), level heights
(`placement`). No recursion, no chance: the same graph always gives the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .borders import Point, borders
from .ordering import Columns, columns, untangle
from .placement import CARD_GAP, heights
from .ranks import Link, ranks

PORT = 22.0
LONG = 30


class Layout(NamedTuple):
    """The middle of every box, the corners of every arrow from box to box, and the extent."""

    centres: list[Point]
    routes: list[list[Point]]
    width: float
    height: float


class Ends(NamedTuple):
    """How far below the middles of its boxes a link leaves and arrives; None: wherever is room."""

    leaves: float | None = None
    arrives: float | None = None


def layout(
    sizes: Sequence[Point],
    links: Sequence[Link],
    room: Sequence[float] = (),
    gap: float = CARD_GAP,
    ends: Sequence[Ends] = (),
    thorough: bool = True,
) -> Layout:
    """Place cards (or other boxes) of these sizes. Links go from lower to higher numbers.

    `room` is the space that each link's label wants between the columns; `gap` the least space
    between one card and the next below; `ends` are where on its two cards each link is attached.
    The order with few crossings is searched for `thorough`ly, or soon.

    >>> layout([(100.0, 60.0), (100.0, 60.0)], [(0, 1)]).centres
    [(50.0, 30.0), (198.0, 30.0)]
    """
    rank = ranks(len(sizes), links)
    graph = columns(rank, links)
    untangle(graph, thorough)
    y = heights(graph, [height for _, height in sizes], gap)
    lefts, rights = borders(rank, sizes, links, room or [0.0] * len(links))
    middles = [(left + right) / 2.0 for left, right in zip(lefts, rights, strict=True)]
    centres = [(middles[rank[i]], y[i]) for i in range(len(sizes))]
    attached = _attached(graph, sizes, links, y, ends or [Ends()] * len(links))
    routes = _routes(graph, rank, sizes, links, centres, attached, y, lefts, rights)
    bottom = max((y[i] + size[1] / 2.0 for i, size in enumerate(sizes)), default=0.0)
    lowest = max((point[1] for route in routes for point in route), default=0.0)
    return Layout(centres, routes, rights[-1] if rights else 0.0, max(bottom, lowest))


def _routes(
    graph: Columns,
    rank: Sequence[int],
    sizes: Sequence[Point],
    links: Sequence[Link],
    centres: Sequence[Point],
    attached: Sequence[Point],
    y: Sequence[float],
    lefts: Sequence[float],
    rights: Sequence[float],
) -> list[list[Point]]:
    """From the source's right border (or a long trunk), past bends, to a port of the target."""
    routes = []
    for i, (source, target) in enumerate(links):
        trunk, length = graph.trunks[source], graph.length[i]
        shared = length - 1 if LONG < length < len(trunk) else 0
        route = [(centres[source][0] + sizes[source][0] / 2.0, attached[i][0])]
        if shared:  # the source's longest link draws the trunk that they have in common
            route = []
        for step in range(shared, length):
            column, level = rank[source] + 1 + step, y[trunk[step]]
            route += [(lefts[column], level), (rights[column], level)]
        route.append((centres[target][0] - sizes[target][0] / 2.0, attached[i][1]))
        routes.append(route)
    return routes


def _attached(
    graph: Columns,
    sizes: Sequence[Point],
    links: Sequence[Link],
    y: Sequence[float],
    ends: Sequence[Ends],
) -> list[Point]:
    """The heights at which each link leaves its source and arrives at its target."""
    away = _twins(links, ends)
    ports = _ports(graph, sizes, links, y, ends)
    return [
        (
            y[source] + (away[i] if end.leaves is None else end.leaves),
            ports[i] if end.arrives is None else y[target] + end.arrives,
        )
        for i, ((source, target), end) in enumerate(zip(links, ends, strict=True))
    ]


def _twins(links: Sequence[Link], ends: Sequence[Ends]) -> list[float]:
    """How far from the middle of its source each link leaves: apart, when x is used as x*x."""
    alike: dict[tuple[Link, Ends], list[int]] = {}
    for i, pair in enumerate(zip(links, ends, strict=True)):
        alike.setdefault(pair, []).append(i)
    away = [0.0] * len(links)
    for group in alike.values():
        for place, i in enumerate(group):
            away[i] = (place - (len(group) - 1) / 2.0) * PORT
    return away


def _ports(
    graph: Columns,
    sizes: Sequence[Point],
    links: Sequence[Link],
    y: Sequence[float],
    ends: Sequence[Ends],
) -> list[float]:
    """The height at which each link arrives: spread over the target in the order they come from."""
    arriving: dict[int, list[int]] = {}
    for i, (_, target) in enumerate(links):
        if ends[i].arrives is None:
            arriving.setdefault(target, []).append(i)
    ports = [0.0] * len(links)
    for target, group in arriving.items():
        last = {i: graph.last(i, links[i][0]) for i in group}
        # From one and the same card, links arrive in the order in which they leave it.
        group.sort(key=lambda i: (y[last[i]] + (ends[i].leaves or 0.0), i))
        step = min(PORT, (sizes[target][1] - 16.0) / max(1, len(group) - 1))
        for place, i in enumerate(group):
            ports[i] = y[target] + (place - (len(group) - 1) / 2.0) * max(step, 0.0)
    return ports
