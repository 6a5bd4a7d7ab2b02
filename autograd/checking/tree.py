"""What a formula says, as a tree; and the tree written out again.

>>> a, y = Name("a2"), Name("y")
>>> text(Op("/", (Op("-", (a, y)), Op("*", (a, Op("-", (number(1), a)))))))
'(a2 - y)/(a2*(1 - a2))'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, TypeAlias

Span = tuple[int, int]
NOWHERE: Span = (0, 0)


@dataclass(frozen=True)
class Number:
    """A decimal, exactly as written."""

    value: Fraction
    written: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Name:
    """A node, a variable or a constant."""

    name: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Call:
    """A function, or its derivative of order `primes`, at arguments."""

    function: str
    args: tuple[Tree, ...]
    primes: int = 0
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Op:
    """An operator: + - * / ^ @ with two arguments, "neg" with one, "T" for the transpose."""

    symbol: str
    args: tuple[Tree, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Slope:
    """The total derivative of `of` with respect to each of `wrt` in turn."""

    of: Tree
    wrt: tuple[Tree, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Indexed:
    """An element of a vector or matrix."""

    base: Tree
    indices: tuple[Tree, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Sum:
    """`body` added up (or multiplied, for "prod") over an index."""

    kind: str
    index: str
    body: Tree
    low: Tree | None = None
    high: Tree | None = None
    but: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Relation:
    """A comparison: = < <= > >= !=."""

    symbol: str
    left: Tree
    right: Tree
    span: Span = field(default=NOWHERE, compare=False)


Tree: TypeAlias = Number | Name | Call | Op | Slope | Indexed | Sum | Relation


def number(value: Fraction | int) -> Number:
    """A number as a tree."""
    return Number(Fraction(value), str(value))


# ---- Walking ------------------------------------------------------------------------------------


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
        case Relation():
            return replace(tree, left=parts[0], right=parts[1])
    return tree


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and everything inside it, from the outside in."""
    waiting = [tree]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(children(found)))


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


# ---- Writing ------------------------------------------------------------------------------------

_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "@": 2, "neg": 2, "^": 4, "T": 5}
_ATOM = 6


def text(tree: Tree) -> str:
    """The tree as a derivation states it, with no more parentheses than needed."""
    match tree:
        case Number(written=written):
            return written
        case Name(name=name):
            return name
        case Call(function=function, args=args, primes=primes):
            return f"{function}{chr(39) * primes}({', '.join(map(text, args))})"
        case Indexed(base=base, indices=indices):
            return f"{_inside(base, 5)}[{','.join(map(text, indices))}]"
        case Relation(symbol=symbol, left=left, right=right):
            return f"{text(left)} {symbol} {text(right)}"
        case Slope():
            return _slope(tree)
        case Sum():
            return _sum(tree)
        case Op():
            return _op(tree)


def _op(tree: Op) -> str:
    symbol, args = tree.symbol, tree.args
    strength = _STRENGTH[symbol]
    if symbol == "neg":
        return f"-{_inside(args[0], 2)}"
    if symbol == "T":
        return f"{_inside(args[0], 5)}.T"
    if symbol == "^":
        return f"{_inside(args[0], 5)}^{_inside(args[1], 4)}"
    left = _inside(args[0], 1 if symbol in "+-" else strength)
    written = text(args[1])
    least = strength + (symbol in "-/@" or written.startswith("-"))
    right = written if _strength(args[1]) >= least else f"({written})"
    space = " " if symbol in "+-@" else ""
    return f"{left}{space}{symbol}{space}{right}"


def _inside(tree: Tree, least: int) -> str:
    written = text(tree)
    return written if _strength(tree) >= least else f"({written})"


def _strength(tree: Tree) -> int:
    match tree:
        case Op(symbol=symbol):
            return _STRENGTH[symbol]
        case Number(written=written) if written.startswith("-"):
            return 3
        case Number(written=written) if "/" in written:
            return 2
        case Relation():
            return 0
        case Slope(of=of) if not isinstance(of, Name | Indexed):
            return 2
        case Slope():
            return 2
    return _ATOM


def _slope(tree: Slope) -> str:
    order = "" if len(tree.wrt) == 1 else str(len(tree.wrt))
    below = [f"d{text(x)}" for x in tree.wrt]
    if len(below) > 1:
        same = len(set(below)) == 1
        below = [f"{below[0]}{order}"] if same else [f"({' '.join(below)})"]
    if isinstance(tree.of, Name | Indexed):
        return f"d{order}{text(tree.of)}/{below[0]}"
    return f"d{order}/{below[0]}({text(tree.of)})"


def _sum(tree: Sum) -> str:
    bounds = f"={text(tree.low)}..{text(tree.high)}" if tree.low and tree.high else ""
    but = f"!={tree.but}" if tree.but else ""
    return f"{tree.kind}({tree.index}{bounds}{but}: {text(tree.body)})"
