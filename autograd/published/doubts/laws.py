r"""Equations that say how something moves, and claim nothing: m\ddot x = -kx, dP/dt = rP."""

from __future__ import annotations

from collections.abc import Container

from ...formulas.trees.tree import Indexed, Name, Op, Slope, Tree, as_slope, names, walk
from ..modelling.judging import Equation
from ..modelling.moving import TIME, undotted
from .accusations import Accusation


def law_of_motion(accusation: Accusation) -> str:
    r"""A rate said to be what has no rates, such as \dot p = -∂H/∂θ, says how something moves."""
    is_solved = any(TIME in each.names for each in accusation.needed.values())
    if all(_ties_free_rates(each, accusation.needed) for each in accusation.failing):
        return "an equation between names and their rates: is this a law, or a claim?"
    if all(map(_is_differential, accusation.failing)):
        return "an equation between a name and its rate: is this a law, or a claim?"
    if is_solved or not all(map(_is_law, accusation.failing)):
        return ""
    return "says how something moves: is this a law, or a claim?"


def _ties_free_rates(claim: Equation, defined: Container[str]) -> bool:
    """Whether all that changes in it is free: y'' + 2 y g/L = P, that no derivative leads to."""
    parts = [part for side in claim.sides for part in walk(side)]
    rates = [part for part in parts if _is_rate_of_a_name(part)]
    slopes = [part for part in parts if as_slope(part) is not None]
    return bool(rates) and len(slopes) == sum(isinstance(x, Slope) for x in rates) and not any(
        name in defined for rate in rates for name in {*names(rate), *map(undotted, names(rate))}
    )  # fmt: skip


def _is_rate_of_a_name(tree: Tree) -> bool:
    return isinstance(tree, Slope | Name) and _is_rate(tree)


def _is_differential(claim: Equation) -> bool:
    """Whether a rate is said in terms of what changes: dP/dt = r P."""
    left, right = claim.sides
    if not _is_rate(left) or any(map(_is_rate, walk(right))):
        return False
    rate = next(x for x in walk(left) if isinstance(x, Slope | Name) and _is_rate(x))
    base = rate.of if isinstance(rate, Slope) else rate
    moving = undotted(base.name) if isinstance(base, Name) else ""
    return any(part == Name(moving) for part in walk(right))


def _is_law(claim: Equation) -> bool:
    moving = [any(map(_is_rate, walk(side))) for side in claim.sides]
    return any(map(_is_rate, claim.sides)) and not all(moving)


def _is_rate(tree: Tree) -> bool:
    """Whether it is a rate, or so many times one: J dω/dt."""
    if isinstance(tree, Op) and tree.symbol in ("*", "/", "neg", "@"):
        return sum(map(_is_rate, tree.args)) == 1
    if isinstance(tree, Name):
        return undotted(tree.name) != tree.name
    if not isinstance(tree, Slope) or set(tree.wrt) != {Name(TIME)}:
        return False
    return isinstance(tree.of, Name | Indexed)
