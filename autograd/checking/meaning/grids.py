"""Vectors and matrices of anything: the shape, and the entries row by row.

A vector is a column: its transpose is a row, a matrix with one row. Indices count from 1.

>>> W, x = Grid((2, 2), (1, 2, 3, 4)), Grid((2,), (5, 6))
>>> product(W, x, sum_of_products)
Grid(shape=(2,), entries=(17, 39))
>>> transposed(x).shape, label("W", (1, 2))
((1, 2), 'W[1,2]')
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product as _combinations
from typing import Any

from ...formulas.trees.tree import Op, Tree, is_op, text

Shape = tuple[int, ...]
Place = tuple[int, ...]


class Misfit(Exception):  # the reader of a formula says where
    """Shapes that do not fit; the text says why."""


@dataclass(frozen=True)
class Grid:
    """Entries in rows; `shape` is (n,) for a column, (m, n) for a matrix."""

    shape: Shape
    entries: tuple[Any, ...]

    def has(self, place: Place) -> bool:
        """Whether there is an entry at a place."""
        sizes = zip(self.shape, place, strict=False)
        return len(place) == len(self.shape) and all(0 < i <= size for size, i in sizes)

    def at(self, place: Place) -> Any:
        """The entry at a place, which must be inside."""
        return self.entries[_offset(self.shape, place)]


def places(shape: Shape) -> Iterator[Place]:
    """The places of a shape, row by row."""
    return _combinations(*(range(1, size + 1) for size in shape))


def _offset(shape: Shape, place: Place) -> int:
    offset = 0
    for size, index in zip(shape, place, strict=True):
        offset = offset * size + index - 1
    return offset


def label(name: str, place: Place) -> str:
    """What an entry is called; a number has only its name."""
    return f"{name}[{','.join(map(str, place))}]" if place else name


def place_of(entry: str) -> Place:
    """The place that an entry's name says: (1, 2) for "W[1,2]"."""
    return tuple(map(int, entry.partition("[")[2].rstrip("]").split(",")))


def shape_of(x: Any) -> Shape:
    """The shape of a grid, () for a number."""
    return x.shape if isinstance(x, Grid) else ()


def entries_of(x: Any) -> tuple[Any, ...]:
    """The entries of a grid; a number is its own only entry."""
    return x.entries if isinstance(x, Grid) else (x,)


def shaped(shape: Shape, entries: Sequence[Any]) -> Any:
    """A grid, or the only entry where the shape is ()."""
    return Grid(shape, tuple(entries)) if shape else entries[0]


def in_words(shape: Shape) -> str:
    """A shape as a person says it.

    >>> in_words(()), in_words((3,)), in_words((1, 3)), in_words((2, 3))
    ('a number', 'a column of 3', 'a row of 3', '2 by 3')
    """
    if not shape:
        return "a number"
    if len(shape) == 1:
        return f"a column of {shape[0]}"
    if len(shape) == 2 and shape[0] == 1 < shape[1]:
        return f"a row of {shape[1]}"
    return " by ".join(map(str, shape))


# ---- Operations ---------------------------------------------------------------------------------


def common(shapes: Sequence[Shape]) -> Shape | None:
    """The shape that elementwise operations on these give; None where they do not fit.

    Numbers go with every shape, and a matrix with one column is a column.
    """
    found: Shape = ()
    for shape in shapes:
        if shape and found and _plain(shape) != _plain(found):
            return None
        if shape and (not found or len(shape) < len(found)):
            found = shape
    return found


def _plain(shape: Shape) -> Shape:
    return shape[:1] if shape[1:] == (1,) else shape


def spread(function: Callable[..., Any], args: Sequence[Any]) -> Any:
    """A function of numbers applied entry by entry; a number goes to every entry."""
    shape = common([shape_of(x) for x in args])
    if shape is None:
        raise Misfit(" and ".join(in_words(shape_of(x)) for x in args if isinstance(x, Grid)))
    if not shape:
        return function(*args)
    size = math.prod(shape)
    columns = [x.entries if isinstance(x, Grid) else (x,) * size for x in args]
    return Grid(shape, tuple(function(*row) for row in zip(*columns, strict=True)))


