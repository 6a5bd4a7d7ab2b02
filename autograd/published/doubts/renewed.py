"""Names that a page defines anew: in a textbook each example has an f of its own.

A second formula for a name is a claim, until it fails: then it defines the name from there on, if
the name stands with its arguments, as f(x) does, or the formula in another section.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from ...formulas.trees.tree import Call, Indexed, Name, Tree, as_slope, names, walk
from ..modelling.asserted import Defining
from ..modelling.judging import Equation
from ..modelling.model import Model
from ..modelling.outcome import Outcome
from ..problems import Unread
from ..surveying.roles import DEFINITION, Item


def renewed(found: Outcome, model: Model) -> tuple[Outcome, Model]:
    """A formula that failed as a definition, with the model that has it; else both as they are.

    Where a name stands alone in the section in which it was defined, it may as well be a slip.
    """
    item = found.item
    if found.status not in ("wrong", "inconclusive") or item.shown or item.point:
        return found, model
    if not (defining := _defining(item, model)):
        return found, model
    latest = (*model.definitions, *defining)
    ordered = tuple(sorted(latest, key=lambda each: each.equation.item))
    is_slip = not _has_arguments(item) and _is_near(item, defining[0].name, model)
    after = replace(model, definitions=ordered, before=model, is_anew=not is_slip)
    if is_slip:
        return found, after
    return Outcome(item, DEFINITION, f"{defining[0].name} is defined anew here"), after


def _defining(item: Item, model: Model) -> list[Defining]:
    visible = model.visible(item)
    try:
        claims = model.claims(replace(item, claims=item.claims[:1]))
    except Unread:
        return []
    if not claims or not all(_is_anew(claim, visible, item) for claim in claims):
        return []
    return [Defining(_name(each.left), each, item.found) for each in claims]


def _is_anew(claim: Equation, visible: Mapping[str, Equation], item: Item) -> bool:
    name = _name(claim.left)
    known = visible.get(name)
    if known is None or name in claim.above or not 0 <= known.item < item.place:
        return False
    if is_at_point(claim.left, known, visible):
        return False
    parts = (part for side in (claim.right, known.right) for part in walk(side))
    return all(as_slope(part) is None for part in parts)  # a derivative is no matter of choice


def is_at_point(left: Tree, known: Equation, visible: Container[str]) -> bool:
    """Whether it is a function at what has a meaning already: v(k_*), f(b) of f(x) = b x."""
    if not isinstance(left, Call) or not isinstance(known.left, Call):
        return False
    free = known.names.difference(*(names(each) for each in known.left.args))
    used = set[str]().union(*(names(each) for each in left.args))
    return not used or any(each in free or each in visible for each in used)


def _name(left: Tree) -> str:
    """The name that an equation may define; "" for none."""
    base = left.base if isinstance(left, Indexed) else left
    if isinstance(base, Name):
        return base.name
    if isinstance(base, Call) and all(isinstance(each, Name) for each in base.args):
        return base.function if len(set(base.args)) == len(base.args) and not base.primes else ""
    return ""


def _has_arguments(item: Item) -> bool:
    return item.found.latex.split("=")[0].rstrip(" &:").endswith(")")


def _is_near(item: Item, name: str, model: Model) -> bool:
    """Whether a name was defined in the same section."""
    return any(
        each.name == name and each.found.heading == item.found.heading for each in model.definitions
    )
