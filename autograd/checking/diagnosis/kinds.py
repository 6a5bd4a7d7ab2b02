"""The kinds of slips that are tried: each is a function and an example, in one place.

What `slip` stands above says of a place in a claim what may have been meant there. From then on it
is tried for every claim, named, and tinted in the picture; its example is a page on which it must
be what is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from ...formulas.trees.tree import (
    Indexed,
    Slope,
    Sum,
    Tree,
    children,
    rebuilt,
    text,
)
from .changes import exchange
from .edits import Edit
from .known import Known
from .places import Place


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


# Thousands of slips are tried and one is told: words may be worked out when they are asked for.
Words = str | Callable[[], str]
Undone = tuple[int, Tree, Words, Words]  # cost, the part mended, culprit, why
Undo = Callable[[Spot, Known], Iterator[Undone]]


@dataclass(frozen=True)
class Kind:
    """What may have been meant at a place, and a claim in which it was, with the words for it.

    `least` is what its cheapest answer costs: before, it is not asked.
    """

    undo: Undo
    page: str
    claim: str
    said: str
    least: int = 0

    @property
    def name(self) -> str:
        """What the kind is called."""
        return self.undo.__name__.strip("_")


KINDS: list[Kind] = []


def slip(page: str, claim: str, said: str, least: int = 0) -> Callable[[Undo], Undo]:
    """Enter a kind of slip: `said` is what is wrong with `claim` on `page`."""

    def entered(undo: Undo) -> Undo:
        KINDS.append(Kind(undo, page, claim, said, least))
        return undo

    return entered


@dataclass(frozen=True)
class Candidate:
    """A claim that differs by a slip from the one that was made."""

    spot: Spot
    undone: Undone
    kind: str

    @property
    def cost(self) -> int:
        """How unlikely it is."""
        return self.undone[0]

    @cached_property
    def tree(self) -> Tree:
        """The whole claim, mended."""
        return self.spot.put(self.undone[1])

    def edit(self) -> Edit:
        """The same in words."""
        cost, _, culprit, why = self.undone
        return Edit(self.tree, _said(culprit), _said(why), cost, kind=self.kind)


def _said(words: Words) -> str:
    return words if isinstance(words, str) else words()


def undone(claim: Tree, outer: Sequence[str], known: Known) -> Iterator[Candidate]:
    """Every claim that differs from this one by a slip, the likeliest first."""
    places = list(spots(claim, outer))
    waiting: list[Candidate] = []
    stages = sorted({kind.least for kind in KINDS})
    for least, following in zip(stages, [*stages[1:], None], strict=True):
        waiting += [
            Candidate(spot, found, kind.name)
            for spot in places
            for kind in KINDS
            if kind.least == least
            for found in kind.undo(spot, known)
        ]
        waiting.sort(key=lambda candidate: candidate.cost)
        ready = sum(following is None or each.cost < following for each in waiting)
        yield from waiting[:ready]
        del waiting[:ready]


def instead(cost: int, spot: Spot, other: Tree) -> Undone:
    """A part exchanged for another one."""
    return cost, other, partial(text, spot.part), partial(exchange, spot.place, other)
