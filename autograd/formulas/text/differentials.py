"""Reading derivatives: dy/dx, d2y/dx2, d2y/(dx dz), d/dx(expression)."""

from __future__ import annotations

import string

from ..trees.tree import Indexed, Name, Slope, Tree
from .stream import Formulas
from .tokens import Token

HIGHEST = 6  # order of a derivative
ORDERS = f"derivatives of order 1 to {HIGHEST} are read"


def slope(reader: Formulas) -> Slope | None:
    """`dy/dx` and its relatives; None if what comes next is something else."""
    if not _at_slope(reader):
        return None
    start = reader.next.start
    of, order = _above(reader)
    reader.expect("/")
    wrt = _below(reader, order)
    if of is None:
        _refuse_brackets(reader, wrt[-1])
        of = reader.postfix()
    return Slope(of, wrt, (start, reader.end()))


def _refuse_brackets(reader: Formulas, wrt: Tree) -> None:
    """Refuse d/dx[x^2], in which [x^2] would be an index of x."""
    differentiated = reader.next.kind in ("name", "number") or reader.next.text in ("(", "|", "[")
    if isinstance(wrt, Indexed) and not differentiated:
        why = (
            "what is differentiated stands in parentheses, as in d/dx(x^2): brackets hold an index"
        )
        raise reader.error(why, Token("name", "", *wrt.span))


def _at_slope(reader: Formulas) -> bool:
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
    return not reader.is_declared(below.text) and _is_slope(reader, above, below.text)


def _is_slope(reader: Formulas, above: str, below: str) -> bool:
    """Whether two names, of which the page introduces neither, are differentials."""
    digits, of = _order_and_name(above)
    wrt = below[1:].rstrip(string.digits)
    if above == "d" or (of and wrt and digits and below == f"d{wrt}{digits}"):
        return True
    return any(map(reader.is_known, (of, of[1:], wrt, below[1:])))


def _order_and_name(above: str) -> tuple[str, str]:
    """10 and y of d10y."""
    name = above[1:].lstrip(string.digits)
    return above[1 : len(above) - len(name)], name


def _above(reader: Formulas) -> tuple[Tree | None, int]:
    token = reader.take()
    digits, rest = _order_and_name(token.text)
    order = int(digits or 1)
    if token.text == "d" and reader.accept("^", "**"):
        order = _order(reader)
        token = reader.next
        rest = reader.take().text if token.kind == "name" else ""
    if not 1 <= order <= HIGHEST:
        raise reader.error(f"{ORDERS}; this one is of order {order}", token)
    if not rest:
        return None, order
    _refuse_stray(reader, rest, token)
    of: Tree = Name(rest, (token.end - len(rest), token.end))
    if reader.accept("["):
        of = Indexed(of, reader.until("]"), (token.start, reader.end()))
    return of, order


def _refuse_stray(reader: Formulas, name: str, token: Token) -> None:
    """Refuse ny and x10 in dny/dx10, where the page has y and x: they are no names of their own."""
    meant = (name[1:], name[:-1], name.rstrip(string.digits))
    if not reader.is_known(name) and any(map(reader.is_known, meant)):
        raise reader.error(
            f"nothing else on the page is called {name}; a derivative of second order is "
            "written d2y/dx2, of higher order likewise",
            token,
        )


def _order(reader: Formulas) -> int:
    """The order of a derivative, behind a ^."""
    if not reader.next.text.isdigit():
        raise reader.error(f"wanted the order of the derivative, found {reader.found()}")
    return int(reader.take().text)


def _below(reader: Formulas, order: int) -> tuple[Tree, ...]:
    opening = reader.accept("(")
    found: list[Tree] = []
    while len(found) < order:
        found.extend(_differential(reader, order - len(found)))
        if len(found) < order:
            reader.accept("*")
    if opening:
        reader.expect(")", f"')' after {order} differentials")
    return tuple(found)


def _differential(reader: Formulas, order: int) -> list[Tree]:
    token = reader.next
    if token.kind != "name" or not token.text.startswith("d") or len(token.text) < 2:
        raise reader.error(f"wanted a differential such as dx, found {reader.found()}")
    reader.take()
    name, times = _counted(reader, token.text[1:], order)
    if order > 1 and times == 1 and (joined := _joined(reader, name)):
        return joined
    _refuse_stray(reader, name, token)
    wrt: Tree = Name(name, (token.start + 1, token.end))
    if reader.accept("["):
        wrt = Indexed(wrt, reader.until("]"), (token.start + 1, reader.end()))
    if order > 1 and reader.accept("^", "**"):
        times = _order(reader)
    return [wrt] * times


def _counted(reader: Formulas, name: str, order: int) -> tuple[str, int]:
    """x and 2 for the x2 of d2y/dx2; x2 and 1 where that is a name and not all that is left."""
    for place in range(len(name.rstrip(string.digits)), len(name)):
        base, times = name[:place], int(name[place:])
        is_order = times == order or (times < order and not reader.is_known(name))
        if times > 1 and is_order and reader.is_known(base):
            return base, times
    return name, 1


def _joined(reader: Formulas, name: str) -> list[Tree] | None:
    """`dxdz` without a space: two differentials, if both names are known."""
    for place in range(1, len(name) - 1):
        left, right = name[:place], name[place + 1 :]
        if name[place] == "d" and reader.is_known(left) and reader.is_known(right):
            return [Name(left), Name(right)]
    return None
