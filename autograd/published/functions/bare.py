r"""Functions that are named without their arguments: f' = f (1 - f), df/dx, f^2.

>>> primed = Node("scripted", "'", (Node("symbol", "f"), NOTHING, NOTHING))
>>> print(scripted(primed, Called({"f": ("x",)}), lambda part: part))
call f'(bracket ((symbol x), nothing, nothing)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING
from ..names.letters import name_of
from .calls import Called

INVERSE = Node("neg", "", (Node("number", "1"),))


def differentiated(node: Node, which: Called) -> Node | None:
    """The derivative of a function that is named without its arguments: df/dx of f(x)."""
    name = name_of(node.parts[0])
    if name not in which.functions:
        return None
    call = with_own_arguments(node.parts[0], which.functions[name])
    return replace(node, parts=(call, *node.parts[1:]))


def scripted(node: Node, which: Called, deep: Callable[[Node], Node]) -> Node | None:
    """The derivative f' of an f(x) that is named bare; q_1 beside q(p) is another name."""
    base, below, above = node.parts
    params = which.functions.get(name_of(base), ())
    if params and above == INVERSE:
        return Node("unknown call", f"the inverse of {name_of(base)}", (), node.span)
    if not params or (below == NOTHING and not node.text):
        return None
    above = deep(above)
    if below != NOTHING or len(params) > 1:
        return replace(node, parts=(base, below, above))
    call = with_own_arguments(base, params)
    return replace(call, text=call.text + node.text, parts=(call.parts[0], above, NOTHING))


def with_own_arguments(node: Node, params: Sequence[str]) -> Node:
    """A function that is named without its arguments, with those of its definition."""
    args = tuple(Node("symbol", each) for each in params)
    inside = args[0] if len(args) == 1 else Node("list", ",", args)
    bracket = Node("bracket", "(", (inside,))
    return Node("call", name_of(node), (bracket, NOTHING, NOTHING), node.span)


def are_parameters(args: tuple[Node, ...], name: str, which: Called) -> bool:
    """Whether arguments are those of a definition: the k of v(k), and not k_*."""
    are_names = all(arg.kind == "symbol" for arg in args)
    plain = are_names and tuple(map(name_of, args)) == which.functions[name]
    return plain or args == which.written.get(name)
