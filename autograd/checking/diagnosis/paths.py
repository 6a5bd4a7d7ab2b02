"""The chain rule of a page, edge by edge: local derivatives, and the paths they multiply along.

A local derivative is that of one definition in one name it mentions, all other names held fixed,
written in the names of the page: with `a = sigmoid(z)`, da/dz is a*(1 - a).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, pairwise

from ...engine.walks import between
from ...errors import AutogradError
from ...formulas.trees.algebra import ONE, ZERO, minus, over, plus, power, times
from ...formulas.trees.tidying import gathered
from ...formulas.trees.tree import Call, Slope, Tree, names, text, walk
from ...formulas.trees.writer import RULES, TooLarge, Writer
from ...values.symbol import Symbol
from ..meaning.calculus import gradient
from ..meaning.grids import Grid, label, place_of, places
from ..meaning.numbers import Meaning
from ..meaning.scope import Scope

MOST_PATHS = 64
MOST_PAIRED = 12  # names on the way, of which two may be forgotten together
# As textbooks have them; the engine's own forms are chosen to lose no digits.
TEXTBOOK: dict[str, Callable[..., Tree]] = {
    **RULES,
    "sech2": lambda x: plus(ONE, minus(power(Call("tanh", (x,)), 2))),
    "rsqrt": lambda x: over(ONE, Call("sqrt", (x,))),
}


@dataclass(frozen=True)
class Path:
    """One way from y to x: the names between them, and the product of the local derivatives."""

    through: tuple[str, ...]
    product: Tree

    def edges(self, y: str, x: str) -> list[tuple[str, str]]:
        """The steps of the path, from the outside in."""
        return list(pairwise((y, *self.through, x)))


class Partials:
    """The local derivatives of a page's definitions."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.found: dict[str, dict[str, Tree]] = {}
        self.within: dict[Tree, dict[str, Tree]] = {}
        self.symbols = {name: Symbol(name) for name in (*scope.nodes, *scope.variables)}
        self.named = {symbol.serial: name for name, symbol in self.symbols.items()}
        self.local: dict[str, Meaning] = {**self.symbols, **self._arrays()}

    def _arrays(self) -> dict[str, Grid]:
        """Arrays of the symbols that stand for their entries."""
        entries = {
            name: [label(name, place) for place in places(array.shape)]
            for name, array in self.scope.arrays.items()
        }
        return {
            name: Grid(self.scope.arrays[name].shape, tuple(map(self.symbols.__getitem__, found)))
            for name, found in entries.items()
            if self.symbols.keys() >= set(found)
        }

    def of(self, name: str) -> dict[str, Tree]:
        """The derivatives of a name's definition in the names it mentions; none if it has none."""
        if name not in self.found:
            tree = self._definition(name)
            try:
                self.found[name] = self._of(name, tree) if _is_plain(tree) else {}
            except (AutogradError, TooLarge):
                self.found[name] = {}
        return self.found[name]

    def _definition(self, name: str) -> Tree | None:
        """What defines a name, or the array of which it is an entry."""
        pending = self.scope.pending
        return pending.get(name) or pending.get(name.partition("[")[0])

    def _of(self, name: str, tree: Tree | None) -> dict[str, Tree]:
        assert tree is not None
        match tree:
            case Call("where", args=(condition, a, b)) if names(tree) <= self.symbols.keys():
                slopes = self._of("", a), self._of("", b)
                found = dict.fromkeys([*slopes[0], *slopes[1]])
                branches = {x: tuple(each.get(x, ZERO) for each in slopes) for x in found}
                return {x: Call("where", (condition, *both)) for x, both in branches.items()}
        scope = self.scope.apart(self.local)
        meaning = scope.meaning(tree)
        if isinstance(meaning, Grid) and name:
            meaning = meaning.at(place_of(name))
        if not isinstance(meaning, Symbol):
            return {}
        writer = Writer(self.named, self.scope.exact, TEXTBOOK).know({name: meaning})
        mentioned = between([meaning])
        known = self.named.keys() | self.scope.exact.keys()
        if any(x.op is None and serial not in known for serial, x in mentioned.items()):
            return {}  # entries of an array have no names of their own
        return {
            inner: writer.tree(gradient(scope, meaning, mentioned[serial]))
            for serial, inner in self.named.items()
            if serial in mentioned
        }

    def inside(self, tree: Tree) -> dict[str, Tree]:
        """The derivatives of a formula in the names it mentions."""
        if tree not in self.within:
            try:
                self.within[tree] = self._of("", tree) if _is_plain(tree) else {}
            except (AutogradError, TooLarge):
                self.within[tree] = {}
        return self.within[tree]

    def is_traced(self, name: str) -> bool:
        """Whether what a name depends on is known, here and further up."""
        tree = self._definition(name)
        if name not in self.scope.nodes:
            return True
        return _is_plain(tree) and all(map(self.is_traced, self.of(name)))

    def paths(self, y: str, x: str) -> list[Path]:
        """All ways from y to x; none if there are too many, or not all are known."""
        if not self.is_traced(y):
            return []
        reach = self._above(x, y)
        found: list[Path] = []
        waiting: list[tuple[str, tuple[str, ...], Tree]] = [(y, (), ONE)]
        while waiting:
            name, through, product = waiting.pop()
            for inner, slope in self.of(name).items():
                if inner == x:
                    found.append(Path(through, times(product, slope)))
                elif inner in reach:
                    waiting.append((inner, (*through, inner), times(product, slope)))
            if len(found) + len(waiting) > MOST_PATHS:
                return []
        return found

    def _above(self, x: str, y: str) -> set[str]:
        """The names on the way from y to x."""
        order = self._order(y)
        found = {x}
        for name in order:
            if found & self.of(name).keys():
                found.add(name)
        return found - {x}

    def _order(self, y: str) -> list[str]:
        """The names that y depends on, and y, each after those it mentions."""
        nodes = self.scope.nodes
        found = {y}
        waiting = [y]
        for name in waiting:
            fresh = [inner for inner in self.of(name) if inner not in found]
            found.update(fresh)
            waiting += fresh
        return sorted((name for name in found if name in nodes), key=lambda n: nodes[n].serial)

    def total(self, y: str, x: str) -> Tree | None:
        """dy/dx as the chain rule gives it, from the outside in; None if not all is known."""
        if not self.is_traced(y) or y == x:
            return None
        reach = self._above(x, y) | {x}
        terms: dict[str, list[Tree]] = {y: [ONE]}
        for name in reversed(self._order(y)):
            adjoint = added(terms.pop(name, [])[::-1])
            for inner, slope in self.of(name).items():
                if inner in reach and adjoint != ZERO and name != x:
                    terms.setdefault(inner, []).append(times(adjoint, slope))
        return added(terms.get(x, [])[::-1])  # in the order in which the page defines the names


