"""The quantities a derivation knows, with their values at a few points, to look up by value.

A slip is usually a known quantity in the wrong place: another layer's derivative, a weight that
was dropped, a sign. `Quantities` answers: which known quantity has these values?
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ..errors import AutogradError
from ..node import Node
from ..primitive import REGISTRY, Elementwise
from .algebra import ONE, minus, over, power, times
from .coordinates import Graph
from .points import ordinary
from .program import UNDEFINED, Program
from .ranges import Range
from .tree import Call, Name, Number, Op, Slope, Tree, mapped, number, walk
from .writer import TooLarge, Writer, in_digits

if TYPE_CHECKING:
    from .scope import Scope

Values = tuple[float, ...]
PLACES = 3  # at which quantities are compared
TOLERANCE = 1e-9  # of the search; what it finds is then decided in certified arithmetic
MOST_NAMES = 60
MOST_PAIRED = 16  # names of which all sums and differences are looked up
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
        self._places(scope.as_symbol(roots[0]))

    def _places(self, truth: Any) -> None:
        """Choose points: numbers of size about 1 at which the named nodes have values.

        If possible the first root, which is the truth, is not 0 there: nothing is said by 0 = 0.
        """
        scope, nodes = self.scope, list(self.variables.values())
        ranges = [scope.ranges.get(name, Range()) for name in self.variables]
        self.program_inputs = nodes
        names = [*self.variables, *self.named]
        roots = [truth, *self.variables.values(), *self.named.values()]
        program = Program(roots, nodes, scope.constants)
        found: list[tuple[bool, Any, list[float]]] = []
        for point in islice(ordinary(ranges), 40):
            wanted, *values = [_float(x) for x in program.at(point, 128)]
            if all(map(math.isfinite, values)):
                found.append((wanted == 0.0 or not math.isfinite(wanted), point, values))
            if sum(not useless for useless, _, _ in found) == PLACES:
                break
        found = sorted(found, key=itemgetter(0))[:PLACES]
        self.points = [point for _, point, _ in found]
        columns = [values for _, _, values in found]
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

    def library(self, claim: Tree, asked: Tree) -> dict[Tree, Values]:
        """Everything that might stand in a formula.

        Names and their relatives, derivatives, parts of the page's definitions and of the claim.
        """
        found: dict[Tree, Values] = dict(self.values)
        names = list(found)
        for name in names:
            self._enter(found, Op("-", (ONE, name)))
            self._enter(found, Op("+", (ONE, name)))
        found.update(self.local())
        for tree in [*self.defined(asked), claim]:
            for part in walk(tree):
                self._enter(found, part)
                if isinstance(part, Call) and len(part.args) == 1 and not part.primes:
                    self._enter_if_new(found, replace(part, primes=1))
        self._enter_slopes(found, asked)
        for tree in [*_SMALL, *self.numbers()]:
            self._enter(found, tree)
        if len(names) <= MOST_PAIRED:
            for a, b in combinations(names, 2):
                self._enter(found, Op("-", (a, b)))
                self._enter(found, Op("+", (a, b)))
        return found

    def numbers(self) -> list[Tree]:
        """The constants in the graph."""
        floats = {
            x
            for node in self.graph.above(self.graph.roots).values()
            for x in node.args
            if isinstance(x, float) and math.isfinite(x)
        }
        return [in_digits(x) for x in sorted(floats)[:MOST_NAMES]]

    def defined(self, asked: Tree) -> list[Tree]:
        """What the page's names stand for, and a declared function at the argument asked for."""
        scope = self.scope
        trees = [scope.pending[name] for name in self.named if name in scope.pending]
        if isinstance(asked, Call) and asked.function in scope.functions:
            function = scope.functions[asked.function]
            given = dict(zip(function.params, asked.args, strict=False))
            trees.append(
                mapped(function.body, lambda x: given.get(x.name) if isinstance(x, Name) else None)
            )
        return trees

    def _enter_slopes(self, found: dict[Tree, Values], asked: Tree) -> None:
        """The derivatives of what is differentiated, in every named node."""
        if not isinstance(asked, Slope):
            return
        for name in islice(self.named, MOST_NAMES):
            slope = Slope(asked.of, (Name(name),))
            if slope != asked and Name(name) != asked.of:
                self._enter(found, slope)

    def _enter(self, found: dict[Tree, Values], tree: Tree) -> None:
        if tree not in found and not isinstance(tree, Number):
            values = self.value(tree)
            if values is not None and all(map(math.isfinite, values)):
                found[tree] = values
        elif isinstance(tree, Number):
            found.setdefault(tree, (float(tree.value),) * PLACES)

    def _enter_if_new(self, found: dict[Tree, Values], tree: Tree) -> None:
        """Enter a tree unless something in names says the same: a*(1 - a) for sigmoid'(z)."""
        values = self.value(tree)
        if values is not None and not any(close(values, known) for known in found.values()):
            self._enter(found, tree)

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


def through(function: str, values: Values) -> Values | None:
    """What a built-in function of one number makes of values."""
    op = REGISTRY.get(function)
    if not isinstance(op, Elementwise) or op.arity - len(op.defaults) > 1:
        return None
    try:
        return tuple(float(op.on_floats(x, *op.defaults)) for x in values)
    except (ArithmeticError, ValueError):
        return None


class Index:
    """A library to be searched by value."""

    def __init__(self, library: dict[Tree, Values]) -> None:
        self.entries = [
            (tree, values)
            for tree, values in library.items()
            if all(values) and all(map(math.isfinite, values))
        ]
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
        yield from self._pairs(wanted)
        yield from map(minus, self._pairs(tuple(-x for x in wanted)))

    def _pairs(self, wanted: Values) -> Iterator[Tree]:
        for tree, values in self.entries:
            rest = tuple(x / v for x, v in zip(wanted, values, strict=True))
            yield from (times(tree, other) for other in self._single(rest))
            rest = tuple(v / x for x, v in zip(wanted, values, strict=True))
            yield from (over(tree, other) for other in self._single(rest) if other != tree)

    def _single(self, wanted: Values) -> Iterator[Tree]:
        first = wanted[0]
        if not all(map(math.isfinite, wanted)):
            return
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
