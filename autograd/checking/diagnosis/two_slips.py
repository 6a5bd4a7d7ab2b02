"""Two slips in one formula: in two terms of a sum, or in two factors of a product.

Of a sum each term stands for a share of the truth, and is mended by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from operator import mul, sub, truediv

from ...formulas.trees.algebra import ONE, minus
from ...formulas.trees.in_place import with_factor
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import Number, Op, Tree, is_op, number, walk
from .changes import Change, Difference, Factor
from .edits import Edit
from .lookup import Values, close
from .places import Path, Place, is_product, is_sum, pieces, with_at
from .repairs import Search

TWICE = 4  # the cost of a second slip, beside what each costs
MOST_SHARES, MOST_TERMS = 12, 4
BEST = 3  # changes of a term that are looked at
DEAREST = 34  # cost of one of two slips: else it explains nothing
FIRSTS = 16  # slips in a factor that are tried with another one


def in_each_term(search: Search, shares: Sequence[Values]) -> Iterator[Edit]:
    """A slip in each of two terms, all others being right."""
    for part in search.parts:
        if part.paired or not is_sum(part.tree) or is_sum(part.inside):
            continue
        if not isinstance(part.tree, Op) or not all((*part.needed, *search.wanted)):
            continue
        yield from _matched(search, part.place, part.needed, _halves(part.tree), shares)
        terms = [(path, turned) for path, _, turned in pieces(part.tree, "+-")]
        if 2 < len(terms) <= MOST_TERMS:
            yield from _matched(search, part.place, part.needed, terms, shares)


def _halves(tree: Op) -> list[tuple[Path, bool]]:
    """What is added last, and what to."""
    return [((0,), False), ((1,), tree.symbol == "-")]


def _matched(
    search: Search,
    place: Place,
    needed: Values,
    terms: Sequence[tuple[Path, bool]],
    shares: Sequence[Values],
) -> Iterator[Edit]:
    value = search.quantities.value
    scale = tuple(map(truediv, needed, search.wanted))
    known = [tuple(map(mul, row, scale)) for row in shares[:MOST_SHARES]]
    has = [_signed(value(place.inner(*path).tree), turned) for path, turned in terms]
    for k, (path, turned) in enumerate(terms):
        for other in range(k + 1, len(terms)):
            rest = needed
            for row in (x for j, x in enumerate(has) if j not in (k, other)):
                rest = rest if row is None else tuple(map(sub, rest, row))
            for share in known:
                both = (path, turned, share), (*terms[other], tuple(map(sub, rest, share)))
                yield from _both(search, place, both)


def _both(
    search: Search, place: Place, both: Sequence[tuple[Path, bool, Values]]
) -> Iterator[Edit]:
    """A slip in each of two terms that stand for shares."""
    found = [
        _mended(search, place.inner(*path), _signed(x, turned) or x) for path, turned, x in both
    ]
    for first, second in product(*found):
        if first.cost and second.cost:
            inner = place.path
            tree = with_at(place.whole, (*inner, *both[1][0]), second.tree)
            tree = with_at(tree, (*inner, *both[0][0]), first.tree)
            cost = first.cost + second.cost + TWICE
            yield Edit(tree, (*first.changes, *second.changes), cost)


def _mended(search: Search, place: Place, needed: Values) -> list[Edit]:
    """The likeliest changes of a term; none of them where it is right."""
    has = search.quantities.value(place.tree)
    if has is None or not any(has) or close(has, needed) or not all(needed):
        return []
    found = [x for x in search.inside(place, needed) if x.cost <= DEAREST]
    return [x for x in found if len(x.changes) == 1][:BEST]


def _signed(row: Values | None, turned: bool) -> Values | None:
    return row if row is None or not turned else tuple(-x for x in row)


# ---- Factors ------------------------------------------------------------------------------------


def in_two_factors(search: Search) -> Iterator[Edit]:
    """A slip in one factor of the whole, and another in the formula that is left."""
    if not is_product(search.claim) and not is_product(_without_minus(search.claim)):
        return
    for change, cost, tree in islice(_firsts(search.claim), FIRSTS):
        for edit in search.inside(Place(tree), search.wanted):
            if edit.cost > DEAREST or len(edit.changes) > 1:
                break
            if edit.cost and _stands(change, edit):
                yield Edit(edit.tree, (change, *edit.changes), cost + edit.cost + TWICE)


def _stands(first: Difference, second: Edit) -> bool:
    """Whether the second slip, once mended, does not undo what the first one puts right."""
    after = [*walk(second.tree)]
    if isinstance(first, Change):
        return not first.place.path or first.new in after
    if isinstance(first, Factor):
        return after.count(first.factor) < [*walk(first.place.whole)].count(first.factor)
    return True


def _without_minus(tree: Tree) -> Tree:
    """What a minus stands before."""
    return tree.args[0] if is_op(tree, "neg") else tree


def _firsts(claim: Tree) -> Iterator[tuple[Difference, int, Tree]]:
    """The slips that are tried: a square that was lost below the line, a factor, a sign."""
    whole = Place(claim)
    for path, factor, divides in pieces(claim, "*/"):
        place = whole.inner(*path)
        if divides and not isinstance(factor, Number):
            square = neat(Op("^", (factor, number(2))))
            yield Change(place, square), 9, with_at(claim, path, square)
        if is_op(factor, "-"):
            yield Change(place, minus(factor)), 4, with_at(claim, path, minus(factor))
    yield Change(whole, minus(claim)), 6, minus(claim)
    for _, factor, divides in pieces(claim, "*/"):
        if not divides and not isinstance(factor, Number):
            without = with_factor(claim, Op("/", (ONE, factor)))
            yield Factor(whole, factor, False), 9, without
