"""Slips of sums over an index: one that was lost, collapsed, or is too many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from ...formulas.trees.algebra import ONE, minus
from ...formulas.trees.tidying import tidy
from ...formulas.trees.tree import (
    Call,
    Indexed,
    Name,
    Op,
    Sum,
    Tree,
    mapped,
    text,
    walk,
)
from ..meaning.indices import free
from .changes import Change, Term
from .entries import without_index
from .kinds import Undone, slip
from .known import REDUCING, Known
from .places import Place, at, factors_of, is_product, located, with_at


def swap(i: str, j: str) -> Callable[[Tree], Tree | None]:
    """What exchanges two indices, to be mapped."""
    exchanged = {Name(i): Name(j), Name(j): Name(i)}
    return lambda part: exchanged.get(part) if isinstance(part, Name) else None


@slip(
    "W in R^(m x n); x in R^n; d in R^m; L = dot(d, W @ x)",
    "dL/dx[j] = W[i,j]*d[i]",
    "the sum over i is missing",
)
def _summed(place: Place, known: Known) -> Iterator[Undone]:
    """A sum that was lost, and one for another."""
    part = place.tree
    for index in free([part], known.indices):
        why = f"the sum over {index} is missing: sum({index}: {text(part)})"
        yield 9, Change(place, Sum("sum", index, part), why)
    if isinstance(part, Call) and part.function in REDUCING and not part.primes:
        for function in REDUCING:
            if function != part.function:
                yield 12, Change(place, replace(part, function=function))
        why = f"{part.function}(…) is one too many in {text(part)}"
        yield 16, Change(place, part.args[0], why)
    elif isinstance(part, Sum):
        yield from _unsummed(place, part, known.indices)
        for function in REDUCING:
            if function != part.kind:
                yield 12, Change(place, replace(part, kind=function))
    else:
        yield 14, Change(place, Call("sum", (part,)), f"a sum is missing: sum({text(part)})")


@slip(
    "W in R^(n x n); x, d in R^n; L = dot(d, W @ x)",
    "dL/dx[j] = W[j,j]*d[j]",
    "should be sum(i: W[i,j]*d[i]): a sum is missing",
)
def _collapsed(place: Place, known: Known) -> Iterator[Undone]:
    """A sum whose index was taken for one of the claim: W[j,j]*d[j] for sum(i: W[i,j]*d[i])."""
    part, indices = place.tree, known.indices
    if not isinstance(part, Op) or part.symbol != "*":
        return
    new = next(x for x in "ikmpqrst" if x not in indices and Name(x) not in walk(part))
    for index in indices:
        for turned in _some_renamed(part, index, new):
            total = Sum("sum", new, turned)
            why = f"{text(part)} should be {text(total)}: a sum is missing"
            yield 13, Change(place, total, why)


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


@slip(
    "W in R^(m x n); x in R^n; d in R^m; L = dot(d, W @ x)",
    "dL/dx[j] = sum(i: d[i])*W[i,j]",
    "W[i,j] belongs under the sum over i",
)
def _outside(place: Place, known: Known) -> Iterator[Undone]:
    """A factor that was left outside of its sum: sum(i: d[i])*x[i,j]."""
    found = factors_of(place) if not is_product(place.around) else []
    for path, total, _ in found:
        if isinstance(total, Sum):
            for other, factor, divides in found:
                if Name(total.index) in walk(factor) and factor is not total and not divides:
                    inside = replace(total, body=Op("*", (total.body, factor)))
                    tree = with_at(with_at(place.tree, other, ONE), path, inside)
                    why = f"{text(factor)} belongs under the sum over {total.index}"
                    yield 8, Change(place, tidy(tree), why, text(factor))


@slip(
    "x in R^n; m = mean(x); f = sum((x - m)^3)",
    "grad(f, x) = 3*(x - m)^2",
    "the term -mean(3*(x - m)^2) is missing",
)
def _centred(place: Place, known: Known) -> Iterator[Undone]:
    """The path through a mean: what comes along it is the mean of all that comes straight."""
    if place.around is None and not isinstance(place.tree, Call):
        average = Call("mean", (mapped(place.tree, without_index),))
        yield 15, Term(place, minus(average), missing=True)


def _unsummed(place: Place, part: Sum, indices: Sequence[str]) -> Iterator[Undone]:
    """What stands under a sum that is one too many: for an index of the claim, or as a whole."""
    why = f"the sum over {part.index} is one too many"
    for index in indices:
        yield 11, Change(place, mapped(part.body, swap(part.index, index)), why)
    entry = (Name(part.index),)
    whole = mapped(
        part.body, lambda x: x.base if isinstance(x, Indexed) and x.indices == entry else None
    )
    yield 12, Change(place, whole, why)
