r"""Rates of functions of time as derivatives: \dot y(t) is y'(t), where the page says what y(t) is.

>>> from autograd.formulas.printed import read_printed
>>> page = [read_printed(each) for each in ("y(t) = t^2", r"\dot y(t) = 2t", r"\dot z(t) = 1")]
>>> print(*(each.sides[0] for each in with_primes(page)), sep="\n")
product(symbol y, bracket ((symbol t))
product(scripted '(symbol y, nothing, nothing), bracket ((symbol t))
product(symbol dotz, bracket ((symbol t))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING, mapped
from ..names.naming import TIME

_PRIMES = {"dot": "'", "ddot": "''"}


def with_primes(page: Sequence[Printed]) -> list[Printed]:
    """The formulas of a page with primes for the dots over functions of time that it defines."""
    known = {name for each in page for name in _defined(each)}

    def changed(node: Node) -> Node | None:
        if node.kind != "product":
            return None
        rates = [_is_rate(*pair, known) for pair in zip(node.parts, node.parts[1:], strict=False)]
        if not any(rates):
            return None
        parts = zip(node.parts, (*rates, False), strict=True)
        return replace(
            node, parts=tuple(_primed(x) if is_one else mapped(x, changed) for x, is_one in parts)
        )

    return [replace(each, sides=tuple(mapped(x, changed) for x in each.sides)) for each in page]


def _defined(printed: Printed) -> Iterator[str]:
    """The y of y(t) = ..., with no script and no dot."""
    left = printed.sides[0] if printed.signs[:1] == ("=",) else NOTHING
    if left.kind == "product" and len(left.parts) == 2:
        name, bracket = left.parts
        is_of_time = bracket.kind == "bracket" and bracket.parts[0] == Node("symbol", TIME)
        if name.kind == "symbol" and not name.accent and is_of_time:
            yield name.text


def _is_rate(node: Node, behind: Node, known: set[str]) -> bool:
    is_dotted = node.kind == "symbol" and node.accent in _PRIMES and node.text in known
    return is_dotted and behind.kind == "bracket" and behind.text == "("


def _primed(node: Node) -> Node:
    inner = replace(node, accent="")
    return Node("scripted", _PRIMES[node.accent], (inner, NOTHING, NOTHING), node.span)