def added(terms: list[Tree]) -> Tree:
    """A sum of products, common factors in front."""
    return reduce(gathered, terms) if terms else ZERO


def _is_plain(tree: Tree | None) -> bool:
    return tree is not None and not any(isinstance(part, Slope) for part in walk(tree))


@dataclass(frozen=True)
class Group:
    """Paths that may be forgotten together: what they are called, and what they contribute."""

    culprit: str
    words: str
    product: Tree
    rank: int  # through a name 0, along an edge 1, through either of two names 2
    through: tuple[str, ...]  # the names, or the ends of the edge


def groups(partials: Partials, y: str, x: str) -> list[Group]:
    """The paths through each name, along each edge that no name singles out, through two names."""
    paths = partials.paths(y, x)
    found: dict[frozenset[int], Group] = {}
    named: dict[str, frozenset[int]] = {}
    for name in dict.fromkeys(name for path in paths for name in reversed(path.through)):
        named[name] = _chosen(name in path.through for path in paths)
        culprit = f"d{y}/d{name}*d{name}/d{x}"
        words = f"the path through {name}, {culprit},"
        _enter(found, paths, named[name], culprit, words, 0, (name,))
    for a, b in dict.fromkeys(edge for path in paths for edge in path.edges(y, x)):
        slope = f"d{a}/d{b}"
        words = f"the path straight from {b} to {a}, {slope} = {text(partials.of(a)[b])},"
        taken = _chosen((a, b) in path.edges(y, x) for path in paths)
        _enter(found, paths, taken, slope, words, 1, (a, b))
    for a, b in combinations(named, 2) if len(named) <= MOST_PAIRED else ():
        culprit = f"d{y}/d{b}*d{b}/d{x} + d{y}/d{a}*d{a}/d{x}"
        _enter(
            found, paths, named[a] | named[b], culprit, f"what comes through {b} and {a}", 2, (a, b)
        )
    return sorted(found.values(), key=lambda group: (group.rank, len(text(group.product))))


def _chosen(taken: Iterable[bool]) -> frozenset[int]:
    return frozenset(place for place, each in enumerate(taken) if each)


def _enter(
    found: dict[frozenset[int], Group],
    paths: Sequence[Path],
    those: frozenset[int],
    culprit: str,
    words: str,
    rank: int,
    through: tuple[str, ...],
) -> None:
    if len(those) < len(paths) and those not in found:
        product = added([paths[place].product for place in sorted(those)])
        found[those] = Group(culprit, words, product, rank, through)
