"""Whether the letter e is a name on a page, such as an error, or Euler's number.

>>> from autograd.documents import document
>>> from .survey import surveyed
>>> e_is_name(surveyed(document("$e = y - w x$ and $L = e^2$")).items)
True
>>> e_is_name(surveyed(document("$f(x) = x e^{-x}$ and $f(1) = 1/e$")).items)
False
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING, walk
from ..functions.calls import function_name
from .roles import GIVEN, MENTION, Item

E = Node("symbol", "e")
_EXPONENTIALS = frozenset({"exp", "log", "ln", "sinh", "cosh", "tanh"})
_CONSTANT = re.compile(
    r"(?i)\b(?:euler\w*|constante?|konstante|base|basis)\b|\bnatural\w*|2[.,]7|自然|常数|欧拉"
)
_NEAR = 40  # characters between e and a word about it


def e_is_name(items: Sequence[Item]) -> bool:
    """Whether formulas say what e is, differentiate in it, or never use it for the exponential."""
    if any(map(_is_said, items)):
        return True
    found = [node for item in items for side in item.printed.sides for node in walk(side)]
    return E in found and not any(map(_is_exponential, found))


def _is_said(item: Item) -> bool:
    names = (left for _, left, _ in item.defines)
    return E in (*names, *_differentiated(item)) or _is_given(item) or _is_mentioned(item)


def _differentiated(item: Item) -> Iterator[Node]:
    for node in (node for side in item.printed.sides for node in walk(side)):
        if node.kind in ("slope", "nabla"):
            yield from node.parts


def _is_given(item: Item) -> bool:
    """Whether e has a value, and that is not 2.718."""
    values = (number for left, number in item.shown if left == E and item.role == GIVEN)
    return any(not number.text.startswith("2.7") for number in values)


def _is_mentioned(item: Item) -> bool:
    """Whether the text speaks of an e, and does not say that it is the constant."""
    near = item.found.before[-_NEAR:] + item.found.after[:_NEAR]
    is_it = item.role == MENTION and item.printed.sides == (E,)
    return is_it and item.printed.sides[0].font != "upright" and not _CONSTANT.search(near)


def _is_exponential(node: Node) -> bool:
    if node.kind == "scripted":
        return node.parts[0] == E and node.parts[2].kind not in (NOTHING.kind, "number")
    return node.kind == "call" and (function_name(node.text) or node.text) in _EXPONENTIALS
