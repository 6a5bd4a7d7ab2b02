r"""Names with brackets behind them, as they stand in products: f(x), \sigma'(z), J(w, b)."""

from __future__ import annotations

from collections.abc import Iterator

from ..formulas.printed import Node, Printed
from ..formulas.printed.node import NOTHING
from .letters import Letters
from .references import Reference, reference


def arguments(bracket: Node) -> tuple[Node, ...]:
    """What stands in the brackets of a call, one by one."""
    inside = bracket.parts[0]
    return inside.parts if inside.kind == "list" else () if inside == NOTHING else (inside,)


def call_at(node: Node, place: int, known: Letters) -> tuple[Reference, Node] | None:
    """A name at a place of a product with brackets directly behind it."""
    if place + 1 >= len(node.parts) or node.signs[place]:
        return None
    bracket = node.parts[place + 1]
    found = reference(node.parts[place], known)
    inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
    if found is None or inner.kind != "bracket" or inner.text not in ("(", "[", r"\{"):
        return None
    return found, bracket


def calls_in(node: Node, known: Letters) -> Iterator[tuple[str, tuple[Node, ...], Reference]]:
    """The calls in a product: each name, its arguments, and the name with its scripts."""
    if node.kind != "product":
        return
    for place in range(len(node.parts) - 1):
        if (call := call_at(node, place, known)) is not None:
            found, bracket = call
            inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
            yield found.name, arguments(inner), found


def introduced_calls(printed: Printed, known: Letters) -> Iterator[tuple[int, Reference, Node]]:
    r"""The sides but the last that are a name with brackets: \phi(x) of \Phi'(x) = \phi(x) = 1."""
    for place, (side, sign) in enumerate(zip(printed.sides, printed.signs, strict=False)):
        if sign != "=":
            return
        if side.kind != "product" or len(side.parts) != 2:
            continue
        call = call_at(side, 0, known)
        if call is not None and call[1].kind == "bracket" and call[1].text == "(":
            yield place, *call
