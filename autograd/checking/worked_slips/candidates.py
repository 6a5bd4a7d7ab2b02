"""The numbers that a slip would give, as graphs of symbols with what is said of each.

The formula of a number is what its name is defined as, or a derivative written out in the names of
the page. A slip is in it, or in a definition that it needs; what follows is computed from that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction

from ...engine.node import Node
from ...engine.walks import between
from ...errors import AutogradError
from ...formulas.trees.tree import Indexed, Name, Slope, Tree, as_slope, names, number, text, walk
from ..meaning.grids import Grid, label, place_of, places
from ..meaning.numbers import Meaning
from ..meaning.scope import Scope
from .formulas import filled, pattern, slipped
from .table import AT_LAST, FIRST, Slip

Candidate = tuple[Node, str]
Given = Mapping[str, Tree | Fraction]
Rounding = Callable[[Node, int], Fraction | None]  # a value to so many decimals

MOST_OTHERS = 40  # other quantities of the page
DECIMALS = (1, 2, 3, 4)  # to which people round what they go on with


class Candidates:
    """What `left`, whose value is that of `root`, would be after a slip."""

    def __init__(self, scope: Scope, left: Tree, root: Node, inputs: Sequence[Node]) -> None:
        self.scope, self.left, self.root = scope, left, root
        self.inputs = {node.serial for node in inputs}
        self.formula = self._formula()
        self.below = self._below()

    def _formula(self) -> Tree:
        found = self.scope.pending.get(text(self.left), self.left)
        if not _is_derived(found) and not isinstance(found, Indexed):
            return found
        return self.scope.written(self._spelled_out(), known=True) or found

    def _spelled_out(self) -> Node:
        """The root behind its name."""
        op, args = self.root.op, self.root.args
        inner = args[0] if op is not None and op.name == "identity" else self.root
        return inner if isinstance(inner, Node) else self.root

    def _below(self) -> list[str]:
        """The names that the formula needs and that are defined, each behind those it needs."""
        found: dict[str, int] = {}
        waiting = [self.formula]
        for tree in waiting:
            for name in _bases(tree) - found.keys():
                if name in self.scope.pending and (serial := self._serial(name)) is not None:
                    found[name] = serial
                    waiting.append(self.scope.pending[name])
        return sorted(found, key=lambda name: found[name])

    def _serial(self, name: str) -> int | None:
        array = self.scope.arrays.get(name)
        node = self.scope.nodes.get(name) if array is None else array.entries[-1]
        return node.serial if isinstance(node, Node) else None

    # ---- The candidates ----

    def likeliest_first(self) -> Iterator[Candidate]:
        """The sign, a slip in the formula, another number of the page, a slip further down."""
        yield from self._whole(FIRST)
        for each in slipped(self.formula):
            yield from self._from({}, each.tree, each.words)
        yield from self._others()
        for name in reversed(self.below):
            for each in slipped(self.scope.pending[name]):
                yield from self._from({name: each.tree}, self.formula, f"{each.words} in {name}")

    def at_last(self) -> Iterator[Candidate]:
        """The whole off by a factor."""
        for slip in AT_LAST:
            yield from self._whole(slip)

    def rounded(self, to: Rounding) -> Iterator[Candidate]:
        """What comes of going on with rounded numbers: with one of them, or all."""
        for decimals in DECIMALS:
            every: dict[str, Fraction] = {}
            for name in self.below:
                alone = self._rounded({}, name, to, decimals)
                if alone is not None:
                    words = f"this comes out with {name} rounded to {float(alone):.{decimals}f}"
                    yield from self._from({name: alone}, self.formula, words)
                    every[name] = self._rounded(every, name, to, decimals) or alone
            words = f"this comes out with all that it needs rounded to {decimals} decimals"
            yield from self._from(every, self.formula, words)

    def _rounded(self, given: Given, name: str, to: Rounding, decimals: int) -> Fraction | None:
        with suppress(AutogradError):
            return to(self.scope.as_symbol(self._anew(given, Name(name))), decimals)
        return None

    def _whole(self, slip: Slip) -> Iterator[Candidate]:
        yield from self._from({}, filled(pattern(slip.computed), {"y": self.formula}), slip.words)

    def _others(self) -> Iterator[Candidate]:
        """Other names of the page, or other slopes."""
        slope = as_slope(self.left)
        known = (*self.scope.nodes, *self.scope.variables)
        for name in known[:MOST_OTHERS]:
            other = _tree(name)
            if slope is not None:
                other = Slope(slope.of, (other,))
            elif name in self.scope.variables:
                continue
            yield from self._from({}, other, f"this is {text(other)}")

    def _from(self, given: Given, formula: Tree, words: str) -> Iterator[Candidate]:
        """The formula where some names are something else, and with them what they lead to."""
        with suppress(AutogradError):
            node = self.scope.as_symbol(self._anew(given, formula))
            if all(map(self._is_known, between([node], self.inputs).values())):
                yield node, words

    def _is_known(self, node: Node) -> bool:
        return (
            node.op is not None or node.serial in self.inputs or node.serial in self.scope.constants
        )

    def _anew(self, given: Given, formula: Tree) -> Meaning:
        local: dict[str, Meaning] = {}
        for name in self.below if given else ():
            other = given.get(name, self.scope.pending[name])
            if name in given or not _bases(other).isdisjoint(local):
                local |= _with_entries(name, self._meaning(other, local))
        return self._meaning(formula, local)

    def _meaning(self, tree: Tree | Fraction, local: Mapping[str, Meaning]) -> Meaning:
        return tree if isinstance(tree, Fraction) else self.scope.apart(local).meaning(tree)


def _is_derived(tree: Tree) -> bool:
    return any(as_slope(part) is not None for part in walk(tree))


def _bases(tree: Tree | Fraction) -> set[str]:
    """The names in a tree, an array for its entries."""
    found = set() if isinstance(tree, Fraction) else names(tree)
    return {name.partition("[")[0] for name in found}


def _with_entries(name: str, meaning: Meaning) -> dict[str, Meaning]:
    """A name, and if it is an array those of its entries."""
    entries = meaning.entries if isinstance(meaning, Grid) else ()
    shape = meaning.shape if isinstance(meaning, Grid) else ()
    labels = [label(name, place) for place in places(shape)]
    return {name: meaning, **dict(zip(labels, entries, strict=False))}


def _tree(name: str) -> Tree:
    """The tree of a name or of an entry, W[1,2]."""
    base, bracket, _ = name.partition("[")
    return Indexed(Name(base), tuple(map(number, place_of(name)))) if bracket else Name(name)
