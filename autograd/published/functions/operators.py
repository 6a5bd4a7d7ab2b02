r"""Words that are functions without brackets behind them: \operatorname{lg} ab is that of ab.

>>> from autograd.formulas.printed import read_printed
>>> product = read_printed(r"2 \operatorname{lg} a b").sides[0]
>>> operator(product, 1), operand(product, 2)[1]
('log10', 2)
"""

from __future__ import annotations

from ...formulas.printed import Node
from ...formulas.printed.node import product
from .calls import function_name


def operator(node: Node, place: int) -> str:
    """The function that a word is which is set upright in a product; "" for none."""
    word = node.parts[place]
    is_word = word.kind == "symbol" and word.font == "upright" and place + 1 < len(node.parts)
    return function_name(word.text) if is_word and not node.signs[place] else ""


def operand(node: Node, place: int) -> tuple[Node, int]:
    """What stands side by side from a place of a product on, and how many factors that is."""
    last = len(node.parts) - 1
    end = next((n for n in range(place, last) if node.signs[n]), last)
    factors = list(node.parts[place : end + 1])
    span = factors[0].span[0], factors[-1].span[1]
    return product(factors, list(node.signs[place:end]), span), len(factors)
