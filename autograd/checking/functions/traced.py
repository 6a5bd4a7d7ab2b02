"""Functions of arrays, and functions that look at their numbers: run at points, then in symbols.

At a point the function and its derivative are run on Tensors and Values, and their graphs written
out entry by entry in symbols. Where every point gives the same graph, the formulas are compared
everywhere, like those of a page. Where a function branches on its numbers, the formulas of each
point are compared at that point: a branch says nothing about the points that do not lead there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice
from math import isfinite
from typing import Any

from ...constants import EXACTLY
from ...errors import AutogradError, OperandError, ShapeError
from ..certified.balls import meant
from ..claims.checker import Checker
from ..decision.points import Point, grid, ordinary
from ..decision.ranges import Range
from ..report.claims import Report
from .arguments import Argument, Arguments, Shape, Wrt, entry
from .branches import at_points
from .componentwise import Component, as_formulas
from .expansion import Grid, expanded, grid_of, signature
from .sampling import sampled

Function = Callable[..., Any]

FIRST = 3  # points whose graphs are compared
BRANCHING = 60  # points at which a function that branches is looked at
MOST = 24  # entries of one derivative that are compared


@dataclass(frozen=True)
class Trace:
    """What a function and its derivative are, as grids of symbols, for the numbers of a point."""

    point: Point
    y: Grid
    claims: list[Grid]
    made: Any  # equal for equal graphs


def check_traced(
    checker: Checker, f: Function, derivative: Function, taken: Arguments, wrt: Wrt
) -> Report:
    """Check the derivative of a function that has to be run on numbers."""
    chosen = taken.chosen(wrt)
    ranges = [checker.scope.ranges.get(name, Range()) for name in taken.entries]
    traces = _traces(checker, f, derivative, taken, chosen, ordinary(ranges))
    first = list(islice(traces, FIRST))
    alike = all(trace.made == first[0].made for trace in first)
    if not alike:
        points = islice(chain(islice(grid(ranges), BRANCHING // 3), ordinary(ranges)), BRANCHING)
        first = list(_traces(checker, f, derivative, taken, chosen, points))
    for line, x in enumerate(chosen):
        shape = (*first[0].y.shape, *x.shape)
        places = sampled(list(_places(shape)), MOST)
        components = [
            [_component(checker, taken, trace, line, x, place) for place in places]
            for trace in first
        ]
        title = _title(f, derivative, taken, x, len(list(_places(shape))), len(places))
        if alike:
            claim = as_formulas(checker, line + 1, title, components[0])
        else:
            claim = at_points(checker, line + 1, title, components, first)
        checker.report.claims.append(claim)
    return checker.report


def _traces(
    checker: Checker,
    f: Function,
    derivative: Function,
    taken: Arguments,
    chosen: Sequence[Argument],
    points: Iterator[Point],
) -> Iterator[Trace]:
    """Traces at those of the points where both functions have a value."""
    refused: AutogradError | None = None
    found = 0
    for tried, exact in enumerate(points):
        point = tuple(Fraction(float(x)) for x in exact)
        try:
            yield _trace(checker, f, derivative, taken, chosen, point)
            found += 1
        except (OperandError, ShapeError):
            raise
        except (AutogradError, ArithmeticError, ValueError) as error:
            refused = refused or error  # type: ignore[assignment]  # the reason is all that counts
        if tried >= BRANCHING and not found:
            break
    if not found:
        raise OperandError(f"the function has no value at any of the points tried: {refused}")


def _trace(
    checker: Checker,
    f: Function,
    derivative: Function,
    taken: Arguments,
    chosen: Sequence[Argument],
    point: Point,
) -> Trace:
    leaves = taken.leaves(point)
    grids = {}
    for argument, leaf in zip(taken.each, leaves, strict=True):
        symbols = [checker.scope.variable(name) for name in argument.entries]
        grids[leaf.serial] = grid_of(symbols, argument.shape)
    value = taken.call(f, leaves)
    y = expanded(value, grids, lambda x: _constant(checker, x))
    stated = taken.call(derivative, leaves)
    parts = list(stated) if isinstance(stated, list | tuple) and len(chosen) > 1 else [stated]
    if len(parts) != len(chosen):
        names = ", ".join(argument.name for argument in chosen)
        raise OperandError(
            f"the derivative gives {len(parts)} results for {len(chosen)} arguments: {names}; "
            "wrt says which are meant"
        )
    claims = [expanded(part, grids, lambda x: _constant(checker, x)) for part in parts]
    fitting = [_fitted(c, y.shape, x) for c, x in zip(claims, chosen, strict=True)]
    return Trace(point, y, fitting, signature([value, stated], leaves))


def _constant(checker: Checker, number: float) -> Any:
    """A number as a symbol that stands for what it means, which arithmetic leaves unrounded."""
    if number in EXACTLY or not isfinite(number):
        return number
    return checker.scope.as_symbol(meant(number))


def _fitted(claim: Grid, y: Shape, x: Argument) -> Grid:
    """A claim in the shape that the derivative has to have."""
    wanted = (*y, *x.shape)
    if claim.shape == wanted:
        return claim
    if claim.shape == (1, *wanted):  # a list of the one derivative that was asked for
        return claim[0]
    whole = f"the shape of the function, {y}, then that of {x.name}" if y else f"that of {x.name}"
    raise OperandError(
        f"the derivative with respect to {x.name} has shape {claim.shape}; wanted {wanted}, {whole}"
    )


def _component(
    checker: Checker, taken: Arguments, trace: Trace, line: int, x: Argument, place: Shape
) -> Component:
    """The truth and the claim about one entry of a derivative."""
    rank = len(trace.y.shape)
    scope = checker.scope
    variable = scope.variable(entry(x.name, place[rank:]))
    y = trace.y[place[:rank]]
    scope.swept = []
    truth = scope.gradient(y, variable)
    return Component(place, x.name, rank, y, truth, trace.claims[line][place])


def _places(shape: Shape) -> Iterator[Shape]:
    if not shape:
        return iter([()])
    return ((k, *rest) for k in range(shape[0]) for rest in _places(shape[1:]))


def _title(
    f: Function, derivative: Function, taken: Arguments, x: Argument, entries: int, looked: int
) -> str:
    name = getattr(f, "__name__", "f")
    name = name if name.isidentifier() and name not in taken.names else "f"
    said = getattr(derivative, "__name__", "derivative")
    said = said if said.isidentifier() else "derivative"
    if entries == 1:
        return f"d{name}/d{x.name} = {said}"
    many = f"{entries} entries" if looked == entries else f"{looked} of {entries} entries"
    return f"d{name}/d{x.name} = {said}, {many}"