def transposed(x: Any) -> Any:
    """Rows for columns: a column becomes a row, a number stays."""
    match x:
        case Grid(shape=(n,)):
            return Grid((1, n), x.entries)
        case Grid(shape=(m, n)):
            entries = [x.entries[i * n + j] for j in range(n) for i in range(m)]
            return Grid((n, m), tuple(entries))
    return x


def product(x: Grid, y: Grid, dot: Callable[[Sequence[Any], Sequence[Any]], Any]) -> Any:
    """The matrix product, each entry by `dot` of a row and a column.

    A row times a column is a number, a column times a row a matrix.
    """
    (m, inner), (below, n) = _rows_and_columns(x), _rows_and_columns(y)
    if inner != below or x.shape[1:] == y.shape[1:] == ():
        raise Misfit(f"{in_words(x.shape)} and {in_words(y.shape)}")
    rows = [x.entries[i * inner : (i + 1) * inner] for i in range(m)]
    columns = [y.entries[j::n] for j in range(n)]
    entries = [dot(row, column) for row in rows for column in columns]
    return shaped(_product_shape(x.shape, y.shape), entries)


def _rows_and_columns(grid: Grid) -> Shape:
    return grid.shape if len(grid.shape) == 2 else (*grid.shape, 1)


def _product_shape(left: Shape, right: Shape) -> Shape:
    if len(right) == 1:
        return () if left[0] == 1 else left[:1]
    return (left[0], right[1])


def sum_of_products(xs: Sequence[Any], ys: Sequence[Any]) -> Any:
    """The dot product of numbers."""
    return sum(x * y for x, y in zip(xs, ys, strict=True))


# ---- What to say when shapes do not fit: both shapes, and what was probably meant ----------------


def elementwise_advice(tree: Op, x: Any, y: Any) -> str:
    """Why x + y or x * y has no meaning."""
    said = _shapes(tree, x, y)
    hint = next(_repairs(tree, x, y, "*@" if tree.symbol == "*" else tree.symbol), None)
    what = f"{tree.symbol} goes entry by entry and needs two arrays of one shape, or a number"
    return f"{said}: {what}{f'; is {hint} meant?' if hint else ''}"


def product_advice(tree: Op, x: Any, y: Any) -> str:
    """Why x @ y has no meaning."""
    numbers = [text(arg) for arg, z in zip(tree.args, (x, y), strict=True) if z.__class__ != Grid]
    if numbers:
        listed = " and ".join(numbers)
        verb = "are numbers" if len(numbers) > 1 else "is a number"
        instead = "write *, or declare an array, as in x in R^3"
        return f"@ multiplies arrays, and {listed} {verb} here: {instead}"
    hint = next(_repairs(tree, x, y, "@*"), None)
    what = "@ needs as many columns on its left as rows on its right"
    return f"{_shapes(tree, x, y)}: {what}{f'; is {hint} meant?' if hint else ''}"


def _shapes(tree: Op, x: Any, y: Any) -> str:
    left, right = (text(arg) for arg in tree.args)
    return f"{left} is {in_words(shape_of(x))} and {right} is {in_words(shape_of(y))}"


def _repairs(tree: Op, x: Any, y: Any, symbols: str) -> Iterator[str]:
    """Ways to write it that fit, the nearest first."""
    ways = [(False, False), (True, False), (False, True)]
    for symbol in symbols:
        for left, right in ways:
            a, b = (transposed(x) if left else x), (transposed(y) if right else y)
            if _fits(symbol, a, b):
                parts = (_turned(tree.args[0], left), _turned(tree.args[1], right))
                yield text(Op(symbol, parts))


def _turned(tree: Tree, is_turned: bool) -> Tree:
    if not is_turned:
        return tree
    if is_op(tree, "T"):
        return tree.args[0]
    return Op("T", (tree,))


def _fits(symbol: str, x: Any, y: Any) -> bool:
    if symbol != "@":
        return common([shape_of(x), shape_of(y)]) is not None
    try:
        product(x, y, lambda xs, ys: Fraction(0))
    except Misfit:
        return False
    return True
