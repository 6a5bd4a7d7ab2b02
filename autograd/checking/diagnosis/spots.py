"""The places of a formula where something may be wrong, and a formula with one place mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...formulas.trees.tree import (
    Indexed,
    Slope,
    Sum,
    Tree,
    children,
    rebuilt,
    text,
)
from .differences import exchange
from .places import Place


@dataclass(frozen=True)
class Slip:
    """A claim with one thing changed: what was wrong, what it became, and why in words."""

    cost: int
    tree: Tree
    culprit: str
    why: str


@dataclass(frozen=True)
class Spot:
    """A part of a claim, how to put another there, the indices that mean something, the parent."""

    part: Tree
    put: Callable[[Tree], Tree]
    indices: tuple[str, ...]
    parent: Tree | None
    place: Place

    @cached_property
    def words(self) -> tuple[str, str]:
        """What to call the part, and what to say behind; asked for each of its slips."""
        return self.place.words

    @cached_property
    def named(self) -> str:
        """What to call it where nothing can be said behind."""
        return self.place.named


def spots(tree: Tree, outer: Sequence[str]) -> Iterator[Spot]:
    """The parts of a claim that a slip may sit in, from the outside in."""
    waiting = [Spot(tree, lambda part: part, tuple(outer), None, Place(tree))]
    for spot in waiting:
        yield spot
        part, indices = spot.part, spot.indices
        if isinstance(part, Indexed | Slope):
            continue
        if isinstance(part, Sum):
            indices = (*indices, part.index)
        for place, child in enumerate(
            children(part)[:1] if isinstance(part, Sum) else children(part)
        ):
            inner = spot.place.inner(place)
            waiting.append(Spot(child, _putter(spot, place), indices, part, inner))


def _putter(spot: Spot, place: int) -> Callable[[Tree], Tree]:
    def inner(tree: Tree) -> Tree:
        parts = children(spot.part)
        return spot.put(rebuilt(spot.part, (*parts[:place], tree, *parts[place + 1 :])))

    return inner


Undone = tuple[int, Tree, str, str]  # cost, the part mended, culprit, why


def instead(cost: int, spot: Spot, other: Tree) -> Undone:
    """A part exchanged for another one."""
    return cost, other, text(spot.part), exchange(spot.place, other)
