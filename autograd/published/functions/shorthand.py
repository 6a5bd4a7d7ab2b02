r"""Derivatives in short: y' where y is no function with brackets, f_x and f_{xy} of an f(x, y).

>>> from autograd.formulas.printed import read_printed
>>> from .calls import Called
>>> x, y = Node("symbol", "x"), Node("symbol", "y")
>>> page = [read_printed(each) for each in ("y = x^2", "y' = 2x", "f_{xy} = 1")]
>>> which = Called(nodes={"f": (x, y)})
>>> [str(each.sides[0]) for each in written_out(page, which)[1:]]
['slope d(symbol y, symbol x)', 'slope partial(symbol f, symbol x, symbol y)']
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING, mapped, walk
from ..names.letters import items, name_of
from .calls import Called

VARIABLES = ("x", "t", "s", "z", "u")  # in what a prime differentiates, the first that there is
MOST_PRIMES = 3


def written_out(page: Sequence[Printed], which: Called) -> list[Printed]:
    """The formulas with quotients for derivatives in short."""
    variables = _variables(page)
    arguments = {name: tuple(map(name_of, args)) for name, args in which.nodes.items() if args}
    arguments |= which.functions
    own = {each.sides[0] for each in page if each.signs[:1] == ("=",)}
    bare = {name: args for name, args in arguments.items() if not _is_indexed(name, own)}

    def short(node: Node) -> Node | None:
        return _primed(node, variables, which) or _partial(node, bare)

    return [replace(each, sides=tuple(mapped(side, short) for side in each.sides)) for each in page]


def _variables(page: Sequence[Printed]) -> dict[str, str]:
    """In what the prime of a name differentiates: the variable of its formula, or of d/dx."""
    found: dict[str, str] = {}
    for printed in page:
        if printed.signs[:1] == ("=",) and printed.sides[0].kind == "symbol":
            inside = {node.text for side in printed.sides[1:] for node in walk(side)}
            variable = next((each for each in VARIABLES if each in inside), "")
            if variable and variable != name_of(printed.sides[0]):
                found.setdefault(name_of(printed.sides[0]), variable)
        for node in (node for side in printed.sides for node in walk(side)):
            if node.kind == "slope" and node.text == "d" and len(set(node.parts[1:])) == 1:
                found[name_of(node.parts[0])] = node.parts[1].text
    for printed in page:
        inside = {name_of(n) for side in printed.sides for n in walk(side) if n.kind == "symbol"}
        variable = next((each for each in VARIABLES if each in inside), "")
        for name in inside - {variable} if printed.signs == ("=",) and variable else ():
            found.setdefault(name, variable)  # tied to it by an equation
    return found


def _is_indexed(name: str, own: set[Node]) -> bool:
    """Whether the page defines a name with an index: f_x is then a name of its own."""
    return any(
        side.kind == "scripted"
        and name_of(side.parts[0]) == name
        and side.parts[1].kind == "number"
        for side in own
    )


def _primed(node: Node, variables: Mapping[str, str], which: Called) -> Node | None:
    if node.kind != "scripted" or not node.text or node.parts[1:] != (NOTHING, NOTHING):
        return None
    base, name = node.parts[0], name_of(node.parts[0])
    is_called = name in {*which.functions, *which.nodes, *which.conventional, *which.unknown}
    if is_called or name not in variables or len(node.text) > MOST_PRIMES:
        return None
    wrt = (Node("symbol", variables[name]),) * len(node.text)
    return Node("slope", "d", (base, *wrt), node.span)


def _partial(node: Node, arguments: Mapping[str, tuple[str, ...]]) -> Node | None:
    if node.kind != "scripted" or node.text or node.parts[2] != NOTHING:
        return None
    args = arguments.get(name_of(node.parts[0]), ())
    letters = items(node.parts[1])
    if len(args) < 2 or not letters or any(name_of(each) not in args for each in letters):
        return None
    return Node("slope", "partial", (node.parts[0], *letters), node.span)


def differential(node: Node) -> Node | None:
    """The z of dz, set without a space and without a sign; None for what is none."""
    if node.kind != "product" or len(node.parts) != 2 or node.signs[0]:
        return None
    d, name = node.parts
    return name if (d.kind, d.text) == ("symbol", "d") and d.span[1] == name.span[0] else None
