"""What a page says about arrays: products, transposes, entries, sums over an index, lists."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from ...engine.nary import Nary
from ...formulas.text.builtins import builtin
from ...formulas.trees.tree import Family, Indexed, Listing, Name, Op, Sum, Tree, text
from ...support.deadlines import work
from .calculus import collected, operation, sum_of_products
from .grids import (
    Grid,
    Misfit,
    Place,
    elementwise_advice,
    in_words,
    label,
    places,
    product_advice,
    shape_of,
    spread,
    transposed,
)
from .grids import product as matrix_product
from .indices import count, refuse_sizes, unbound
from .names import Names
from .numbers import Meaning

SHORT = 16  # signs of a sum or product that are one inside the other on the stack
_EMPTY = {"sum": Fraction(0), "prod": Fraction(1)}


def operated(scope: Names, tree: Op) -> Meaning:
    """-x, x.T, x @ y, and x + y, x * y … entry by entry.

    A long sum stands to the left of its last sign, and so on: it is gone through in a loop, for it
    may be longer than the stack.
    """
    spine = [tree]
    while isinstance(left := spine[-1].args[0], Op):
        spine.append(left)
    if len(spine) <= SHORT:
        return _operated(scope, tree, [scope.meaning(arg) for arg in tree.args])
    work(3 * len(spine))
    found = scope.meaning(spine[-1].args[0])
    for each in reversed(spine):
        found = _operated(scope, each, [found, *map(scope.meaning, each.args[1:])])
    return found


def _operated(scope: Names, tree: Op, args: Sequence[Meaning]) -> Meaning:
    match tree.symbol:
        case "neg":
            return spread(lambda x: scope.apply("neg", [x]), args)
        case "T":
            return transposed(*args)
        case "@":
            return product(scope, tree, *args)
    return elementwise(scope, tree, *args)


def elementwise(scope: Names, tree: Op, x: Meaning, y: Meaning) -> Meaning:
    """x + y, x * y … entry by entry."""
    if tree.symbol == "^" and isinstance(x, Grid) and tree.args[1] == Name("T"):
        raise scope.refuse(f"a transpose is written {text(tree.args[0])}.T", tree)
    try:
        return operation(scope, tree.symbol, x, y)
    except Misfit:
        raise scope.refuse(elementwise_advice(tree, x, y), tree) from None


def product(scope: Names, tree: Op, x: Meaning, y: Meaning) -> Meaning:
    """The matrix product x @ y."""
    try:
        if isinstance(x, Grid) and isinstance(y, Grid):
            found = matrix_product(x, y, partial(sum_of_products, scope))
            scope.make_room(len(found.entries) if isinstance(found, Grid) else 0)
            return found
    except Misfit:
        pass
    raise scope.refuse(product_advice(tree, x, y), tree)


# ---- Entries ------------------------------------------------------------------------------------


def element(scope: Names, tree: Indexed) -> Meaning:
    """W[h,j]: the entry at a place."""
    place = tuple(whole(scope, index) for index in tree.indices)
    if isinstance(tree.base, Name) and tree.base.name not in scope.local:
        own = scope.node(label(tree.base.name, place))  # one that is defined by itself
        if own is not None:
            return own
    array = scope.meaning(tree.base)
    inside = _inside(scope, tree, shape_of(array), place)
    return array.at(inside)


def _inside(scope: Names, tree: Indexed, shape: tuple[int, ...], place: Place) -> Place:
    said = text(tree.base)
    if not shape:
        if isinstance(tree.base, Name) and not scope.is_declared(said):
            why = f"nothing says how large {said} is: write {said} in R^{_example(place)}"
            raise scope.refuse(why, tree)
        raise scope.refuse(f"{said} is a number and has no entries", tree)
    if len(place) == 1 and shape[1:] == (1,):
        place = (*place, 1)
    if len(place) != len(shape):
        many = "one index" if len(shape) == 1 else f"{len(shape)} indices"
        raise scope.refuse(f"{said} is {in_words(shape)}: its entries have {many}", tree)
    for index, size, written in zip(place, shape, tree.indices, strict=False):
        if not 1 <= index <= size:
            what = "" if text(written) == str(index) else f" ({text(written)} = {index})"
            why = f"there is no {label(said, place)}{what}: {said} is {in_words(shape)}"
            raise scope.refuse(f"{why}, and indices count from 1", tree)
    return place


def whole(scope: Names, tree: Tree) -> int:
    """A tree as the number of a place."""
    if isinstance(tree, Name) and not scope.is_index(tree.name):
        raise scope.refuse(unbound(scope, tree.name), tree)
    return _integer(scope, tree, "an index is a whole number")


def place_of_index(scope: Names, tree: Tree) -> int | None:
    """The place that an index always means (2, or n after n = 3); None for one that counts."""
    if isinstance(tree, Name) and not scope.is_index(tree.name):
        return None
    value = scope.number(scope.meaning(tree))
    return int(value) if value is not None and value.denominator == 1 else None


# ---- Over an index ------------------------------------------------------------------------------


def over(scope: Names, tree: Sum) -> Meaning:
    """sum(j: …), prod(j=1..3: …), max(j: …)."""
    kind = builtin(tree.kind)
    if not isinstance(kind, Nary) or kind.columns != 1:
        raise scope.refuse(f"{tree.kind} does not run over an index, as sum does", tree)
    values = _values(scope, tree)
    scope.make_room(0, products=len(values))
    if not values:
        if kind.name not in _EMPTY:
            raise scope.refuse(f"{tree.index} takes no value in {text(tree)}", tree)
        return _EMPTY[kind.name]
    inside = (scope.bound({tree.index: Fraction(value)}) for value in values)
    terms = [each.meaning(tree.body) for each in inside]
    return spread(lambda *xs: collected(scope, kind.name, xs), terms)


def _values(scope: Names, tree: Sum) -> list[int]:
    if tree.low is not None and tree.high is not None:
        low, high = whole_bound(scope, tree.low), whole_bound(scope, tree.high)
        scope.make_room(0, products=max(0, high - low))
        values = range(low, high + 1)
    else:
        values = range(1, count(scope, [tree.body], tree.index, tree) + 1)
    left_out = whole(scope, Name(tree.but, tree.span)) if tree.but else None
    return [value for value in values if value != left_out]


def whole_bound(scope: Names, tree: Tree) -> int:
    """An end of a sum's range."""
    return _integer(scope, tree, "a sum runs between whole numbers")


