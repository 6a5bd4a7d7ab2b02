"""How many indices the names of a page have, found out before its formulas in LaTeX are read."""

from __future__ import annotations

from copy import copy
from dataclasses import fields

from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Family, Listing
from ..meaning.grids import Grid
from ..meaning.scope import Scope


def ranks(scope: Scope) -> dict[str, int]:
    """The number of indices of each vector and matrix."""
    defined = [name for name, tree in scope.pending.items() if "[" not in name]
    if not scope.shapes and not any(_is_array(scope, name) for name in defined):
        return {}
    trial = _copied(scope)
    found = {name: _array(trial, name) for name in (*scope.shapes, *defined)}
    return {name: len(array.shape) for name, array in found.items() if array is not None}


def _is_array(scope: Scope, name: str) -> bool:
    return isinstance(scope.pending[name], Family | Listing)


def _array(scope: Scope, name: str) -> Grid | None:
    try:
        return scope.array(name)
    except DerivationError:
        return None  # it is refused where it stands


def _copied(scope: Scope) -> Scope:
    """A scope in which names can be given meanings that the page does not keep."""
    return scope.within(**{each.name: copy(getattr(scope, each.name)) for each in fields(scope)})
