"""The slips that are made with arrays, undone one at a time: formulas that may have been meant.

Transposes, the order of a product, `*` for `@`, swapped and wrong indices, lost sums; and the slips
of any formula: a sign, a factor, a name, a number, a prime.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from .algebra import ONE, minus
from .grids import Shape
from .indices import free
from .tree import (
    Call,
    Indexed,
    Name,
    Number,
    Op,
    Slope,
    Sum,
    Tree,
    as_slope,
    children,
    mapped,
    names,
    number,
    rebuilt,
    text,
    walk,
)  # fmt: skip

REDUCING = ("sum", "mean", "max", "min", "prod")
ACTIVATIONS = ("sigmoid", "tanh", "relu", "exp", "log", "softplus", "softmax", "log_softmax")
_SMALL = (number(2), Op("/", (ONE, number(2))))


@dataclass(frozen=True)
class Slip:
    """A claim with one thing changed: what was wrong, what it became, and why in words."""

    cost: int
    tree: Tree
    culprit: str
    why: str


@dataclass(frozen=True)
class Spot:
    """A part of a claim, how to put another there, the indices that mean something, the parent."""

    part: Tree
    put: Callable[[Tree], Tree]
    indices: tuple[str, ...]
    parent: Tree | None


@dataclass(frozen=True)
class Known:
    """What may stand in a formula: names with their shapes, and functions of names."""

    shapes: dict[str, Shape]
    calls: tuple[Call, ...]
    sizes: tuple[str, ...] = ()

    def quantities(self, indices: Sequence[str]) -> Iterator[Tree]:
        """Names and entries, one minus them, slopes of the page's functions, small numbers."""
        for name, shape in self.shapes.items():
            for tree in self.written(name, shape, indices):
                yield tree
                if len(shape) < 2:
                    yield Op("-", (ONE, tree))
        for call in self.calls:
            yield from self._slopes(call, indices)
        yield from self.totals()
        for name in self.sizes:
            yield Name(name)
            yield Op("/", (number(2), Name(name)))
        yield from _SMALL
        for i, j in product(indices, indices):
            if i < j:
                yield Call("delta", (Name(i), Name(j)))

    def totals(self) -> Iterator[Tree]:
        """The sums of the columns."""
        columns = (name for name, shape in self.shapes.items() if len(shape) == 1)
        return (Call("sum", (Name(name),)) for name in columns)

    def written(self, name: str, shape: Shape, indices: Sequence[str]) -> Iterator[Tree]:
        """An array as a whole, and its entries at the indices."""
        yield Name(name)
        for chosen in product(indices, repeat=len(shape)) if shape else ():
            yield Indexed(Name(name), tuple(map(Name, chosen)))

    def _slopes(self, call: Call, indices: Sequence[str]) -> Iterator[Tree]:
        (inner,) = call.args
        if isinstance(inner, Name):
            for tree in self.written(inner.name, self.shapes.get(inner.name, ()), indices):
                yield replace(call, args=(tree,), primes=1)
        else:
            yield replace(call, primes=1)


def spots(tree: Tree, outer: Sequence[str]) -> Iterator[Spot]:
    """The parts of a claim that a slip may sit in, from the outside in."""
    waiting = [Spot(tree, lambda part: part, tuple(outer), None)]
    for spot in waiting:
        yield spot
        part, indices = spot.part, spot.indices
        if isinstance(part, Indexed | Slope):
            continue
        if isinstance(part, Sum):
            indices = (*indices, part.index)
        for place, child in enumerate(
            children(part)[:1] if isinstance(part, Sum) else children(part)
        ):
            waiting.append(Spot(child, _putter(spot, place), indices, part))


def _putter(spot: Spot, place: int) -> Callable[[Tree], Tree]:
    def inner(tree: Tree) -> Tree:
        parts = children(spot.part)
        return spot.put(rebuilt(spot.part, (*parts[:place], tree, *parts[place + 1 :])))

    return inner


