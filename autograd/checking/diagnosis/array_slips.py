"""Claims about arrays with one slip undone: formulas that may have been meant.

Transposes, the order of a product, `*` for `@`, swapped and wrong indices, lost sums; and the slips
of any formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from ...formulas.trees.tree import (
    Indexed,
    Name,
    Number,
    Op,
    Slope,
    Sum,
    Tree,
    as_slope,
    exchanged,
    is_op,
    mapped,
    names,
    size,
    text,
    walk,
)
from .changes import Change, Term
from .kinds import Undone, slip
from .known import Known
from .places import Place, with_at
from .sum_slips import swap


def turned(tree: Tree) -> Tree:
    """The transpose, without two in a row."""
    return tree.args[0] if is_op(tree, "T") else Op("T", (tree,))


@slip(
    "W in R^(n x n); x, y in R^n; f = dot(y, W @ x)",
    "grad(f, x) = W @ y",
    "W should be W.T",
)
def _turned(place: Place, known: Known) -> Iterator[Undone]:
    part, around = place.tree, place.around
    if is_op(around, "T"):
        return
    if not isinstance(part, Number | Indexed | Sum):
        is_product = any(is_op(x, "@") for x in walk(part))
        yield 18 if is_product else 8 + size(part) // 2, Change(place, turned(part))


@slip(
    "W in R^(n x n); u, v in R^n; f = dot(u, W @ v)",
    "grad(f, W) = v @ u.T",
    "v @ u.T should be u @ v.T",
)
def _multiplied(place: Place, known: Known) -> Iterator[Undone]:
    """Another order, other transposes, entry by entry instead of rows by columns."""
    part = place.tree
    if not isinstance(part, Op) or part.symbol not in "@*":
        return
    a, b = part.args
    for symbol in "@*":
        for left, right in ((a, b), (b, a)):
            for x, y in product((left, turned(left)), (right, turned(right))):
                other = Op(symbol, (x, y))
                changes = (x is not left) + (y is not right) + (left is not a)
                if changes == 3 and symbol == "@":  # all at once: the product transposed
                    changes = 1
                if other != part:
                    yield 9 + 2 * changes + 3 * (symbol != part.symbol), Change(place, other)


@slip(
    "W in R^(n x n); x in R^n; z = W @ x",
    "dz[i]/dx[j] = W[j,i]",
    "W[j,i] should be W[i,j]",
)
def _indexed(place: Place, known: Known) -> Iterator[Undone]:
    """Indices exchanged, and an entry of another array."""
    part = place.tree
    if not isinstance(part, Indexed):
        return
    for chosen in product(known.indices, repeat=len(part.indices)):
        other = replace(part, indices=tuple(map(Name, chosen)))
        if other != part:
            swapped = sorted(map(text, other.indices)) == sorted(map(text, part.indices))
            yield (
                8 if swapped else 10 + (not _is_in_order(place, other, known.indices)),
                Change(place, other),
            )
    for name, shape in known.shapes.items():
        if len(shape) == len(part.indices) and Name(name) != part.base:
            yield 11, Change(place, replace(part, base=Name(name)))


def _is_in_order(place: Place, other: Tree, indices: Sequence[str]) -> bool:
    """Whether entries come in the order of the indices asked for: p[i]*(delta(i, j) - p[j])."""
    entries = (
        part for part in walk(with_at(place.whole, place.path, other)) if isinstance(part, Indexed)
    )
    found = [index for part in entries if len(part.indices) == 1 for index in part.indices]
    order = [Name(index) for index in indices]
    ranks = [order.index(index) for index in found if index in order]
    return ranks == sorted(ranks)


@slip(
    "W in R^(n x n); x, d in R^n; L = dot(d, W @ x)",
    "dL/dW[i,j] = d[j]*x[i]",
    "d[j]*x[i] should be d[i]*x[j]",
)
def _reindexed(place: Place, known: Known) -> Iterator[Undone]:
    """Two indices exchanged throughout a product: x[j]*d[k] for x[k]*d[j]."""
    part = place.tree
    if isinstance(part, Op):
        for i, j in combinations(known.indices, 2):
            other = mapped(part, swap(i, j))
            if other != part:
                yield 9 if part.symbol == "*" else 11, Change(place, other)


@slip(
    "A in R^(n x n); x in R^n; f = dot(x, A @ x)",
    "df/dA[i,j] = x[i]^2",
    "x[i]^2 should be x[i]*x[j]",
)
def _symmetric(place: Place, known: Known) -> Iterator[Undone]:
    """What holds for symmetric arrays or equal indices: 2*A[i,j] for A[i,j] + A[j,i], x[i]^2."""
    part = place.tree
    match part:
        case Op(symbol="^", args=(Indexed(indices=(Name(),)) as x, Number(value=2))):
            for name in known.indices:
                yield 10, Change(place, Op("*", (x, replace(x, indices=(Name(name),)))))
        case Op(symbol="*", args=(Number(value=2), Indexed(indices=(i, j)) as x)) if i != j:
            yield 10, Change(place, Op("+", (x, replace(x, indices=(j, i)))))
    if place.around is None and isinstance(part, Sum):
        for inner in walk(part):
            if (other := _turned_round(inner)) is not None:
                term = exchanged(part, {inner: other})
                yield 16, Term(place, term, missing=True)


def _turned_round(tree: Tree) -> Tree | None:
    """A[j,i] for A[i,j]."""
    match tree:
        case Indexed(indices=(i, j)) if i != j:
            return replace(tree, indices=(j, i))
    return None


@slip("x, y in R^n; f = dot(x, x)", "grad(f, x) = 2*y", "y should be x")
def _renamed(place: Place, known: Known) -> Iterator[Undone]:
    """A name, or what is differentiated in, exchanged wherever it stands."""
    claim = place.tree
    if place.around is not None:
        return
    for old in sorted(names(claim) & known.shapes.keys()):
        for new, shape in known.shapes.items():
            if len(shape) == len(known.shapes[old]) and new != old:
                yield 12, _exchanged(place, Name(old), Name(new))
    for part in _slopes_in(claim):
        for new in known.shapes:
            other = replace(part, wrt=(_with_base(part.wrt[0], new),))
            if other != part:
                yield 13, _exchanged(place, part, other)


def _exchanged(place: Place, old: Tree, new: Tree) -> Change:
    tree = mapped(place.tree, lambda part: new if old in (part, as_slope(part)) else None)
    return Change(place, tree, f"{text(old)} should be {text(new)}", text(old))


def _slopes_in(claim: Tree) -> Iterable[Slope]:
    found = (as_slope(part) for part in walk(claim))
    return [slope for slope in found if slope is not None and len(slope.wrt) == 1]


def _with_base(wrt: Tree, name: str) -> Tree:
    return replace(wrt, base=Name(name)) if isinstance(wrt, Indexed) else Name(name)
