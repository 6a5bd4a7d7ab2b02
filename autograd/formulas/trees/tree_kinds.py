"""What a formula can be made of.

A tree knows its hash from the start. Trees are looked up by the thousand when a slip is sought, and
a hash computed from the leaves each time would take most of that, and a stack as deep as the tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

Kind = TypeVar("Kind")
Span = tuple[int, int]
NOWHERE: Span = (0, 0)


class Kept:
    """A tree that keeps its hash."""

    _hash: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", type(self).computed(self))

    def computed(self) -> int:
        """The hash, from those of the parts."""
        raise NotImplementedError

    def __reduce__(self) -> Any:  # in another process texts have other hashes
        return type(self), tuple(getattr(self, each.name) for each in fields(self))  # type: ignore[arg-type]  # each kind is a dataclass


def _hash_kept(kind: type[Kind]) -> type[Kind]:
    made: Any = kind
    made.computed, made.__hash__ = kind.__hash__, lambda tree: tree._hash
    return kind


@_hash_kept
@dataclass(frozen=True)
class Number(Kept):
    """A decimal, exactly as written; two are equal if their values are: 0.5 and 1/2."""

    value: Fraction
    written: str = field(compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@_hash_kept
@dataclass(frozen=True)
class Name(Kept):
    """A node, a variable or a constant."""

    name: str
    span: Span = field(default=NOWHERE, compare=False)


@_hash_kept
@dataclass(frozen=True)
class Call(Kept):
    """A function, or its derivative of order `primes`, at arguments."""

    function: str
    args: tuple[Tree, ...]
    primes: int = 0
    span: Span = field(default=NOWHERE, compare=False)


@_hash_kept
@dataclass(frozen=True)
class Op(Kept):
    """An operator: + - * / ^ @ with two arguments, "neg" with one, "T" for the transpose."""

    symbol: str
    args: tuple[Tree, ...]
    span: Span = field(default=NOWHERE, compare=False)


@_hash_kept
@dataclass(frozen=True)
class Slope(Kept):
    """The total derivative of `of` with respect to each of `wrt` in turn."""

    of: Tree
    wrt: tuple[Tree, ...]
    span: Span = field(default=NOWHERE, compare=False)
    is_partial: bool = field(default=False, compare=False)  # written with ∂


@_hash_kept
@dataclass(frozen=True)
class Indexed(Kept):
    """An element of a vector or matrix."""

    base: Tree
    indices: tuple[Tree, ...]
    span: Span = field(default=NOWHERE, compare=False)


@_hash_kept
@dataclass(frozen=True)
class Sum(Kept):
    """`body` over an index, put together by `kind`: sum, prod, mean, max."""

    kind: str
    index: str
    body: Tree
    low: Tree | None = None
    high: Tree | None = None
    but: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@_hash_kept
@dataclass(frozen=True)
class Listing(Kept):
    """An array written out: `[1, 2]`, or `[[1, 2], [3, 4]]` row by row."""

    items: tuple[Tree, ...]
    span: Span = field(default=NOWHERE, compare=False)


@_hash_kept
@dataclass(frozen=True)
class Family(Kept):
    """The array of `body` over indices: what `z[h] = …` defines `name` to be."""

    name: str
    indices: tuple[str, ...]
    body: Tree
    span: Span = field(default=NOWHERE, compare=False)


@_hash_kept
@dataclass(frozen=True)
class Relation(Kept):
    """A comparison: = < <= > >= !=."""

    symbol: str
    left: Tree
    right: Tree
    span: Span = field(default=NOWHERE, compare=False)


Tree: TypeAlias = Number | Name | Call | Op | Slope | Indexed | Sum | Listing | Family | Relation


def number(value: Fraction | int) -> Number:
    """A number as a tree."""
    return Number(Fraction(value), str(value))
