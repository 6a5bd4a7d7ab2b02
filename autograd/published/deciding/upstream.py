"""A loss that the page does not say: right, if it is so for any function of what comes out last.

A page on one layer writes ∂L/∂w = Σ ∂L/∂y_i x_i and never says what L is. Only what is right is
believed: L may hang on more than is seen here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from ...checking.report.claims import RIGHT
from ...formulas.trees.tree import Call, Name, Slope, Tree, walk
from ..modelling.judging import Equation, judged
from ..modelling.outcome import Outcome
from ..questions.outer import any_function
from ..questions.questions import Ground, question, unconnected
from ..surveying.roles import Item


def of_any_loss(item: Item, claims: Sequence[Equation], ground: Ground) -> Outcome | None:
    """What is said of claims about a loss that nothing defines; None if that does not help."""
    losses = unknown(claims, ground.visible, ground.sizes.arrays)
    last = outputs(ground.visible)
    if len(losses) != 1 or not last:
        return None
    (loss,) = losses
    ground = any_function(loss, last, ground)
    if any(unconnected(side, ground) for claim in claims for side in claim.sides):
        return None  # all would be 0, and agree
    asked = question(claims, ground)
    results = judged(asked.declared, asked.definitions, asked.claims, explains=False)
    if len(results) != len(claims) or any(each.status not in RIGHT for each in results):
        return None
    why = f"where {loss} is any function of {', '.join(last)}"
    return Outcome(item, "agrees", why, tuple(results), why)


def unknown(
    claims: Iterable[Equation], visible: Container[str], arrays: Container[str]
) -> set[str]:
    """What is differentiated and not defined, and is a number."""
    parts = (part for each in claims for side in each.sides for part in walk(side))
    found = {x.of.name for x in parts if isinstance(x, Slope) and isinstance(x.of, Name)}
    return {name for name in found if name not in visible and name not in arrays}


def outputs(visible: Mapping[str, Equation]) -> list[str]:
    """The defined names of which nothing else is made."""
    used = {
        name for own, each in visible.items() for side in each.sides for name in _names(side)
        if name != own
    }  # fmt: skip
    plain = (
        own
        for own, each in visible.items()
        if not isinstance(each.left, Call)
        and not any(isinstance(part, Slope) for part in walk(each.right))
    )
    return sorted(own for own in plain if own not in used)


def _names(tree: Tree) -> set[str]:
    return {part.name for part in walk(tree) if isinstance(part, Name)}
