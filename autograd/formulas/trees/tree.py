"""What a formula says, as a tree; and the tree written out again.

>>> a, y = Name("a2"), Name("y")
>>> text(Op("/", (Op("-", (a, y)), Op("*", (a, Op("-", (number(1), a)))))))
'(a2 - y)/(a2*(1 - a2))'
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeGuard, TypeVar

from ...support.deadlines import work
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

Found = TypeVar("Found")


def number(value: Fraction | int) -> Number:
    """A number as a tree."""
    return Number(Fraction(value), str(value))


def is_op(tree: object, *symbols: str) -> TypeGuard[Op]:
    """Whether a tree is an operation with one of these signs.

    >>> is_op(Op("-", (Name("a"), Name("b"))), "+", "-"), is_op(Name("a"), "-"), is_op(None, "-")
    (True, False, False)
    """
    return isinstance(tree, Op) and tree.symbol in symbols


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


def folded(tree: Tree, put_together: Callable[[Tree, tuple[Found, ...]], Found]) -> Found:
    """What is made of a tree, given what was made of its children; no depth overflows a stack."""
    found: list[Found] = []
    waiting: list[tuple[Tree, int]] = [(tree, -1)]
    while waiting:
        part, many = waiting.pop()
        inner = children(part) if many < 0 else ()
        if inner:
            waiting.append((part, len(inner)))
            waiting.extend((child, -1) for child in reversed(inner))
            continue
        many = max(many, 0)
        work(2)
        made = put_together(part, tuple(found[len(found) - many :]))
        del found[len(found) - many :]
        found.append(made)
    return found[0]


def with_children(tree: Tree, parts: tuple[Tree, ...]) -> Tree:
    """The same tree with other children; the tree itself where they are its own."""
    return tree if all(map(operator.is_, parts, children(tree))) else rebuilt(tree, parts)


def mapped(tree: Tree, change: Callable[[Tree], Tree | None]) -> Tree:
    """The tree with each part replaced for which `change` gives another."""
    others: list[tuple[Tree, Tree | None]] = []
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        others.append((part, change(part)))
        if others[-1][1] is None:
            waiting.extend(reversed(children(part)))
    work(2 * len(others))
    found: dict[int, Tree] = {}
    for part, other in reversed(others):
        inner = tuple(found[id(child)] for child in children(part)) if other is None else ()
        found[id(part)] = with_children(part, inner) if other is None else other
    return found[id(tree)]


def exchanged(tree: Tree, other: Mapping[Tree, Tree]) -> Tree:
    """The tree with some parts exchanged for others."""
    return mapped(tree, other.get) if other else tree