def _integer(scope: Names, tree: Tree, wanted: str) -> int:
    value = scope.number(scope.meaning(tree))
    if value is None or value.denominator != 1:
        raise scope.refuse(f"{wanted}; {text(tree)} is none", tree)
    return int(value)


def family(scope: Names, tree: Family) -> Meaning:
    """What `z[h] = …` says of all h."""
    shape = scope.shapes.get(tree.name) or tuple(
        count(scope, [tree.body], index, tree) for index in tree.indices
    )
    if len(shape) != len(tree.indices) or len(set(tree.indices)) < len(tree.indices):
        named = f"{tree.name}[{','.join(tree.indices)}]"
        raise scope.refuse(f"{tree.name} is {in_words(shape)}: {named} does not fit", tree)
    refuse_sizes(scope, tree.indices, [tree.body])
    scope.make_room(0)
    entries = [_member(scope, tree, place) for place in places(shape)]
    return Grid(shape, tuple(entries))


def _member(scope: Names, tree: Family, place: Place) -> Meaning:
    indices = dict(zip(tree.indices, map(Fraction, place), strict=True))
    found = scope.bound(indices).meaning(tree.body)
    if isinstance(found, Grid):
        why = f"an entry is a number; this is {in_words(found.shape)}"
        raise scope.refuse(why, tree.body)
    return found


def listed(scope: Names, tree: Listing) -> Grid:
    """[x, y]: a column; [[x, y], [z, w]]: a matrix, row by row."""
    items: list[Any] = [scope.meaning(item) for item in tree.items]
    shapes = {shape_of(item) for item in items}
    if shapes == {()}:
        return Grid((len(items),), tuple(items))
    (shape, *others) = shapes
    if others or len(shape) != 1:
        raise scope.refuse("the rows of a matrix are lists of equally many numbers", tree)
    entries = tuple(entry for item in items for entry in item.entries)
    return Grid((len(items), *shape), entries)


def _example(place: Place) -> str:
    return "3" if len(place) == 1 else "(3x2)"
