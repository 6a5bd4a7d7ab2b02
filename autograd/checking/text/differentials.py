"""Reading derivatives: dy/dx, d2y/dx2, d2y/(dx dz), d/dx(expression)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..formulas.tree import Indexed, Name, Slope, Tree

if TYPE_CHECKING:
    from .grammar import Reader

HIGHEST = 6  # order of a derivative


def slope(reader: Reader) -> Slope | None:
    """`dy/dx` and its relatives; None if what comes next is something else."""
    if not _at_slope(reader):
        return None
    start = reader.next.start
    of, order = _above(reader)
    reader.expect("/")
    wrt = _below(reader, order)
    if of is None:
        of = reader.postfix()
    return Slope(of, wrt, (start, reader.end()))


def _at_slope(reader: Reader) -> bool:
    above = reader.next.text
    if not above.startswith("d") or reader.is_declared(above) or reader.is_function(above):
        return False
    ahead = 1
    if above == "d" and reader.peek(1).text in ("^", "**"):
        ahead = 4 if reader.peek(3).kind == "name" else 3
    if reader.peek(ahead).text == "[":
        while reader.peek(ahead).text not in ("]", ""):
            ahead += 1
        ahead += 1
    if reader.peek(ahead).text != "/":
        return False
    below = reader.peek(ahead + 1)
    below = reader.peek(ahead + 2) if below.text == "(" else below
    if below.kind != "name" or not below.text.startswith("d") or below.text == "d":
        return False
    if reader.is_declared(below.text):
        return False
    return above == "d" or any(map(reader.is_known, (above[1:], above[2:], below.text[1:])))


def _above(reader: Reader) -> tuple[Tree | None, int]:
    token = reader.take()
    rest = token.text[1:]
    order = 1
    if not rest and reader.accept("^", "**"):
        order = _order(reader)
        token = reader.next
        rest = reader.take().text if token.kind == "name" else ""
    elif rest[:1].isdigit():
        order, rest = int(rest[0]), rest[1:]
    if not rest:
        return None, order
    of: Tree = Name(rest, (token.end - len(rest), token.end))
    if reader.accept("["):
        of = Indexed(of, reader.until("]"), (token.start, reader.end()))
    return of, order


def _order(reader: Reader) -> int:
    """The order of a derivative, behind a ^."""
    if not reader.next.text.isdigit():
        raise reader.error(f"wanted the order of the derivative, found {reader.found()}")
    return int(reader.take().text)


def _below(reader: Reader, order: int) -> tuple[Tree, ...]:
    opening = reader.accept("(")
    found: list[Tree] = []
    if not 1 <= order <= HIGHEST:
        raise reader.error(f"derivatives of order 1 to {HIGHEST} can be checked")
    while len(found) < order:
        found.extend(_differential(reader, order - len(found)))
        if len(found) < order:
            reader.accept("*")
    if opening:
        reader.expect(")", f"')' after {order} differentials")
    return tuple(found)


def _differential(reader: Reader, order: int) -> list[Tree]:
    token = reader.next
    if token.kind != "name" or not token.text.startswith("d") or len(token.text) < 2:
        raise reader.error(f"wanted a differential such as dx, found {reader.found()}")
    reader.take()
    name, times = token.text[1:], 1
    if order > 1 and name.endswith(str(order)) and reader.is_known(name[:-1]):
        name, times = name[:-1], order
    elif order > 1 and (joined := _joined(reader, name)):
        return joined
    wrt: Tree = Name(name, (token.start + 1, token.end))
    if reader.accept("["):
        wrt = Indexed(wrt, reader.until("]"), (token.start + 1, reader.end()))
    if order > 1 and reader.accept("^", "**"):
        times = _order(reader)
    return [wrt] * times


def _joined(reader: Reader, name: str) -> list[Tree] | None:
    """`dxdz` without a space: two differentials, if both names are known."""
    for place in range(1, len(name) - 1):
        left, right = name[:place], name[place + 1 :]
        if name[place] == "d" and reader.is_known(left) and reader.is_known(right):
            return [Name(left), Name(right)]
    return None
