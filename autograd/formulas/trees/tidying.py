"""Formulas tidied: without ones, zeros and double minuses, otherwise as they were written."""

from __future__ import annotations

from fractions import Fraction

from .algebra import ONE, ZERO, factors, has_minus, minus, product
from .tree import Op, Tree, folded, with_children


def tidy(tree: Tree) -> Tree:
    """The tree without factors 1, divisions by 1 and signs that can go into a sum.

    >>> from .tree import Name, text
    >>> x, y = Name("x"), Name("y")
    >>> text(tidy(Op("*", (Op("*", (x, ONE)), minus(Op("-", (x, y)))))))
    'x*(y - x)'
    """
    return folded(tree, lambda part, inner: neat(with_children(part, inner)))


def neat(tree: Tree) -> Tree:
    """`tidy` for the outermost operation only: what it works on stays as it is written."""
    if not isinstance(tree, Op):
        return tree
    if tree.symbol == "neg":
        return minus(tree.args[0])
    left, right = tree.args if len(tree.args) == 2 else (tree, tree)
    match tree.symbol:
        case "*" if ONE in (left, right):
            return right if left == ONE else left
        case "*" if has_minus(left) != has_minus(right):
            inner = tuple(minus(x) if has_minus(x) else x for x in (left, right))
            return minus(neat(Op("*", inner)))
        case "*" if isinstance(right, Op) and right.symbol == "/" and right.args[0] == ONE:
            return Op("/", (left, right.args[1]))
        case "/" if isinstance(right, Op) and right.symbol == "/" and right.args[0] == ONE:
            return neat(Op("*", (left, right.args[1])))
        case "/" | "^" if right == ONE:
            return left
        case "+" | "-" if ZERO in (left, right):
            other = right if left == ZERO else left
            return minus(other) if tree.symbol == "-" and left == ZERO else other
        case "+" | "-" if has_minus(right):
            return Op("-" if tree.symbol == "+" else "+", (left, minus(right)))
        case "+" if has_minus(left):
            return Op("-", (right, minus(left)))
    return tree


def gathered(first: Tree, second: Tree) -> Tree:
    """The sum of two products with the factors that both have written once, in front.

    >>> from .algebra import times
    >>> from .tree import Name, text
    >>> a, b, c = map(Name, "abc")
    >>> text(gathered(times(a, b), times(a, c)))
    'a*(b + c)'
    """
    (m, ours), (n, theirs) = factors(first), factors(second)
    common = {part: k for part, k in ours.items() if theirs.get(part) == k}
    if not common or not m or not n:
        return neat(Op("+", (first, second)))
    rests = [
        product(number, {part: k for part, k in found.items() if part not in common})
        for number, found in ((m, ours), (n, theirs))
    ]
    above, below = (
        {part: sign * k for part, k in common.items() if sign * k > 0} for sign in (1, -1)
    )
    found = neat(Op("+", (rests[0], rests[1])))
    if above:
        found = Op("*", (product(Fraction(1), above), found))
    return Op("/", (found, product(Fraction(1), below))) if below else found
