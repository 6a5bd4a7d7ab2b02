"""The meanings of a page in floats, at a few points: quick enough to try thousands of formulas.

`ScopeInFloats` is a `Scope` whose numbers are NumPy rows, one value for each point. All it knows of
arrays it has from `Scope`; only what is done with numbers is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from itertools import islice
from math import isfinite
from typing import Any

from ...engine.elementwise import Elementwise
from ...engine.nary import Nary
from ...engine.node import Node
from ...engine.primitive import REGISTRY
from ...engine.walks import between
from ...formulas.text.builtins import builtin
from ...formulas.trees.tree import Call, Name, Number, Tree, as_slope
from ...support.arrays import numpy
from ...values.symbol import CONDITIONS
from ..certified.balls import as_float, nearest
from ..certified.program import Program
from ..decision.points import Point, ordinary
from ..decision.ranges import Range
from ..meaning.grids import Grid, spread
from ..meaning.numbers import COMPARISONS, Meaning
from ..meaning.scope import Scope

PLACES = 3  # at which formulas are compared
MOST_POINTS = 12  # from which they are chosen
_QUICK: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "neg": lambda a: -a,
    "sum": lambda *xs: sum(xs[1:], xs[0]),
}


class Sample:
    """A few points at which formulas have values; small ones, for floats lose digits far out."""

    def __init__(self, scope: Scope, roots: Sequence[Any]) -> None:
        above = between(roots)
        inputs = {n: x for n, x in scope.variables.items() if x.serial in above}
        self.constants, self.inputs = scope.constants, list(inputs.values())
        self.points: list[Point] = []
        ranges = [scope.ranges.get(name, Range()) for name in inputs]
        candidates = [_nearer(point, ranges) for point in islice(ordinary(ranges), MOST_POINTS)]
        program = Program(list(roots), self.inputs, self.constants)
        rows = [[as_float(x) for x in program.at(point, 128)] for point in candidates]
        found = [p for p, row in zip(candidates, rows, strict=True) if all(map(isfinite, row))]
        useful = {p for p, row in zip(candidates, rows, strict=True) if row[0] != 0.0}
        # Nothing is said by 0 = 0, so points at which the first formula is not 0 come first.
        self.points = sorted(found, key=lambda point: point not in useful)[:PLACES]

    def of(self, nodes: Sequence[Node]) -> list[Any]:
        """The values of nodes at the points, a row for each node."""
        program = Program(list(nodes), self.inputs, self.constants)
        columns = [[as_float(x) for x in program.at(point, 128)] for point in self.points]
        return list(numpy().array(columns, dtype=float).reshape(len(self.points), len(nodes)).T)


def _nearer(point: Point, ranges: Sequence[Range]) -> Point:
    near = [x / 4 if x / 4 in each else x for x, each in zip(point, ranges, strict=True)]
    return tuple(near)


class ScopeInFloats(Scope):
    """What trees are at the points of a sample; NaN where they have no value."""

    symbols: Scope
    sample: Sample
    _rows: dict[int, Any]
    _arrays: dict[str, Grid | None]
    _through_graph: dict[Any, Meaning]
    _met: dict[Any, tuple[Tree, Meaning]]

    def __init__(self, symbols: Scope, sample: Sample) -> None:
        super().__init__(
            functions=symbols.functions,
            ranges=symbols.ranges,
            shapes=symbols.shapes,
            sizes=symbols.sizes,
            announced=symbols.announced,
            pending=symbols.pending,
        )
        vars(self).update(symbols=symbols, sample=sample)  # a scope is frozen
        vars(self).update(_rows={}, _arrays={}, _through_graph={}, _met={})

    # ---- From the graph ----

    def rows(self, meaning: Meaning) -> Meaning:
        """A meaning in symbols as its values."""
        if isinstance(meaning, Grid):
            self.look_up(meaning.entries)
            return Grid(meaning.shape, tuple(map(self.rows, meaning.entries)))
        if not isinstance(meaning, Node):
            return meaning
        self.look_up([meaning])
        return self._rows[meaning.serial]

    def look_up(self, meanings: Sequence[Meaning]) -> None:
        """Compute what several meanings are worth, all at once."""
        new = [x for x in meanings if isinstance(x, Node) and x.serial not in self._rows]
        if new:
            rows = zip(new, self.sample.of(new), strict=True)
            self._rows.update((x.serial, row) for x, row in rows)

    def meaning(self, tree: Tree) -> Meaning:
        """What a tree is worth; derivatives are taken in the graph."""
        if isinstance(tree, Name | Number):
            return super().meaning(tree)
        key = (id(tree), tuple(self.local.items()))
        if key not in self._met:  # formulas with a slip undone share all but the way to it
            self._met[key] = tree, self._meaning(tree)
        return self._met[key][1]

    def _meaning(self, tree: Tree) -> Meaning:
        if as_slope(tree) is None and not (isinstance(tree, Call) and self._is_deep(tree)):
            if isinstance(tree, Call) and tree.primes:
                return spread(partial(self._derivative, tree), list(map(self.meaning, tree.args)))
            return super().meaning(tree)
        key = (tree, tuple(self.local.items()))
        if key not in self._through_graph:
            self._through_graph[key] = self.rows(self.symbols.bound(self.local).meaning(tree))
        return self._through_graph[key]

    def _is_deep(self, tree: Call) -> bool:
        return tree.primes > 1 or (tree.primes > 0 and tree.function in self.functions)

    def array(self, name: str) -> Grid | None:
        if name not in self._arrays:
            array = self.symbols.array(name)
            self._arrays[name] = None if array is None else self.rows(array)
        return self._arrays[name]

    def node(self, name: str) -> Any:
        node = self.symbols.node(name)
        return None if node is None else self.rows(node)

    def variable(self, name: str) -> Any:
        return self.rows(self.symbols.variable(name))

    def pi(self) -> Any:
        return self.as_symbol(numpy().pi)

    def make_room(self, entries: int, products: int = 0) -> None:
        """Nothing is made that lasts."""

    # ---- With numbers ----

    def as_symbol(self, meaning: Meaning) -> Any:
        if hasattr(meaning, "shape"):
            return meaning
        return numpy().full(len(self.sample.points), float(meaning))

    def apply(self, name: str, args: Sequence[Meaning]) -> Meaning:
        """The row of a primitive's values at the points, from rows and exact numbers."""
        rows = [nearest(x) if isinstance(x, Fraction) else x for x in args]
        if name in _QUICK:
            return _QUICK[name](*rows)
        op = REGISTRY[name]
        rows = [row if row.__class__ is bool else self.as_symbol(row) for row in rows]
        if isinstance(op, Nary):
            return numpy().array([op.ieee(column) for column in zip(*rows, strict=True)])
        return op.on_arrays(*rows)

    def condition(self, symbol: str, x: Meaning, y: Meaning) -> Meaning:
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            return super().condition(symbol, x, y)
        test = CONDITIONS[COMPARISONS[symbol]]
        return test.on_arrays(self.as_symbol(x), self.as_symbol(y))

    def _derivative(self, tree: Call, *args: Meaning) -> Meaning:
        op = builtin(tree.function)
        if not isinstance(op, Elementwise) or len(args) != 1 or op.rules[0] is None:
            raise self.refuse(f"{tree.function}' has no value here", tree)
        row = [self.as_symbol(args[0]), *map(self.as_symbol, op.defaults)]
        return self.as_symbol(op.rules[0](*row, op.on_arrays(*row)))
