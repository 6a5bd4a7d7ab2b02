"""Heights: every card level with its neighbours, as far as the cards of its column leave room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .ordering import Column, Columns

ROUNDS = 8
CARD_GAP = 22.0
BEND_GAP = 14.0
STRAIGHT = 8.0  # how much more a bend wants to be level with its trunk than a card with its own


def heights(graph: Columns, height: Sequence[float], gap: float = CARD_GAP) -> list[float]:
    """The middle of every vertex; bends have no height. The highest card ends at 0.

    `gap` is the space between cards.
    """
    full = [*height, *[0.0] * (len(graph.before) - graph.count)]
    y = [0.0] * len(full)
    offsets = [_offsets(graph.count, column, full, gap) for column in graph.order]
    for column, offset in zip(graph.order, offsets, strict=True):
        for v, place in zip(column, offset, strict=True):
            y[v] = place - offset[-1] / 2.0
    for number in range(ROUNDS):
        sides = [graph.before] if number % 2 == 0 else [graph.after]
        if number >= ROUNDS - 2:
            sides = [graph.before, graph.after]
        steps = list(zip(graph.order, offsets, strict=True))
        for column, offset in steps if number % 2 == 0 else steps[::-1]:
            _settle(graph, column, offset, y, sides)
    top = min((y[v] - full[v] / 2.0 for v in range(len(full))), default=0.0)
    return [middle - top for middle in y]


def _offsets(count: int, column: Column, height: Sequence[float], wide: float) -> list[float]:
    """How far below the first vertex of a column each must be at least."""
    offsets = [0.0]
    for above, below in pairwise(column):
        gap = wide if above < count and below < count else BEND_GAP
        offsets.append(offsets[-1] + (height[above] + height[below]) / 2.0 + gap)
    return offsets[: len(column)]


def _settle(
    graph: Columns,
    column: Column,
    offsets: list[float],
    y: list[float],
    sides: list[list[list[int]]],
) -> None:
    wishes, weights = [], []
    for v, offset in zip(column, offsets, strict=True):
        total = weight = 0.0
        trunk = STRAIGHT if v >= graph.count else 1.0
        for side in sides:
            for w in side[v]:
                pull = trunk if w >= graph.count else 1.0
                total += pull * y[w]
                weight += pull
        wishes.append((total / weight if weight else y[v]) - offset)
        weights.append(weight or 0.1)
    levels = isotonic(wishes, weights) if len(wishes) > 1 else wishes
    for v, offset, level in zip(column, offsets, levels, strict=True):
        y[v] = level + offset


def isotonic(wishes: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nondecreasing numbers nearest to `wishes` in weighted least squares.

    Pool adjacent violators (Ayer et al. 1955).

    >>> isotonic([1.0, 3.0, 2.0], [1.0, 1.0, 1.0])
    [1.0, 2.5, 2.5]
    """
    pools: list[tuple[float, float, int]] = []
    for wish, weight in zip(wishes, weights, strict=True):
        pool = (wish, weight, 1)
        while pools and pools[-1][0] > pool[0]:
            mean, heavy, size = pools.pop()
            whole = heavy + pool[1]
            pool = ((mean * heavy + pool[0] * pool[1]) / whole, whole, size + pool[2])
        pools.append(pool)
    return [mean for mean, _, size in pools for _ in range(size)]
