"""How much there is to a formula, for a reader who knows the page; and families of names."""

from __future__ import annotations

from collections.abc import Mapping, Set

from ...formulas.trees.tree import Name, Number, Op, Slope, Tree, children

STRANGER = 16  # more for a name of another family: y for x1 rather than x2


class Weights:
    """How much there is to a formula, for a reader who knows the page."""

    def __init__(self, known: Mapping[Tree, int], right: Set[str] = frozenset()) -> None:
        self.known, self.right = known, right  # `right` are the names in what is right

    def of_renaming(self, old: str, new: str) -> int:
        """More for a name of another family; less if only the new one stands in what is right."""
        if stem(old) == stem(new):
            return 0
        return STRANGER // 2 if new in self.right and old not in self.right else STRANGER

    def of(self, tree: Tree) -> int:
        """Less for what stands on the page than for what is put together."""
        match tree:
            case Number(value=value):
                own = 2 if value.denominator == 1 and abs(value) < 10 else 6
            case Name():
                own = 8
            case Slope():
                own = 50
            case Op(symbol="/", args=(Number(value=above), Number() as below)) if above == 1:
                own = 1 + self.of(below)
            case _:
                own = 3 + sum(map(self.of, children(tree)))
        return (
            self.known.get(tree, own)
            if isinstance(tree, Name)
            else min(own, self.known.get(tree, own))
        )


def stem(name: str) -> str:
    """What names of one family share: x of x1 and x2, w of w5 and w_hidden."""
    return name.partition("_")[0].rstrip("0123456789") or name
