"""The definitions in one formula as equations, for each layer, time and sample."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from ...documents import Found
from ...formulas.printed import Node
from ...formulas.trees.tree import Call, Indexed, Listing, Name, Number, Tree, text
from ..problems import Misfit
from ..surveying.roles import Item
from ..surveying.survey import Survey
from ..translation import Translator, sides
from .instances import environments
from .judging import Equation


@dataclass(frozen=True)
class Defining:
    """A definition for one layer, time or sample: the name, the equation, and where it holds."""

    name: str
    equation: Equation
    found: Found


def defining(survey: Survey, translator: Translator, item: Item) -> Iterable[Defining]:
    """The definitions in a formula, one by one."""
    found = []
    if item.function:
        found.append(_function(survey, translator, item))
    for _, left, right in item.defines:
        for at in environments([left], survey.letters, survey.ends):
            made = _first_that_fits(translator, left, right, at, item)
            found.append(Defining(defined_name(made.left), made, item.found))
    return found


def _first_that_fits(
    translator: Translator, left: Node, right: Node, at: Mapping[str, int], item: Item
) -> Equation:
    """What a name is: of a chain the first side that is of its kind."""
    sides_ = item.printed.sides
    later = sides_[sides_.index(right) + 1 :] if right in sides_ else ()
    for side in (right, *later[:-1]):
        with suppress(Misfit):
            return equation(translator, left, side, at, item)
    return equation(translator, left, later[-1] if later else right, at, item)


def _function(survey: Survey, translator: Translator, item: Item) -> Defining:
    name = translator.naming.name(item.function)
    params = (f"{item.function}.{each}" for each in survey.called.functions[item.function])
    left = Call(name, tuple(Name(translator.naming.name(each)) for each in params))
    body = translator.tree(item.body)
    return Defining(name, Equation(left, body, item.place, item.found.latex), item.found)


def equation(
    translator: Translator, left: Node, right: Node, at: Mapping[str, int], item: Item
) -> Equation:
    """Two sides of a formula for one layer, time or sample."""
    return Equation(*sides(translator.at(at), left, right), item.place, item.found.latex)


def defined_name(left: Tree) -> str:
    """The name that the left side of a definition is about."""
    base = left.base if isinstance(left, Indexed) else left
    return base.name if isinstance(base, Name) else text(base)


def put_together(definitions: Iterable[Defining]) -> list[Defining]:
    """The definitions, those of all entries of a column as one."""
    entries: dict[str, list[Defining]] = {}
    found: list[Defining] = []
    for each in definitions:
        left = each.equation.left
        if isinstance(left, Indexed) and all(isinstance(x, Number) for x in left.indices):
            entries.setdefault(each.name, []).append(each)
        else:
            found.append(each)
    return found + [_column(name, each) for name, each in entries.items()]


def _column(name: str, entries: Sequence[Defining]) -> Defining:
    ordered = sorted(entries, key=lambda each: text(each.equation.left))
    values = Listing(tuple(each.equation.right for each in ordered))
    last = max(entries, key=lambda each: each.equation.item)
    return Defining(name, replace(last.equation, left=Name(name), right=values), last.found)
