"""How much there is to a formula, for a reader who knows the page; and families of names."""

from __future__ import annotations

from collections.abc import Mapping, Set
from itertools import pairwise

from ...formulas.trees.algebra import ONE
from ...formulas.trees.tree import Name, Number, Op, Slope, Tree, children
from .places import Path, Place, factors_of, is_product, is_sum

QUOTED = 5  # more for a change inside of what the page has so
STRANGER = 16  # more for a name of another family: y for x1 rather than x2
OTHER_CASE = 3  # more for m rather than M


class Weights:
    """How much there is to a formula, for a reader who knows the page.

    `right` are the names in what is right, `inner` the derivatives of what stands in brackets, and
    `page` the formulas that the page has.
    """

    def __init__(
        self,
        known: Mapping[Tree, int],
        right: Set[str] = frozenset(),
        inner: Set[Tree] = frozenset(),
        page: Set[Tree] = frozenset(),
    ) -> None:
        self.known, self.right, self.inner, self.page = known, right, inner, page

    def standing(self, place: Place) -> int:
        """More inside of a sum that stands so on the page, and for the a of a*(1 - a)."""
        around = list(place.surroundings())[1:]
        cost = QUOTED * any(is_sum(x) and x in self.page for x in around)
        return cost + _is_beside_its_rest(place)

    def of_renaming(self, old: str, new: str) -> int:
        """More for a name of another family; less if only the new one stands in what is right."""
        if stem(old) == stem(new):
            return 0
        if old.swapcase() == new:
            return OTHER_CASE
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


def _is_beside_its_rest(place: Place) -> bool:
    """Whether a name, or the name in 1 - a, is half of a*(1 - a), the slope of a function."""
    if not isinstance(place.tree, Name):
        return False
    rest = Op("-", (ONE, place.tree))
    here = Place(place.whole, place.path[:-1]) if place.around == rest else place
    top = here
    while is_product(top.around):
        top = Place(top.whole, top.path[:-1])
    found = [((*top.path, *path), factor) for path, factor, _ in factors_of(top)]
    paired: set[Path] = set()
    for (path, a), (other, b) in pairwise(found):
        if {a, b} == {place.tree, rest} and path not in paired:
            paired |= {path, other}
    return here.path in paired
