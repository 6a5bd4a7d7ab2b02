"""Where the local derivative of each arrow is written, so that none covers another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from ..layout.borders import DENSE, Point
from ..signs.measure import text_width

SPOTS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)
CELL = 80.0
PILL_HEIGHT = 18.0


class Pill(NamedTuple):
    """The middle and width of a label; `crowded` when there is no room to show it always."""

    x: float
    y: float
    width: float
    crowded: bool = False

    @staticmethod
    def width_of(text: str) -> float:
        """How wide the pill around a text is; 0 for no text."""
        return text_width(text, 11.0) + 12.0 if text else 0.0

    def covers(self, other: Pill) -> bool:
        """Whether two pills overlap."""
        apart = (self.width + other.width) / 2.0 + 3.0
        return abs(self.x - other.x) < apart and abs(self.y - other.y) < PILL_HEIGHT + 2.0


def pills(
    routes: Sequence[list[Point]], widths: Sequence[float], columns: Sequence[Hashable]
) -> list[Pill]:
    """A pill for every route, on its last stretch, the part that it shares with no other.

    `columns` are those that the routes lead to: where too many pills stand before one, none has
    room.
    """
    labelled = Counter(column for column, width in zip(columns, widths, strict=True) if width)
    taken: dict[tuple[int, int], list[Pill]] = {}
    placed = []
    for route, width, column in zip(routes, widths, columns, strict=True):
        spots = (_on(route[-2], route[-1], t, width) for t in SPOTS)
        free = (pill for pill in spots if not any(map(pill.covers, _near(taken, pill))))
        pill = None if labelled[column] > DENSE else next(free, None)
        if pill and width:
            taken.setdefault(_cell(pill), []).append(pill)
        placed.append(pill or _on(route[-2], route[-1], SPOTS[0], width, bool(width)))
    return placed


def _cell(pill: Pill) -> tuple[int, int]:
    return int(pill.x // CELL), int(pill.y // CELL)


def _near(taken: dict[tuple[int, int], list[Pill]], pill: Pill) -> list[Pill]:
    column, row = _cell(pill)
    cells = ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
    return [other for cell in cells for other in taken.get(cell, ())]


def _on(start: Point, end: Point, t: float, width: float, crowded: bool = False) -> Pill:
    """A pill at parameter `t` of the curve between two corners, clear of the cards at its ends.

    The curve is the cubic that `svg.curve` draws: its x runs from start to end with the controls
    half-way, so its y is 3t² - 2t³ of the way.
    """
    (x0, y0), (x1, y1) = start, end
    x = x0 + (x1 - x0) * (1.5 * t - 1.5 * t * t + t * t * t)
    low, high = x0 + width / 2.0 + 4.0, x1 - width / 2.0 - 14.0
    y = y0 + (y1 - y0) * (3.0 * t * t - 2.0 * t * t * t)
    return Pill(min(max(x, low), max(high, low)), y, width, crowded)
