"""Slips in chains of derivatives: dL/da*da/dz*dz/dw with a factor exchanged, forgotten or doubled.

In a right chain each factor begins where the one before it ends. So the factor that a place wants
can be read off its neighbours; what fits is tried, and what makes the claim right is the slip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...formulas.trees.tree import Name, Op, Slope, Tree, rebuilt, text
from .edits import Edit
from .lookup import Values, close
from .quantities import Quantities

EXCHANGED, FORGOTTEN, DOUBLED = 1, 2, 3  # costs: a chain says where its slip is
FAR = 4  # more where a factor spans several definitions, which are rarely written in one step


@dataclass(frozen=True)
class Chain:
    """Factors that should lead from `start` to `end`; where an end is not known it is empty."""

    factors: tuple[Tree, ...]
    start: str
    end: str
    put: Callable[[Tree], Tree]

    def before(self, place: int) -> str:
        """Where the factor before a place ends."""
        return _ends(self.factors[place - 1])[1] if place else self.start

    def after(self, place: int) -> str:
        """Where the factor at a place begins; the end of the chain behind its last."""
        return _ends(self.factors[place])[0] if place < len(self.factors) else self.end


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


def chains(tree: Tree, start: str, end: str, put: Callable[[Tree], Tree]) -> Iterator[Chain]:
    """The chains of a formula for d`start`/d`end`: of each term, and of sums inside a product."""
    match tree:
        case Op(symbol="neg", args=(inner,)):
            yield from chains(inner, start, end, lambda x: put(rebuilt(tree, (x,))))
        case Op(symbol="+" | "-", args=(left, right)):
            yield from chains(left, start, end, lambda x: put(rebuilt(tree, (x, right))))
            yield from chains(right, start, end, lambda x: put(rebuilt(tree, (left, x))))
        case Op(symbol="*") | Slope():
            chain = Chain(tuple(_factors(tree)), start, end, put)
            yield chain
            yield from _inside(chain)


def _factors(tree: Tree) -> Iterator[Tree]:
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Op) and part.symbol == "*":
            waiting.extend(reversed(part.args))
        else:
            yield part


def _inside(chain: Chain) -> Iterator[Chain]:
    for place, factor in enumerate(chain.factors):
        if isinstance(factor, Op):
            start, end = chain.before(place), chain.after(place + 1)
            yield from chains(factor, start, end, _putter(chain, place, place + 1))


def _putter(chain: Chain, first: int, last: int) -> Callable[[Tree], Tree]:
    """Put one factor in the place of some."""
    return lambda tree: chain.put(product([*chain.factors[:first], tree, *chain.factors[last:]]))


def product(factors: Sequence[Tree]) -> Tree:
    """The product as a chain is written."""
    found = factors[0]
    for factor in factors[1:]:
        found = Op("*", (found, factor))
    return found


def relinked(
    quantities: Quantities, claim: Tree, start: str, end: str, wanted: Values
) -> list[Edit]:
    """What a chain would be with one factor mended, where it then has the values wanted."""
    found = (
        edit
        for chain in chains(claim, start, end, lambda tree: tree)
        if any(isinstance(factor, Slope) for factor in chain.factors)
        for edit in _mended(quantities, chain)
    )
    return [edit for edit in found if _is(quantities.value(edit.tree), wanted)]


def _is(values: Values | None, wanted: Values) -> bool:
    return values is not None and close(values, wanted)


def _mended(quantities: Quantities, chain: Chain) -> Iterator[Edit]:
    said = text(product(chain.factors))
    for place, factor in enumerate(chain.factors):
        link = _link(chain.before(place), chain.after(place + 1))
        if link is not None and link != factor:
            why = f"{text(factor)} should be {text(link)}"
            tree = _putter(chain, place, place + 1)(link)
            yield _edit(quantities, chain, tree, factor, link, why, EXCHANGED)
        if isinstance(factor, Slope) and len(chain.factors) > 1:
            rest = (*chain.factors[:place], *chain.factors[place + 1 :])
            why = f"the factor {text(factor)} is one too many in {said}"
            tree = chain.put(product(rest))
            yield _edit(quantities, chain, tree, factor, None, why, DOUBLED)
    for place in range(len(chain.factors) + 1):
        link = _link(chain.before(place), chain.after(place))
        if link is not None:
            why = f"the factor {text(link)} is missing in {said}"
            tree = chain.put(product([*chain.factors[:place], link, *chain.factors[place:]]))
            yield _edit(quantities, chain, tree, link, link, why, FORGOTTEN)


def _link(of: str, wrt: str) -> Slope | None:
    return Slope(Name(of), (Name(wrt),)) if of and wrt and of != wrt else None


def _edit(
    quantities: Quantities,
    chain: Chain,
    tree: Tree,
    culprit: Tree,
    link: Tree | None,
    why: str,
    cost: int,
) -> Edit:
    steps = [
        f for f in (*chain.factors, link) if isinstance(f, Slope) and (f != culprit or f == link)
    ]
    cost += FAR * sum(not _is_step(quantities, *_ends(step)) for step in steps)
    return Edit(tree, text(culprit), why, cost)


def _is_step(quantities: Quantities, of: str, wrt: str) -> bool:
    """Whether one definition leads from a name to another."""
    return wrt in quantities.partials.of(of)
