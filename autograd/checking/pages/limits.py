"""Numbers that a page writes as formulas: -1/3, and pi/2 where a range ends."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from ...errors import AutogradError
from ...formulas.text.grammar import Reader
from ...formulas.text.stream import Known
from ...formulas.trees.tree import Call, Name, Number, Op, Tree, names, text
from ..certified.balls import is_number
from ..certified.digits import midpoint
from ..certified.program import Program
from ..meaning.scope import Scope

NEAR = 10**6  # how near to pi/2 a range comes that ends there: points are rational numbers


def rational(reader: Reader) -> Fraction:
    """Read a number, which may be written as a formula without names: -1/3."""
    place, tree = reader.next, reader.expression()
    value = value_of(tree)
    if value is not None:
        return value
    near = _irrational(reader.is_declared, tree)
    hint = "" if near is None else f": write {text(tree)} as {float(near):.7g}, to digits enough"
    raise reader.error(f"wanted a number{hint}", place)


def value_of(tree: Tree) -> Fraction | None:
    """The number that a formula without names is; None for any other formula."""
    if not isinstance(tree, Number | Op):
        return None
    try:
        meaning = Scope().meaning(tree)  # numbers mean the same on every page
    except AutogradError:
        return None
    return meaning if isinstance(meaning, Fraction) else None


def limit(reader: Reader, upward: bool) -> Fraction:
    """Read a number where a range ends: pi/2 as a number inside the range, above it or below."""
    place = reader.next
    value = limit_of(reader.is_declared, reader.expression(), upward)
    if value is None:
        raise reader.error("wanted a number", place)
    return value


def limit_of(is_declared: Known, tree: Tree, upward: bool) -> Fraction | None:
    """A formula as a number where a range ends; None if it is none."""
    exact = value_of(tree)
    if exact is not None or (value := _irrational(is_declared, tree)) is None:
        return exact
    return Fraction((ceil if upward else floor)(value * NEAR), NEAR)


def _irrational(is_declared: Known, tree: Tree) -> Fraction | None:
    """About what a formula of numbers and pi is: pi/2, sqrt(2)."""
    if not isinstance(tree, Name | Op | Call) or not names(tree) <= {"pi", "\u03c0"}:
        return None
    if any(map(is_declared, names(tree))):
        return None
    scope = Scope()
    try:
        root = scope.as_symbol(scope.meaning(tree))
    except AutogradError:
        return None
    (value,) = Program([root], [], scope.constants).at((), 128)
    return midpoint(value) if is_number(value) else None
