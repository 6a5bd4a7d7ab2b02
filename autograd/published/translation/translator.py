"""What translates printed formulas, and the table of those who do, each for some kinds of parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ...formulas.printed import Node
from ...formulas.trees.tree import Tree
from ..names.letters import Letters
from ..names.naming import Naming
from ..names.references import Reference, reference
from ..problems import HIDDEN, Unread
from .readings import Picks

Made = tuple[Tree, str]  # a tree and its kind
INVERSE = Node("neg", "", (Node("number", "1"),))


@dataclass(frozen=True)
class Translator:
    """Makes trees of printed formulas.

    `values` has the number that a letter of a layer, time or sample stands for, and `ends` the
    numbers behind T, L and m; `pick` is asked where two readings are possible.
    """

    letters: Letters
    kinds: Mapping[str, str]
    aliases: Mapping[str, str]
    functions: frozenset[str]
    naming: Naming
    pick: Picks
    name: Callable[[Translator, Reference, Node], Made]
    ends: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)
    bound: frozenset[str] = frozenset()
    biases: Mapping[str, str] = field(default_factory=dict)  # rows or columns in sums with matrices
    own: frozenset[str] = frozenset()  # names that the page defines, or differentiates in

    def at(self, values: Mapping[str, int]) -> Translator:
        """The translator for one layer, time or sample."""
        return replace(self, values={**self.letters.fixed, **values})

    def tree(self, node: Node) -> Tree:
        """The tree of a formula."""
        return self.made(node)[0]

    def made(self, node: Node) -> Made:
        """The tree of a formula, and its kind. Raises `Unread`."""
        if (found := reference(node, self.letters)) is not None:
            return self.name(self, found, node)
        rule = RULES.get(node.kind)
        if rule is None:
            raise Unread(HIDDEN.get(node.kind, f"{node.text or node.kind} is not read"))
        tree, kind = rule(self, node)
        return replace(tree, span=node.span), kind


Rule = Callable[[Translator, Node], Made]
RULES: dict[str, Rule] = {}


def translates(*kinds: str) -> Callable[[Rule], Rule]:
    """Enter what translates parts of some kinds."""

    def entered(rule: Rule) -> Rule:
        RULES.update(dict.fromkeys(kinds, rule))
        return rule

    return entered


def plain(node: Node) -> str:
    """A script as it stands, for a sentence."""
    return node.text or "".join(map(plain, node.parts))
