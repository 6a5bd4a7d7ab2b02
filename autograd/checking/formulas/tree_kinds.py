"""What a formula can be made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

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
    """`body` over an index, put together by `kind`: sum, prod, mean, max."""

    kind: str
    index: str
    body: Tree
    low: Tree | None = None
    high: Tree | None = None
    but: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Listing:
    """An array written out: `[1, 2]`, or `[[1, 2], [3, 4]]` row by row."""

    items: tuple[Tree, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Family:
    """The array of `body` over indices: what `z[h] = …` defines `name` to be."""

    name: str
    indices: tuple[str, ...]
    body: Tree
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Relation:
    """A comparison: = < <= > >= !=."""

    symbol: str
    left: Tree
    right: Tree
    span: Span = field(default=NOWHERE, compare=False)


Tree: TypeAlias = Number | Name | Call | Op | Slope | Indexed | Sum | Listing | Family | Relation


def number(value: Fraction | int) -> Number:
    """A number as a tree."""
    return Number(Fraction(value), str(value))
