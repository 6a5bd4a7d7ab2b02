"""A claim where conditions hold: its scope and its components, some variables being replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...engine.node import Node
from ...ops.arithmetic import identity
from ...values.symbol import Symbol
from ..meaning.components import Component, Equation
from ..meaning.grids import Grid
from ..meaning.scope import Scope
from .cases import Case
from .replaying import replayed


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
