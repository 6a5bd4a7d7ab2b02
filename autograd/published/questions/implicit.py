"""Derivatives of what is given by an equation only: dy/dx where x^2 + x*y + y^2 = 7.

>>> from ...formulas.trees.tree import number
>>> x, y = Name("x"), Name("y")
>>> circle = Relation("=", Op("+", (Op("^", (x, number(2))), Op("^", (y, number(2))))), number(1))
>>> solved(Slope(y, (x,)), circle).symbol
'/'
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...formulas.trees.tree import Name, Op, Relation, Slope, Tree, mapped, names
from ..modelling.judging import Equation
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
    return next((each for each in reversed(curves) if tied <= _names(each)), None)


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
