r"""Calls below a slash: a/f(x) is divided by f(x), where f is a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ...formulas.printed import Node
from ...formulas.printed.node import product
from ..names.letters import core


def with_calls_below(node: Node, is_function: Callable[[Node], bool]) -> Node:
    """A product in which a/f(x) is divided by f(x), and not by f times x."""
    if node.kind != "product":
        return node
    factors, signs = list(node.parts), list(node.signs)
    for place in reversed(range(len(factors) - 1)):
        part, behind = factors[place : place + 2]
        is_slash = part.kind == "quotient" and part.text == "/" and not signs[place]
        if is_slash and core(behind).kind == "bracket" and is_function(part.parts[1]):
            above, name = part.parts
            below = product([name, behind], [""], (name.span[0], behind.span[1]))
            factors[place : place + 2] = [
                replace(part, parts=(above, below), span=(part.span[0], behind.span[1]))
            ]
            del signs[place]
    return product(factors, signs, node.span)


def called_below(node: Node, is_function: Callable[[Node], bool]) -> Iterator[Node]:
    """The calls below slashes in a product, each as a name times its brackets."""
    found = with_calls_below(node, is_function)
    for part in found.parts if found.kind == "product" else (found,):
        if found != node and part not in node.parts:
            yield part.parts[1]
