"""Where one claim is made: for which of its indices (i != j, i in {1, 2}), and in which ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...formulas.trees.tree import Relation, Tree, names
from ..decision.ranges import Range
from ..meaning.components import Component
from ..meaning.scope import Scope
from ..pages.statements import Restriction

Condition = Tree | Restriction


def is_on_indices(condition: Condition, indices: Iterable[str]) -> bool:
    """Whether a condition is about the indices of a claim and nothing else."""
    if isinstance(condition, Restriction):
        return set(condition.names) <= set(indices)
    found = names(condition) if isinstance(condition, Relation) else set()
    return bool(found) and found <= set(indices)


def is_between_indices(scope: Scope, condition: Condition) -> bool:
    """Whether a condition is about indices, so that it says nothing where none of them stands."""
    return (
        isinstance(condition, Relation)
        and condition.symbol != "="
        and not any(name in scope.variables or scope.is_declared(name) for name in names(condition))
    )


def left(scope: Scope, parts: list[Component], condition: Condition) -> list[Component]:
    """The components for which a condition holds."""
    return [part for part in parts if _holds(scope, part, condition)]


def _holds(scope: Scope, part: Component, condition: Condition) -> bool:
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
