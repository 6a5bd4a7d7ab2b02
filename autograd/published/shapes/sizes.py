"""How large the arrays of a page are: equal where definitions say so, small where it is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ...formulas.trees.tree import (
    Call,
    Family,
    Indexed,
    Listing,
    Name,
    Number,
    Op,
    Slope,
    Sum,
    Tree,
    children,
    number,
    text,
)
from .kinds import COLUMN, MATRIX

CHOSEN = (2, 3, 4)
LARGEST = 6  # sizes that are checked as they are
TO_NUMBERS = frozenset({"sum", "norm", "mean", "dot", "delta"})  # functions of arrays
Shape = tuple[str, ...]  # one variable for each axis; a row has "1" first


@dataclass(frozen=True)
class Measured:
    """The sizes of arrays, and of what letters such as n stand for."""

    arrays: Mapping[str, tuple[int, ...]]
    numbers: Mapping[str, int]
    chosen: frozenset[str] = frozenset()  # arrays of which the page leaves a size open
    said: frozenset[str] = frozenset()  # letters that stand for what the page or its lists say


def tied(before: Measured, after: Measured, names: Iterable[str]) -> bool:
    """Whether axes of some arrays became equal that were not."""
    axes = [
        pair
        for name in names
        if name in before.arrays and name in after.arrays
        for pair in zip(before.arrays[name], after.arrays[name], strict=True)
    ]
    return any(a[0] != b[0] and a[1] == b[1] for a in axes for b in axes)


@dataclass
class Sizes:
    """Sizes of which some are equal: variables in classes, some with a number."""

    parents: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    least: dict[str, int] = field(default_factory=dict)  # the last entry that is named
    at_most: list[tuple[str, str]] = field(
        default_factory=list
    )  # the first is no more than the second

    def root(self, name: str) -> str:
        """What stands for the class of a variable."""
        self.parents.setdefault(name, name)
        while self.parents[name] != name:
            name = self.parents[name]
        return name

    def unify(self, one: str, other: str) -> None:
        """Two sizes are one."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return
        if a in self.numbers and b in self.numbers and self.numbers[a] != self.numbers[b]:
            return  # a slip: it is the claims that are judged, not the sizes
        self.parents[a] = b
        if a in self.numbers:
            self.numbers[b] = self.numbers[a]

    def say(self, name: str, number: int) -> None:
        """A size is a number."""
        self.numbers.setdefault(self.root(name), number)

    def is_said(self, name: str) -> bool:
        """Whether a size is a number that was said, of it or of one that it is equal to."""
        return self.root(name) in self.numbers

    def written(self, name: str, said: str) -> None:
        """A size is a number, or what a letter stands for; a large one is tried as a small one."""
        if said.isdigit() and int(said) <= LARGEST:
            self.say(name, int(said))
        else:
            self.unify(name, f"size {said}")

    def chosen(self) -> dict[str, int]:
        """A number for each variable: what is open gets small, unequal ones."""
        found = dict(self.numbers)
        least: dict[str, int] = {}
        for name, entry in self.least.items():
            least[self.root(name)] = max(entry, least.get(self.root(name), 0))
        for name in list(self.parents):
            root = self.root(name)
            if root not in found:
                small = CHOSEN[sum(root not in self.numbers for root in found) % len(CHOSEN)]
                found[root] = least[root] if least.get(root, 0) > CHOSEN[0] else small
        for less, more in ((self.root(a), self.root(b)) for a, b in self.at_most):
            if found[less] > found[more] and more not in self.numbers:
                is_open = less not in self.numbers
                found[less], found[more] = (
                    (found[more], found[less]) if is_open else (found[less], found[less] + 1)
                )
        return {name: found[self.root(name)] for name in self.parents}

    def settle(self) -> None:
        """What is known and chosen so far is not changed by what comes."""
        for name, size in self.chosen().items():
            self.numbers[self.root(name)] = size


