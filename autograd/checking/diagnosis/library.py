"""Everything that might stand in a formula, with its values: where a slip is looked up.

A slip is usually a known quantity in the wrong place: another layer's derivative, a weight that
was dropped, a sign.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice
from typing import Any

from ...errors import AutogradError
from ...formulas.trees.algebra import ONE
from ...formulas.trees.tidying import tidy
from ...formulas.trees.tree import (
    Call,
    Name,
    Number,
    Op,
    Slope,
    Tree,
    is_op,
    mapped,
    names,
    number,
    size,
    walk,
)
from ...formulas.trees.writer import TooLarge, Writer, in_digits
from ...values.symbol import Symbol
from ..meaning.calculus import gradient
from .exchanges import operation
from .lookup import Values, close
from .paths import TEXTBOOK
from .places import spread
from .quantities import MOST_NAMES, Quantities
from .weights import Weights

MOST_PAIRED = 16  # names of which all sums and differences are looked up
_SMALL = [number(n) for n in (2, 3, 4)] + [Op("/", (ONE, number(n))) for n in (2, 3, 4)]
# Weights: how much a reader of the page has to think to come upon a formula.
_LOCAL, _WRITTEN = 10, 6  # of a local derivative, and of what stands on the page
_PIECE = 8  # of a term or factor of what is right
_WHOLE = 16  # more for all that is right, if it is a sum
_INNER = 4  # of what is forgotten beside a function
_STRANGE = 16  # of a name that neither side has to do with


class Library:
    """The quantities that a slip in `claim` may involve, where `asked` is wanted.

    `values` are their values, `weights` what they weigh if that is not plain to see.
    """

    def __init__(self, quantities: Quantities, claim: Tree, asked: Tree, truth: Any) -> None:
        self.quantities, self.scope, self.asked = quantities, quantities.scope, asked
        self.named = quantities.named
        self.truth = self._truth()
        right = self.truth or self._higher(truth)
        self.terms = [term for tree in right for term in spread(tree)]
        self.values: dict[Tree, Values] = {}
        self.weights: dict[Tree, int] = {}
        self._names()
        self._partials()
        self._written([*self.defined(), claim, *self.truth])
        for tree in self.truth:
            for part in _pieces(tree):
                whole = _WHOLE * (part is tree and is_op(tree, "+", "-"))
                self._enter(part, _PIECE + whole + size(part) // 2)
        for term in self.terms:
            self._enter(term, _PIECE + size(term) // 2)
        self._slopes()
        self.inner = self._inner()
        for tree in [*_SMALL, *self.numbers()]:
            self._enter(tree)
        self._of_two_names()

    def _names(self) -> None:
        """The names, and 1 - a and 1 + a for each; 1 - 2*a and a^2 for higher derivatives."""
        names = self.quantities.names
        higher = isinstance(self.asked, Slope) and len(self.asked.wrt) > 1
        above = self.quantities.above
        strange = [name for name, node in self.named.items() if node.serial not in above]
        self.weights.update((Name(name), _STRANGE) for name in strange)
        self.values.update((name, self.quantities.values[name]) for name in names)
        for name in names:
            self._enter(Op("-", (ONE, name)))
            self._enter(Op("+", (ONE, name)))
            if higher:  # what the slopes of slopes have: of a*(1 - a), and of f(k*x)
                self._enter(Op("-", (ONE, Op("*", (number(2), name)))))
                self._enter(Op("^", (name, number(2))))

    def _of_two_names(self) -> None:
        names = self.quantities.names
        for a, b in combinations(names, 2) if len(names) <= MOST_PAIRED else ():
            self._enter(Op("-", (a, b)))
            self._enter(Op("+", (a, b)))

    def _written(self, trees: list[Tree]) -> None:
        """The parts of formulas, and the derivatives of the functions in them."""
        for tree in trees:
            for part in walk(tree):
                self._enter(part, _WRITTEN + size(part))
                if isinstance(part, Call) and len(part.args) == 1 and not part.primes:
                    self._enter_if_new(self.slope_of(part))

    def weighed(self) -> Weights:
        """How much there is to the formulas that are known here."""
        right = {name for tree in self.truth for name in names(tree)}
        page = {part for tree in self.defined() for part in walk(tree)}
        return Weights(self.weights, right, frozenset(self.inner), page)

    def _truth(self) -> list[Tree]:
        """The derivative that is asked, in the page's names, if the chain rule gives it."""
        if not isinstance(self.asked, Slope) or len(self.asked.wrt) != 1:
            return []
        y, x = self.asked.of, self.asked.wrt[0]
        if not isinstance(y, Name) or not isinstance(x, Name):
            return []
        total = self.quantities.partials.total(y.name, x.name)
        return [] if total is None else [total]

    def _higher(self, truth: Any) -> list[Tree]:
        """A derivative of higher order: its terms are looked for, not the whole."""
        if not isinstance(self.asked, Slope) or len(self.asked.wrt) == 1:
            return []
        tree = self.scope.written(truth, TEXTBOOK, known=True)
        return [] if tree is None else [tree]

    def _inner(self) -> set[Tree]:
        """The derivatives of what stands in brackets, which are easily forgotten."""
        partials = self.quantities.partials
        found = {
            self.quantities.styled(slope)
            for tree in self.defined()
            for part in islice(walk(tree), MOST_NAMES)
            for inner in _in_brackets(part)
            if not any(
                isinstance(x, Call) and x.function in self.scope.functions for x in walk(inner)
            )
            for slope in partials.inside(inner).values()
            if not isinstance(slope, Number)
        }
        for tree in found:
            self._enter(tree, _INNER)
        return found

    def numbers(self) -> list[Tree]:
        """The constants in the graph."""
        floats = {
            x
            for node in self.quantities.above.values()
            for x in node.args
            if isinstance(x, float) and math.isfinite(x)
        }
        return [in_digits(x) for x in sorted(floats)[:MOST_NAMES]]

    def defined(self) -> list[Tree]:
        """What the page's names stand for, and a declared function at the argument asked for."""
        scope, asked = self.scope, self.asked
        trees = [scope.pending[name] for name in self.named if name in scope.pending]
        if isinstance(asked, Call) and asked.function in scope.functions:
            function = scope.functions[asked.function]
            given = dict(zip(function.params, asked.args, strict=False))
            trees.append(
                mapped(function.body, lambda x: given.get(x.name) if isinstance(x, Name) else None)
            )
        return trees

    def _slopes(self) -> None:
        """The derivatives of what is differentiated, in every named node."""
        asked = self.asked
        if not isinstance(asked, Slope):
            return
        for name in islice(self.named, MOST_NAMES):
            slope = Slope(asked.of, (Name(name),))
            if slope != asked and Name(name) != asked.of:
                self._enter(slope)

    def _partials(self) -> None:
        for name in islice(self.named, MOST_NAMES):
            for tree in self.quantities.partials.of(name).values():
                self._enter(tree, _LOCAL + size(tree) // 2)

    def slope_of(self, call: Call) -> Tree:
        """The derivative of a function at the argument it has: cos(u) for sin(u)."""
        scope, prime = self.scope, replace(call, primes=1)
        if call.function in scope.functions or operation(call.function) in PRIMED:
            return prime
        u = Symbol("u")
        try:
            apart = scope.apart({"u": u})
            slope = gradient(apart, apart.meaning(replace(call, args=(Name("u"),))), u)
            tree = Writer({u.serial: "u"}, scope.exact, TEXTBOOK).tree(slope)
        except (AutogradError, TooLarge):
            return prime
        return tidy(mapped(tree, lambda part: call.args[0] if part == Name("u") else None))

    def _enter(self, tree: Tree, weight: int = 0) -> None:
        tree = self.quantities.styled(tree)
        if weight:
            self.weights[tree] = min(weight, self.weights.get(tree, weight))
        if tree not in self.values:
            values = self.quantities.value(tree)
            if values is not None and any(map(math.isfinite, values)):
                self.values[tree] = values

    def _enter_if_new(self, tree: Tree) -> None:
        """Enter a tree unless something in names says the same: a*(1 - a) for sigmoid'(z)."""
        values = self.quantities.value(tree)
        if values is not None and not any(close(values, known) for known in self.values.values()):
            self._enter(tree, _LOCAL + size(tree))


# Functions whose derivative is best known by its prime.
PRIMED = ("sigmoid", "gelu", "silu", "mish", "elu", "selu")


def _in_brackets(part: Tree) -> Iterator[Tree]:
    """The argument of a function, the base of a power, what is below a line."""
    match part:
        case Call(args=(inner,)) | Op(symbol="^", args=(inner, Number())):
            if not isinstance(inner, Name | Number):
                yield inner
        case Op(symbol="^", args=(Number(), inner)):
            if not isinstance(inner, Name | Number):
                yield inner


def _pieces(tree: Tree) -> Iterator[Tree]:
    """The terms of a sum, the factors of a product, the branches: what is easily left out."""
    yield tree
    match tree:
        case Op(symbol="+" | "-" | "*" | "/", args=parts) | Call("where", args=(_, *parts)):
            for part in parts:
                yield from _pieces(part)
