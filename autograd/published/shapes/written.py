"""What kinds is what is written out: in brackets, as cases, as matrices, as columns of ones."""

from __future__ import annotations

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING
from ..problems import Misfit, Unread
from . import kinds as of
from .kinds import ANGLE, COLUMN, MATRIX, NUMBER, ONLY_NUMBER, ROW, Kinds, combined
from .possible import RULES, kinds
from .world import World


def _bracket(node: Node, world: World) -> Kinds:
    inside = node.parts[0]
    if node.text in ("|", r"\lvert"):
        kinds(inside, world)
        return ONLY_NUMBER
    if node.text in (r"\|", r"\lVert"):
        of.arrays(kinds(inside, world), "a norm", world.loose)
        return ONLY_NUMBER
    if node.text == ANGLE:
        return _angle(node, world)
    if inside.kind == "list":
        if inside.text and "|" in inside.text:
            raise Unread("a bar inside brackets")
        parts = [kinds(part, world) for part in inside.parts]
        if not world.loose and any(NUMBER not in each for each in parts):
            raise Misfit("a list of arrays")
        return frozenset({COLUMN})
    if inside.kind == "relation":
        raise Unread("a relation inside brackets")
    return kinds(inside, world)


def _angle(node: Node, world: World) -> Kinds:
    """⟨x, y⟩ of two columns is their product; of numbers it is a column."""
    own = [kinds(part, world) for part in node.parts[0].parts]
    found = ONLY_NUMBER if len(own) == 2 and {COLUMN} & own[0] & own[1] else frozenset()
    return found | ({COLUMN} if all(NUMBER in each for each in own) else frozenset())


def _cases(node: Node, world: World) -> Kinds:
    found = kinds(node.parts[0], world)
    for value in node.parts[2::2]:
        found = combined(of.added, found, kinds(value, world), "cases")
    return found


def _matrix(node: Node, world: World) -> Kinds:
    cells = [cell for row in node.parts for cell in row.parts if cell != NOTHING]
    if not world.loose and any(NUMBER not in kinds(cell, world) for cell in cells):
        raise Misfit("a matrix of arrays")
    if node.text == "vmatrix":
        return ONLY_NUMBER
    if len(node.parts) == 1 and len(node.parts[0].parts) > 1:
        return frozenset({ROW})
    wide = max(len(row.parts) for row in node.parts) if node.parts else 0
    return frozenset({COLUMN if wide == 1 else MATRIX})


def _column(_node: Node, _: World) -> Kinds:
    return frozenset({COLUMN})


def _only_number(_node: Node, _: World) -> Kinds:
    return ONLY_NUMBER


RULES.update({"bracket": _bracket, "cases": _cases, "matrix": _matrix, "column": _column})
RULES["indicator"] = _only_number

__all__ = ["kinds"]  # of all that is printed
