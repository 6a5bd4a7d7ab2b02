"""Worked numbers and updates about arrays, taken apart into numbers.

`at x = [1, 2]` is at x[1] = 1, x[2] = 2; `W <- …` is one update for each entry of W.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...formulas.trees.tree import Indexed, Listing, Name, Tree, number, text
from ..meaning.arrays import listed, whole
from ..meaning.components import assignments
from ..meaning.grids import Grid, Shape, common, in_words, label, places, shape_of
from ..meaning.indices import filled
from ..meaning.scope import Scope
from ..pages.statements import Given, Shown, Update, Worked, digits_of


def in_entries(scope: Scope, worked: Worked) -> Worked:
    """Worked numbers with one number for each entry."""
    _refuse_sizes(scope, worked)
    at = {entry: x for name, value in worked.at.items() for entry, x in _given(scope, name, value)}
    claims = tuple(part for claim in worked.claims for part in _claimed(scope, claim))
    return replace(worked, at=at, claims=claims)


def _refuse_sizes(scope: Scope, worked: Worked) -> None:
    """Refuse a number for a size: the page is read for a few sizes, which may not be it."""
    for name in worked.at.keys() & scope.sizes.keys():
        n = worked.at[name]
        why = f"{name} is a size here: write {n} for it, as in x in R^{n} or sum(i=1..{n}: …)"
        raise scope.refuse(why, Name(name))


def _given(scope: Scope, name: str, value: Given) -> Iterator[tuple[str, Given]]:
    array = scope.array(name)
    if not isinstance(value, Listing):
        if array is not None:
            why = f"{name} is {in_words(array.shape)}: write {name} = [1, 2, …]"
            raise scope.refuse(why, Name(name))
        yield name, value
        return
    given = listed(scope, value)
    shape = shape_of(array)
    if array is None or common([shape, given.shape]) is None:
        why = f"{name} is {in_words(shape)}, and {text(value)} is {in_words(given.shape)}"
        raise scope.refuse(why, value)
    for place, x in zip(places(array.shape), given.entries, strict=True):
        if not isinstance(x, Fraction):
            raise scope.refuse("wanted numbers", value)
        yield label(name, place), x


def _claimed(scope: Scope, claim: Shown) -> Iterator[Shown]:
    left, _, right = claim
    shape = shape_of(scope.meaning(left))
    given = shape_of(scope.meaning(right))
    if common([shape, given]) is None or bool(shape) != bool(given):
        why = f"{text(left)} is {in_words(shape)}, and {text(right)} is {in_words(given)}"
        raise scope.refuse(why, right)
    if not shape:
        yield claim
        return
    for place in places(shape):
        entry = _item(right, place if len(shape) == len(given) else place[:1])
        indices = tuple(map(number, place))
        yield Indexed(left, indices, left.span), digits_of(entry), entry


def _item(tree: Tree, place: Shape) -> Tree:
    for index in place:
        tree = tree.items[index - 1] if isinstance(tree, Listing) else tree
    return tree


def entry_updates(scope: Scope, update: Update) -> Iterator[Update]:
    """W <- … as one update for each entry of W; a number is updated as it stands."""
    for indices in assignments(scope, [update.target, update.value], update.target):
        target, value = filled(update.target, indices), filled(update.value, indices)
        if isinstance(target, Indexed):
            scope.meaning(target)  # complains of a place that does not exist
            place = tuple(whole(scope, index) for index in target.indices)
            yield replace(update, name=label(update.name, place), target=target, value=value)
            continue
        array = scope.array(update.name)
        shape, given = shape_of(array), shape_of(scope.meaning(value))
        if common([shape, given]) is None or bool(shape) != bool(given):
            why = f"{update.name} is {in_words(shape)}, and its new value is {in_words(given)}"
            raise scope.refuse(why, value)
        for place in places(shape) if isinstance(array, Grid) else [()]:
            entry = Indexed(value, tuple(map(number, place)), value.span) if place else value
            yield replace(update, name=label(update.name, place), value=entry)
