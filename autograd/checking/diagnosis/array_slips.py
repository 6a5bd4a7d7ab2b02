"""Claims about arrays with one slip undone: formulas that may have been meant.

Transposes, the order of a product, `*` for `@`, swapped and wrong indices, lost sums; and the slips
of any formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from ...formulas.trees.tree import (
    Call,
    Indexed,
    Name,
    Number,
    Op,
    Slope,
    Sum,
    Tree,
    as_slope,
    exchanged,
    mapped,
    names,
    size,
    text,
    walk,
)
from ..meaning.indices import free
from .known import Known
from .places import at, located, with_at
from .plain import PLAIN, REDUCING, quantified
from .spots import Slip, Spot, Undone, instead, spots


def slips(claim: Tree, outer: Sequence[str], known: Known) -> list[Slip]:
    """Every claim that differs from this one by a slip, the likeliest first."""
    found = [
        Slip(cost, spot.put(tree), culprit, why)
        for spot in spots(claim, outer)
        for undo in _WAYS
        for cost, tree, culprit, why in undo(spot, known)
    ]
    found += _renamed(claim, known)
    for spot in spots(claim, outer):
        found += [Slip(c, spot.put(tree), x, why) for c, tree, x, why in quantified(spot, known)]
    return sorted(found, key=lambda slip: slip.cost)


def turned(tree: Tree) -> Tree:
    """The transpose, without two in a row."""
    return tree.args[0] if isinstance(tree, Op) and tree.symbol == "T" else Op("T", (tree,))


def _turned(spot: Spot, known: Known) -> Iterator[Undone]:
    part, parent = spot.part, spot.parent
    if isinstance(parent, Op) and parent.symbol == "T":
        return
    if not isinstance(part, Number | Indexed | Sum):
        is_product = any(isinstance(x, Op) and x.symbol == "@" for x in walk(part))
        yield instead(18 if is_product else 8 + size(part) // 2, spot, turned(part))


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
                    yield instead(9 + 2 * changes + 3 * (symbol != part.symbol), spot, other)


def _indexed(spot: Spot, known: Known) -> Iterator[Undone]:
    """Indices exchanged, and an entry of another array."""
    part = spot.part
    if not isinstance(part, Indexed):
        return
    for chosen in product(spot.indices, repeat=len(part.indices)):
        other = replace(part, indices=tuple(map(Name, chosen)))
        if other != part:
            swapped = sorted(map(text, other.indices)) == sorted(map(text, part.indices))
            yield instead(8 if swapped else 10, spot, other)
    for name, shape in known.shapes.items():
        if len(shape) == len(part.indices) and Name(name) != part.base:
            yield instead(11, spot, replace(part, base=Name(name)))


def _reindexed(spot: Spot, known: Known) -> Iterator[Undone]:
    """Two indices exchanged throughout a product: x[j]*d[k] for x[k]*d[j]."""
    part = spot.part
    if isinstance(part, Op):
        for i, j in combinations(spot.indices, 2):
            other = mapped(part, _swap(i, j))
            if other != part:
                yield instead(9 if part.symbol == "*" else 11, spot, other)


def _swap(i: str, j: str) -> Callable[[Tree], Tree | None]:
    exchanged = {Name(i): Name(j), Name(j): Name(i)}
    return lambda part: exchanged.get(part) if isinstance(part, Name) else None


def _symmetric(spot: Spot, known: Known) -> Iterator[Undone]:
    """What holds for symmetric arrays or equal indices: 2*A[i,j] for A[i,j] + A[j,i], x[i]^2."""
    part = spot.part
    match part:
        case Op(symbol="^", args=(Indexed(indices=(Name(),)) as x, Number(value=2))):
            for name in spot.indices:
                yield instead(10, spot, Op("*", (x, replace(x, indices=(Name(name),)))))
        case Op(symbol="*", args=(Number(value=2), Indexed(indices=(i, j)) as x)) if i != j:
            yield instead(10, spot, Op("+", (x, replace(x, indices=(j, i)))))
    if spot.parent is None and isinstance(part, Sum):
        for inner in walk(part):
            if (other := _turned_round(inner)) is not None:
                term = exchanged(part, {inner: other})
                why = f"the term {text(term)} is missing in {text(part)}"
                yield 16, Op("+", (part, term)), text(part), why


def _turned_round(tree: Tree) -> Tree | None:
    """A[j,i] for A[i,j]."""
    match tree:
        case Indexed(indices=(i, j)) if i != j:
            return replace(tree, indices=(j, i))
    return None


def _summed(spot: Spot, known: Known) -> Iterator[Undone]:
    """A sum that was lost, and one for another."""
    part = spot.part
    for index in free([part], spot.indices):
        why = f"the sum over {index} is missing: sum({index}: {text(part)})"
        yield 9, Sum("sum", index, part), text(part), why
    yield from _collapsed(part, spot.indices)
    if isinstance(part, Call) and part.function in REDUCING and not part.primes:
        for function in REDUCING:
            if function != part.function:
                yield instead(12, spot, replace(part, function=function))
        yield 16, part.args[0], text(part), f"{part.function}(…) is one too many in {text(part)}"
    elif isinstance(part, Sum):
        yield from _unsummed(part, spot.indices)
        for function in REDUCING:
            if function != part.kind:
                yield instead(12, spot, replace(part, kind=function))
    else:
        yield 14, Call("sum", (part,)), text(part), f"a sum is missing: sum({text(part)})"


def _collapsed(part: Tree, indices: Sequence[str]) -> Iterator[Undone]:
    """A sum whose index was taken for one of the claim: W[j,j]*d[j] for sum(i: W[i,j]*d[i])."""
    if not isinstance(part, Op) or part.symbol != "*":
        return
    new = next(x for x in "ikmpqrst" if x not in indices and Name(x) not in walk(part))
    for index in indices:
        for turned in _some_renamed(part, index, new):
            total = Sum("sum", new, turned)
            yield 13, total, text(part), f"{text(part)} should be {text(total)}: a sum is missing"


def _some_renamed(part: Tree, old: str, new: str) -> Iterator[Tree]:
    """A product in which an index is another at some places, and at others not."""
    places = [
        (path, k)
        for path, tree in located(part)
        if isinstance(tree, Indexed)
        for k, x in enumerate(tree.indices)
        if x == Name(old)
    ]
    for chosen in product((False, True), repeat=len(places)) if len(places) <= 4 else ():
        if any(chosen) and not all(chosen):
            tree = part
            for (path, k), is_new in zip(places, chosen, strict=True):
                entry = at(tree, path)
                assert isinstance(entry, Indexed)
                if is_new:
                    inside = (*entry.indices[:k], Name(new), *entry.indices[k + 1 :])
                    tree = with_at(tree, path, replace(entry, indices=inside))
            yield tree


def _outside(spot: Spot, known: Known) -> Iterator[Undone]:
    """A factor that was left outside of its sum: sum(i: d[i])*x[i,j]."""
    part = spot.part
    if isinstance(part, Op) and part.symbol == "*":
        for total, factor in (part.args, part.args[::-1]):
            if isinstance(total, Sum) and Name(total.index) in walk(factor):
                why = f"{text(factor)} belongs under the sum over {total.index}"
                yield 8, replace(total, body=Op("*", (total.body, factor))), text(factor), why


def _unsummed(part: Sum, indices: Sequence[str]) -> Iterator[Undone]:
    """What stands under a sum that is one too many: for an index of the claim, or as a whole."""
    why = f"the sum over {part.index} is one too many"
    for index in indices:
        yield 11, mapped(part.body, _swap(part.index, index)), text(part), why
    entry = (Name(part.index),)
    whole = mapped(
        part.body, lambda x: x.base if isinstance(x, Indexed) and x.indices == entry else None
    )
    yield 12, whole, text(part), why


_WAYS = (
    _turned,
    _multiplied,
    _indexed,
    _reindexed,
    _symmetric,
    _summed,
    _outside,
    *PLAIN,
)


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
