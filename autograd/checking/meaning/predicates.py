"""Words for what an array is like, each as the equations that its entries fulfil.

Of a word that leaves a choice there are several sets of equations, one for each: of a one-hot
vector the place of the 1.

>>> PREDICATES["one_hot"](Grid((2,), ("y1", "y2")))
[[('y1', Fraction(1, 1)), ('y2', Fraction(0, 1))], [('y1', Fraction(0, 1)), ('y2', Fraction(1, 1))]]
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .grids import Grid, Misfit, in_words, places
from .numbers import Meaning

Equations = list[tuple[Meaning, Meaning]]


def _one_hot(array: Grid) -> list[Equations]:
    count = len(array.entries)
    return [
        [(x, Fraction(int(k == place))) for k, x in enumerate(array.entries)]
        for place in range(count)
    ]


def _symmetric(array: Grid) -> list[Equations]:
    return [[(array.at((j, i)), array.at((i, j))) for i, j in _square(array) if i < j]]


def _diagonal(array: Grid) -> list[Equations]:
    return [[(array.at((i, j)), Fraction(0)) for i, j in _square(array) if i != j]]


def _square(array: Grid) -> list[tuple[int, int]]:
    if len(array.shape) != 2 or array.shape[0] != array.shape[1]:
        raise Misfit(f"this is {in_words(array.shape)}, and no square matrix")
    return [(i, j) for i, j in places(array.shape)]


PREDICATES: dict[str, Callable[[Grid], list[Equations]]] = {
    "one_hot": _one_hot,
    "symmetric": _symmetric,
    "diagonal": _diagonal,
}
