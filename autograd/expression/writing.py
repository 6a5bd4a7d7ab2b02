"""Writing a graph as the text that reads back as the same graph.

>>> from autograd import Symbol, sin
>>> x = Symbol("x")
>>> written(-sin(x) ** 2.0 / (1.0 - x))
'-sin(x)**2/(1 - x)'
"""

from __future__ import annotations

from typing import Any

from ..engine.labels import labels_of
from ..engine.nary import Nary
from ..engine.node import Node
from ..engine.walks import ancestors
from ..formulas.text.grammar import LEVELS, POWER, PRODUCT, SIGN

COMPARING, ATOM = 0, 5
LONGEST = 10_000

Piece = tuple[str, int]  # a text, and how tightly what it is made of holds together


def written(node: Any, longest: int = LONGEST) -> str:
    """`node` as an expression; leaves are their names, or their numbers where they have none.

    Where several leaves have one name, each is numbered, and the text does not read back.

    A node that is used twice is written twice, so the text of a small graph can be large: beyond
    `longest` characters a part is written "...".
    """
    if not isinstance(node, Node):
        return constant(node)[0]
    parts = dict(sorted(ancestors(node).items()))
    labels = labels_of(parts.values())
    pieces: dict[int, Piece] = {}
    for serial, part in parts.items():
        args = [pieces[a.serial] if isinstance(a, Node) else constant(a) for a in part.args]
        text, level = piece(part.op, args) if part.op else _leaf(part, labels[serial])
        pieces[serial] = (text, level) if len(text) <= longest else ("...", ATOM)
    return pieces[node.serial][0]


def constant(number: float) -> Piece:
    """A number as an operand."""
    text = repr(float(number)).removesuffix(".0")
    return (text, SIGN) if text.startswith("-") else (text, ATOM)


def _leaf(node: Node, label: str) -> Piece:
    return (label, ATOM) if node.name else constant(node.primal)


def piece(op: Any, args: list[Piece]) -> Piece:
    """An operation of pieces."""
    if op.symbol and len(args) == 2:
        return _infix(op.symbol, *args)
    if op.symbol and len(args) == 1:
        return f"{op.symbol}{_held(args[0], POWER)}", SIGN
    texts = [text for text, _ in args]
    if isinstance(op, Nary) and op.columns > 1:
        size = len(texts) // op.columns
        columns = [texts[i * size : (i + 1) * size] for i in range(op.columns)]
        texts = [f"[{', '.join(column)}]" for column in columns]
    return f"{op.name}({', '.join(texts)})", ATOM


def _infix(symbol: str, left: Piece, right: Piece) -> Piece:
    """Two operands and the operator, with the parentheses that reading needs and no more."""
    level = LEVELS.get(symbol, COMPARING)
    tight = level in {PRODUCT, POWER}
    first = _held(left, level + 1 if level == POWER else level)
    second = _held(right, SIGN if level == POWER else level + 1)
    return f"{first}{symbol}{second}" if tight else f"{first} {symbol} {second}", level


def _held(piece: Piece, level: int) -> str:
    """A piece as an operand of something that holds at this level."""
    text, own = piece
    return text if own >= level else f"({text})"
