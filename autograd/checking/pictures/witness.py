"""Numbers for all variables of a claim: those at which the report refutes it, or simple ones.

A report names the fewest numbers that refute a claim, and a named node may stand for all that it
is made of ("at z = 0"). A picture shows the variables, too: here they are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from math import isclose, isfinite

from ...engine.node import Node
from ...engine.walks import between
from ...errors import AutogradError, OperandError
from ...formulas.trees.tree import Tree
from ..certified.balls import nearest
from ..decision.points import everything, ordinary
from ..decision.ranges import Range
from ..meaning.readings import Reading
from ..report.claims import Claim
from .blame import Case
from .instance import Instance

MOST_POINTS = 400
MOST_SWEPT = 4_000_000  # nodes: at each point there is a sweep from each node
CASES = 4


class Witnesses:
    """Instances of a claim's graph."""

    def __init__(self, claim: Claim, reading: Reading) -> None:
        self.reading, self.scope = reading, reading.scope
        self.roots = [self.scope.as_symbol(x) for x in (*reading.drawn, reading.truth)]
        self.roots += map(self.scope.as_symbol, reading.meanings)
        given = reading.at or claim.counterexample or {}
        self.given = {name: nearest(Fraction(x)) for name, x in given.items()}
        above = between(self.roots)
        self.points = min(MOST_POINTS, max(CASES, MOST_SWEPT // max(1, len(above)) ** 2))
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

    def ordinary(self) -> Iterator[Instance]:
        """A few instances at numbers that have nothing special."""
        return map(self.at, self._ordinary())

    def _ordinary(self) -> Iterator[dict[str, float]]:
        ranges = [self._range(name) for name in self.variables]
        for numbers in islice(ordinary(ranges), CASES):
            yield dict(zip(self.variables, map(float, numbers), strict=True))

    def cases_of(self, tree: Tree) -> tuple[list[Case], list[float]]:
        """Ordinary cases, and what a formula in the page's names is worth in each."""
        try:
            symbol = self.scope.as_symbol(self.scope.meaning(tree))
        except AutogradError:
            return [], []
        pairs = [
            (case, Instance(self.scope, [symbol], numbers).number(symbol))
            for numbers in self._ordinary()
            if (case := self.case(self.at(numbers))) is not None
        ]
        return [case for case, _ in pairs], [value for _, value in pairs]

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
        case = self.case(found)
        factors = [] if case is None else [case.factor(arrow) for arrow in case.arrows]
        return all(d != 0.0 and isfinite(d) for d in factors)

    def case(self, found: Instance) -> Case | None:
        """dy/dx in an instance, beside what the claim says; None where no derivative is claimed."""
        if self.reading.wrt is None or self.reading.wrt.serial not in found:
            return None
        y, x = found[self.reading.drawn[0]], found[self.reading.wrt]
        if not isinstance(y, Node) or not isinstance(x, Node):
            return None
        return Case(y, x, self.claimed(found))

    def claimed(self, found: Instance) -> float:
        """What the first side that differs from the truth comes to."""
        true = found.number(self.reading.truth)
        numbers = [found.number(self.scope.as_symbol(x)) for x in self.reading.meanings]
        return next((x for x in numbers if not isclose(x, true, rel_tol=1e-12)), numbers[-1])
