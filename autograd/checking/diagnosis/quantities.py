"""The names of a derivation at a few points, and what any formula in them is worth there."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import chain, combinations, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ...engine.node import Node
from ...engine.walks import between
from ...errors import AutogradError
from ...formulas.text.builtins import builtin
from ...formulas.trees.algebra import ONE, minus
from ...formulas.trees.style import Style
from ...formulas.trees.tree import Call, Name, Op, Tree, mapped, size, walk
from ..certified.balls import as_float
from ..certified.program import Program
from ..decision.points import gentle, ordinary
from ..decision.ranges import Range
from .lookup import PLACES, TOLERANCE, Index, Values, close, evaluate, through
from .paths import Partials

if TYPE_CHECKING:
    from ..meaning.scope import Scope

_DECISIVE = ("where", "abs", "sign")  # what their first argument is decides
MOST_NAMES = 60
ENOUGH = 8  # points among which those of plain size are chosen
MOST_PLACES = 9  # where formulas have branches: a few points for each


class Quantities:
    """Names, local derivatives and their relatives, at points where all of them have values."""

    def __init__(self, scope: Scope, roots: Sequence[Any], claim: Tree) -> None:
        self.scope = scope
        self.above = between(roots)
        self.variables = {n: x for n, x in scope.variables.items() if x.serial in self.above}
        mine = {x.serial for x in self.variables.values()} | scope.constants.keys()
        strange = _computed_past(scope.nodes.values(), mine)
        self.named = {n: x for n, x in scope.nodes.items() if x.serial not in strange}
        self.partials = Partials(scope)
        bodies = [function.body for function in scope.functions.values()]
        page = [*scope.pending.values(), *bodies, claim]
        self.style = Style.of(page)
        self.spelled = self._spelled(page)
        calls = (x.function for t in page for x in walk(t) if isinstance(x, Call) and not x.primes)
        self.functions = tuple(dict.fromkeys(("sqrt", "exp", *calls)))
        self.calls = {x.function for x in walk(claim) if isinstance(x, Call)}
        self.values: dict[Tree, Values] = {}
        self._places(*map(scope.as_symbol, roots[:2]))
        self.abbreviate()

    def _places(self, truth: Any, claimed: Any) -> None:
        """Choose points: numbers of size about 1 at which the named nodes have values.

        Nothing is said by 0 = 0; that the truth is 0 where the claim is not is asked where nothing
        else tells them apart, as where the slope of relu is missing.
        """
        scope, nodes = self.scope, list(self.variables.values())
        ranges = [scope.ranges.get(name, Range()).hull() for name in self.variables]
        self.program_inputs = nodes
        names = [*self.variables, *self.named]
        roots = [truth, claimed, *self.variables.values(), *self.named.values()]
        program = Program(roots, nodes, scope.constants)
        conditions = self._conditions()
        sides = Program(conditions, nodes, scope.constants)
        found: list[tuple[Any, int, Any, list[float]]] = []  # each with its branches and its size
        hidden: list[tuple[Any, int, Any, list[float]]] = []
        is_told = False
        points = islice(gentle(ranges), 40)
        for point in chain(points, islice(ordinary(ranges), 40)) if conditions else points:
            wanted, has, *values = [as_float(x) for x in program.at(point, 128)]
            if all(map(math.isfinite, values)):
                way = tuple(map(_holds, sides.at(point, 128))) if conditions else ()
                size = sum(map(_is_of_strange_size, values[: len(nodes)]))
                useless = wanted == 0.0 or not math.isfinite(wanted)
                is_told |= not useless and not math.isclose(wanted, has, rel_tol=TOLERANCE)
                hidden += [((False, "0"), size, point, values)] if wanted == 0.0 != has else []
                found.append(((useless, way), size, point, values))
            useful = [size for (useless, _), size, *_ in found if not useless]
            enough = useful.count(0) >= PLACES or len(useful) >= ENOUGH
            if not conditions and enough and (is_told or hidden):
                break
        found = _in_turn(found if is_told else [*hidden, *found])
        self.points = [point for *_, point, _ in found]
        columns = [values for *_, values in found]
        for name, row in zip(names, zip(*columns, strict=True), strict=False):
            self.values[Name(name)] = row

    def _conditions(self) -> list[Node]:
        """What decides between branches: conditions, and what abs and sign are taken of."""
        nodes = self.above.values()
        decisive = [x.args[0] for x in nodes if x.op is not None and x.op.name in _DECISIVE]
        if not any(x.op is not None and x.op.name == "where" for x in nodes):
            return []
        return [x for x in decisive if isinstance(x, Node)]

    def of(self, meanings: Sequence[Any]) -> list[Values]:
        """The values of meanings at the points."""
        roots = [self.scope.as_symbol(meaning) for meaning in meanings]
        program = Program(roots, self.program_inputs, self.scope.constants)
        columns = [[as_float(x) for x in program.at(point, 192)] for point in self.points]
        if not columns:
            return [() for _ in meanings]
        return list(zip(*columns, strict=True))

    def abbreviate(self) -> None:
        """Write local derivatives by the names they are products of: p*(1 - p) for a softmax."""
        smooth = [name for name, node in self.named.items() if not self.has_kinks(node)]
        words = _products([Name(name) for name in smooth[: MOST_NAMES // 2]])
        rows = [(tree, values) for tree in words if (values := self.value(tree)) is not None]
        index = Index(dict(rows))
        for name in islice(self.named, MOST_NAMES):
            slopes = self.partials.of(name)
            for inner, tree in slopes.items():
                slopes[inner] = self._shorter(tree, index)

    def has_kinks(self, node: Node) -> bool:
        """Whether a node may be another formula elsewhere than at the points."""
        above = between([node]).values()
        ops = {x.op.name: x.op for x in above if x.op is not None}
        return "where" in ops or any(getattr(op, "kink", None) for op in ops.values())

    def _shorter(self, tree: Tree, index: Index) -> Tree:
        """A formula with its parts, if they have names, by those names."""

        def change(part: Tree) -> Tree | None:
            values = self.value(part) if isinstance(part, Op | Call) else None
            if not values:  # there may be no point at which all names have values
                return None
            found = (x for x in index.exactly(values) if part is tree or isinstance(x, Name))
            return next((x for x in found if size(x) < size(part)), None)

        return mapped(tree, change)

    def styled(self, tree: Tree) -> Tree:
        """A formula with its numbers and functions written as the page writes them."""
        tree = mapped(tree, self._called) if self.spelled or self.scope.functions else tree
        return self.style.applied(tree)

    def _spelled(self, trees: Sequence[Tree]) -> dict[str, str]:
        """The page's own names for built-in functions: Phi for normal_cdf."""
        calls = {part.function for t in trees for part in walk(t) if isinstance(part, Call)}
        found = {getattr(builtin(name), "name", name): name for name in sorted(calls)}
        return {op: name for op, name in found.items() if op not in calls}

    def _called(self, part: Tree) -> Tree | None:
        """A call of a built-in function as the page has it, if the page has another name for it."""
        if not isinstance(part, Call) or part.primes or part.function in self.scope.functions:
            return None
        args = tuple(self.styled(arg) for arg in part.args)
        if part.function in self.spelled:
            return replace(part, function=self.spelled[part.function], args=args)
        values = self.value(part) if len(args) == 1 and part.function not in self.calls else None
        for name in self.scope.functions if values is not None else ():
            other = self.value(declared := Call(name, args))
            if other is not None and values is not None and close(other, values):
                return declared
        return None

    @property
    def names(self) -> list[Name]:
        """The names that have values at the points."""
        return [tree for tree in self.values if isinstance(tree, Name)]

    def value(self, tree: Tree) -> Values | None:
        """A tree's values at the points, in floats; None if it has none."""
        return evaluate(tree, self.values, self._meaning_values, len(self.points))

    def _of_one(self, tree: Tree) -> Values | None:
        """A built-in function of one number, in floats: quicker than through a graph."""
        if not isinstance(tree, Call) or tree.primes or len(tree.args) != 1:
            return None
        if tree.function in self.scope.functions:
            return None
        inner = self.value(tree.args[0])
        name = getattr(builtin(tree.function), "name", "")
        found = None if inner is None else through(name, inner)
        return found if found is not None and all(map(math.isfinite, found)) else None

    def _meaning_values(self, tree: Tree) -> Values | None:
        """Calls and derivatives, which go through the graph."""
        if tree not in self.values and (found := self._of_one(tree)) is not None:
            self.values[tree] = found
        if tree not in self.values:
            try:
                (self.values[tree],) = self.of([self.scope.meaning(tree)])
            except (AutogradError, KeyError):
                return None
        return self.values[tree]