@dataclass(frozen=True)
class Sizing:
    """Walks trees and notes which sizes are equal."""

    kinds: Mapping[str, str]  # of the checker's names
    sizes: Sizes
    ends: Mapping[str, str]  # index letter -> name of its last value
    equation: str = ""  # in which a letter counts to one number

    def equations(self, pairs: Iterable[tuple[Tree, Tree]], of: str = "definition") -> None:
        """Both sides of definitions have one shape."""
        for place, (left, right) in enumerate(pairs):
            one = replace(self, equation=f"{of} {place}")
            self._same(one.shape(left), one.shape(right))

    def axes(self, name: str) -> Shape:
        """The variables of a name."""
        kind = self.kinds.get(name, "")
        return {COLUMN: (f"{name}:1",), MATRIX: (f"{name}:1", f"{name}:2")}.get(kind, ())

    def shape(self, tree: Tree) -> Shape:
        """The shape of a tree, sizes noted on the way."""
        match tree:
            case Name(name=name):
                return self.axes(name)
            case Number():
                return ()
            case Indexed(base=base, indices=indices):
                self._indexed(self.shape(base), indices)
                return ()
            case Op(symbol="T", args=(inner,)):
                own = self.shape(inner)
                return (
                    own[::-1]
                    if len(own) == 2 and own[0] != "1"
                    else own[1:]
                    if len(own) == 2
                    else ("1", *own)
                )
            case Op(symbol="@", args=(left, right)):
                return self._product(self.shape(left), self.shape(right))
            case Slope(of=of, wrt=wrt):
                return self.shape(of) + tuple(x for each in wrt for x in self.shape(each))
            case Call(function="trace" | "det" | "logdet" | "inverse" as name, args=(arg,)):
                own = self.shape(arg)
                self._same(own, own[::-1])
                if name == "inverse":
                    self._of_full_rank(own, arg)
                return own if name == "inverse" else ()
            case Call(function=name, args=args) if name in TO_NUMBERS:
                for arg in args:
                    own = self.shape(arg)
                    if name == "trace":
                        self._same(own[:1], own[1:])
                return ()
            case Call(function="ones" | "basis", args=(*_, length)):
                return (self._length(length),)
            case Call(function="diag", args=(arg,)):
                return self.shape(arg) * 2
            case Family(body=Indexed(base=base, indices=indices)):
                own = self.shape(base)
                self._indexed(own, indices[:-1])
                return own[1:]
            case Sum(body=body):
                return self.shape(body)
            case Listing(items=items):
                inside = [self.shape(item) for item in items]
                return (self._length(number(len(items))), *inside[0])
        return self._together(tree)

    def _of_full_rank(self, own: Shape, arg: Tree) -> None:
        """X^T X has an inverse only if X has as many rows as columns, or more."""
        if own and isinstance(arg, Op) and arg.symbol == "@":
            inner = self.shape(arg.args[-1])
            if len(inner) == len(own):
                self.sizes.at_most.append((own[0], inner[0]))

    def _length(self, said: Tree) -> str:
        """The axis of a column whose length is a name or a number."""
        axis = f"size {text(said)}"
        if isinstance(said, Number):
            self.sizes.say(axis, int(said.value))
        return axis

    def _together(self, tree: Tree) -> Shape:
        found: Shape = ()
        for part in children(tree):
            own = self.shape(part)
            if found and own:
                self._same(found, own)
            found = found or own
        return found

    def _same(self, one: Shape, other: Shape) -> None:
        if len(one) == len(other):
            for a, b in zip(one, other, strict=True):
                if "1" not in (a, b):
                    self.sizes.unify(a, b)

    def _product(self, one: Shape, other: Shape) -> Shape:
        if not one or not other:
            return one or other
        if "1" not in (one[-1], other[0]):
            self.sizes.unify(one[-1], other[0])
        if len(one) == 1:  # a column times a row
            return (one[0], other[-1])
        found = (*one[:-1], *other[1:])
        return found[1:] if found[:1] == ("1",) and len(found) == 1 else found

    def _indexed(self, axes: Shape, indices: tuple[Tree, ...]) -> None:
        for axis, index in zip(axes, indices, strict=False):
            if isinstance(index, Number):
                self.sizes.least[axis] = max(int(index.value), self.sizes.least.get(axis, 0))
            if isinstance(index, Name):
                self.sizes.unify(axis, f"index {index.name} of {self.equation}")
            if isinstance(index, Name) and index.name in self.ends:
                end = self.ends[index.name]
                if end.isdigit():
                    self.sizes.say(axis, int(end))
                else:
                    self.sizes.unify(axis, f"size {end}")
