"""The quantities a derivation knows, with their values at a few points, to look up by value.

A slip is usually a known quantity in the wrong place: another layer's derivative, a weight that
was dropped, a sign. `Quantities` answers: which known quantity has these values?
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..errors import AutogradError
from ..node import Node
from .algebra import ONE, over, power, times
from .coordinates import Graph
from .points import ordinary
from .program import UNDEFINED, Program
from .ranges import Range
from .tree import Call, Name, Number, Op, Slope, Tree, number, walk
from .writer import TooLarge, Writer

if TYPE_CHECKING:
    from .scope import Scope

Values = tuple[float, ...]
PLACES = 3  # at which quantities are compared
TOLERANCE = 1e-9  # of the search; what it finds is then decided in certified arithmetic
MOST_NAMES = 60
_SMALL = [number(n) for n in (2, 3, 4)] + [Op("/", (ONE, number(n))) for n in (2, 3, 4)]


class Quantities:
    """Names, local derivatives and their relatives, at points where all of them have values."""

    def __init__(self, scope: Scope, roots: Sequence[Any]) -> None:
        self.scope = scope
        self.graph = Graph(roots)
        above = self.graph.above(self.graph.roots)
        self.named = {n: x for n, x in scope.nodes.items() if x.serial in above}
        self.variables = {n: x for n, x in scope.variables.items() if x.serial in above}
        serials = {x.serial: n for n, x in {**scope.variables, **scope.nodes}.items()}
        self.writer = Writer(serials, scope.exact).know(scope.nodes)
        self.values: dict[Tree, Values] = {}
        self._places()

    def _places(self) -> None:
        """Choose points: numbers of size about 1 at which the named nodes have values."""
        scope, nodes = self.scope, list(self.variables.values())
        ranges = [scope.ranges.get(name, Range()) for name in self.variables]
        self.program_inputs, self.points = nodes, []
        names = [*self.variables, *self.named]
        roots = [*self.variables.values(), *self.named.values()]
        program = Program(roots, nodes, scope.constants)
        columns: list[list[float]] = []
        for point in islice(ordinary(ranges), 40):
            values = [_float(x) for x in program.at(point, 128)]
            if all(map(math.isfinite, values)):
                self.points.append(point)
                columns.append(values)
            if len(self.points) == PLACES:
                break
        for name, row in zip(names, zip(*columns, strict=True), strict=False):
            self.values[Name(name)] = row

    def of(self, meanings: Sequence[Any]) -> list[Values]:
        """The values of meanings at the points."""
        roots = [self.scope.as_symbol(meaning) for meaning in meanings]
        program = Program(roots, self.program_inputs, self.scope.constants)
        columns = [[_float(x) for x in program.at(point, 192)] for point in self.points]
        if not columns:
            return [() for _ in meanings]
        return list(zip(*columns, strict=True))

    def local(self) -> dict[Tree, Values]:
        """The derivative of each named node in each name that its definition mentions."""
        found, trees, meanings = {}, [], []
        for name, node in islice(self.named.items(), MOST_NAMES):
            for other, inner in self._mentioned(node).items():
                try:
                    slope = self.scope.gradient(node, inner)
                    trees.append((name, other, self.writer.tree(slope)))
                    meanings.append(slope)
                except (AutogradError, TooLarge):
                    continue
        for (_, _, tree), values in zip(trees, self.of(meanings), strict=True):
            found[tree] = values
        return found

    def _mentioned(self, node: Node) -> dict[str, Node]:
        names = {x.serial: (n, x) for n, x in {**self.variables, **self.named}.items()}
        reached = self.graph.above([node], names.keys() - {node.serial})
        return {names[s][0]: names[s][1] for s in reached if s in names and s != node.serial}

    # ---- Looking up ----

    def library(self, claim: Tree) -> dict[Tree, Values]:
        """Everything that might stand in a formula: names, relatives of names, parts of a claim."""
        found: dict[Tree, Values] = dict(self.values)
        for name in list(found):
            self._enter(found, Op("-", (ONE, name)))
            self._enter(found, Op("+", (ONE, name)))
        found.update(self.local())
        for part in walk(claim):
            self._enter(found, part)
        for tree in _SMALL:
            self._enter(found, tree)
        return found

    def _enter(self, found: dict[Tree, Values], tree: Tree) -> None:
        if tree not in found and not isinstance(tree, Number):
            values = self.value(tree)
            if values is not None and all(map(math.isfinite, values)):
                found[tree] = values
        elif isinstance(tree, Number):
            found.setdefault(tree, (float(tree.value),) * PLACES)

    def value(self, tree: Tree) -> Values | None:
        """A tree's values at the points, in floats; None if it has none."""
        return evaluate(tree, self.values, self._meaning_values)

    def _meaning_values(self, tree: Tree) -> Values | None:
        """Calls and derivatives, which go through the graph."""
        if tree not in self.values:
            try:
                (self.values[tree],) = self.of([self.scope.meaning(tree)])
            except (AutogradError, KeyError):
                return None
        return self.values[tree]


