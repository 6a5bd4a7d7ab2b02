"""Reading what runs over an index: sum(j: …), prod(i, j: …), max(j=1..3: …), sum(j!=k: …)."""

from __future__ import annotations

from ..trees.tree import Sum, Tree
from .stream import Formulas
from .tokens import Token

Bounds = tuple[str, Tree | None, Tree | None, str]  # index, low, high, the value left out
MOST_INDICES = 4


def is_binder(reader: Formulas) -> bool:
    """Whether the brackets that were just opened name an index and a colon."""
    place, depth = reader.place, 0
    while reader.tokens[place].kind != "end" and depth >= 0:
        sign = reader.tokens[place].text
        if sign == ":" and depth == 0:
            return reader.next.kind == "name"
        depth += (sign in "([") - (sign in ")]")
        place += 1
    return False


def binder(reader: Formulas, name: Token) -> Sum:
    """Read `index, …: formula)`; several indices are one sum inside another."""
    indices = [_bounds(reader)]
    while reader.accept(","):
        indices.append(_bounds(reader))
    if len(indices) > MOST_INDICES:
        raise reader.error(f"a sum runs over at most {MOST_INDICES} indices", name)
    reader.expect(":", "':', as in sum(j: x[j])")
    body: Tree = reader.expression()
    reader.expect(")")
    span = (name.start, reader.end())
    for index, low, high, but in reversed(indices):
        body = Sum(name.text, index, body, low, high, but, span)
    assert isinstance(body, Sum)
    return body


def _bounds(reader: Formulas) -> Bounds:
    if reader.next.kind != "name":
        raise reader.error(f"wanted the name of an index, found {reader.found()}")
    index, low, high, but = reader.take().text, None, None, ""
    if reader.accept("="):
        low = reader.expression()
        reader.expect("..", "'..', as in sum(j=1..3: x[j])")
        high = reader.expression()
    if reader.accept("!="):
        but = reader.take().text
    return index, low, high, but
