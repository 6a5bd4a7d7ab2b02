"""What is asked of the checker: claims, with the definitions they hang on and the sizes chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..formulas.trees.tree import Name, Tree, exchanged, number
from .judging import Equation, reached
from .model import Model
from .sizes import Measured


@dataclass(frozen=True)
class Question:
    """Claims as the checker is asked, and all it needs for them."""

    claims: tuple[Equation, ...]
    needed: Mapping[str, Equation]  # the definitions that the claims hang on, as the page has them
    declared: tuple[str, ...]
    definitions: tuple[Equation, ...]


def question(
    claims: Sequence[Equation], visible: Mapping[str, Equation], sizes: Measured
) -> Question:
    """The claims with what they hang on, numbers put for the names of sizes."""
    needed = reached([tree for claim in claims for tree in claim.sides], visible)
    put: dict[Tree, Tree] = {
        Name(n): number(size) for n, size in sizes.numbers.items() if n not in visible
    }
    used = {name for each in (*claims, *needed.values()) for name in each.names}
    declared = [
        f"{name} in R^{_shape(sizes.arrays[name])}" for name in sorted(used & set(sizes.arrays))
    ]
    asked, definitions = with_values(claims, put), with_values(needed.values(), put)
    return Question(tuple(asked), needed, tuple(declared), tuple(definitions))


def with_values(equations: Iterable[Equation], values: Mapping[Tree, Tree]) -> list[Equation]:
    """Equations with other trees in the place of some."""
    return [
        replace(each, left=exchanged(each.left, values), right=exchanged(each.right, values))
        for each in equations
    ]


def lost(claims: Iterable[Equation], needed: Mapping[str, Equation], model: Model) -> str:
    """What a claim hangs on that could not be read, in words."""
    for name in sorted({name for each in (*claims, *needed.values()) for name in each.names}):
        key = model.translator.naming.key(name)
        if key and key[0] in model.lost and name not in needed:
            return f"depends on {key[0]}, whose definition could not be read"
    return ""


def _shape(size: tuple[int, ...]) -> str:
    return str(size[0]) if len(size) == 1 else f"({size[0]}x{size[1]})"
