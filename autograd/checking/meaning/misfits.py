"""What to say when shapes do not fit: both shapes, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from ...formulas.trees.tree import Op, Tree, text
from .grids import Grid, Misfit, common, in_words, product, shape_of, transposed


def elementwise_advice(tree: Op, x: Any, y: Any) -> str:
    """Why x + y or x * y has no meaning."""
    said = _shapes(tree, x, y)
    hint = next(_repairs(tree, x, y, "*@" if tree.symbol == "*" else tree.symbol), None)
    what = f"{tree.symbol} goes entry by entry and needs two arrays of one shape, or a number"
    return f"{said}: {what}{f'; is {hint} meant?' if hint else ''}"


def product_advice(tree: Op, x: Any, y: Any) -> str:
    """Why x @ y has no meaning."""
    numbers = [text(arg) for arg, z in zip(tree.args, (x, y), strict=True) if z.__class__ != Grid]
    if numbers:
        listed = " and ".join(numbers)
        verb = "are numbers" if len(numbers) > 1 else "is a number"
        instead = "write *, or declare an array, as in x in R^3"
        return f"@ multiplies arrays, and {listed} {verb} here: {instead}"
    hint = next(_repairs(tree, x, y, "@*"), None)
    what = "@ needs as many columns on its left as rows on its right"
    return f"{_shapes(tree, x, y)}: {what}{f'; is {hint} meant?' if hint else ''}"


def _shapes(tree: Op, x: Any, y: Any) -> str:
    left, right = (text(arg) for arg in tree.args)
    return f"{left} is {in_words(shape_of(x))} and {right} is {in_words(shape_of(y))}"


def _repairs(tree: Op, x: Any, y: Any, symbols: str) -> Iterator[str]:
    """Ways to write it that fit, the nearest first."""
    ways = [(False, False), (True, False), (False, True)]
    for symbol in symbols:
        for left, right in ways:
            a, b = (transposed(x) if left else x), (transposed(y) if right else y)
            if _fits(symbol, a, b):
                parts = (_turned(tree.args[0], left), _turned(tree.args[1], right))
                yield text(Op(symbol, parts))


def _turned(tree: Tree, is_turned: bool) -> Tree:
    if not is_turned:
        return tree
    if isinstance(tree, Op) and tree.symbol == "T":
        return tree.args[0]
    return Op("T", (tree,))


def _fits(symbol: str, x: Any, y: Any) -> bool:
    if symbol != "@":
        return common([shape_of(x), shape_of(y)]) is not None
    try:
        product(x, y, lambda xs, ys: Fraction(0))
    except Misfit:
        return False
    return True
