"""What keeps a formula from being called wrong: each reason to leave it open is one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..formulas.printed.node import walk
from .judging import Equation
from .model import Model
from .ranks import DEFAULT
from .roles import Item


@dataclass(frozen=True)
class Accusation:
    """A formula that was found wrong, and the equations that this hangs on."""

    item: Item
    equations: tuple[Equation, ...]
    model: Model


Guard = Callable[[Accusation], str]
GUARDS: list[Guard] = []


def guard(rule: Guard) -> Guard:
    """Enter a reason why what was found wrong may not be."""
    GUARDS.append(rule)
    return rule


def doubt(accusation: Accusation) -> str:
    """Why a formula that was found wrong stays open, in words; "" if it is wrong."""
    return next((why for rule in GUARDS if (why := rule(accusation))), "")


@guard
def without_derivative(accusation: Accusation) -> str:
    """An equation that differentiates nothing may be a condition, or define a name anew."""
    sides = accusation.item.printed.sides
    if any(_differentiates(part.kind, part.text) for side in sides for part in walk(side)):
        return ""
    return "the sides differ in general: is this a condition, or another definition?"


def _differentiates(kind: str, text: str) -> bool:
    return kind in ("slope", "nabla") or (kind in ("call", "scripted") and text.endswith("'"))


@guard
def by_default(accusation: Accusation) -> str:
    """A name that was only taken for a number because nothing says what it is."""
    names = sorted(_taken_by_default(accusation.equations, accusation.model))
    if not names:
        return ""
    what = "is a number" if len(names) == 1 else "are numbers"
    return f"wrong if {' and '.join(names)} {what}, which nothing says"


def _taken_by_default(equations: Iterable[Equation], model: Model) -> set[str]:
    evidence, key = model.survey.ranks.evidence, model.translator.naming.key
    found = set()
    for name in {name for equation in equations for name in equation.names}:
        if (own := key(name)) and _evidence(own, evidence) == DEFAULT:
            found.add(own[0])
    return found


def _evidence(key: tuple[str, tuple[int, ...]], evidence: Mapping[str, str]) -> str:
    sort = f"{key[0]}({','.join(map(str, key[1]))})"
    return evidence.get(sort) or evidence.get(key[0], "")
