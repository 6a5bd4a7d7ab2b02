r"""Numbers as they are written: 0.25, -\frac{4}{5}, (1, 2, 3), and arithmetic of such.

>>> from autograd.formulas.printed import read_printed
>>> [is_literal(read_printed(each).sides[0]) for each in (r"-\frac12", "(1, 2)", "0.8 - 1")]
[True, True, False]
>>> is_arithmetic(read_printed(r"0.8 - \log 2").sides[0])
True
"""

from __future__ import annotations

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING, walk

_CALCULATED = frozenset(
    [
        "number",
        "neg",
        "+",
        "-",
        "quotient",
        "product",
        "bracket",
        "list",
        "root",
        "scripted",
        "call",
        "nothing",
        "matrix",
    ]
)


def is_zero(node: Node) -> bool:
    """Whether it is the number 0."""
    return node.kind == "number" and node.text == "0"


def is_literal(node: Node) -> bool:
    """Whether it is a number or a list of numbers as it stands."""
    if node.kind == "number":
        return True
    if node.kind == "bracket":
        return node.text in ("(", "[") and is_literal(node.parts[0])
    if node.kind in ("neg", "list", "quotient", "matrix"):
        return bool(node.parts) and all(map(is_literal, node.parts))
    return node.kind == "scripted" and node.parts[2].text == "T" and is_literal(node.parts[0])


def is_arithmetic(node: Node) -> bool:
    r"""Whether it is calculated from numbers alone, e and \pi among them."""
    return all(
        part.kind in _CALCULATED or (part.kind == "symbol" and part.text in ("pi", "e"))
        for part in walk(node)
    )


def untransposed(node: Node) -> Node:
    r"""The list of a column that is written lying: (1, 2)^\top."""
    return node.parts[0] if node.kind == "scripted" and node.parts[2] != NOTHING else node
