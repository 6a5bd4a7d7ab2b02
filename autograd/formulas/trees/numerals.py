"""Numbers as the page writes them: 0.3 where it has decimals, 3/10 where it has fractions.

>>> from autograd.formulas.trees.tree import Name, Op, number, text
>>> text(in_decimals(Op("/", (Op("*", (number(3), Name("x"))), number(10)))))
'0.3*x'
"""

from __future__ import annotations

from fractions import Fraction

from .tree import NOWHERE, Number, Op, Tree, folded, with_children

MOST_PLACES = 30
_SHARES = (2, 3, 4)  # halves and quarters are shares, decimals or not


def decimal(value: Fraction) -> Number | None:
    """A number with a decimal point; None if its digits have no end, or too many."""
    places = 0
    while places <= MOST_PLACES and 10**places % value.denominator:
        places += 1
    if places > MOST_PLACES:
        return None
    whole, part = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    digits = f".{part:0{places}d}" if places else ""
    return Number(value, f"{'-' if value < 0 else ''}{whole}{digits}")


def in_decimals(tree: Tree, shares: bool = True) -> Tree:
    """The formula with its fractions of numbers as decimals, where they end.

    What stands on the page, and so has a place there, stays as its author wrote it; with `shares`
    halves, thirds and quarters stay what they are.
    """
    return folded(tree, lambda part, inner: _in_decimals(with_children(part, inner), shares))


def _in_decimals(tree: Tree, shares: bool) -> Tree:
    if isinstance(tree, Number | Op) and tree.span != NOWHERE:
        return tree
    if isinstance(tree, Number) and "/" in tree.written:
        return decimal(tree.value) or tree
    if isinstance(tree, Op) and tree.symbol == "/" and isinstance(tree.args[1], Number):
        by = tree.args[1].value
        return tree if shares and by in _SHARES else _divided(tree.args[0], by) or tree
    return tree


def _divided(tree: Tree, by: Fraction) -> Tree | None:
    """A product, its first number divided."""
    if isinstance(tree, Op) and tree.symbol in "*/":
        first = _divided(tree.args[0], by)
        return None if first is None else Op(tree.symbol, (first, tree.args[1]))
    if isinstance(tree, Op) and tree.symbol == "neg":
        inner = _divided(tree.args[0], by)
        return None if inner is None else Op("neg", (inner,))
    if not by or by.denominator != 1:
        return None
    if isinstance(tree, Number):
        return decimal(tree.value / by)
    share = decimal(1 / by)
    return None if share is None else Op("*", (share, tree))
