"""Functions of arrays, and functions that look at their numbers: run at points, then in symbols.

At many points the function and its derivative are run on Tensors and Values. The graphs of each way
that they take are written out entry by entry in symbols. Where there is one way, the formulas are
compared everywhere, like those of a page. Where a function branches on its numbers, the formulas of
each way are compared at the points that lead there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Any

from ...engine.node import Node
from ...errors import OperandError
from ...support.constants import EXACTLY
from ..certified.balls import meant
from ..decision.points import Point
from ..decision.ranges import Range
from ..meaning.calculus import gradient
from ..meaning.scope import Scope
from ..report.claims import Claim
from .arguments import Argument, Arguments, Shape, Wrt, entry, results, sampled
from .branches import Branch, at_points
from .componentwise import Entry, as_formulas
from .expansion import Grid, expanded, grid_of
from .running import NO_VALUE, Function, Pair, Run, Way, looked_at

MOST = 24  # entries of one derivative that are compared


@dataclass(frozen=True)
class WrittenOut:
    """What a function and its derivative are on one way, as grids of symbols."""

    y: Grid
    claims: list[Grid]


def check_traced(
    scope: Scope, f: Function, derivative: Function, taken: Arguments, wrt: Wrt
) -> list[Claim]:
    """The claims about a function that has to be run on numbers."""
    ranges = [scope.ranges.get(name, Range()) for name in taken.entries]
    pair = Pair(f, derivative, taken, ranges)
    points = list(looked_at(ranges, pair.numbers))
    tracer = Tracer(scope, pair, taken.chosen(wrt))
    ways = pair.ways(points)
    claims = tracer.as_formulas(ways[0], points) if len(ways) == 1 else None
    if claims is None:
        claims = tracer.at_points(ways if len(ways) > 1 else pair.ways(points))
    return claims


@dataclass(frozen=True)
class Tracer:
    """Writes runs out in symbols, and has them compared."""

    scope: Scope
    pair: Pair
    chosen: Sequence[Argument]

    def as_formulas(self, way: Way, points: list[Point]) -> list[Claim] | None:
        """The verdicts where there is one way.

        None where a witness leads another way: then it is put before the points.
        """

        def counts(witness: Mapping[str, float | str]) -> bool:
            """Whether the functions go this way where the formulas differ."""
            names = self.pair.taken.entries
            point = tuple(
                Fraction(witness.get(name, x)) for name, x in zip(names, way.run.point, strict=True)
            )
            if self.pair.leads_elsewhere(way, point):
                points.insert(0, point)
                return False
            return True

        trace = self.trace(way.run)
        claims = []
        for line in range(len(self.chosen)):
            places, title = self._places(trace, line)
            components = [self._component(trace, line, place) for place in places]
            claim = as_formulas(self.scope, line + 1, title, components, counts)
            if claim is None:
                return None
            if claim.status == "agrees":
                claim.evidence.append(
                    f"run at {len(way.points)} points, the same formulas at each of them"
                )
            claims.append(claim)
        return claims

    def at_points(self, ways: Sequence[Way]) -> list[Claim]:
        """The verdicts where there are several ways, each at the points that lead there."""
        traces = [self.trace(way.run) for way in ways]
        shapes = {trace.y.shape for trace in traces}
        if len(shapes) > 1:
            raise OperandError(
                f"the function gives results of one shape; got {' and '.join(map(str, shapes))}"
            )
        claims = []
        for line in range(len(self.chosen)):
            places, title = self._places(traces[0], line)
            branches = [
                Branch([self._component(trace, line, place) for place in places], way.points)
                for trace, way in zip(traces, ways, strict=True)
            ]
            claims.append(at_points(self.scope, self.pair, line + 1, title, branches, self._slope))
        return claims

    def trace(self, run: Run) -> WrittenOut:
        """A run written out."""
        grids = self._grids(run.leaves)
        y = expanded(run.value, grids, self._constant)
        claims = [
            expanded(part, grids, self._constant, "the derivative")
            for part in results(run.stated, self.chosen)
        ]
        return WrittenOut(
            y, [_fitted(c, y.shape, x) for c, x in zip(claims, self.chosen, strict=True)]
        )

    def _grids(self, leaves: Sequence[Node]) -> dict[int, Grid]:
        """The entries of the arguments as symbols."""
        grids = {}
        for argument, leaf in zip(self.pair.taken.each, leaves, strict=True):
            symbols = [self.scope.variable(name) for name in argument.entries]
            grids[leaf.serial] = grid_of(symbols, argument.shape)
        return grids

    def _constant(self, number: float) -> Any:
        """A number as a symbol that stands for what it means, which arithmetic leaves unrounded."""
        if number in EXACTLY or not isfinite(number):
            return number
        return self.scope.as_symbol(meant(number))

    def _component(self, trace: WrittenOut, line: int, place: Shape) -> Entry:
        """The truth and the claim about one entry of a derivative."""
        x, rank = self.chosen[line], len(trace.y.shape)
        y = trace.y[place[:rank]]
        truth = self._gradient(y, entry(x.name, place[rank:]))
        return Entry(place, x.name, rank, y, truth, trace.claims[line][place])

    def _gradient(self, y: Any, name: str) -> Any:
        scope = self.scope
        return gradient(scope, y, scope.variable(name))

    def _slope(self, component: Entry, point: Point) -> tuple[Any, Any] | None:
        """An entry of the function at a point and its slope; None where it has no value."""
        leaves = self.pair.taken.leaves(point)
        try:
            value = self.pair.call(self.pair.f, leaves)
        except NO_VALUE:
            return None
        y = expanded(value, self._grids(leaves), self._constant)[component.place[: component.rank]]
        return y, self._gradient(y, component.variable)

    def _places(self, trace: WrittenOut, line: int) -> tuple[list[Shape], str]:
        """The entries of a derivative that are compared, and what the claim is called."""
        x = self.chosen[line]
        every = list(_places((*trace.y.shape, *x.shape)))
        places = sampled(every, MOST)
        return places, _title(self.pair, x, len(every), len(places))


def _fitted(claim: Grid, y: Shape, x: Argument) -> Grid:
    """A claim in the shape that the derivative has to have."""
    wanted = (*y, *x.shape)
    if claim.shape == wanted:
        return claim
    if claim.shape == (1, *wanted):  # a list of the one derivative that was asked for
        return claim.reshape(wanted)
    whole = f"the shape of the function, {y}, then that of {x.name}" if y else f"that of {x.name}"
    raise OperandError(
        f"the derivative with respect to {x.name} has shape {claim.shape}; wanted {wanted}, {whole}"
    )


def _places(shape: Shape) -> Iterator[Shape]:
    if not shape:
        return iter([()])
    return ((k, *rest) for k in range(shape[0]) for rest in _places(shape[1:]))


def _title(pair: Pair, x: Argument, entries: int, looked: int) -> str:
    name = getattr(pair.f, "__name__", "f")
    name = name if name.isidentifier() and name not in pair.taken.names else "f"
    said = getattr(pair.derivative, "__name__", "derivative")
    said = said if said.isidentifier() else "derivative"
    if entries == 1:
        return f"d{name}/d{x.name} = {said}"
    many = f"{entries} entries" if looked == entries else f"{looked} of {entries} entries"
    return f"d{name}/d{x.name} = {said}, {many}"
