r"""Probabilities under conditions, each one name: P(t=1|z) is a number like any other.

>>> from autograd.formulas.printed import read_printed
>>> print(named(read_printed(r"P(t=1|z) = y").sides[0]))
symbol P_t1_z
"""

from __future__ import annotations

from dataclasses import replace

from ...formulas.printed import Node
from ...formulas.printed.node import mapped, product

_BASES = frozenset(("P", "p", "Pr", "q", "Q"))
_BARS = ("|", r"\mid", r"\vert")


def named(node: Node) -> Node:
    """A formula in which each `P(t=1|z)` is a name."""
    return mapped(node, _named)


def _named(node: Node) -> Node | None:
    if node.kind != "product":
        return None
    factors: list[Node] = []
    signs: list[str] = []
    for place, part in enumerate(node.parts):
        if place and not node.signs[place - 1] and _is_event(factors[-1], part):
            text = f"{factors[-1].text}_{_plain(part)}"
            factors[-1] = replace(factors[-1], text=text, span=(factors[-1].span[0], part.span[1]))
            continue
        if place:
            signs.append(node.signs[place - 1])
        factors.append(mapped(part, _named))
    return product(factors, signs, node.span)


def _is_event(base: Node, bracket: Node) -> bool:
    """Whether brackets behind a letter hold an event, given another: (t=1|z)."""
    if base.kind != "symbol" or base.text not in _BASES or bracket.kind != "bracket":
        return False
    inside = bracket.parts[0]
    is_given = inside.kind == "list" and any(bar in inside.text for bar in _BARS)
    return is_given and inside.parts[0].kind == "relation"


def _plain(node: Node) -> str:
    """The letters and digits of an event, its parts apart."""
    if node.kind == "list":
        return "_".join(map(_plain, node.parts))
    own = node.text if node.kind in ("symbol", "number") else ""
    return own + "".join(map(_plain, node.parts))