def _float(value: Any) -> float:
    if value is UNDEFINED or not value.is_finite():
        return math.nan
    return float(value)  # inf beyond the floats


_OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": math.pow,
}


def evaluate(
    tree: Tree, values: dict[Tree, Values], other: Callable[[Tree], Values | None]
) -> Values | None:
    """Values at all points by Python's arithmetic; `other` serves calls and derivatives."""
    if tree in values:
        return values[tree]
    if isinstance(tree, Number):
        return (float(tree.value),) * PLACES
    if not isinstance(tree, Op) or tree.symbol not in ("neg", *_OPERATIONS):
        return other(tree) if isinstance(tree, Call | Slope | Name) else None
    args = [evaluate(arg, values, other) for arg in tree.args]
    if any(arg is None for arg in args):
        return None
    if tree.symbol == "neg":
        return tuple(-x for x in args[0] or ())
    operation = _OPERATIONS[tree.symbol]
    try:
        return tuple(operation(a, b) for a, b in zip(args[0] or (), args[1] or (), strict=True))
    except (ArithmeticError, ValueError):
        return None


class Index:
    """A library to be searched by value."""

    def __init__(self, library: dict[Tree, Values]) -> None:
        self.entries = [(t, v) for t, v in library.items() if all(x != 0.0 for x in v)]
        self.table: dict[float, list[tuple[Tree, Values]]] = {}
        for entry in self.entries:
            self.table.setdefault(_rough(entry[1][0]), []).append(entry)

    def find(self, wanted: Values, pairs: bool = False) -> Iterator[Tree]:
        """The trees with these values: single quantities, or products and quotients of two."""
        if not all(map(math.isfinite, wanted)) or not all(wanted):
            return
        if not pairs:
            yield from self._single(wanted)
            yield from (power(t, -1) for t in self._single(tuple(1.0 / x for x in wanted)))
            return
        for tree, values in self.entries:
            rest = tuple(x / v for x, v in zip(wanted, values, strict=True))
            yield from (times(tree, other) for other in self._single(rest))
            rest = tuple(v / x for x, v in zip(wanted, values, strict=True))
            yield from (over(tree, other) for other in self._single(rest) if other != tree)

    def _single(self, wanted: Values) -> Iterator[Tree]:
        first = wanted[0]
        for key in {_rough(first), _rough(first * (1 + 1e-9)), _rough(first * (1 - 1e-9))}:
            for tree, values in self.table.get(key, ()):
                if close(values, wanted):
                    yield tree


def _rough(x: float) -> float:
    """x to 24 bits, so that numbers next to each other nearly always share it."""
    fraction, exponent = math.frexp(x)
    return math.ldexp(round(fraction * 16777216.0), exponent)


def close(a: Values, b: Values) -> bool:
    """Whether values agree as far as floats can tell."""
    return all(
        math.isclose(x, y, rel_tol=TOLERANCE, abs_tol=1e-300) for x, y in zip(a, b, strict=True)
    )
