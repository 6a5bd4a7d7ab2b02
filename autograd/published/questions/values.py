"""The values that a page gives to names, and which of them are in force where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ...formulas.printed import Node
from ...formulas.trees.tree import Indexed, Listing, Name, Number, Tree
from ...formulas.trees.tree import number as whole
from ..modelling.instances import environments
from ..modelling.model import Model
from ..names.literals import is_literal, untransposed
from ..names.points import NAMES
from ..problems import Unread
from ..shapes.kinds import MATRIX
from ..surveying.roles import GIVEN, MENTION, Item

_POINT = re.compile(r"(?i)(?:point|punto?|punkt\w*|stelle|at|in|en|bei|à|au|nel|点|处|在)\s*$")
ABOVE = re.compile(
    r"(?i)\b(?:these|those|our|the) (?:numbers|values|weights|parameters)\b"
    r"|\bmit (?:den|diesen) (?:zahlen|werten)\b|\bcon (?:los|estos) (?:n[uú]meros|valores|datos)\b"
    r"|\bavec ces (?:nombres|valeurs)\b|代入(?:上述|以上|这些)?|用(?:上述|以上|这些)(?:数|值)"
)  # the values that are meant are those that the page gave
Section = tuple[tuple[str, ...], int]


@dataclass(frozen=True)
class Value:
    """A name with the value it is given, and where."""

    name: str
    value: Tree
    place: int
    section: Section


def section(item: Item) -> Section:
    """The part of a page in which what is given stays given."""
    return item.found.heading, item.found.scope


def is_inside(inner: Section, outer: Section) -> bool:
    """Whether what is given in one part of a page stays given in another: in what it is made of."""
    (heading, scope), (own, within) = inner, outer
    return heading[: len(own)] == own and within in (0, scope)


def given(model: Model) -> list[Value]:
    """All values that the page gives, in order."""
    found = [value for item in model.survey.items for value in values_of(item, model)]
    return sorted([*found, *_of_entries(model)], key=lambda each: each.place)


def values_of(item: Item, model: Model) -> Iterable[Value]:
    """The values that a formula gives: S and K of S = K = 100."""
    if item.role == MENTION:
        yield from _point(item, model)
    if item.role != GIVEN:
        return
    for left, literal in item.shown:
        for at in environments([left], model.survey.letters, model.survey.ends):
            try:
                tree, value = model.translator.at(at).tree(left), literal_tree(literal, model)
            except Unread:
                continue
            if isinstance(tree, Name):
                yield from _values(tree.name, value, item, model)


def _of_entries(model: Model) -> Iterator[Value]:
    """The columns all of whose entries are given one by one in a section: x_1 = 1, x_2 = 3."""
    found: dict[tuple[str, Section], dict[int, tuple[Tree, int]]] = {}
    for item in (each for each in model.survey.items if each.role == GIVEN):
        for left, literal in item.shown:
            with suppress(Unread):
                name, at = _entry(model.translator.tree(left))
                value = literal_tree(literal, model), item.place
                found.setdefault((name, section(item)), {}).setdefault(at, value)
    defined = {each.name for each in model.definitions}
    for (name, where), entries in found.items():
        if name not in defined and 1 < len(entries) == max(entries):
            values = tuple(entries[k][0] for k in sorted(entries))
            yield Value(name, Listing(values), max(place for _, place in entries.values()), where)


def _entry(tree: Tree) -> tuple[str, int]:
    match tree:
        case Indexed(base=Name(name=name), indices=(Number(value=at),)) if at >= 1:
            return name, int(at)
    raise Unread("no entry of a column")


def _point(item: Item, model: Model) -> Iterator[Value]:
    """The coordinates of the point (1, 2) that a page mentions."""
    node = item.printed.sides[0] if item.printed.sides else None
    if node is None or node.kind != "bracket" or not is_literal(node) or node.text != "(":
        return
    values = node.parts[0].parts if node.parts[0].kind == "list" else ()
    if not _POINT.search(item.found.before[-30:]) or not 2 <= len(values) <= len(NAMES):
        return
    for name, value in zip(NAMES, values, strict=False):
        found = model.translator.naming.name(name)
        yield Value(found, literal_tree(value, model), item.place, section(item))


def literal_tree(node: Node, model: Model) -> Tree:
    """A number or a list of numbers as a tree."""
    return model.translator.tree(untransposed(node))


def _values(name: str, value: Tree, item: Item, model: Model) -> Iterable[Value]:
    """One value; of a list for a name that only stands with its times, one for each."""
    key = model.translator.naming.key(name)
    family = {} if key is None else {
        other[1][0]: each for each, other in model.translator.naming.taken.items()
        if other[0] == key[0] and len(other[1]) == 1
    }  # fmt: skip
    if isinstance(value, Listing) and family and name not in model.used:
        for place, part in enumerate(value.items, 1):
            if place in family:
                yield Value(family[place], part, item.place, section(item))
        return
    if isinstance(value, Listing) and model.kind(name) == MATRIX and not _is_nested(value):
        value = Listing(tuple(Listing((part,)) for part in value.items))
    yield Value(name, value, item.place, section(item))


def _is_nested(value: Listing) -> bool:
    return bool(value.items) and isinstance(value.items[0], Listing)


def in_force(values: Iterable[Value], item: Item, model: Model) -> dict[str, Tree]:
    """What the names are worth where a formula stands: the nearest above in its section.

    What the formula is taken at comes first.
    """
    found = {name: each[-1].value for name, each in given_above(values, item).items()}
    return found | dict(_taken_at(item, model))


def given_above(values: Iterable[Value], item: Item) -> dict[str, list[Value]]:
    """What each name was given above a formula in its section, in order."""
    found: dict[str, list[Value]] = {}
    for each in values:
        if is_inside(section(item), each.section) and each.place < item.place:
            found.setdefault(each.name, []).append(each)
    return found


def are_others(values: Mapping[str, Sequence[Value]], names: Iterable[str], item: Item) -> bool:
    """Whether some values in force are given for several sections, and this one may have others.

    Not if the words before a formula say that those values are meant.
    """
    own = section(item)
    is_outside = any(values[name][-1].section != own for name in names if name in values)
    return is_outside and not ABOVE.search(item.found.before)


def _taken_at(item: Item, model: Model) -> Iterator[tuple[str, Tree]]:
    """The values of the point at which a formula is taken; 0 for an array is all zeros."""
    for left, literal in item.point:
        tree, value = model.translator.tree(left), literal_tree(literal, model)
        if isinstance(tree, Name):
            size = model.measured.arrays.get(tree.name, ())
            yield tree.name, zeros(size) if size and value == whole(0) else value


def lengths(values: Mapping[str, Tree]) -> dict[str, tuple[int, ...]]:
    """The sizes of arrays that lists of numbers give."""
    found: dict[str, tuple[int, ...]] = {}
    for name, value in values.items():
        if isinstance(value, Listing):
            inner = value.items[0] if value.items else None
            rows = (len(inner.items),) if isinstance(inner, Listing) else ()
            found[name] = (len(value.items), *rows)
    return found


def zeros(size: tuple[int, ...]) -> Tree:
    """An array of zeros, as a list."""
    inner = zeros(size[1:]) if len(size) > 1 else whole(0)
    return Listing((inner,) * size[0])
