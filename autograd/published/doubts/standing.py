r"""What is said of a formula that fails as an identity: often it says when something else holds.

`\partial L/\partial w = 0` holds at an optimum, `x^2 + y^2 = 1` on a curve, and what follows "set
to zero" only there. Such a formula is a condition, and nobody is accused of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...formulas.printed.node import walk as nodes
from ...formulas.trees.tree import Call, Name, Number, Op, Slope, Tree, as_slope, names, walk
from ..modelling.judging import Equation, reached
from ..modelling.moving import TIME, undotted
from ..surveying.roles import Item
from .accusations import Accusation

_NEAR = 24  # characters behind an equation
_CURVE = re.compile(
    r"(?i)\b(?:curves?|circles?|ellipses?|hyperbolas?|parabolas?|spheres?|surface|constraints?|law)\b"
    r"|\b(?:kurven?|kreis|ellipse|gesetz|courbe|cercle|curva|círculo|circunferencia|elipse|ley)\b"
    r"|曲线|曲面|圆|约束|方程"
)
LAW = "no identity: read as a law of motion"
IS_ZERO = "no identity: read as a condition, that this is zero"


def condition(accusation: Accusation) -> str:
    """Why all that fails of a formula is a condition and no claim, in words; "" if some claims."""
    is_later = accusation.item.place in accusation.model.survey.only_there
    moving = accusation.model.moving
    if _is_law(accusation.item) or _is_for_parameters(accusation):
        return LAW
    is_curve = _is_curve(accusation.item, accusation.model.survey.varied)
    found = [
        _condition(each, accusation.needed, is_later, moving, is_curve)
        for each in accusation.failing
    ]
    is_wrong = any(result.status == "wrong" for result in accusation.results)
    return found[0] if found and all(found) and (is_wrong or set(found) == {IS_ZERO}) else ""


def _condition(
    claim: Equation,
    defined: Mapping[str, Equation],
    is_later: bool,
    moving: frozenset[str],
    is_curve: bool,
) -> str:
    own = [names(side) for side in claim.sides]
    if not (own[0] | own[1]):
        return ""  # about numbers alone
    if any(map(_is_zero, claim.sides)):
        return IS_ZERO
    if any(_is_rate(side, moving - set(defined)) for side in claim.sides):
        return LAW
    if any(map(_is_derivative, (part for side in claim.sides for part in walk(side)))):
        return ""
    if is_later:
        return "no identity: read as holding only where the condition above it does"
    if (own[0] | own[1]) & set(defined) or _hang_on_the_same(claim, defined):
        return ""
    is_one = own[0] != own[1] or is_curve
    return "no identity: read as an equation that its names obey" if is_one else ""


def _hang_on_the_same(claim: Equation, defined: Mapping[str, Equation]) -> bool:
    """Whether s(0) = b is about the names in a formula for s, and gives b no value."""
    if not any(isinstance(x, Call) and x.function in defined for x in claim.sides):
        return False
    left, right = (
        names(side).union(*(each.names for each in reached([side], defined).values()))
        for side in claim.sides
    )
    return bool(left & right)


def _is_curve(item: Item, varied: Iterable[frozenset[str]]) -> bool:
    """Whether an equation is called a curve, or the page differentiates one of its names so."""
    if _CURVE.search(item.found.before) or _CURVE.search(item.found.after[:_NEAR]):
        return True
    own = {node.text for side in item.printed.sides for node in nodes(side)}
    return any(each <= own for each in varied)


def _is_for_parameters(accusation: Accusation) -> bool:
    r"""Whether m\ddot x = -kx stands beside a formula for x that has neither m nor k."""
    parts = [node for side in accusation.item.printed.sides for node in nodes(side)]
    if not any(node.accent in ("dot", "ddot") for node in parts) or any(
        node.kind in ("slope", "nabla") for node in parts
    ):
        return False
    known = {name for each in accusation.needed.values() for name in each.names}
    return any({*map(undotted, claim.names)} - known - {TIME} for claim in accusation.failing)


def _is_law(item: Item) -> bool:
    r"""Whether it says what one \dot p is, by what has no rates: dp/dt may be known otherwise."""
    first, *others = item.printed.sides
    rates = [
        node
        for side in others
        for node in nodes(side)
        if node.accent in ("dot", "ddot") or (node.kind == "slope" and node.text == "d")
    ]
    base = first.parts[0] if first.kind == "scripted" else first
    return base.accent in ("dot", "ddot") and len(others) == 1 and not rates and any(
        node.kind in ("slope", "nabla") for node in nodes(others[0])
    )  # fmt: skip


def _is_rate(tree: Tree, moving: frozenset[str]) -> bool:
    r"""Whether it is \dot q or dq/dt, of a q that only moves."""
    if isinstance(tree, Slope):
        return isinstance(tree.of, Name) and tree.of.name in moving and tree.wrt[0] == Name(TIME)
    return isinstance(tree, Name) and tree.name != undotted(tree.name) in moving


def _is_derivative(tree: Tree) -> bool:
    return as_slope(tree) is not None or (isinstance(tree, Call) and tree.primes > 0)


def _is_zero(tree: Tree) -> bool:
    if isinstance(tree, Op) and tree.symbol in ("neg", "T"):
        return _is_zero(tree.args[0])
    return isinstance(tree, Number) and tree.value == 0
