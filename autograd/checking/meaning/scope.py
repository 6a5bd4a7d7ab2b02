"""What the names of a page mean: nodes of a graph, free variables, functions; and what was claimed.

A `Scope` turns trees into symbols. Numbers stay exact: 0.1*3 is 0.3, and pi is pi.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction

from ...engine.node import Node
from ...engine.primitive import PUBLIC
from ...formulas.text.builtins import builtin as builtin
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
from ...support.deadlines import work
from ..decision.ranges import Range
from ..proof.equalities import Equalities
from .awaited import Function as Function
from .grids import spread, transposed
from .numbers import Meaning as Meaning
from .totals import Totals


class Scope(Totals):
    """The names of a page and their meanings."""

    # ---- What is equal ----

    def equalities(self, slopes: bool) -> Equalities:
        """Which nodes of the page are proved to be equal: with slopes, away from kinks."""
        if slopes not in self.proved:
            self.proved[slopes] = Equalities(self.exact, self._number_at, slopes)
        return self.proved[slopes]

    def _number_at(self, leaf: Node, share: Fraction) -> Fraction:
        return self.ranges.get(leaf.name, Range()).at_share(share)

    # ---- Trees ----

    def meaning(self, tree: Tree) -> Meaning:
        """What a tree stands for: a number (a Fraction or a Symbol), or a Grid of numbers."""
        work(3)
        match tree:
            case Number(value=value):
                return value
            case Name():
                return self._name(tree)
            case Op(symbol="neg", args=(x,)):
                return spread(lambda a: self.apply("neg", [a]), [self.meaning(x)])
            case Op(symbol="T", args=(x,)):
                return transposed(self.meaning(x))
            case Op(symbol="@", args=(x, y)):
                return self.product(tree, self.meaning(x), self.meaning(y))
            case Op(symbol=symbol, args=(x, y)) if symbol in "+-*/^":
                return self.elementwise(tree, self.meaning(x), self.meaning(y))
            case Slope():
                return self.slope(tree)
            case Call():
                slope = None if tree.function in self.functions else as_slope(tree)
                return self.called(tree) if slope is None else self.grad(slope)
            case Relation(symbol=symbol, left=left, right=right):
                sides = [self.meaning(left), self.meaning(right)]
                return self.spread_over(lambda a, b: self.condition(symbol, a, b), sides, tree)
            case Indexed():
                return self.element(tree)
            case Sum():
                return self.over(tree)
            case Listing():
                return self.listed(tree)
            case Family():
                return self.family(tree)
        raise self.refuse(f"{type(tree).__name__.lower()} has no meaning here", tree)

    @contextmanager
    def apart(self, names: Mapping[str, Meaning]) -> Iterator[None]:
        """In the block these names mean this, and what is differentiated leaves no trace."""
        outer, swept = self.local, list(self.swept)
        self.local = dict(names)
        try:
            yield
        finally:
            self.local, self.swept = outer, swept

    @contextmanager
    def unclaimed(self) -> Iterator[None]:
        """A block in which derivatives are what they are, not what was claimed."""
        stated, self.stated = self.stated, {}
        try:
            yield
        finally:
            self.stated = stated

    def _name(self, tree: Name) -> Meaning:
        name = tree.name
        if name in self.local:
            return self.local[name]
        array = self.array(name)
        if array is not None:
            return array
        node = self.node(name)
        if node is not None:
            return node
        if name in self.sizes:
            return Fraction(self.sizes[name])
        if name in ("pi", "\u03c0") and name not in self.ranges:
            return self.pi()
        if name in self.functions or (name in PUBLIC and name not in self.ranges):
            raise self.refuse(f"{name} is a function: write {name}(…)", tree)
        return self.variable(name)
