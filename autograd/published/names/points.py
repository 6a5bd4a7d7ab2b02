r"""What is evaluated at a point: J(0), \frac{\partial f}{\partial x}(1, 2), f'|_{x = 1}."""

from __future__ import annotations

from collections.abc import Sequence

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING, mapped, walk
from .literals import is_arithmetic, is_literal

Point = tuple[tuple[Node, Node], ...]  # names, each with its number
NAMES = ("x", "y", "z")  # of a point without names


def at_point(
    body: Node, args: Sequence[Node], values: Sequence[Node], span: tuple[int, int]
) -> Node:
    """A body with numbers for its arguments."""
    pairs = [Node("relation", "=", pair, span) for pair in zip(args, values, strict=True)]
    point = pairs[0] if len(pairs) == 1 else Node("list", ",", tuple(pairs), span)
    return Node("at", "", (body, point), span)


def are_numbers(values: Sequence[Node]) -> bool:
    """Whether arguments are numbers, so that brackets behind a name evaluate it."""
    return bool(values) and all(map(is_arithmetic, values))


def named(count: int) -> list[Node]:
    """The names of a point that has none: x, y, z."""
    return [Node("symbol", name) for name in NAMES[:count]]


def taken_at(sides: Sequence[Node]) -> tuple[list[Node], Point] | None:
    """The sides of a formula without the points they are taken at; None where these differ."""
    sides = [_lifted(side) for side in sides]
    points = {side.parts[1] for side in sides if side.kind == "at"}
    if not points:
        return list(sides), ()
    pairs = _pairs(points.pop())
    if points or not pairs:
        return None
    return [side.parts[0] if side.kind == "at" else side for side in sides], pairs


def _lifted(side: Node) -> Node:
    r"""A side at one point, where all in it that has the names of the point is taken there."""
    points = {node.parts[1] for node in walk(side) if node.kind == "at"}
    if side.kind == "at" or len(points) != 1:
        return side
    (point,) = points
    bare = mapped(side, lambda node: NOTHING if node.kind == "at" else None)
    names = {name for name, _ in _pairs(point)}
    if any(node in names for node in walk(bare)):
        return side
    body = mapped(side, lambda node: node.parts[0] if node.kind == "at" else None)
    return Node("at", "", (body, point), side.span)


def _pairs(point: Node) -> Point:
    if point.kind == "bracket" and point.parts[0].kind == "list":
        values = point.parts[0].parts
        return tuple(zip(named(len(values)), values, strict=False)) if are_numbers(values) else ()
    if point.kind == "bracket":
        return _pairs(point.parts[0])
    if point.kind == "list":
        return tuple(pair for part in point.parts for pair in _pairs(part))
    if point.kind != "relation" or point.text != "=" or not is_literal(point.parts[1]):
        return ()
    left, value = point.parts
    if left.kind == "relation":  # x = y = 0
        return ((left.parts[0], value), (left.parts[1], value))
    names = left.parts if left.kind == "list" else (left,)
    return tuple((name, value) for name in names if name != NOTHING)
