"""Derivatives of what is given by an equation only: dy/dx where x^2 + x*y + y^2 = 7.

>>> from ...formulas.trees.tree import number
>>> x, y = Name("x"), Name("y")
>>> circle = Relation("=", Op("+", (Op("^", (x, number(2))), Op("^", (y, number(2))))), number(1))
>>> solved(Slope(y, (x,)), circle).symbol
'/'
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...formulas.trees.tree import (
    Call,
    Name,
    Op,
    Relation,
    Slope,
    Tree,
    as_slope,
    mapped,
    names,
    walk,
)
from ..modelling.judging import Equation
from ..modelling.moving import is_dotted
from .questions import Ground, with_values


def with_implicit(
    claims: Sequence[Equation], curves: Sequence[Relation], ground: Ground
) -> list[Equation]:
    """Claims with the derivatives of names that an equation ties, by implicit differentiation."""
    found: dict[Tree, Tree] = {}

    def take(tree: Tree) -> Tree | None:
        curve = _curve(tree, curves, ground.visible)
        if curve is not None and isinstance(tree, Slope):
            found[tree] = solved(tree, curve)
        return None

    for claim in claims:
        for side in claim.sides:
            mapped(side, take)
    return with_values(claims, found) if found else list(claims)


def _curve(tree: Tree, curves: Sequence[Relation], defined: Collection[str]) -> Relation | None:
    """The last equation that ties the two names of a derivative, neither of which is defined."""
    if not isinstance(tree, Slope) or not isinstance(tree.of, Name) or len(set(tree.wrt)) != 1:
        return None
    wrt = tree.wrt[0]
    if not isinstance(wrt, Name) or wrt == tree.of or {tree.of.name, wrt.name} & set(defined):
        return None
    tied = {tree.of.name, wrt.name}
    fitting = (each for each in reversed(curves) if tied <= _names(each) and not _has_rates(each))
    return next(fitting, None)


def _has_rates(relation: Relation) -> bool:
    """Whether it ties rates, as 2x dx/dt + 2y dy/dt = 0 does: then it is no curve."""
    parts = [part for side in (relation.left, relation.right) for part in walk(side)]
    return any(
        as_slope(part) is not None
        or (isinstance(part, Call) and part.primes > 0)
        or (isinstance(part, Name) and is_dotted(part.name))
        for part in parts
    )


def _names(relation: Relation) -> set[str]:
    return names(relation.left) | names(relation.right)


def solved(slope: Slope, curve: Relation) -> Tree:
    """The derivative along a curve: -F_x/F_y, and of that once more in x and along y."""
    (x, *more), y = slope.wrt, slope.of
    along = Op("-", (curve.left, curve.right))
    first = Op("/", (Op("neg", (Slope(along, (x,)),)), Slope(along, (y,))))
    found: Tree = first
    for _ in more:
        found = Op("+", (Slope(found, (x,)), Op("*", (Slope(found, (y,)), first))))
    return found
