"""Whether a formula speaks of arrays, and one that speaks of their entries as one of numbers."""

from __future__ import annotations

from collections.abc import Sequence

from ...formulas.trees.tree import (
    Indexed,
    Listing,
    Name,
    Number,
    Sum,
    Tree,
    is_op,
    mapped,
    walk,
)
from ..meaning.grids import label
from ..meaning.scope import Scope


def is_about_arrays(scope: Scope, trees: Sequence[Tree]) -> bool:
    """Whether some formula speaks of vectors, matrices or indices."""
    return any(_speaks_of_arrays(scope, part) for tree in trees for part in walk(tree))


def _speaks_of_arrays(scope: Scope, part: Tree) -> bool:
    if isinstance(part, Name):
        return scope.array(part.name) is not None
    return isinstance(part, Indexed | Sum | Listing) or (is_op(part, "@", "T"))


def in_entries(tree: Tree) -> Tree:
    """The formula with each entry as the name of a number: w[1]."""
    return mapped(tree, _as_name)


def _as_name(part: Tree) -> Tree | None:
    """An entry as the name of a number: w[1]."""
    match part:
        case Indexed(base=Name(name=name), indices=indices):
            found = tuple(int(x.value) for x in indices if isinstance(x, Number))
            return Name(label(name, found)) if len(found) == len(indices) else None
    return None


def entry_of(columns: set[str], index: str, part: Tree) -> Tree | None:
    """The entry of a column, to be mapped."""
    if isinstance(part, Name) and part.name in columns:
        return Indexed(part, (Name(index),))
    return None


def without_index(part: Tree) -> Tree | None:
    """The array of an entry, to be mapped."""
    return part.base if isinstance(part, Indexed) else None
