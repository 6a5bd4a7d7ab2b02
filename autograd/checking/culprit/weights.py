"""How much there is to a formula, for a reader who knows the page; and families of names."""

from __future__ import annotations

from collections.abc import Mapping

from ..formulas.tree import Name, Number, Op, Slope, Tree, children


class Weights:
    """How much there is to a formula, for a reader who knows the page."""

    def __init__(self, known: Mapping[Tree, int]) -> None:
        self.known = known

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
