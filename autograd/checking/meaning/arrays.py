"""What a page says about arrays: products, transposes, entries, sums over an index, lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from ...engine.nary import Nary
from ...formulas.text.builtins import builtin
from ...formulas.trees.tree import Family, Indexed, Listing, Name, Op, Sum, Tree, text
from .calculus import Calculus
from .grids import Grid, Misfit, Place, in_words, label, places, shape_of, spread
from .grids import product as matrix_product
from .indices import count, refuse_sizes, unbound
from .misfits import elementwise_advice, product_advice
from .numbers import Meaning

_EMPTY = {"sum": Fraction(0), "prod": Fraction(1)}


class Arrays(Calculus):
    """The meanings of trees that speak of arrays."""

    @contextmanager
    def bound(self, values: Mapping[str, Meaning]) -> Iterator[None]:
        """A block in which some names have these meanings."""
        outer = self.local
        self.local = {**outer, **values}
        try:
            yield
        finally:
            self.local = outer

    def elementwise(self, tree: Op, x: Meaning, y: Meaning) -> Meaning:
        """x + y, x * y … entry by entry."""
        if tree.symbol == "^" and isinstance(x, Grid) and tree.args[1] == Name("T"):
            raise self.refuse(f"a transpose is written {text(tree.args[0])}.T", tree)
        try:
            return self.operation(tree.symbol, x, y)
        except Misfit:
            raise self.refuse(elementwise_advice(tree, x, y), tree) from None

    def product(self, tree: Op, x: Meaning, y: Meaning) -> Meaning:
        """The matrix product x @ y."""
        try:
            if isinstance(x, Grid) and isinstance(y, Grid):
                found = matrix_product(x, y, self.sum_of_products)
                self.make_room(len(found.entries) if isinstance(found, Grid) else 0)
                return found
        except Misfit:
            pass
        raise self.refuse(product_advice(tree, x, y), tree)

    # ---- Entries ----

    def element(self, tree: Indexed) -> Meaning:
        """W[h,j]: the entry at a place."""
        place = tuple(self.whole(index) for index in tree.indices)
        if isinstance(tree.base, Name) and tree.base.name not in self.local:
            own = self.node(label(tree.base.name, place))  # one that is defined by itself
            if own is not None:
                return own
        array = self.meaning(tree.base)
        inside = self._inside(tree, shape_of(array), place)
        return array.at(inside)

    def _inside(self, tree: Indexed, shape: tuple[int, ...], place: Place) -> Place:
        said = text(tree.base)
        if not shape:
            if isinstance(tree.base, Name) and not self.is_declared(said):
                why = f"nothing says how large {said} is: write {said} in R^{_example(place)}"
                raise self.refuse(why, tree)
            raise self.refuse(f"{said} is a number and has no entries", tree)
        if len(place) == 1 and shape[1:] == (1,):
            place = (*place, 1)
        if len(place) != len(shape):
            many = "one index" if len(shape) == 1 else f"{len(shape)} indices"
            raise self.refuse(f"{said} is {in_words(shape)}: its entries have {many}", tree)
        for index, size, written in zip(place, shape, tree.indices, strict=False):
            if not 1 <= index <= size:
                what = "" if text(written) == str(index) else f" ({text(written)} = {index})"
                why = f"there is no {label(said, place)}{what}: {said} is {in_words(shape)}"
                raise self.refuse(f"{why}, and indices count from 1", tree)
        return place

    def whole(self, tree: Tree) -> int:
        """A tree as the number of a place."""
        if isinstance(tree, Name) and not self.is_index(tree.name):
            raise self.refuse(unbound(self, tree.name), tree)
        return self._integer(tree, "an index is a whole number")

    def place_of_index(self, tree: Tree) -> int | None:
        """The place that an index always means (2, or n after n = 3); None for one that counts."""
        if isinstance(tree, Name) and not self.is_index(tree.name):
            return None
        value = self.number(self.meaning(tree))
        return int(value) if value is not None and value.denominator == 1 else None

    def is_index(self, name: str) -> bool:
        """Whether a name means something that can be an index."""
        return name in self.local or name in self.pending

    # ---- Over an index ----

    def over(self, tree: Sum) -> Meaning:
        """sum(j: …), prod(j=1..3: …), max(j: …)."""
        kind = builtin(tree.kind)
        if not isinstance(kind, Nary) or kind.columns != 1:
            raise self.refuse(f"{tree.kind} does not run over an index, as sum does", tree)
        values = self._values(tree)
        self.make_room(0, products=len(values))
        if not values:
            if kind.name not in _EMPTY:
                raise self.refuse(f"{tree.index} takes no value in {text(tree)}", tree)
            return _EMPTY[kind.name]
        terms = []
        for value in values:
            with self.bound({tree.index: Fraction(value)}):
                terms.append(self.meaning(tree.body))
        return spread(lambda *xs: self.collected(kind.name, xs), terms)

    def _values(self, tree: Sum) -> list[int]:
        if tree.low is not None and tree.high is not None:
            low, high = self.whole_bound(tree.low), self.whole_bound(tree.high)
            self.make_room(0, products=max(0, high - low))
            values = range(low, high + 1)
        else:
            values = range(1, count(self, [tree.body], tree.index, tree) + 1)
        left_out = self.whole(Name(tree.but, tree.span)) if tree.but else None
        return [value for value in values if value != left_out]

    def whole_bound(self, tree: Tree) -> int:
        """An end of a sum's range."""
        return self._integer(tree, "a sum runs between whole numbers")

    def _integer(self, tree: Tree, wanted: str) -> int:
        value = self.number(self.meaning(tree))
        if value is None or value.denominator != 1:
            raise self.refuse(f"{wanted}; {text(tree)} is none", tree)
        return int(value)

    def family(self, tree: Family) -> Meaning:
        """What `z[h] = …` says of all h."""
        shape = self.shapes.get(tree.name) or tuple(
            count(self, [tree.body], index, tree) for index in tree.indices
        )
        if len(shape) != len(tree.indices) or len(set(tree.indices)) < len(tree.indices):
            named = f"{tree.name}[{','.join(tree.indices)}]"
            raise self.refuse(f"{tree.name} is {in_words(shape)}: {named} does not fit", tree)
        refuse_sizes(self, tree.indices, [tree.body])
        self.make_room(0)
        entries = [self._member(tree, place) for place in places(shape)]
        return Grid(shape, tuple(entries))

    def _member(self, tree: Family, place: Place) -> Meaning:
        with self.bound(dict(zip(tree.indices, map(Fraction, place), strict=True))):
            found = self.meaning(tree.body)
        if isinstance(found, Grid):
            why = f"an entry is a number; this is {in_words(found.shape)}"
            raise self.refuse(why, tree.body)
        return found

    def listed(self, tree: Listing) -> Grid:
        """[x, y]: a column; [[x, y], [z, w]]: a matrix, row by row."""
        items: list[Any] = [self.meaning(item) for item in tree.items]
        shapes = {shape_of(item) for item in items}
        if shapes == {()}:
            return Grid((len(items),), tuple(items))
        (shape, *others) = shapes
        if others or len(shape) != 1:
            raise self.refuse("the rows of a matrix are lists of equally many numbers", tree)
        entries = tuple(entry for item in items for entry in item.entries)
        return Grid((len(items), *shape), entries)


def _example(place: Place) -> str:
    return "3" if len(place) == 1 else "(3x2)"
