r"""Names with brackets behind them, as they stand in products: f(x), \sigma'(z), J(w, b)."""

from __future__ import annotations

from collections.abc import Iterator

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING
from ..names.letters import Letters, core, name_of
from ..names.literals import is_zero
from ..names.points import are_numbers
from ..names.references import Reference, reference


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
        if side.kind != "product" or len(side.parts) != 2 or is_zero(printed.sides[place + 1]):
            continue  # h(x) = 0 is what is asked of x
        call = call_at(side, 0, known)
        if call is not None and call[1].kind == "bracket" and call[1].text == "(":
            yield place, *call


def has_bare(node: Node, name: str) -> bool:
    """Whether a name stands in a part with no brackets behind it: the f of (1 - f)."""
    for place, part in enumerate(node.parts):
        symbol = core(part)
        is_it = symbol.kind == "symbol" and name_of(symbol) == name
        behind = node.parts[place + 1] if place + 1 < len(node.parts) else NOTHING
        is_called = node.kind == "product" and core(behind).kind == "bracket"
        if (is_it and not is_called) or (not is_it and has_bare(part, name)):
            return True
    return node.kind == "symbol" and name_of(node) == name


def is_plain(used: tuple[Node, ...]) -> bool:
    """Whether arguments are names or numbers only."""
    return are_numbers(used) or all(core(each).kind == "symbol" for each in used)


def is_partial(used: tuple[Node, ...], args: tuple[Node, ...]) -> bool:
    """Whether a call has some of the arguments of the definition."""
    return bool(used) and all(arg in args for arg in used)


def same_but_letters(used: tuple[Node, ...], args: tuple[Node, ...]) -> bool:
    """x^{(i)} for x^{(j)}: the same argument, counted by another letter."""
    return len(used) == len(args) and all(
        core(one) == core(other) and one.kind == other.kind
        for one, other in zip(used, args, strict=True)
    )
