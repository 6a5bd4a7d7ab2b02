"""Products as fractions: what stands above the line, and what below."""

from __future__ import annotations

from ...formulas.trees.algebra import factors, is_constant, minus
from ...formulas.trees.tree import Number, Op, Tree, walk


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
