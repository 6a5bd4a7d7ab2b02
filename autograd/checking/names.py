"""The names of a page: nodes of a graph, free variables, functions; and exact numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ..node import Node
from ..ops.arithmetic import identity
from ..symbol import Symbol
from .balls import Ball, exact, flint
from .builtins import builtin
from .program import Constant
from .ranges import Range
from .tokens import DerivationError
from .tree import Tree

Meaning = Any  # a Fraction, a Symbol, or a condition on symbols

_DEEPEST = 50  # definitions that wait for definitions further down


@dataclass(frozen=True)
class Function:
    """A function declared on the page: `f(t) = …`."""

    params: tuple[str, ...]
    body: Tree


@dataclass
class Names:
    """What is known of the names of a page; `meaning` is what a tree of them stands for."""

    nodes: dict[str, Symbol] = field(default_factory=dict)
    variables: dict[str, Symbol] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    ranges: dict[str, Range] = field(default_factory=dict)
    constants: dict[int, Constant] = field(default_factory=dict)
    exact: dict[int, Fraction | str] = field(default_factory=dict)
    local: dict[str, Meaning] = field(default_factory=dict)
    announced: set[str] = field(default_factory=set)
    pending: dict[str, Tree] = field(default_factory=dict)
    stated: dict[str, Meaning] = field(default_factory=dict)
    swept: list[Node] = field(default_factory=list)
    _numbers: dict[Any, Symbol] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _calling: list[str] = field(default_factory=list)

    # ---- Names ----

    def is_function(self, name: str) -> bool:
        """Whether `name(…)` is a call."""
        if name in self.nodes or name in self.ranges or name in self.pending:
            return False
        return (
            name in self.functions or builtin(name) is not None or name in ("sum", "prod", "grad")
        )

    def is_declared(self, name: str) -> bool:
        """Whether the page introduces this very name."""
        return name in self.announced or name in self.nodes or name in self.local

    def symbol(self, name: str) -> Symbol | None:
        """The node or variable of this name, if there is one already."""
        found = self.node(name)
        return found if found is not None else self.variables.get(name)

    def node(self, name: str) -> Symbol | None:
        """The node of this name; made now if its definition stands further down."""
        if name in self.pending and name not in self.nodes:
            tree = self.pending[name]
            if name in self._open or len(self._open) > _DEEPEST:
                way = " -> ".join([*self._open, name])
                raise self.refuse(f"{name} is defined in terms of itself: {way}", tree)
            self._open.append(name)
            try:
                self.define(name, self.meaning(tree))
            finally:
                self._open.pop()
        return self.nodes.get(name)

    def variable(self, name: str) -> Symbol:
        """The free variable of this name; made when first asked for."""
        if name not in self.variables:
            self.variables[name] = Symbol(name)
        return self.variables[name]

    def known(self, name: str) -> Symbol:
        """The node of this name, or else the variable."""
        node = self.node(name)
        return node if node is not None else self.variable(name)

    def define(self, name: str, meaning: Meaning) -> Symbol:
        """Enter a node."""
        node: Symbol = identity(self.as_symbol(meaning))
        node.name = name
        self.nodes[name] = node
        return node

    # ---- Numbers ----

    def as_symbol(self, meaning: Meaning) -> Symbol:
        """A meaning as a symbol; a number becomes a leaf that stands for it exactly."""
        if isinstance(meaning, Symbol):
            return meaning
        if isinstance(meaning, float):
            meaning = Fraction(meaning)
        if isinstance(meaning, Fraction):
            return self._leaf(meaning, str(meaning), lambda: exact(meaning))
        return meaning  # type: ignore[no-any-return]  # a condition on symbols is a Symbol too

    def _leaf(self, key: Any, name: str, make: Callable[[], Ball]) -> Symbol:
        if key not in self._numbers:
            leaf = self._numbers[key] = Symbol(name)
            self.constants[leaf.serial] = make
            self.exact[leaf.serial] = key
        return self._numbers[key]

    def operand(self, meaning: Meaning) -> Any:
        """A meaning as an operation takes it: floats for the numbers that they hold exactly."""
        if isinstance(meaning, Fraction) and _is_plain(meaning):
            return float(meaning)
        return self.as_symbol(meaning)

    def pi(self) -> Symbol:
        """The number pi."""
        return self._leaf("pi", "pi", flint().arb.pi)

    def meaning(self, tree: Tree) -> Meaning:
        """What a tree stands for."""
        raise NotImplementedError

    def refuse(self, why: str, tree: Tree) -> DerivationError:
        """A complaint about a tree; the statement is added by the caller."""
        return DerivationError(why, column=tree.span[0] + 1)


def _is_plain(number: Fraction) -> bool:
    bits = number.denominator.bit_length()
    return number.denominator == 1 << (bits - 1) and bits <= 24 and abs(number.numerator) < 1 << 40
