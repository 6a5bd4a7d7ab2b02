"""The components of a claim: one for each value of its free indices, and for each entry."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ...formulas.text.page import Statement
from ...formulas.trees.tree import Tree, as_slope, text
from .grids import Grid, Place, common, in_words, label, places, shape_of
from .indices import count, free, refuse_sizes
from .names import Key
from .numbers import Meaning
from .scope import Scope
from .totals import keys


@dataclass(frozen=True)
class Component:
    """What the sides of a claim are in one of its components, and which component that is."""

    sides: tuple[Meaning, ...]
    indices: Mapping[str, Fraction] = field(default_factory=dict)
    place: Place = ()
    key: Key | None = None  # of the derivative that the first side is

    @property
    def words(self) -> str:
        """Which component: "h = 2, j = 1", or "entry [2,1]"; nothing for a claim about numbers."""
        parts = [f"{name} = {value}" for name, value in self.indices.items()]
        return ", ".join([*parts, *([label("entry ", self.place)] if self.place else [])])


@dataclass(frozen=True)
class Condition:
    """What is taken for granted, and the line that says so."""

    tree: Tree  # a Relation, or the Call of a predicate
    line: int


@dataclass(frozen=True)
class Equation:
    """A claim `first = side = side …`, and what its sides are in each of its components.

    `scope` has what was differentiated to find that out. The claim is made `where` conditions hold.
    """

    scope: Scope
    source: Statement
    first: Tree
    sides: Sequence[Tree]
    parts: Sequence[Component]
    where: Sequence[Condition] = ()

    @property
    def trees(self) -> tuple[Tree, ...]:
        """All of its sides."""
        return (self.first, *self.sides)


def components(scope: Scope, first: Tree, sides: Sequence[Tree]) -> list[Component]:
    """Every component of `first = side = side …`."""
    return [
        part
        for indices in assignments(scope, (first, *sides), first)
        for part in _at(scope, first, sides, indices)
    ]


def assignments(scope: Scope, trees: Sequence[Tree], within: Tree) -> Iterator[dict[str, Fraction]]:
    """The values of the indices that stand free in some formulas."""
    names = [name for name in free(trees) if not scope.is_index(name)]
    refuse_sizes(scope, names, trees)
    sizes = [count(scope, trees, name, within) for name in names]
    scope.make_room(0, products=math.prod(sizes))
    for place in places(tuple(sizes)):
        yield dict(zip(names, map(Fraction, place), strict=True))


def _at(
    scope: Scope, first: Tree, sides: Sequence[Tree], indices: dict[str, Fraction]
) -> Iterator[Component]:
    inside = scope.bound(indices)
    truth = inside.unclaimed().meaning(first)
    meanings = (truth, *(inside.meaning(side) for side in sides))
    slope = as_slope(first)
    found: Sequence[Key | None] = keys(inside, slope) if slope is not None else ()
    shape = _shape(scope, first, sides, meanings)
    scope.make_room(0, products=math.prod(shape))
    for k, place in enumerate(places(shape)):
        entries = tuple(x.entries[k] if isinstance(x, Grid) else x for x in meanings)
        yield Component(entries, indices, place, found[k] if k < len(found) else None)


def _shape(
    scope: Scope, first: Tree, sides: Sequence[Tree], meanings: Sequence[Meaning]
) -> tuple[int, ...]:
    """The shape that all sides share; a number may stand for an array of equal entries."""
    truth = shape_of(meanings[0])
    for side, meaning in zip(sides, meanings[1:], strict=True):
        shape = shape_of(meaning)
        if common([truth, shape]) is None or (shape and not truth):
            why = f"{text(first)} is {in_words(truth)}, and {text(side)} is {in_words(shape)}"
            raise scope.refuse(why, side)
    return truth


@dataclass(frozen=True)
class Reading:
    """What a claim means: its sides, and what a picture of it shows.

    `truth` is the first side and `meanings` are the others. `drawn` are the roots of the picture:
    where a derivative is claimed what is differentiated, and `wrt` says in what. `at` are the
    numbers that the claim itself names, and `part` is the component that this is about.
    """

    scope: Scope
    truth: Any
    meanings: tuple[Any, ...]
    drawn: tuple[Any, ...]
    wrt: Any = None
    at: Mapping[str, Fraction] = field(default_factory=dict)
    part: Component | None = None
