r"""Brackets: (…), and those that calculate: |…|, \lfloor…\rfloor, \lVert…\rVert, [x > 0]."""

from __future__ import annotations

from dataclasses import replace

from ..trees.tree import Indexed, Name, Number, Op
from .calls import close
from .conditions import array, indicator, is_array
from .cursor import Cursor, Part
from .scripts import script
from .shapes import call
from .signs import BRACKETS, RELATIONS


def bracket(at: Cursor) -> Part:
    """What stands in brackets; a bracket that calculates is a call."""
    if is_array(at):
        return array(at)
    opening = at.take()
    at.deeper()
    found = at.shared.expression(at)
    if opening.text == "[" and at.next.text in RELATIONS:
        found = indicator(at, found)
    close(at, opening)
    at.depth -= 1
    name = BRACKETS[opening.text].function
    if not name:
        return Part(replace(found, span=at.since(opening.start)), "bracketed")
    if name == "norm":
        _refuse_other_norms(at)
    return Part(call(at, name, (found,), opening.start))


def _refuse_other_norms(at: Cursor) -> None:
    if at.at("_"):
        below = script(at)
        if below.raw != "2":
            raise at.error("of norms, the Euclidean one of a vector is read", below.start)


def is_lone(part: Part) -> bool:
    """Whether brackets hold a single name or number, as the argument of a function would be."""
    tree = part.tree
    if isinstance(tree, Op) and tree.symbol == "neg":
        tree = tree.args[0]
    single = isinstance(tree, Name | Number | Indexed)
    return part.how == "lone" or (part.how == "bracketed" and single)
