"""The left and right border of each column: as wide as its cards, with room for numbers before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .ranks import Link

Point = tuple[float, float]
GAP = 24.0
NARROWEST_GAP = 48.0
SLACK, MOST_SLACK = 1.0, 60.0  # the more arrows between two columns, the wider apart these are
DENSE = 36  # more labels than this between two columns would be a wall, so none has room


def borders(
    rank: Sequence[int], sizes: Sequence[Point], links: Sequence[Link], room: Sequence[float]
) -> tuple[list[float], list[float]]:
    """The left and the right border of each column of boxes with these ranks and sizes.

    `room` is the space that each link's label wants before the column that it leads to.

    >>> borders([0, 1], [(100.0, 60.0), (80.0, 60.0)], [(0, 1)], [30.0])
    ([0.0, 155.0], [100.0, 235.0])
    """
    wide = [0.0] * (1 + max(rank, default=-1))
    for column, (width, _) in zip(rank, sizes, strict=True):
        wide[column] = max(wide[column], width)
    gaps = _gaps(rank, links, room, len(wide))
    lefts, rights, x = [], [], 0.0
    for width, gap in zip(wide, gaps, strict=True):
        lefts.append(x)
        rights.append(x + width)
        x += width + gap
    return lefts, rights


def _gaps(
    rank: Sequence[int], links: Sequence[Link], room: Sequence[float], columns: int
) -> list[float]:
    """The space after each column."""
    gaps = [NARROWEST_GAP] * columns
    before = [rank[target] - 1 for _, target in links]
    arriving = Counter(before)
    labelled = Counter(column for column, space in zip(before, room, strict=True) if space)
    for column, space in zip(before, room, strict=True):
        slack = min(MOST_SLACK, arriving[column] * SLACK)
        label = space if labelled[column] <= DENSE else 0.0
        gaps[column] = max(gaps[column], GAP + label + slack)
    return gaps