def _computed_past(roots: Iterable[Node], leaves: Container[int]) -> set[int]:
    """The nodes that other leaves than these have a part in."""
    found: set[int] = set()
    for serial, node in between(roots).items():
        strange = (isinstance(x, Node) and x.serial in found for x in node.args)
        if serial not in leaves if node.op is None else any(strange):
            found.add(serial)
    return found


def _in_turn(found: list[tuple[Any, int, Any, list[float]]]) -> list[Any]:
    """A few of some points: useful ones first, of each combination of branches those of plain size.

    A truth that is 0 is of no use: nothing is said by 0 = 0.
    """
    met: dict[Any, int] = {}
    ranked = []
    for each in sorted(found, key=itemgetter(1)):
        met[each[0]] = met.get(each[0], 0) + 1
        ranked.append((each[0][0], met[each[0]], each))
    branches = sum(not useless for useless, _ in met)
    count = min(PLACES * max(1, branches), MOST_PLACES)
    return [each for *_, each in sorted(ranked, key=itemgetter(0, 1))[:count]]


def _is_of_strange_size(x: float) -> bool:
    """Whether terms with a number may be lost beside others."""
    return not 1 / 16 < abs(x) < 16.0


def _products(names: Sequence[Tree]) -> list[Tree]:
    rests: list[Tree] = [Op("-", (ONE, name)) for name in names]
    pairs = [*zip(names, rests, strict=True), *combinations(names, 2)]
    found: list[Tree] = [*names, *rests, *(Op("*", pair) for pair in pairs)]
    return [*found, *map(minus, found)]


def _holds(value: Any) -> bool | None:
    """Whether a condition holds, or a number is positive; None where that cannot be told."""
    return value if value is None or isinstance(value, bool) else as_float(value) > 0.0
