"""Slips where nothing tells what a part needs: there every likely change is tried.

A condition, a branch that is not always taken, and a function without an inverse do not say what
their arguments have to be: n(d2) and n(-d2) are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ...formulas.trees.algebra import minus
from ...formulas.trees.tree import Call, Name, Number, Op, Relation, Tree, number
from .changes import Change
from .edits import ATOM, RENAMED, SIGN, Edit
from .exchanges import fits
from .parts import Part, inverse_of
from .places import Place, located, with_at
from .quantities import Quantities
from .weights import Weights

MOST_TRIED = 400


def tried(whole: Part, quantities: Quantities, weights: Weights) -> Iterator[Edit]:
    """Another sign, name, number or power where the values around it do not tell what is needed."""
    changes = (
        (place, new, cost)
        for place in _unseen(whole.tree)
        for new, cost in _likely(place, quantities, weights)
    )
    for place, new, cost in islice(changes, MOST_TRIED):
        tree = with_at(whole.tree, place.path, new)
        if fits(tree, whole, quantities):
            yield Edit(tree, (Change(place, new),), cost)


def _unseen(whole: Tree) -> Iterator[Place]:
    """The places inside of what does not tell what its arguments need."""
    places = (Place(whole, path) for path, _ in located(whole))
    for place in places:
        if any(isinstance(x, Call) and not _tells(x) for x in place.surroundings()):
            yield place


def _tells(call: Call) -> bool:
    return inverse_of(call) is not None


def _likely(place: Place, quantities: Quantities, weights: Weights) -> Iterator[tuple[Tree, int]]:
    """What may have been meant at a place, and how unlikely that is."""
    part, around = place.tree, place.around
    if not isinstance(part, Relation | Number) and not _is_in_product(around):
        leads = isinstance(around, Op) and around.args[0] is part
        yield minus(part), SIGN + 3 + 2 * leads
    if isinstance(part, Name) and not _is_power(around):
        for other in list(quantities.values):
            if isinstance(other, Name) and other != part:
                yield other, RENAMED + weights.of_renaming(part.name, other.name)
        yield Op("^", (part, number(2))), RENAMED + ATOM  # a name for the square is likelier
    elif isinstance(part, Number) and part.value.denominator == 1:
        yield number(part.value + 1), RENAMED
        if part.value != 2 or not _is_power(around):  # u^1 nobody writes
            yield number(part.value - 1), RENAMED
    if isinstance(part, Number) and isinstance(around, Relation):
        for name in [x for x in quantities.values if isinstance(x, Name)]:
            yield name, RENAMED + ATOM


def _is_in_product(around: Tree | None) -> bool:
    is_product = isinstance(around, Op) and around.symbol in ("*", "/", "^", "neg")
    return is_product or isinstance(around, Relation)


def _is_power(around: Tree | None) -> bool:
    return isinstance(around, Op) and around.symbol == "^"
