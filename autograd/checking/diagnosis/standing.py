"""What a part of a formula is, and where it stands: a difference, a divisor, an exponent."""

from __future__ import annotations

from ...formulas.trees.algebra import ONE
from ...formulas.trees.tree import Op, Tree
from .fractions import fraction
from .parts import Part


def is_difference(tree: Tree) -> bool:
    """Whether a formula is a - b."""
    return isinstance(tree, Op) and tree.symbol == "-"


def is_divisor(part: Part) -> bool:
    """Whether a part is all that stands below the line."""
    return part.inside is not None and fraction(part.inside)[1] is part.tree


def is_exponent(part: Part) -> bool:
    """Whether a part is what something is raised to."""
    around = part.inside
    return isinstance(around, Op) and around.symbol == "^" and around.args[1] is part.tree


def is_base(part: Part) -> bool:
    """Whether a part is raised to a power."""
    return part.inside is not None and base_of(part.inside) is part.tree


def is_quotient(tree: Tree) -> bool:
    """Whether a formula is a/b."""
    return isinstance(tree, Op) and tree.symbol == "/"


def base_of(tree: Tree) -> Tree | None:
    """What a power is a power of; None for anything else."""
    return tree.args[0] if isinstance(tree, Op) and tree.symbol == "^" else None


def is_unit(part: Part) -> bool:
    """Whether a part is the 1 above the line of 1/x, to which nothing is done by itself."""
    around = part.inside
    return (
        part.tree == ONE
        and isinstance(around, Op)
        and around.symbol in "*/"
        and (around.symbol == "*" or around.args[0] is part.tree)
    )