def slips(claim: Tree, outer: Sequence[str], known: Known) -> list[Slip]:
    """Every claim that differs from this one by a slip, the likeliest first."""
    found = [
        Slip(cost, spot.put(tree), culprit, why)
        for spot in spots(claim, outer)
        for undo in (_turned, _multiplied, _indexed, _summed, _signed, _dropped, _called, _counted)
        for cost, tree, culprit, why in undo(spot, known)
    ]
    found += _renamed(claim, known)
    for spot in spots(claim, outer):
        found += [Slip(c, spot.put(tree), x, why) for c, tree, x, why in _quantified(spot, known)]
    return sorted(found, key=lambda slip: slip.cost)


Undone = tuple[int, Tree, str, str]  # cost, the part mended, culprit, why


def _instead(cost: int, part: Tree, other: Tree) -> Undone:
    return cost, other, text(part), f"{text(part)} should be {text(other)}"


def turned(tree: Tree) -> Tree:
    """The transpose, without two in a row."""
    return tree.args[0] if isinstance(tree, Op) and tree.symbol == "T" else Op("T", (tree,))


def _turned(spot: Spot, known: Known) -> Iterator[Undone]:
    part, parent = spot.part, spot.parent
    if isinstance(parent, Op) and parent.symbol == "T":
        return
    if not isinstance(part, Number | Indexed | Sum):
        yield _instead(8, part, turned(part))


def _multiplied(spot: Spot, known: Known) -> Iterator[Undone]:
    """Another order, other transposes, entry by entry instead of rows by columns."""
    part = spot.part
    if not isinstance(part, Op) or part.symbol not in "@*":
        return
    a, b = part.args
    for symbol in "@*":
        for left, right in ((a, b), (b, a)):
            for x, y in product((left, turned(left)), (right, turned(right))):
                other = Op(symbol, (x, y))
                changes = (x is not left) + (y is not right) + (left is not a)
                if other != part:
                    yield _instead(9 + 2 * changes + 3 * (symbol != part.symbol), part, other)


def _indexed(spot: Spot, known: Known) -> Iterator[Undone]:
    """Indices exchanged, and an entry of another array."""
    part = spot.part
    if not isinstance(part, Indexed):
        return
    for chosen in product(spot.indices, repeat=len(part.indices)):
        other = replace(part, indices=tuple(map(Name, chosen)))
        if other != part:
            swapped = sorted(map(text, other.indices)) == sorted(map(text, part.indices))
            yield _instead(8 if swapped else 10, part, other)
    for name, shape in known.shapes.items():
        if len(shape) == len(part.indices) and Name(name) != part.base:
            yield _instead(11, part, replace(part, base=Name(name)))


def _summed(spot: Spot, known: Known) -> Iterator[Undone]:
    """A sum that was lost, and one for another."""
    part = spot.part
    for index in free([part], spot.indices):
        why = f"the sum over {index} is missing: sum({index}: {text(part)})"
        yield 9, Sum("sum", index, part), text(part), why
    if isinstance(part, Call) and part.function in REDUCING and not part.primes:
        for function in REDUCING:
            if function != part.function:
                yield _instead(12, part, replace(part, function=function))
        yield 16, part.args[0], text(part), f"{part.function}(…) is one too many in {text(part)}"
    elif isinstance(part, Sum):
        for function in REDUCING:
            if function != part.kind:
                yield _instead(12, part, replace(part, kind=function))
    else:
        yield 14, Call("sum", (part,)), text(part), f"a sum is missing: sum({text(part)})"


def _signed(spot: Spot, known: Known) -> Iterator[Undone]:
    part, parent = spot.part, spot.parent
    why = f"the sign of {text(part)} is wrong"
    if isinstance(part, Op) and part.symbol in "+-":
        other = replace(part, symbol="-" if part.symbol == "+" else "+")
        yield 6, other, text(part.args[1]), f"the sign of {text(part.args[1])} is wrong"
    if isinstance(part, Op) and part.symbol == "neg":
        yield 5, part.args[0], text(part), why
    elif not (isinstance(parent, Op) and parent.symbol in "*/@neg"):
        yield 5 + 2 * (parent is not None), minus(part), text(part), why


