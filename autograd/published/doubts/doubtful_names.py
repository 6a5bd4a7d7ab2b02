"""Reasons to doubt what a name is: set in two fonts, one of many, or a relative of it."""

from __future__ import annotations

from collections.abc import Iterable

from ...formulas.trees.tree import Slope, names, walk
from ..modelling.judging import Equation, mentioned, reached
from ..names.references import EACH
from .accusations import Accusation, guard


@guard
def two_fonts(accusation: Accusation) -> str:
    """A and bold A in one formula may be the same after all."""
    for claim in accusation.failing:
        plain = {name for name in claim.names if f"{name}_bold" in claim.names}
        if plain:
            return f"{' and '.join(sorted(plain))} is set in two fonts: is it one name?"
    return ""


@guard
def in_two_cases(accusation: Accusation) -> str:
    """B on one side alone and b on the other may be one name that was set in two ways."""
    for claim in accusation.failing:
        left, right = (
            {name for each in reached([side], accusation.needed).values() for name in each.names}
            | names(side)
            for side in claim.sides
        )
        for name in sorted(left - right):
            if other := next((x for x in sorted(right - left) if _plain(x) == _plain(name)), ""):
                return f"{name} stands on one side and {other} on the other: are they one name?"
    return ""


def _plain(name: str) -> str:
    return name.removesuffix("_bold").casefold()


@guard
def of_each(accusation: Accusation) -> str:
    """L_i beside L is another name, of which the page may say nothing."""
    key = accusation.model.translator.naming.key
    for name in sorted({name for each in accusation.failing for name in each.names}):
        base = (key(name) or ("", ()))[0]
        if base.endswith(f"_{EACH}") and name not in accusation.needed:
            return f"nothing says what {base.removesuffix(f'_{EACH}')} is with an index"
    return ""


@guard
def of_another_meaning(accusation: Accusation) -> str:
    """What was given another meaning since, by a definition that makes a circle on the page."""
    overtaken = accusation.model.holding(accusation.item).overtaken
    names = sorted(overtaken.intersection(accusation.needed))
    return f"{names[0]} is given another meaning above: which one is meant?" if names else ""


@guard
def of_a_relative(accusation: Accusation) -> str:
    """Beside f_a(x) = ax, df/dx may be the derivative of f_a."""
    block = accusation.item.found.place.block
    beside = [
        name
        for each in accusation.model.survey.items
        if each.found.place.block == block and each is not accusation.item
        for name in (each.function, *(found.name for found, _, _ in each.defines))
    ]
    for name in sorted(_derived(accusation.failing)):
        if other := next((x for x in beside if x.startswith(f"{name}_")), ""):
            return f"is {name} here the {other} that stands beside it?"
    return ""


def _derived(claims: Iterable[Equation]) -> set[str]:
    """What is differentiated in some claims."""
    parts = (part for each in claims for side in each.sides for part in walk(side))
    return {x for part in parts if isinstance(part, Slope) for x in mentioned(part.of)}
