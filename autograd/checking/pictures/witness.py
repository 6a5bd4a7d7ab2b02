"""Numbers for all variables of a claim: those at which the report refutes it, or simple ones.

A report names the fewest numbers that refute a claim, and a named node may stand for all that it
is made of ("at z = 0"). A picture shows the variables, too: here they are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from itertools import islice
from math import isclose, isfinite
from typing import Any

from ...engine.node import Node
from ...engine.walks import between
from ...errors import AutogradError, OperandError
from ...formulas.trees.tree import Tree
from ..certified.balls import nearest
from ..decision.points import everything, ordinary
from ..decision.ranges import Range
from ..meaning.components import Reading
from ..meaning.grids import Grid
from ..report.claims import Claim
from .instance import Instance
from .way import Way

MOST_POINTS = 400
MOST_SWEPT = 4_000_000  # nodes: at each point there is a sweep from each node
WAYS = 4  # at ordinary numbers, among which formulas are compared


class Witnesses:
    """Instances of a claim's graph."""

    def __init__(self, claim: Claim, reading: Reading) -> None:
        self.reading, self.scope = reading, reading.scope
        self.roots = [self.scope.as_symbol(x) for x in (*reading.drawn, reading.truth)]
        self.roots += map(self.scope.as_symbol, reading.meanings)
        given = reading.at or claim.counterexample or {}
        self.given = {name: nearest(Fraction(x)) for name, x in given.items()}
        above = between(self.roots)
        self.points = min(MOST_POINTS, max(WAYS, MOST_SWEPT // max(1, len(above)) ** 2))
        self.variables = [name for name, x in self.scope.variables.items() if x.serial in above]

    def at(self, numbers: dict[str, float]) -> Instance:
        """The graph at these numbers."""
        return Instance(self.scope, self.roots, numbers)

    def best(self) -> Instance:
        """The graph at the numbers of the report, or else at simple ones.

        Best is an instance in which no factor of the claimed derivative is 0. Raises
        `OperandError` where there is none that has a value.
        """
        ranked: dict[int, Instance] = {}
        for numbers in islice(self._numbers(), self.points):
            found = self.at(numbers)
            if all(isfinite(found.number(root)) for root in self.roots):
                rank = 2 * self._is_given(found) + self._is_lively(found)
                ranked.setdefault(rank, found)
                if rank == 3:
                    break
        if not ranked:
            raise OperandError("the claim has no value at any of the points that were tried")
        return ranked[max(ranked)]

    def _ordinary(self) -> Iterator[dict[str, float]]:
        ranges = [self._range(name) for name in self.variables]
        for numbers in islice(ordinary(ranges), WAYS):
            yield dict(zip(self.variables, map(float, numbers), strict=True))

    def ways_of(self, tree: Tree) -> tuple[list[Way], list[float]]:
        """The way at ordinary numbers, and what a formula in the page's names is worth at each."""
        try:
            meaning = self._meaning(tree)
        except AutogradError:
            return [], []
        if isinstance(meaning, Grid):  # a part of the formula has other entries than the claim
            return [], []
        symbol = self.scope.as_symbol(meaning)
        pairs = [
            (way, Instance(self.scope, [symbol], numbers).number(symbol))
            for numbers, way in self._ways
        ]
        return [way for way, _ in pairs], [value for _, value in pairs]

    @cached_property
    def _ways(self) -> list[tuple[dict[str, float], Way]]:
        found = ((numbers, self.way(self.at(numbers))) for numbers in self._ordinary())
        return [(numbers, way) for numbers, way in found if way is not None]

    def _meaning(self, tree: Tree) -> Any:
        """What a formula means in the component that is drawn."""
        part = self.reading.part
        meaning = self.scope.bound({} if part is None else part.indices).meaning(tree)
        if isinstance(meaning, Grid) and part is not None and meaning.has(part.place):
            return meaning.at(part.place)
        return meaning

    def _numbers(self) -> Iterator[dict[str, float]]:
        fixed = {name: self.given[name] for name in self.variables if name in self.given}
        free = [name for name in self.variables if name not in fixed]
        if not free:
            yield fixed
            return
        landmarks = [Fraction(x) for name, x in self.given.items() if name not in fixed]
        for numbers in everything([self._range(name) for name in free], landmarks):
            yield fixed | dict(zip(free, map(float, numbers), strict=True))

    def _range(self, name: str) -> Range:
        return self.scope.ranges.get(name, Range())

    def _is_given(self, found: Instance) -> bool:
        """Whether the named nodes have the numbers of the report."""
        nodes = self.scope.nodes
        return all(
            isclose(found.number(nodes[name]), x, rel_tol=1e-12, abs_tol=1e-15)
            for name, x in self.given.items()
            if name in nodes and nodes[name].serial in found
        )

    def _is_lively(self, found: Instance) -> bool:
        way = self.way(found)
        factors = [] if way is None else [way.factor(arrow) for arrow in way.arrows]
        return all(d != 0.0 and isfinite(d) for d in factors)

    def way(self, found: Instance) -> Way | None:
        """What leads from x to y in an instance; None where no derivative is claimed."""
        if self.reading.wrt is None or self.reading.wrt.serial not in found:
            return None
        y, x = found[self.reading.drawn[0]], found[self.reading.wrt]
        if not isinstance(y, Node) or not isinstance(x, Node):
            return None
        return Way(y, x)

    def claimed(self, found: Instance) -> float:
        """What the first side that differs from the truth comes to."""
        true = found.number(self.reading.truth)
        numbers = [found.number(self.scope.as_symbol(x)) for x in self.reading.meanings]
        return next((x for x in numbers if not isclose(x, true, rel_tol=1e-12)), numbers[-1])
