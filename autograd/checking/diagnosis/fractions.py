"""Products as fractions; and what says nothing in a formula: z - z, 3/3, dz/dz.

>>> from autograd.formulas.trees.tree import Name, Op, text
>>> z = Name("z")
>>> sorted(map(text, idle(Op("*", (Op("-", (z, z)), Op("/", (z, z)))))))
['z', 'z - z']
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from ...formulas.trees.algebra import ONE, ZERO, factors, is_constant, minus, terms
from ...formulas.trees.tree import Number, Op, Slope, Tree, as_slope, children, text, walk


def fraction(tree: Tree) -> tuple[Tree, Tree | None]:
    """What is above the line, and what is below, if there is a line."""
    match tree:
        case Op(symbol="/", args=(above, below)):
            return above, below
        case Op(symbol="neg", args=(inner,)):
            above, divisor = fraction(inner)
            return minus(above), divisor
    return tree, None


def divides(extra: Tree, part: Tree) -> bool:
    """Whether a product has these factors, to be taken out of it."""
    coefficient, found = factors(part)
    if isinstance(extra, Number) and not is_constant(extra):
        return (
            extra.value != 0 and (coefficient / extra.value).denominator <= coefficient.denominator
        )
    return all(found.get(factor, 0) >= k for factor, k in factors(extra)[1].items())


def is_factor(tree: Tree, of: Tree) -> bool:
    """Whether one product is another with some factors left out."""
    (mine, parts), (whole, others) = factors(tree), factors(of)
    return abs(mine) == abs(whole) and bool(parts) and parts.items() < others.items()


def cancels(tree: Tree) -> bool:
    """Whether some product divides by what it has above: that says only what all of it is."""
    for each in walk(tree):
        above, below = sides(each)
        if any(x in above and not isinstance(x, Number) for x in below):
            return True
    return False


def sides(tree: Tree) -> tuple[list[Tree], list[Tree]]:
    """The factors of a product above and below the line, as they are written."""
    match tree:
        case Op(symbol="neg", args=(inner,)):
            return sides(inner)
        case Op(symbol="*" | "/", args=(left, right)):
            (above, below), (more, divisors) = sides(left), sides(right)
            if tree.symbol == "/":
                more, divisors = divisors, more
            return above + more, below + divisors
    return [tree], []


# ---- What says nothing --------------------------------------------------------------------------


def idle(tree: Tree) -> set[Tree]:
    """The parts of a formula that come to nothing.

    Terms that add up to 0, what a fraction has above and below its line, derivatives of a name in
    itself.
    """
    found: set[Tree] = set()
    waiting: list[tuple[Tree, str]] = [(tree, "")]  # and what kind of formula is around it
    while waiting:
        part, around = waiting.pop()
        kind = _kind(part)
        if kind != around:
            found.update(_idle(part, kind))
        waiting.extend((child, kind) for child in children(part))
    return found


def _kind(part: Tree) -> str:
    """Whether a formula is a sum or a product."""
    if not isinstance(part, Op):
        return type(part).__name__
    return {"+": "sum", "-": "sum", "*": "product", "/": "product"}.get(part.symbol, part.symbol)


def _idle(part: Tree, kind: str) -> Iterator[Tree]:
    if kind == "sum":
        if ZERO in children(part) or not all(terms(part).values()):
            yield part
    elif kind == "product":
        above, below = sides(part)
        yield from (x for x in above if x == ZERO or (x != ONE and x in below))
        numbers = [x for x in above if isinstance(x, Number)]
        if len(numbers) > 1 and abs(math.prod(x.value for x in numbers)) == 1:
            yield from numbers
    elif isinstance(part, Slope) and part.of in part.wrt:
        yield part


def restates(tree: Tree, asked: Tree) -> bool:
    """Whether a formula speaks of the very derivative that is asked for, or an entry of it."""
    return any(_asks(part, asked) for part in walk(tree))


def _asks(part: Tree, asked: Tree) -> bool:
    if part == asked:
        return True
    one, other = as_slope(part), as_slope(asked)
    if one is None or other is None or one.of != other.of:
        return False
    return [_array(x) for x in one.wrt] == [_array(x) for x in other.wrt]


def _array(wrt: Tree) -> str:
    """What is differentiated in, without its indices: dL/dz[1] says nothing about dL/dz[2]."""
    return text(wrt).partition("[")[0]
