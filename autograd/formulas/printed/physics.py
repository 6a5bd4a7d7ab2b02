r"""Derivatives as the package physics writes them: \dv{f}{x}, \dv[2]{f}{x}, \pdv{f}{x}{y}, \dv{x}.

>>> from .reader import read_printed
>>> for formula in (r"\dv[2]{x}{t}", r"\pdv{f}{x}{y}", r"\dv{x} x^2"):
...     print(read_printed(formula).sides[0])
slope d(symbol x, symbol t, symbol t)
slope partial(symbol f, symbol x, symbol y)
slope d(scripted(symbol x, nothing, number 2), symbol x)
"""

from __future__ import annotations

from .cursor import Cursor
from .node import NOTHING, Node

SIGNS = {
    r"\dv": "d",
    r"\odv": "d",
    r"\derivative": "d",
    r"\pdv": "partial",
    r"\pderivative": "partial",
}
HIGHEST = 9


def derivative(at: Cursor) -> Node:
    """The derivative, without what it is of where that stands behind it."""
    token = at.take()
    order = _order(at)
    first = at.read_group()
    more: list[Node] = []
    while at.at("{") and len(more) < HIGHEST:
        more.append(at.read_group())
    of, wrt = (first, more) if more else (NOTHING, [first])
    times = order if len(wrt) == 1 else 1
    return Node("slope", SIGNS[token.text], (of, *wrt * times), at.since(token.start))


def _order(at: Cursor) -> int:
    r"""The 2 of \dv[2]{f}{x}."""
    if not at.accept("["):
        return 1
    digit = at.take().text
    at.expect("]")
    return int(digit) if digit.isdigit() and 0 < int(digit) <= HIGHEST else 1
