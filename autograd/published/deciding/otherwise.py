"""A claim that fails for all values, at those that the page gives; and numbers without a value."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from ...formulas.trees.tree import (
    Call,
    Name,
    Number,
    Op,
    Slope,
    Tree,
    as_slope,
    names,
    number,
    walk,
)
from ..modelling.judging import Equation, judged
from ..questions.assumed import about, said
from ..questions.questions import Question, question, with_values
from ..questions.values import in_force
from ..questions.worked import Inputs, leaves
from ..surveying.roles import Item
from .numbers import Setting

NOT_WRONG = ("proved", "agrees", "inconclusive")  # not wrong
RIGHT = ("proved", "agrees")
SEVERAL = 2


def holds_at_values(item: Item, claims: Sequence[Equation], setting: Setting) -> bool:
    """Whether claims are right once the names that nothing differentiates have their values."""
    values = in_force(setting.given, item, setting.model)
    ground = setting.ground(item, values)
    asked = question(claims, ground)
    moved = _differentiated(asked)
    put: dict[Tree, Tree] = {
        Name(name): value
        for name, value in values.items()
        if name not in moved and name not in ground.visible
    }
    if not put:
        return False
    found = judged(
        asked.declared,
        with_values(asked.definitions, put),
        with_values(asked.claims, put),
        explains=False,
    )
    return bool(found) and all(claim.status in RIGHT for claim in found)


def holds_where(
    item: Item, claims: Sequence[Equation], setting: Setting, statuses: Container[str] = RIGHT
) -> str:
    """Under which conditions of the page claims are right, in words; "" if under none of them.

    With other `statuses`, where they are at least that.
    """
    ground = setting.ground(item)
    asked = question(claims, ground)
    used = {name for each in (*asked.claims, *asked.definitions) for name in each.names}
    assumed = about(setting.holds, item, used)
    if not assumed:
        return ""
    declared = [*asked.declared, *(f"assume {each.said}" for each in assumed)]
    found = judged(declared, asked.definitions, asked.claims, explains=False)
    is_right = len(found) == len(claims) and all(claim.status in statuses for claim in found)
    if is_right and all(each.is_place for each in assumed) and _vanish(asked, declared):
        return ""  # 0 = 0 at one place is no evidence
    return said(assumed) if is_right else ""


def _vanish(asked: Question, declared: Sequence[str]) -> bool:
    """Whether both sides of claims are 0 where something holds, and none says that they are."""
    zero = number(0)
    if any(zero in each.sides for each in asked.claims):
        return False
    claims = [replace(each, right=zero) for each in asked.claims]
    found = judged(declared, asked.definitions, claims, explains=False)
    return bool(found) and all(claim.status in RIGHT for claim in found)


def right_if(asked: Question) -> str:
    """Under what the page does not say claims are right, in words."""
    return if_symmetric(asked) or if_positive(asked)


def if_symmetric(asked: Question) -> str:
    """Whether claims are right for symmetric A in x^T A x, in words; "" if they are not."""
    trees = [side for each in (*asked.claims, *asked.definitions) for side in each.sides]
    square = sorted({name for tree in trees for part in walk(tree) for name in _of_a_form(part)})
    if not square:
        return ""
    declared = [*asked.declared, *(f"{name} = {name}.T" for name in square)]
    found = judged(declared, asked.definitions, asked.claims, explains=False)
    is_right = bool(found) and all(claim.status in RIGHT for claim in found)
    what = "is" if len(square) == 1 else "are"
    return f"right if {' and '.join(square)} {what} symmetric, which nothing says" if (
        is_right
    ) else ""  # fmt: skip


def if_positive(asked: Question) -> str:
    """Whether claims are right but where several names under roots are negative, in words.

    sqrt(a^3/m) has a meaning there, too, but nobody has that in mind. Each name must follow the
    others: sqrt(x^2) is as good for negative x.
    """
    trees = [side for each in (*asked.claims, *asked.definitions) for side in each.sides]
    own = {name for each in asked.definitions for name in names(each.left)}
    parts = (part for tree in trees for part in walk(tree) if _is_root(part))
    under = sorted({name for part in parts for name in names(part)} - own - {"pi"})
    if len(under) < SEVERAL or not all(_is_right_for(asked, {*under} - {name}) for name in under):
        return ""
    return f"right if {' and '.join(under)} are positive"


def _is_right_for(asked: Question, positive: Iterable[str]) -> bool:
    """Whether claims are right where some names are positive."""
    declared = [*asked.declared, *(f"assume {name} > 0" for name in sorted(positive))]
    found = judged(declared, asked.definitions, asked.claims, explains=False)
    return bool(found) and all(claim.status in RIGHT for claim in found)


def _is_root(tree: Tree) -> bool:
    """Whether it is a square root, a logarithm, or a power with an exponent that is not whole."""
    if isinstance(tree, Call):
        return tree.function in ("sqrt", "log")
    if not isinstance(tree, Op) or tree.symbol != "^":
        return False
    exponent = tree.args[1]
    if isinstance(exponent, Op) and exponent.symbol == "neg":
        exponent = exponent.args[0]
    return not isinstance(exponent, Number) or exponent.value.denominator != 1


def _of_a_form(tree: Tree) -> list[str]:
    """The matrices of quadratic forms x^T A x, with factors before them or not."""
    factors = list(_factors(tree))
    return [
        each.name
        for before, each, after in zip(factors, factors[1:], factors[2:], strict=False)
        if isinstance(each, Name) and before == Op("T", (after,))
    ]


def _factors(tree: Tree) -> Iterator[Tree]:
    """What is multiplied, from left to right."""
    if isinstance(tree, Op) and tree.symbol in ("*", "@"):
        for part in tree.args:
            yield from _factors(part)
    else:
        yield tree


def _differentiated(asked: Question) -> set[str]:
    equations = (*asked.definitions, *asked.claims)
    parts = (part for each in equations for side in each.sides for part in walk(side))
    slopes = (slope for part in parts if (slope := as_slope(part)) is not None)
    return {part.name for slope in slopes for wrt in slope.wrt for part in walk(wrt)
            if isinstance(part, Name)}  # fmt: skip


def without_value(item: Item, claims: Sequence[Equation], setting: Setting) -> list[str]:
    """The names without a value on which a number hangs that a page shows."""
    if not item.shown:
        return []
    inputs = Inputs(setting.ground(item), in_force(setting.given, item, setting.model))
    open_ = sorted(leaves(claims[0].left, inputs) - {*inputs.values, *setting.sizes.numbers, "pi"})
    scalars = [name for name in open_ if name not in setting.sizes.arrays]
    changes = [
        Equation(Slope(claims[0].left, (Name(name),)), number(0), item.place) for name in scalars
    ]
    asked = question(changes, inputs.ground)
    found = judged(asked.declared, asked.definitions, asked.claims, explains=False)
    if len(scalars) == len(open_) and all(claim.status in RIGHT for claim in found):
        return []  # whatever the values, the number is one
    return open_
