"""What a formula says, as a tree; and the tree written out again.

>>> a, y = Name("a2"), Name("y")
>>> text(Op("/", (Op("-", (a, y)), Op("*", (a, Op("-", (number(1), a)))))))
'(a2 - y)/(a2*(1 - a2))'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from .tree_kinds import NOWHERE as NOWHERE
from .tree_kinds import Call as Call
from .tree_kinds import Family as Family
from .tree_kinds import Indexed as Indexed
from .tree_kinds import Listing as Listing
from .tree_kinds import Name as Name
from .tree_kinds import Number as Number
from .tree_kinds import Op as Op
from .tree_kinds import Relation as Relation
from .tree_kinds import Slope as Slope
from .tree_kinds import Span as Span
from .tree_kinds import Sum as Sum
from .tree_kinds import Tree as Tree
from .tree_text import text as text


def number(value: Fraction | int) -> Number:
    """A number as a tree."""
    return Number(Fraction(value), str(value))


def children(tree: Tree) -> tuple[Tree, ...]:
    """The trees directly inside a tree."""
    match tree:
        case Call(args=args) | Op(args=args):
            return args
        case Slope(of=of, wrt=wrt):
            return (of, *wrt)
        case Indexed(base=base, indices=indices):
            return (base, *indices)
        case Sum(body=body, low=low, high=high):
            return (body, *(end for end in (low, high) if end is not None))
        case Listing(items=items):
            return items
        case Family(body=body):
            return (body,)
        case Relation(left=left, right=right):
            return (left, right)
    return ()


def rebuilt(tree: Tree, parts: tuple[Tree, ...]) -> Tree:
    """The same tree with other children."""
    match tree:
        case Call() | Op():
            return replace(tree, args=parts)
        case Slope():
            return replace(tree, of=parts[0], wrt=parts[1:])
        case Indexed():
            return replace(tree, base=parts[0], indices=parts[1:])
        case Sum():
            ends: dict[str, Any] = dict(zip(("low", "high"), parts[1:], strict=False))
            return replace(tree, body=parts[0], **ends)
        case Listing():
            return replace(tree, items=parts)
        case Family():
            return replace(tree, body=parts[0])
        case Relation():
            return replace(tree, left=parts[0], right=parts[1])
    return tree


def as_slope(tree: Tree) -> Slope | None:
    """A derivative however it is written, dC/dz or grad(C, z); None for anything else."""
    match tree:
        case Slope():
            return tree
        case Call(function="grad", args=(of, wrt), primes=0):
            return Slope(of, (wrt,), tree.span)
    return None


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and everything inside it, from the outside in."""
    waiting = [tree]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(children(found)))


def size(tree: Tree) -> int:
    """How many parts a tree has."""
    return sum(1 for _ in walk(tree))


def names(tree: Tree) -> set[str]:
    """All names in a tree, functions not included."""
    return {part.name for part in walk(tree) if isinstance(part, Name)}


def mapped(tree: Tree, change: Callable[[Tree], Tree | None]) -> Tree:
    """The tree with each part replaced for which `change` gives another."""
    other = change(tree)
    if other is not None:
        return other
    parts = children(tree)
    return rebuilt(tree, tuple(mapped(part, change) for part in parts)) if parts else tree


def exchanged(tree: Tree, other: Mapping[Tree, Tree]) -> Tree:
    """The tree with some parts exchanged for others."""
    return mapped(tree, other.get)
