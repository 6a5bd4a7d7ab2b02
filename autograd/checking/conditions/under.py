"""Where one claim is made: under conditions, in narrower ranges, for some of its indices.

Some variables are replaced then, and components left out (i != j, i in {1, 2}). And which
conditions people leave out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...engine.node import Node
from ...formulas.trees.tree import (
    Call,
    Indexed,
    Name,
    Op,
    Relation,
    Tree,
    as_slope,
    names,
    number,
    walk,
)
from ...ops.arithmetic import identity
from ...values.symbol import Symbol
from ..decision.ranges import Range
from ..meaning.components import Component, Equation
from ..meaning.grids import Grid
from ..meaning.scope import Scope
from ..pages.statements import Restriction
from .cases import Case
from .solving import replayed

Said = Tree | Restriction


def is_on_indices(condition: Said, indices: Iterable[str]) -> bool:
    """Whether a condition is about the indices of a claim and nothing else."""
    if isinstance(condition, Restriction):
        return set(condition.names) <= set(indices)
    found = names(condition) if isinstance(condition, Relation) else set()
    return bool(found) and found <= set(indices)


def is_between_indices(scope: Scope, condition: Said) -> bool:
    """Whether a condition is about indices, so that it says nothing where none of them stands."""
    return (
        isinstance(condition, Relation)
        and condition.symbol != "="
        and not any(name in scope.variables or scope.is_declared(name) for name in names(condition))
    )


def left(scope: Scope, parts: list[Component], condition: Said) -> list[Component]:
    """The components for which a condition holds."""
    return [part for part in parts if _holds(scope, part, condition)]


def _holds(scope: Scope, part: Component, condition: Said) -> bool:
    if isinstance(condition, Restriction):
        return all(part.indices[name] in condition.range for name in condition.names)
    return scope.bound(part.indices).meaning(condition) is True


def confined(scope: Scope, restrictions: Sequence[Restriction]) -> Scope:
    """The same page where some variables lie in narrower ranges."""
    if not restrictions:
        return scope
    ranges = dict(scope.ranges)
    for each in restrictions:
        for name in each.names:
            scope.array(name)
            entries = [x for x in scope.variables if x.partition("[")[0] == name]
            for entry in {name, *entries}:
                ranges[entry] = ranges.get(entry, Range()).both(each.range)
    return scope.within(ranges=ranges, proved={})


# ---- Under conditions ---------------------------------------------------------------------------


def under(equation: Equation, case: Case) -> Equation:
    """The same equation in a case."""
    scope = equation.scope
    new = {scope.variables[name].serial: _named(name, x) for name, x in case.names.items()}
    sides = [side for part in equation.parts for side in part.sides]
    now = _Now(replayed([*sides, *scope.nodes.values(), *scope.swept], new))
    parts = [_part(part, now) for part in equation.parts]
    return replace(equation, scope=_scope(scope, case, now), parts=parts)


class _Now:
    """What becomes of meanings."""

    def __init__(self, new: Mapping[int, Symbol]) -> None:
        self.new = new

    def __call__(self, x: Any) -> Any:
        if isinstance(x, Grid):
            return Grid(x.shape, tuple(map(self, x.entries)))
        return self.new.get(x.serial, x) if isinstance(x, Node) else x


def _part(part: Component, now: _Now) -> Component:
    return replace(part, sides=tuple(map(now, part.sides)))


def _scope(scope: Scope, case: Case, now: _Now) -> Scope:
    """The names where some variables are computed from others."""
    nodes = {name: now(node) for name, node in scope.nodes.items()}
    for name, node in nodes.items():
        node.name = name
    computed = {name: now(scope.variables[name]) for name in case.names}
    return scope.within(
        nodes=nodes | computed,
        variables={name: x for name, x in scope.variables.items() if name not in computed},
        arrays={name: now(array) for name, array in scope.arrays.items()},
        swept=[*map(now, scope.swept), *case.inside],
        slopes={},
        stated={},
    )


def _named(name: str, value: Symbol) -> Symbol:
    found: Symbol = identity(value)
    found.name = name
    return found


_SQUARE = 2


# ---- Conditions that people leave out: sums of 1, one-hot targets, symmetric matrices ------------


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
