"""Exercises and examples that stand by themselves, each as a document with names of its own.

An item of a list that differentiates what only an item above defines goes on with that; and one
that uses what the running text defines belongs to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..documents import Document, Found
from ..formulas.printed import Node, Printed, read_printed
from ..formulas.printed.node import walk
from .names.letters import core, name_of, places
from .names.literals import is_literal

COMMON = frozenset({"e", "pi", "d", "R", "T"})  # names that mean the same everywhere


@dataclass
class Names:
    """The names of one part of a page: those it says something of, uses, and differentiates."""

    defined: set[str] = field(default_factory=set)
    formulas: set[str] = field(default_factory=set)  # of these, by a formula and no number
    stated: set[str] = field(default_factory=set)  # to be in some space
    tied: set[str] = field(default_factory=set)  # in equations between formulas
    used: set[str] = field(default_factory=set)
    differentiated: set[str] = field(default_factory=set)


def divided(document: Document) -> list[list[tuple[int, Found]]]:
    """The formulas with their places: first the running text, then each part by itself."""
    page = [read_printed(each.latex) for each in document.formulas]
    scopes = _continued([each.scope for each in document.formulas], page)
    names = _names(scopes, page)
    common = names.pop(0, Names())
    alone = {scope for scope, own in names.items() if not _uses(own, common)}
    parts: dict[int, list[tuple[int, Found]]] = {0: []}
    for place, (found, scope) in enumerate(zip(document.formulas, scopes, strict=True)):
        part = parts.setdefault(scope if scope in alone else 0, [])
        part.append((place, replace(found, scope=scope)))
    return [part for part in parts.values() if part]


def _uses(own: Names, common: Names) -> bool:
    """Whether a part uses what the running text defines, or says of a name that has no value."""
    return bool(
        (own.used - own.formulas) & common.formulas or (own.used - own.defined) & common.stated
    )


def _names(scopes: Sequence[int], page: Sequence[Printed]) -> dict[int, Names]:
    found: dict[int, Names] = {}
    for scope, printed in zip(scopes, page, strict=True):
        _note(printed, found.setdefault(scope, Names()))
    return found


def _note(printed: Printed, names: Names) -> None:
    """Note the names of a formula."""
    parts = [node.kind for side in printed.sides for node in walk(side)]
    is_curve = bool(printed.signs) and not {"slope", "nabla"} & set(parts)
    for place, side in enumerate(printed.sides):
        own = {name_of(node) for node, where in places(side) if _is_name(node, where)} - COMMON
        names.used |= own if printed.signs else set()
        for node in walk(side):
            if node.kind in ("slope", "nabla"):
                names.differentiated.add(name_of(core(node.parts[0])))
        left = _left(side)
        if left and place < len(printed.signs):
            names.defined.add(left)
            if printed.signs[-1] == "in":
                names.stated.add(left)
            elif not is_literal(printed.sides[-1]):
                names.formulas.add(left)
        elif place == 0 and is_curve:
            names.tied |= own


def _is_name(node: Node, where: str) -> bool:
    return node.kind == "symbol" and where == "main" and node.font not in ("upright", "set")


def _left(side: Node) -> str:
    """The name that a side is, with its scripts and its arguments left out."""
    if side.kind == "product" and len(side.parts) == 2 and side.parts[1].kind == "bracket":
        side = side.parts[0]
    base = core(side)
    return name_of(base) if base.kind == "symbol" else ""


def _continued(scopes: Sequence[int], page: Sequence[Printed]) -> list[int]:
    """The scopes, those that go on with one another put together."""
    names = _names(scopes, page)
    common = names.get(0, Names()).defined
    heads: dict[int, int] = {}
    for scope in sorted(set(scopes) - {0}):
        own, heads[scope] = names[scope], scope
        wanted = own.differentiated - own.defined - own.tied - common
        while step := next((x for x in sorted(heads, reverse=True) if heads[x] != heads[scope] and (
            names[heads[x]].formulas & wanted)), 0):  # fmt: skip
            other, mine = heads[step], heads[scope]
            names[other] = _together(names, mine, other)
            heads |= {x: other for x, head in heads.items() if head == mine}
            whole = names[other]
            wanted = whole.used - whole.defined - common
    return [heads.get(scope, 0) for scope in scopes]


def _together(names: Mapping[int, Names], one: int, other: int) -> Names:
    return replace(
        names[other],
        defined=names[other].defined | names[one].defined,
        formulas=names[other].formulas | names[one].formulas,
        tied=names[other].tied | names[one].tied,
        used=names[other].used | names[one].used,
    )
