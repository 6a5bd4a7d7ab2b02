"""The kinds of slips that are tried: each is a function and an example, in one place.

What `slip` stands above says of a place in a claim what may have been meant there. From then on it
is tried for every claim, named, and tinted in the picture; its example is a page on which it must
be what is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from operator import itemgetter

from ...formulas.trees.tree import Indexed, Slope, Sum, Tree, children
from . import changes
from .changes import Difference
from .edits import Edit
from .known import Known
from .places import Place

FIRST, SECOND = 14, 13  # what either of two slips costs at most: the known quantities come late
MOST_FIRST = 60


def places(claim: Tree, outer: tuple[str, ...]) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Where a slip may sit in a claim, from the outside in, and the indices that have a meaning."""
    waiting = [(Place(claim), outer)]
    for place, indices in waiting:
        yield place, indices
        match place.tree:
            case Indexed() | Slope():
                pass
            case Sum(index=index):
                waiting.append((place.inner(0), (*indices, index)))
            case part:
                waiting += [(place.inner(k), indices) for k in range(len(children(part)))]


Undone = tuple[int, Difference]  # what it costs, and what may have been meant
Undo = Callable[[Place, Known], Iterator[Undone]]


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
Undoing = Callable[[Tree, Sequence[str], Known], Iterator[Edit]]


def slip(page: str, claim: str, said: str, least: int = 0) -> Callable[[Undo], Undo]:
    """Enter a kind of slip: `said` is what is wrong with `claim` on `page`."""

    def entered(undo: Undo) -> Undo:
        KINDS.append(Kind(undo, page, claim, said, least))
        return undo

    return entered


def undone(claim: Tree, outer: Sequence[str], known: Known) -> Iterator[Edit]:
    """Every claim that differs from this one by a slip, the likeliest first."""
    at = [(place, replace(known, indices=x)) for place, x in places(claim, tuple(outer))]
    waiting: list[tuple[int, Difference, str]] = []
    stages = sorted({kind.least for kind in KINDS})
    for least, following in zip(stages, [*stages[1:], None], strict=True):
        waiting += [
            (cost, change, kind.name)
            for place, known in at
            for kind in KINDS
            if kind.least == least
            for cost, change in kind.undo(place, known)
        ]
        waiting.sort(key=itemgetter(0))
        ready = sum(following is None or cost < following for cost, *_ in waiting)
        yield from (_edit(*each) for each in waiting[:ready])
        del waiting[:ready]


def _edit(cost: int, change: Difference, kind: str) -> Edit:
    whole = change.place.whole
    return Edit(changes.undone(Place(whole), [change]), (change,), cost, kind)


def undone_twice(claim: Tree, outer: Sequence[str], known: Known) -> Iterator[Edit]:
    """Every claim that differs from this one by two slips that people often make."""
    for first in islice(_likely(claim, outer, known, FIRST), MOST_FIRST):
        for second in _likely(first.tree, outer, known, SECOND):
            if second.tree != claim:
                yield replace(second, changes=(*first.changes, *second.changes))


def _likely(claim: Tree, outer: Sequence[str], known: Known, cost: int) -> Iterator[Edit]:
    return takewhile(lambda edit: edit.cost <= cost, undone(claim, outer, known))
