"""Two factors of a product, or two terms of a sum, that together should be something else.

The 1 - y of a + b + 1 - y is no part of the sum as it is read, but it is as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from operator import mul

from ...formulas.trees.algebra import ONE
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import Number, Op, Tree, is_op
from .lookup import ratios
from .parts import Evaluated, Part
from .places import Place


def pairs(parts: Iterable[Part], value: Evaluated) -> Iterator[Part]:
    """The pairs in each product and sum that stands in no longer one."""
    for part in parts:
        for symbols, found in (("*/", _of_factors), ("+-", _of_terms)):
            if is_op(part.tree, *symbols) and not is_op(part.inside, *symbols):
                yield from found(part, value)


def _chain(tree: Tree, symbols: str) -> list[tuple[str, Tree]]:
    """A product as factors and divisors, a sum as terms, in the order in which they are written."""
    found = []
    while is_op(tree, *symbols):
        found.append((tree.symbol, tree.args[1]))
        tree = tree.args[0]
    return [(symbols[0], tree), *reversed(found)]


def _of_factors(part: Part, value: Evaluated) -> Iterator[Part]:
    chain = _chain(part.tree, "*/")
    above = [place for place, (symbol, _) in enumerate(chain) if symbol == "*"]
    has = value(part.tree)
    share = None if has is None else ratios(part.needed, has)
    if share is None or len(chain) < 3:
        return
    for i, j in combinations(above, 2):
        pair = Op("*", (chain[i][1], chain[j][1]))
        values = value(pair)
        if values is not None:
            needed = tuple(map(mul, values, share))
            put = _pair_putter(part, chain, i, j)
            yield Part(Place(pair), needed, put, part.tree, part.divides, paired=True)


def _pair_putter(
    part: Part, chain: list[tuple[str, Tree]], i: int, j: int
) -> Callable[[Tree], Tree]:
    def put(tree: Tree) -> Tree:
        kept = [*chain[:i], ("*", tree), *chain[i + 1 : j], *chain[j + 1 :]]
        found = kept[0][1] if kept[0][0] == "*" else Op("/", (ONE, kept[0][1]))
        for symbol, factor in kept[1:]:
            found = neat(Op(symbol, (found, factor)))
        return part.put(found)

    return put


def _of_terms(part: Part, value: Evaluated) -> Iterator[Part]:
    """A number and the term that is taken from it."""
    chain, has = _chain(part.tree, "+-"), value(part.tree)
    for k in range(1, len(chain) - 1):
        (sign, one), (symbol, term) = chain[k : k + 2]
        if has is None or not isinstance(one, Number) or (sign, symbol) != ("+", "-"):
            continue
        pair = Op("-", (one, term))
        if (values := value(pair)) is not None:
            needed = tuple(n - h + v for n, h, v in zip(part.needed, has, values, strict=True))
            put = _term_putter(part, chain, k)
            yield Part(Place(pair), needed, put, part.tree, part.divides, paired=True)


def _term_putter(part: Part, chain: list[tuple[str, Tree]], k: int) -> Callable[[Tree], Tree]:
    def put(tree: Tree) -> Tree:
        found = chain[0][1]
        for symbol, term in [*chain[1:k], ("+", tree), *chain[k + 2 :]]:
            found = neat(Op(symbol, (found, term)))
        return part.put(found)

    return put
