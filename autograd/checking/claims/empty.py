"""Claims that say nothing: whatever a person had got wrong, they would hold.

The volume V = 4/3*pi*r^3 does not depend on t, nor does r. So dV/dt = 17*dr/dt is 0 = 0, and would
be for any other factor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ...formulas.trees.tree import (
    Indexed,
    Name,
    Number,
    Op,
    Slope,
    Sum,
    Tree,
    as_slope,
    is_op,
    names,
    number,
    text,
    walk,
)
from ..meaning.components import Component
from ..meaning.grids import entries_of
from ..meaning.scope import Scope
from ..pages.section import Section


def emptiness(
    section: Section, scope: Scope, trees: Sequence[Tree], parts: Sequence[Component]
) -> str | None:
    """Why a right claim says nothing, in words; None if it says something.

    Of a chain every link has to say nothing, of a claim about arrays every component.
    """
    if len(set(map(text, trees))) == 1:
        return "both sides are the same"
    slopes = [slope for tree in trees for slope in _slopes(tree)]
    if not slopes or not all(_is_nought(scope, trees, part.indices) for part in parts):
        return None
    if strangers := [name for slope in slopes for name in _strangers(section, slope)]:
        return f"{strangers[0]} occurs nowhere"
    if all(any(_slopes(tree)) for tree in trees) and any(map(_has_factor, trees)):
        return "both sides are 0, whatever the factors are"
    return None  # dL/dy = 0 says that L does not depend on y


def aimless(section: Section, first: Tree) -> str | None:
    """Why a claim that fails is about nothing on the page, in words; None if it is about it."""
    slope = as_slope(first)
    if slope is not None:
        strangers = _strangers(section, slope)
        return f"{strangers[0]} occurs nowhere" if strangers else None
    match first:
        case Op(symbol="/", args=(Name(name=above), Name(name=below))):
            differentials = above[0] == below[0] == "d" and min(len(above), len(below)) > 1
            if differentials and not any(map(section.is_introduced, (above, below))):
                return f"nothing on the page is called {above[1:]} or {below[1:]}"
    return None


def _slopes(tree: Tree) -> list[Slope]:
    return [slope for part in walk(tree) if (slope := as_slope(part)) is not None]


def _has_factor(tree: Tree) -> bool:
    """Whether a derivative is multiplied by something."""
    products = (part for part in walk(tree) if is_op(part, "*", "/", "@"))
    return any(_slopes(product) for product in products)


def _strangers(section: Section, slope: Slope) -> list[str]:
    """Names in a derivative that nothing introduces."""
    bases = (part.base if isinstance(part, Indexed) else part for part in (slope.of, *slope.wrt))
    named = [base.name for base in bases if isinstance(base, Name)]
    shared = names(slope.of).intersection(*map(names, slope.wrt))  # x of d/dx(x^2)
    return [name for name in named if name not in shared and not section.is_introduced(name)]


def _is_nought(scope: Scope, trees: Sequence[Tree], indices: Mapping[str, Any]) -> bool:
    """Whether all sides are 0 because nothing depends on what it is differentiated in."""
    inside = scope.bound(indices).unclaimed()
    return all(_vanishes(inside, tree) for tree in trees)


def _is_absent(scope: Scope, slope: Slope, around: Sequence[Sum]) -> bool:
    """Whether a derivative is 0 because no path leads to what is differentiated."""
    found: Tree = slope
    for each in reversed(around):  # for all values of its index: squares cancel nowhere
        if each.index in names(found):
            found = replace(each, kind="sum", body=Op("^", (found, number(2))))
    slopes = entries_of(scope.meaning(found))
    return all(isinstance(x, Fraction) and x == 0 for x in slopes)


def _vanishes(scope: Scope, tree: Tree) -> bool:
    """Whether a formula is plainly 0, its derivatives being what they are."""
    zero: dict[int, bool] = {}
    around = _sums_around(tree)
    for part in reversed(list(walk(tree))):
        slope = as_slope(part)
        if slope is not None:
            zero[id(part)] = _is_absent(scope, slope, around.get(id(part), ()))
        else:
            zero[id(part)] = _is_zero(part, zero)
    return zero[id(tree)]


def _sums_around(tree: Tree) -> dict[int, list[Sum]]:
    """The sums in which parts of a formula stand, from the outside in."""
    found: dict[int, list[Sum]] = {}
    for each in walk(tree):
        if isinstance(each, Sum):
            for part in walk(each.body):
                found.setdefault(id(part), []).append(each)
    return found


def _is_zero(part: Tree, zero: Mapping[int, bool]) -> bool:
    """The same of what is no derivative, given it of the parts inside."""
    match part:
        case Number(value=value):
            return value == 0
        case (
            Op(symbol="neg" | "T", args=(x,))
            | Op(symbol="/", args=(x, _))
            | Sum(kind="sum" | "mean", body=x)
            | Indexed(base=x)
        ):
            return zero[id(x)]
        case Op(symbol="*" | "@", args=args):
            return any(zero[id(x)] for x in args)
        case Op(symbol="+" | "-", args=args):
            return all(zero[id(x)] for x in args)
    return False
