"""Slips in chains of derivatives: dL/da*da/dz*dz/dw with a factor exchanged, forgotten or doubled.

In a right chain each factor begins where the one before it ends. So the factor that a place wants
can be read off its neighbours; what fits is tried, and what makes the claim right is the slip.

Products commute, so one slip can often be mended in two places. Of the local derivatives along a
path, those that a claim has in their order stay: in 1/sqrt(u)*2*x the 2*x is du/dx.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from ...formulas.trees.algebra import factors, product
from ...formulas.trees.tree import Name, Op, Slope, Tree, is_op, text
from .changes import Change, Factor
from .edits import Edit
from .fractions import idle
from .lookup import Values, close
from .places import Place, in_a_row, pieces, with_at
from .quantities import Quantities

EXCHANGED, FORGOTTEN, DOUBLED = 1, 2, 3  # costs: a chain says where its slip is
FAR = 4  # more where a factor spans several definitions, which are rarely written in one step


@dataclass(frozen=True)
class Chain:
    """Factors at a place that should lead from `start` to `end`; empty where that is not known."""

    place: Place
    start: str
    end: str

    @cached_property
    def factors(self) -> list[Tree]:
        """What is multiplied, as it is written."""
        return [tree for _, tree in _factors(self.place)]

    def before(self, place: int) -> str:
        """Where the factor before a place ends."""
        return _ends(self.factors[place - 1])[1] if place else self.start

    def after(self, place: int) -> str:
        """Where the factor at a place begins; the end of the chain behind its last."""
        return _ends(self.factors[place])[0] if place < len(self.factors) else self.end

    def mended(self, start: int, stop: int, *link: Tree) -> Tree:
        """The claim with a link in the place of some factors."""
        factors = [*self.factors[:start], *link, *self.factors[stop:]]
        return with_at(self.place.whole, self.place.path, in_a_row(factors))


def _factors(place: Place) -> Iterator[tuple[Place, Tree]]:
    """The factors of a product, each at its place."""
    if is_op(place.tree, "*"):
        yield from _factors(place.inner(0))
        yield from _factors(place.inner(1))
    else:
        yield place, place.tree


def _ends(factor: Tree) -> tuple[str, str]:
    """Where a factor begins and ends; empty where that cannot be told."""
    match factor:
        case Slope(of=Name(name=of), wrt=(Name(name=wrt),)):
            return of, wrt
        case Op(symbol="*", args=(left, right)):
            return _ends(left)[0], _ends(right)[1]
        case Op(symbol="+" | "-", args=(left, right)):
            both = zip(_ends(left), _ends(right), strict=True)
            of, wrt = (a if a == b else "" for a, b in both)
            return of, wrt
    return "", ""


def chains(place: Place, start: str, end: str) -> Iterator[Chain]:
    """The chains of a formula for d`start`/d`end`: of each term, and of sums inside a product."""
    match place.tree:
        case Op(symbol="neg" | "+" | "-", args=terms):
            for k in range(len(terms)):
                yield from chains(place.inner(k), start, end)
        case Op(symbol="*") | Slope():
            chain = Chain(place, start, end)
            yield chain
            for k, (inner, factor) in enumerate(_factors(place)):
                if isinstance(factor, Op):
                    yield from chains(inner, chain.before(k), chain.after(k + 1))


def relinked(
    quantities: Quantities, claim: Tree, start: str, end: str, wanted: Values
) -> list[Edit]:
    """What a chain would be with one factor mended, where it then has the values wanted."""
    found = (
        edit
        for chain in chains(Place(claim), start, end)
        if any(isinstance(factor, Slope) for factor in chain.factors)
        for edit in _mended(quantities, chain)
    )
    return [edit for edit in found if _is(quantities.value(edit.tree), wanted)]


def _is(values: Values | None, wanted: Values) -> bool:
    return values is not None and close(values, wanted)


def _mended(quantities: Quantities, chain: Chain) -> Iterator[Edit]:
    for k, (place, factor) in enumerate(_factors(chain.place)):
        others = [f for j, f in enumerate(chain.factors) if j != k]
        link = _link(chain.before(k), chain.after(k + 1))
        if link is not None and link != factor:
            cost = EXCHANGED + _far(quantities, [*others, link])
            yield Edit(chain.mended(k, k + 1, link), (Change(place, link),), cost)
        if isinstance(factor, Slope) and others:
            extra = Factor(chain.place, factor, missing=False)
            cost = DOUBLED + _far(quantities, others)
            yield Edit(chain.mended(k, k + 1), (extra,), cost)
    for k in range(len(chain.factors) + 1):
        link = _link(chain.before(k), chain.after(k))
        if link is not None:
            missing = Factor(chain.place, link, missing=True)
            cost = FORGOTTEN + _far(quantities, [*chain.factors, link])
            yield Edit(chain.mended(k, k, link), (missing,), cost)


def _link(of: str, wrt: str) -> Slope | None:
    return Slope(Name(of), (Name(wrt),)) if of and wrt and of != wrt else None


def _far(quantities: Quantities, steps: Sequence[Tree]) -> int:
    """More for each factor to which no single definition leads."""
    ends = [_ends(step) for step in steps if isinstance(step, Slope)]
    return FAR * sum(wrt not in quantities.partials.of(of) for of, wrt in ends)


BROKEN = 7  # more for an edit that breaks a local derivative
MOST_EDITS, MOST_FACTORS, LONGEST = 16, 12, 4  # LONGEST: factors in which one derivative is written


def by_the_chain_rule(
    quantities: Quantities, claim: Tree, ends: tuple[str, str], edits: Sequence[Edit]
) -> list[Edit]:
    """The likeliest edits first, those later that break a local derivative on the only path."""
    slopes = _slopes(quantities, *ends)
    had = in_order(quantities, claim, slopes)
    if not had:
        return list(edits)
    has = {edit.tree: 0 for edit in edits[:MOST_EDITS]}
    has = {tree: in_order(quantities, tree, slopes) for tree in has}
    found = [
        _weighed(edit, has.get(edit.tree, had) - had, idle(claim))
        for edit in sorted(edits, key=lambda x: (x.cost, -has.get(x.tree, 0), len(text(x.tree))))
    ]
    return sorted(found, key=lambda x: x.cost)


def _weighed(edit: Edit, gained: int, kept: Set[Tree]) -> Edit:
    """An edit by the local derivatives it gains; what then cancels, 2/2, is not written."""
    if gained < 0:
        return replace(edit, cost=edit.cost + BROKEN)
    cancels = gained > 0 and not idle(edit.tree) <= kept
    return replace(edit, tree=product(*factors(edit.tree))) if cancels else edit


def _slopes(quantities: Quantities, y: str, x: str) -> list[Values]:
    """The values of the local derivatives from y to x; none if there is more than one path."""
    paths = quantities.partials.paths(y, x)
    if len(paths) != 1:
        return []
    steps = [quantities.partials.of(a)[b] for a, b in paths[0].edges(y, x)]
    rows = [quantities.value(step) for step in steps]
    return [row for row in rows if row is not None]


def in_order(quantities: Quantities, tree: Tree, slopes: Sequence[Values]) -> int:
    """How many of the slopes a product has in their order, or in the reverse: twice as many.

    One less in the reverse, which fewer people write.
    """
    found = list(pieces(tree, "*/"))
    if not slopes or len(found) > MOST_FACTORS:
        return 0
    rows = []
    for _, factor, divides in found:
        row = quantities.value(factor)
        if row is None or not all(row):
            return 0
        rows.append(tuple(1.0 / x for x in row) if divides else row)
    return max(2 * _longest(rows, slopes), 2 * _longest(rows, slopes[::-1]) - 1)


def _longest(rows: Sequence[Values], slopes: Sequence[Values]) -> int:
    """The most slopes that are, one after the other, products of neighbouring rows."""
    best = [0] * (len(rows) + 1)  # of the first rows, with the slopes so far
    for slope in slopes:
        after = list(best)
        for end in range(1, len(rows) + 1):
            starts = range(max(0, end - LONGEST), end)
            found = [best[k] + 1 for k in starts if close(_product(rows[k:end]), slope)]
            after[end] = max([after[end], after[end - 1], *found])
        best = after
    return best[-1]


def _product(rows: Sequence[Values]) -> Values:
    return tuple(map(math.prod, zip(*rows, strict=True)))
