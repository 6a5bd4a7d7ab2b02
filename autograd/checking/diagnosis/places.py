"""Where a part of a formula stands, in words that tell it from others that look the same.

>>> from autograd.formulas.trees.tree import Name, Op, number
>>> z = Name("z")
>>> whole = Op("*", (z, Op("-", (number(1), z))))
>>> Place(whole, (0,)).words, Place(whole, (1, 1)).words
(('the first z', ''), ('z', ' in 1 - z'))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import takewhile

from ...formulas.trees.algebra import ONE, has_minus, minus, over, times
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import Call, Op, Slope, Tree, children, is_op, rebuilt, text

Path = tuple[int, ...]
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
LONGEST = 24  # characters of a formula that says where something stands
MOST_TERMS = 8  # of a product of sums


@dataclass(frozen=True)
class Place:
    """A part of `whole`: the `path` of children that leads to it."""

    whole: Tree
    path: Path = ()

    @property
    def tree(self) -> Tree:
        """What stands there."""
        return at(self.whole, self.path)

    def inner(self, *path: int) -> Place:
        """A place inside this one."""
        return Place(self.whole, (*self.path, *path))

    @property
    def outer(self) -> Place:
        """The place of the formula directly around it."""
        return Place(self.whole, self.path[:-1])

    def around_both(self, other: Place) -> Place:
        """The least place around this one and another."""
        pairs = zip(self.path, other.path, strict=False)
        return Place(self.whole, tuple(a for a, _ in takewhile(lambda ab: ab[0] == ab[1], pairs)))

    @property
    def around(self) -> Tree | None:
        """The formula directly around it; None for the whole."""
        return at(self.whole, self.path[:-1]) if self.path else None

    @property
    def said(self) -> str:
        """What stands there, written out."""
        return text(self.tree)

    @property
    def words(self) -> tuple[str, str]:
        """What to call it, and what to say behind: ("z", " in 1 - z") or ("the first z", "")."""
        return _words(self)

    @property
    def named(self) -> str:
        """What to call it in one phrase: "the first z" where there are more."""
        same, said = self.alike(), text(self.tree)
        order = same.index(self.path) if self.path in same else len(_ORDINALS)
        return (
            said if len(same) < 2 or order >= len(_ORDINALS) else f"the {_ORDINALS[order]} {said}"
        )

    def is_exponent(self) -> bool:
        """Whether something is raised to what stands there."""
        around = self.around
        return is_op(around, "^") and self.path[-1] == 1

    @property
    def base(self) -> str:
        """What to call the base of a power: "the second r" where the power stands twice."""
        named = self.named if not self.words[1] else self.said
        return named.removesuffix(self.said) + text(children(self.tree)[0])

    def is_factor(self) -> bool:
        """Whether it stands inside of nothing but products and quotients."""
        return all(is_op(x, "*", "/", "neg") for x in self.surroundings())

    def surroundings(self) -> Iterator[Tree]:
        """What it stands in, from the outside in."""
        return (at(self.whole, self.path[:k]) for k in range(len(self.path)))

    def alike(self) -> list[Path]:
        """Where the same stands."""
        part = self.tree
        return [path for path, tree in located(self.whole) if tree == part]

    def singled_out(self) -> Iterator[Tree]:
        """The formulas around it, from the inside out, that say where it stands."""
        for end in range(len(self.path) - 1, 0, -1):
            around = at(self.whole, self.path[:end])
            if self._singles_out(around, at(self.whole, self.path[: end - 1])):
                yield around

    def _singles_out(self, around: Tree, outer: Tree) -> bool:
        """Whether it stands once in a formula that stands once, and that reads as one."""
        if isinstance(around, Op) and (around.symbol == "neg" or _is_begun(around, outer)):
            return False
        once = _count(self.tree, around) == 1 and _count(around, self.whole) == 1
        return once and len(text(around)) <= LONGEST


@lru_cache(maxsize=1024)  # asked for each change that would do there
def _words(place: Place) -> tuple[str, str]:
    said, around = text(place.tree), place.around
    if len(place.alike()) < 2:
        if isinstance(around, Call) and len(around.args) == 1 and len(text(around)) <= LONGEST:
            return said, f" in {text(around)}"
        return said, ""
    around = next(place.singled_out(), None)
    return (place.named, "") if around is None else (said, f" in {text(around)}")


def _is_begun(around: Op, outer: Tree) -> bool:
    """Whether a formula is but the beginning of a longer one: a*b in a*b*c."""
    if not isinstance(outer, Op) or outer.args[0] is not around:
        return False
    return any({around.symbol, outer.symbol} <= set(kind) for kind in ("+-", "*/"))


def _count(part: Tree, whole: Tree) -> int:
    return sum(tree == part for _, tree in located(whole))


def at(whole: Tree, path: Path) -> Tree:
    """The part to which a path leads."""
    for place in path:
        whole = children(whole)[place]
    return whole


def with_at(whole: Tree, path: Path, other: Tree) -> Tree:
    """The formula with something else there, all the rest as it was written."""
    for depth in range(len(path), 0, -1):
        around = at(whole, path[: depth - 1])
        parts, place = children(around), path[depth - 1]
        is_new = has_minus(other) and not has_minus(parts[place])  # else its terms would turn
        is_signed = is_new and is_op(around, "+", "-")
        other = rebuilt(around, (*parts[:place], other, *parts[place + 1 :]))
        other = neat(other) if is_signed else other  # a + b for a - -b
    return other


def located(whole: Tree) -> Iterator[tuple[Path, Tree]]:
    """Every part with its path, in the order of reading; what a derivative is of is no part."""
    waiting: list[tuple[Path, Tree]] = [((), whole)]
    while waiting:
        path, tree = waiting.pop()
        yield path, tree
        if not isinstance(tree, Slope):
            inner = [((*path, k), child) for k, child in enumerate(children(tree))]
            waiting.extend(reversed(inner))


def is_sum(tree: Tree | None) -> bool:
    """Whether a formula is a sum or a difference."""
    return is_op(tree, "+", "-")


def is_product(tree: Tree | None) -> bool:
    """Whether a formula is a product or a quotient."""
    return is_op(tree, "*", "/")


# ---- Sums and products --------------------------------------------------------------------------

Piece = tuple[Path, Tree, bool]  # where, what, and whether it is subtracted, or divides


def pieces(tree: Tree, symbols: str) -> Iterator[Piece]:
    """The terms of a sum or the factors of a product, as they are written."""
    waiting: list[Piece] = [((), tree, False)]
    while waiting:
        path, part, turned = waiting.pop()
        if is_op(part, *symbols):
            waiting.append(((*path, 1), part.args[1], turned != (part.symbol in "-/")))
            waiting.append(((*path, 0), part.args[0], turned))
        elif is_op(part, "neg"):
            waiting.append(((*path, 0), part.args[0], turned != (symbols == "+-")))
        elif part != ONE or symbols == "+-":
            yield path, part, turned


def factors_of(place: Place) -> list[Piece]:
    """The factors of a product that stands at a place, with their paths from there."""
    return list(pieces(place.tree, "*/"))


def in_a_row(factors: Sequence[Tree]) -> Tree:
    """The product of factors as one would write them one after the other."""
    return reduce(lambda a, b: Op("*", (a, b)), factors)


def spread(tree: Tree) -> list[Tree]:
    """The terms of a sum, also of one that is multiplied: a*c and b*c of (a + b)*c."""
    match tree:
        case Op(symbol="neg", args=(inner,)):
            return [minus(term) for term in spread(inner)]
        case Op(symbol="+" | "-", args=(a, b)):
            return [*spread(a), *(x if tree.symbol == "+" else minus(x) for x in spread(b))]
        case Op(symbol="*", args=(a, b)):
            return [times(x, y) for x in spread(a) for y in spread(b)][:MOST_TERMS]
        case Op(symbol="/", args=(a, b)):
            return [over(x, b) for x in spread(a)]
    return [tree]
