"""Definitions that no formula of a page states: of its blocks, of samples put together, of I."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...documents import Found
from ...formulas.trees.tree import Call, Indexed, Name, Tree, mapped
from ..shapes.declared import Definition
from ..shapes.kinds import MATRIX
from ..surveying.survey import Survey
from ..translation import Translator
from .asserted import Defining, defined_name
from .judging import Equation
from .stacked import equations
from .stacks import Stack


def of_stacks(
    survey: Survey, translator: Translator, piles: Iterable[Stack], known: Iterable[Defining]
) -> list[Defining]:
    """Samples as the rows of the arrays that hold all of them."""
    defined = {each.name for each in known}
    return [
        Defining(defined_name(each.left), each, replace(survey.items[0].found, scope=0))
        for pile in piles
        for each in equations(pile, translator.naming, defined)
    ]


def of_block(found: Definition, called: Mapping[str, str]) -> Defining:
    """A definition in a block, with the page's functions by their names: it holds everywhere."""

    def named(part: Tree) -> Tree | None:
        own = called.get(part.function, "") if isinstance(part, Call) else ""
        return replace(part, function=own) if isinstance(part, Call) and own else None

    left, right = mapped(found.left, named), mapped(found.right, named)
    place = Found(found.said, found.said, found.place)
    name = called.get(found.name, found.name)
    return Defining(name, Equation(left, right, -1, found.said), place)


def unit(survey: Survey, translator: Translator) -> list[Defining]:
    """A matrix I that nothing defines, and in which nothing is differentiated, is the unit."""
    if "I" in translator.own or survey.ranks.kinds.get("I") != MATRIX:
        return []
    name = Name(translator.naming.name("I"))
    at = (Name("along"), Name("across"))
    made = Equation(Indexed(name, at), Call("delta", at), -1)
    return [Defining(name.name, made, replace(survey.items[0].found, scope=0))]
