"""Conditions that people often leave out: sums of 1, one-hot targets, symmetric matrices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...formulas.trees.tree import Call, Indexed, Name, Op, Relation, Tree, as_slope, number, walk
from ..meaning.scope import Scope

_SQUARE = 2


def likely(scope: Scope, trees: Sequence[Tree], right: Sequence[Tree]) -> Iterator[Tree]:
    """Conditions on the arrays that formulas use and do not differentiate in.

    `right` is what would be right without one: a matrix is asked to be symmetric if it stands there
    together with its transpose, for otherwise a transpose was forgotten.
    """
    parts = [part for tree in trees for part in walk(tree)]
    moved = {_base(x) for part in parts if (slope := as_slope(part)) for x in slope.wrt}
    for name in dict.fromkeys(part.name for part in parts if isinstance(part, Name)):
        shape = scope.shapes.get(name, ())
        if name in moved or scope.is_computed(name):
            continue
        if len(shape) == 1:
            yield Relation("=", Call("sum", (Name(name),)), number(1))
            if not right:
                yield Call("one_hot", (Name(name),))
        elif len(shape) == _SQUARE and shape[0] == shape[1] and _stands_both_ways(name, right):
            yield Relation("=", Name(name), Op("T", (Name(name),)))


def _stands_both_ways(name: str, trees: Sequence[Tree]) -> bool:
    """Whether a matrix and its transpose stand in formulas."""
    parts = [part for tree in trees for part in walk(tree)]
    turned = parts.count(Op("T", (Name(name),)))
    return 0 < turned < parts.count(Name(name))


def _base(tree: Tree) -> str:
    base = tree.base if isinstance(tree, Indexed) else tree
    return base.name if isinstance(base, Name) else ""
