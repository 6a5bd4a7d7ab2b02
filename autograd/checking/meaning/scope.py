"""What the names of a page mean: nodes of a graph, free variables, functions; and what was claimed.

A `Scope` turns trees into symbols, each kind of tree by its function in `MEANINGS`. Numbers stay
exact: 0.1*3 is 0.3, and pi is pi.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from fractions import Fraction
from typing import Any

from ...engine.node import Node
from ...engine.primitive import PUBLIC
from ...formulas.text.builtins import builtin as builtin
from ...formulas.text.builtins import reserved
from ...formulas.trees.tidying import tidy
from ...formulas.trees.tree import (
    Call,
    Family,
    Indexed,
    Listing,
    Name,
    Number,
    Op,
    Relation,
    Slope,
    Sum,
    Tree,
    as_slope,
)
from ...formulas.trees.writer import RULES, TooLarge, Writer
from ...support.deadlines import work
from ..decision.ranges import Range
from ..proof.equalities import Equalities
from .arrays import element, family, listed, operated, over
from .awaited import Function as Function
from .calls import called, compared, is_function
from .names import Names
from .numbers import Meaning as Meaning
from .totals import grad, slope

Rules = Mapping[str, Callable[..., Tree]]


class Scope(Names):
    """The names of a page and their meanings."""

    def meaning(self, tree: Tree) -> Meaning:
        """What a tree stands for: a number (a Fraction or a Symbol), or a Grid of numbers."""
        work(3)
        kind = MEANINGS.get(type(tree))
        if kind is None:
            raise self.refuse(f"{type(tree).__name__.lower()} has no meaning here", tree)
        return kind(self, tree)

    def written(
        self, meaning: Meaning, rules: Rules = RULES, itself: bool = True, known: bool = False
    ) -> Tree | None:
        """What a number is as a formula in the names of the page; None if that is too long.

        With `itself` it is spelled out though it has a name; of what is `known` to be the value of
        a name the name is written.
        """
        named = {x.serial: name for name, x in {**self.variables, **self.nodes}.items()}
        writer = Writer(named, self.exact, rules).know(self.nodes if known else {})
        root = self.as_symbol(meaning)
        with suppress(TooLarge):
            return tidy(writer.tree(root, itself=itself and root.op is not None))
        return None

    def is_function(self, name: str) -> bool:
        """Whether `name(…)` is a call."""
        return is_function(self, name)

    def equalities(self, slopes: bool) -> Equalities:
        """Which nodes of the page are proved to be equal: with slopes, away from kinks."""
        if slopes not in self.proved:
            self.proved[slopes] = Equalities(self.exact, self._number_at, slopes)
        return self.proved[slopes]

    def _number_at(self, leaf: Node, share: Fraction) -> Fraction:
        return self.ranges.get(leaf.name, Range()).at_share(share)


def _named(scope: Names, tree: Name) -> Meaning:
    name = tree.name
    if name in scope.local:
        return scope.local[name]
    array = scope.array(name)
    if array is not None:
        return array
    node = scope.node(name)
    if node is not None:
        return node
    if name in scope.sizes:
        return Fraction(scope.sizes[name])
    if name in ("pi", "\u03c0") and name not in scope.ranges:
        return scope.pi()
    if name in scope.functions or (name in PUBLIC and reserved(name) and name not in scope.ranges):
        raise scope.refuse(f"{name} is a function: write {name}(…)", tree)
    return scope.variable(name)


def _call(scope: Names, tree: Call) -> Meaning:
    """A function at arguments; grad(C, z) is a derivative."""
    asked = None if tree.function in scope.functions else as_slope(tree)
    return called(scope, tree) if asked is None else grad(scope, asked)


MEANINGS: Mapping[type[Tree], Callable[[Any, Any], Meaning]] = {
    Number: lambda _, tree: tree.value,
    Name: _named,
    Op: operated,
    Slope: slope,
    Call: _call,
    Relation: compared,
    Indexed: element,
    Sum: over,
    Listing: listed,
    Family: family,
}
