"""A loss that the page does not say: right, if it is so for any function of what comes out last.

A page on one layer writes ∂L/∂w = Σ ∂L/∂y_i x_i and never says what L is. In its place stands a
function with as many free numbers as there are outputs, linear and quadratic; what holds for that
holds for the slopes of any. Only what is right is believed: L may hang on more than is seen here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..checking.report.claims import RIGHT
from ..formulas.trees.tree import Call, Name, Op, Slope, Tree, walk
from ..formulas.trees.tree import number as whole
from .judging import Equation, judged
from .outcome import Outcome
from .questions import Ground, question, unconnected
from .roles import Item
from .sizes import Measured


def of_any_loss(item: Item, claims: Sequence[Equation], ground: Ground) -> Outcome | None:
    """What is said of claims about a loss that nothing defines; None if that does not help."""
    losses = _unknown(claims, ground)
    outputs = _outputs(ground.visible)
    if len(losses) != 1 or not outputs:
        return None
    (loss,) = losses
    terms = [term for name in outputs for term in _terms(loss, name, name in ground.sizes.arrays)]
    body = terms[0]
    for term in terms[1:]:
        body = Op("+", (body, term))
    known = {**ground.visible, loss: Equation(Name(loss), body, -1)}
    ground = replace(ground, visible=known, sizes=_sized(loss, outputs, ground))
    if any(unconnected(side, ground) for claim in claims for side in claim.sides):
        return None  # all would be 0, and agree
    asked = question(claims, ground)
    results = judged(asked.declared, asked.definitions, asked.claims, explains=False)
    if len(results) != len(claims) or any(each.status not in RIGHT for each in results):
        return None
    why = f"where {loss} is any function of {', '.join(outputs)}"
    return Outcome(item, "agrees", why, tuple(results), why)


def _unknown(claims: Iterable[Equation], ground: Ground) -> set[str]:
    """What is differentiated and not defined, and is a number."""
    parts = (part for each in claims for side in each.sides for part in walk(side))
    found = {x.of.name for x in parts if isinstance(x, Slope) and isinstance(x.of, Name)}
    return {
        name for name in found if name not in ground.visible and name not in ground.sizes.arrays
    }


def _outputs(visible: Mapping[str, Equation]) -> list[str]:
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


def _free(loss: str, output: str) -> tuple[str, str]:
    return f"{loss}_by_{output}", f"{loss}_by_{output}_twice"


def _terms(loss: str, output: str, is_array: bool) -> list[Tree]:
    """A linear and a quadratic function of an output, with free numbers."""
    once, twice = map(Name, _free(loss, output))
    square = Op("^", (Name(output), whole(2)))
    terms: list[Tree] = [Op("*", (once, Name(output))), Op("*", (twice, square))]
    return [Call("sum", (each,)) for each in terms] if is_array else terms


def _sized(loss: str, outputs: Iterable[str], ground: Ground) -> Measured:
    """The free numbers are as many as there are entries."""
    arrays = dict(ground.sizes.arrays)
    for output in outputs:
        if output in arrays:
            arrays |= dict.fromkeys(_free(loss, output), arrays[output])
    return replace(ground.sizes, arrays=arrays)
