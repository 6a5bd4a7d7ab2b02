"""The order of cards within their columns: as few crossing arrows as a few sweeps can find.

A link over several columns passes each of them at a *bend*. All links of one source share its
bends, so a value that is used a thousand times costs one long trunk and not a million bends.
Method: Sugiyama, Tagawa & Toda 1981 (barycentres), with the transposes of Gansner et al. 1993.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .ranks import Link

Column = list[int]
FEW_STEPS = 600
SWEEPS, LARGE_SWEEPS = 32, 6
PATIENCE = 6
TRANSPOSES = 8
STRIDES = (389, 631)


@dataclass
class Columns:
    """Cards and bends in columns. Vertices from `count` on are bends.

    `before` and `after` list each vertex's neighbours one column away. A link passes the first
    `length[link]` bends of the trunk of its source.
    """

    count: int
    order: list[Column]
    before: list[list[int]]
    after: list[list[int]]
    trunks: list[list[int]]
    length: list[int]

    def last(self, link: int, source: int) -> int:
        """The vertex from which a link reaches its target."""
        length = self.length[link]
        return self.trunks[source][length - 1] if length else source


def columns(rank: Sequence[int], links: Sequence[Link]) -> Columns:
    """The vertices of a layout in columns, in a first order that suits a tree."""
    count = len(rank)
    column = list(rank)
    before: list[list[int]] = [[] for _ in rank]
    after: list[list[int]] = [[] for _ in rank]
    trunks: list[list[int]] = [[] for _ in rank]
    lengths: list[int] = []

    def step(left: int, right: int) -> None:
        after[left].append(right)
        before[right].append(left)

    for source, target in links:
        trunk = trunks[source]
        length = rank[target] - rank[source] - 1
        while len(trunk) < length:
            column.append(rank[source] + len(trunk) + 1)
            before.append([])
            after.append([])
            step(trunk[-1] if trunk else source, len(column) - 1)
            trunk.append(len(column) - 1)
        lengths.append(length)
        step(trunk[length - 1] if length else source, target)
    if sum(lengths) <= FEW_STEPS:  # of long ways it would enter millions
        _weigh(trunks, lengths, links, step)
    return Columns(count, _first_order(column, before, after), before, after, trunks, lengths)


def _weigh(
    trunks: Sequence[list[int]],
    lengths: Sequence[int],
    links: Sequence[Link],
    step: Callable[[int, int], None],
) -> None:
    """Enter a step once for each link that takes it: to cross a trunk is to cross them all."""
    taken: set[Link] = set()
    for (source, _), length in zip(links, lengths, strict=True):
        way = [source, *trunks[source][:length]]
        for a, b in pairwise(way):
            if (a, b) in taken:
                step(a, b)
            taken.add((a, b))


def _first_order(
    column: list[int], before: list[list[int]], after: list[list[int]]
) -> list[Column]:
    """Depth first from the results: the first operand's branch comes above the second's."""
    order: list[Column] = [[] for _ in range(max(column, default=-1) + 1)]
    seen = [False] * len(column)
    for root in (v for v in range(len(column)) if not after[v]):
        waiting = [root]
        while waiting:
            v = waiting.pop()
            if not seen[v]:
                seen[v] = True
                order[column[v]].append(v)
                waiting += reversed(before[v])
    return order


def untangle(graph: Columns, thorough: bool = True) -> None:
    """Reorder the columns for fewer crossings; stop when sweeps no longer help.

    Small graphs are begun several times, with transposes: one first order is rarely the best. Of
    many small ones, that would take long: then the search is not to be `thorough`.
    """
    small = thorough and sum(map(len, graph.before)) <= FEW_STEPS
    first = graph.order
    fewest, order = _improved(graph, first, small)
    for start in _others(graph, first) if small and fewest else ():
        found = _improved(graph, start, small)
        fewest, order = min((fewest, order), found, key=lambda pair: pair[0])
    graph.order = order


def _others(graph: Columns, first: list[Column]) -> Iterator[list[Column]]:
    """Further first orders: from the leaves, and shuffled, the same way every time."""
    yield _mirrored(graph)
    for stride in STRIDES:
        yield [_shuffled(column, stride) for column in first]


def _shuffled(column: Column, stride: int) -> Column:
    return sorted(column, key=lambda v: v * stride % 1009)


def _mirrored(graph: Columns) -> list[Column]:
    """A first order that is made from the leaves instead of the results."""
    column = {v: i for i, order in enumerate(graph.order) for v in order}
    last = len(graph.order) - 1
    mirror = [last - column[v] for v in range(len(column))]
    return _first_order(mirror, graph.after, graph.before)[::-1]


def _improved(graph: Columns, start: list[Column], small: bool) -> tuple[int, list[Column]]:
    """The fewest crossings found from a first order, and the order that has them."""
    graph.order = [list(column) for column in start]
    best = (crossings(graph), start)
    idle = 0
    for number in range(SWEEPS if small else LARGE_SWEEPS):
        if not best[0] or idle >= PATIENCE:
            break
        flip = number % 4 >= 2
        _sweep(graph, forward=number % 2 == 0, flip=flip)
        if small:
            _transpose(graph, flip)
        count = crossings(graph)
        idle = 0 if count < best[0] else idle + 1
        if count < best[0]:
            best = (count, [list(column) for column in graph.order])
    return best


def crossings(graph: Columns) -> int:
    """How many pairs of steps between neighbouring columns cross."""
    total = 0
    for left, right in zip(graph.order, graph.order[1:], strict=False):
        place = {v: i for i, v in enumerate(right)}
        seen: list[int] = []
        for v in left:
            ends = [place[w] for w in graph.after[v]]
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def _sweep(graph: Columns, forward: bool, flip: bool) -> None:
    """Sort every column by the places of its neighbours in the column just done.

    What has no neighbour there keeps its place; equal ones change places if `flip`.
    """
    neighbours = graph.before if forward else graph.after
    place: dict[int, int] = {}
    for column in graph.order if forward else graph.order[::-1]:
        free = [i for i, v in enumerate(column) if neighbours[v]]
        moving = [column[i] for i in free]
        wish = {v: _middle([place[w] for w in neighbours[v]], flip) for v in moving}
        if flip:
            moving.reverse()
        moving.sort(key=wish.__getitem__)
        for i, v in zip(free, moving, strict=True):
            column[i] = v
        place = {v: i for i, v in enumerate(column)}


def _middle(places: list[int], median: bool) -> float:
    """The mean of some places, or their median; each finds orders that the other misses."""
    if not median:
        return sum(places) / len(places)
    places.sort()
    half = len(places) // 2
    return (places[half] + places[~half]) / 2.0


def _transpose(graph: Columns, flip: bool) -> None:
    """Swap neighbours in a column while that saves crossings; with `flip`, once at no gain too."""
    place = {v: i for column in graph.order for i, v in enumerate(column)}
    for number in range(TRANSPOSES):
        least = 0 if flip and number == 0 else 1
        saved = sum(_swap(graph, column, place, least) for column in graph.order)
        if not saved:
            return


def _swap(graph: Columns, column: Column, place: dict[int, int], least: int) -> int:
    """Swap neighbours in one column where that saves at least so many; how many it saved."""
    saved = 0
    before = [[place[w] for w in graph.before[v]] for v in column]
    after = [[place[w] for w in graph.after[v]] for v in column]
    rows: list[list[Any]] = [column, before, after]
    for i in range(len(column) - 1):
        gain = _gain(before[i], before[i + 1]) + _gain(after[i], after[i + 1])
        if gain >= least:
            saved += gain
            for row in rows:
                row[i], row[i + 1] = row[i + 1], row[i]
    place.update((v, i) for i, v in enumerate(column))
    return saved


def _gain(upper: list[int], lower: list[int]) -> int:
    """How many crossings it saves to swap two vertices with neighbours at these places."""
    return sum((a > b) - (a < b) for a in upper for b in lower)