def _dropped(spot: Spot, known: Known) -> Iterator[Undone]:
    """A factor or a term that is one too many."""
    part = spot.part
    if isinstance(part, Op) and part.symbol in "+-*/^@" and len(part.args) == 2:
        left, right = part.args
        what = "term" if part.symbol in "+-" else "factor"
        if part.symbol == "^":
            yield 12, left, text(part), f"{text(part)} should be {text(left)}"
            return
        yield 10, left, text(right), f"the {what} {text(right)} is one too many in {text(part)}"
        if part.symbol in "+*@":
            yield 10, right, text(left), f"the {what} {text(left)} is one too many in {text(part)}"
        if part.symbol == "-" and left == ONE:
            yield 9, right, text(part), f"{text(part)} should be {text(right)}"
        if part.symbol in "*/":
            other = replace(part, symbol="/" if part.symbol == "*" else "*")
            yield _instead(13, part, other)


def _called(spot: Spot, known: Known) -> Iterator[Undone]:
    """Another function, a prime too few or too many."""
    part = spot.part
    if not isinstance(part, Call) or len(part.args) != 1 or part.function in REDUCING:
        return
    for primes in (part.primes - 1, part.primes + 1):
        if 0 <= primes <= 2:
            yield _instead(9, part, replace(part, primes=primes))
    yield 12, part.args[0], text(part), f"{text(part)} should be {text(part.args[0])}"
    for function in ACTIVATIONS:
        if function != part.function:
            yield _instead(12, part, replace(part, function=function))


def _counted(spot: Spot, known: Known) -> Iterator[Undone]:
    """Another number."""
    part = spot.part
    if isinstance(part, Number):
        x = part.value
        for other in dict.fromkeys(
            (x + 1, x - 1, 2 * x, x / 2, -x, 1 / x if x else x, Fraction(0))
        ):
            if other != x:
                yield _instead(13, part, number(other))


def _quantified(spot: Spot, known: Known) -> Iterator[Undone]:
    """A known quantity in the place of a part, as a factor, or as a term."""
    part, parent = spot.part, spot.parent
    said = text(part)
    inside = isinstance(parent, Op) and parent.symbol in "*/neg"
    size = sum(1 for _ in walk(part))
    for other in known.quantities(spot.indices):
        more = 2 if names(other) & set(known.sizes) else 2 * sum(1 for _ in walk(other))
        if size <= 6 and other != part:
            yield _instead(14 + more + size, part, other)
        if not inside:
            missing = f"the factor {text(other)} is missing in {said}"
            yield 12 + more, Op("*", (part, other)), text(other), missing
            extra = f"the factor {text(other)} is one too many in {said}"
            yield 15 + more, Op("/", (part, other)), text(other), extra
            term = f"the term {text(other)} is missing in {said}"
            yield 20 + more, Op("+", (part, other)), said, term
            yield 20 + more, Op("-", (part, other)), said, term
        if _is_product(parent):
            yield (
                16 + more,
                Op("*", (part, other)),
                text(other),
                (f"the factor {text(other)} is missing in {said}"),
            )


def _is_product(parent: Tree | None) -> bool:
    return isinstance(parent, Op) and parent.symbol == "@"


def _renamed(claim: Tree, known: Known) -> Iterator[Slip]:
    """A name, or what is differentiated in, exchanged wherever it stands."""
    for old in sorted(names(claim) & known.shapes.keys()):
        for new, shape in known.shapes.items():
            if len(shape) == len(known.shapes[old]) and new != old:
                yield _exchanged(claim, 11, Name(old), Name(new))
    for part in _slopes_in(claim):
        for new in known.shapes:
            other = replace(part, wrt=(_with_base(part.wrt[0], new),))
            if other != part:
                yield _exchanged(claim, 12, part, other)


def _exchanged(claim: Tree, cost: int, old: Tree, new: Tree) -> Slip:
    tree = mapped(claim, lambda part: new if old in (part, as_slope(part)) else None)
    return Slip(cost, tree, text(old), f"{text(old)} should be {text(new)}")


def _slopes_in(claim: Tree) -> Iterable[Slope]:
    found = (as_slope(part) for part in walk(claim))
    return [slope for slope in found if slope is not None and len(slope.wrt) == 1]


def _with_base(wrt: Tree, name: str) -> Tree:
    return replace(wrt, base=Name(name)) if isinstance(wrt, Indexed) else Name(name)
