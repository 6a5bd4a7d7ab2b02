r"""\nabla f, \nabla^2 f, H_f, J_f and D_u f with what they are taken in, which the page says of f.

>>> from autograd.formulas.printed import read_printed
>>> x, y = Node("symbol", "x"), Node("symbol", "y")
>>> page = [read_printed(each) for each in ("f = x^2 y", r"\nabla f = (2xy, x^2)", "D_x f = 2xy")]
>>> for each in spelled_out(page, Called(nodes={"f": (x, y)}))[1:]:
...     print(each.sides[0])
nabla(symbol f, bracket ((list ,(symbol x, symbol y)))
slope partial(symbol f, symbol x)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING, mapped, walk
from ..names.letters import name_of
from ..names.points import are_numbers, at_point
from .bare import with_own_arguments
from .calling import arguments
from .calls import Called

COORDINATES = ("x", "y", "z")  # in which is taken what is defined without arguments
HESSIAN, JACOBIAN, ALONG = "H", "J", "D"


@dataclass(frozen=True)
class _World:
    """In what the functions of a page are taken, as they stand in a derivative."""

    arguments: Mapping[str, Sequence[Node]]
    functions: Mapping[str, tuple[str, ...]]
    taken: frozenset[str]  # names that have another meaning
    sides: Sequence[Node] = ()  # of the formula that is read


def spelled_out(page: Sequence[Printed], which: Called) -> list[Printed]:
    """The formulas with gradients, Hessians, Jacobians and directional derivatives in full."""
    firsts = [each.sides[0] for each in page if each.signs[:1] == ("=",)]
    own = {name_of(each) for each in firsts if each.kind == "symbol"}
    taken = frozenset({*own, *which.nodes, *which.functions})
    world = _World(_arguments(page, which), which.functions, taken)
    return [_spelled_out(each, replace(world, sides=each.sides)) for each in page]


def _spelled_out(printed: Printed, world: _World) -> Printed:
    sides = tuple(mapped(side, lambda node: _full(node, world)) for side in printed.sides)
    return replace(printed, sides=sides)


def _arguments(page: Sequence[Printed], which: Called) -> dict[str, Sequence[Node]]:
    """In what each function or node is taken; what has no arguments in its coordinates."""
    found: dict[str, Sequence[Node]] = {}
    for printed in page:
        if printed.signs == ("=",) and printed.sides[0].kind == "symbol":
            inside = {x.text for x in walk(printed.sides[1]) if x.kind == "symbol"}
            letters = [Node("symbol", each) for each in COORDINATES if each in inside]
            if len(letters) > 1:
                found.setdefault(name_of(printed.sides[0]), letters)
    found |= {name: args for name, args in which.nodes.items() if args}
    params = which.functions.items()
    return found | {name: [Node("symbol", each) for each in args] for name, args in params}


def _full(node: Node, world: _World) -> Node | None:
    if node.kind == "nabla" and node.parts[1] == NOTHING:
        return _nabla(node, world)
    if node.kind == "scripted":
        return _matrix(node, world)
    return _product(node, world) if node.kind == "product" else None


def _nabla(node: Node, world: _World) -> Node | None:
    r"""∇f of f(x, y) as the column of its slopes; ∇^2 f as a matrix, or the sum of its diagonal."""
    of = node.parts[0]
    if of.kind == "at":
        inside = _nabla(replace(node, parts=(of.parts[0], NOTHING)), world)
        return None if inside is None else replace(of, parts=(_listed(inside), of.parts[1]))
    args = world.arguments.get(_name(of), ())
    if not args:
        return None
    if (at := _at(of, world)) is not of:
        return _nabla(replace(node, parts=(at, NOTHING)), world)
    if node.text == "2" and len(args) > 1 and not any(map(_has_matrix, world.sides)):
        return _sum([Node("slope", "partial", (of, each, each), node.span) for each in args])
    return replace(node, parts=(of, _together(args)))


def _at(of: Node, world: _World) -> Node:
    """f(1, 2) as f(x, y) at x = 1, y = 2; anything else as it is."""
    if of.kind != "call" or of.parts[0].kind != "bracket":
        return of
    used = arguments(of.parts[0])
    call = with_own_arguments(Node("symbol", of.text), world.functions.get(of.text, ()))
    args = world.arguments.get(of.text, ())
    is_at = are_numbers(used) and len(args) == len(used)
    return at_point(call, args, used, of.span) if is_at else of


def _listed(node: Node) -> Node:
    """A gradient as the list of its slopes, which can be taken at a point."""
    if node.kind != "nabla" or node.text or node.parts[1].kind != "bracket":
        return node
    of, args = node.parts[0], arguments(node.parts[1])
    slopes = tuple(Node("slope", "partial", (of, each), node.span) for each in args)
    return Node("bracket", "(", (Node("list", ",", slopes),), node.span)


def _name(of: Node) -> str:
    return of.text if of.kind == "call" else name_of(of) if of.kind == "symbol" else ""


def _has_matrix(side: Node) -> bool:
    """Whether a matrix is written out in a side, or named H."""
    return any(x.kind == "matrix" or x == Node("symbol", HESSIAN) for x in walk(side))


def _sum(terms: Sequence[Node]) -> Node:
    total = terms[0]
    for term in terms[1:]:
        total = Node("+", "", (total, term), term.span)
    return total


def _together(args: Sequence[Node]) -> Node:
    """Several names as a column."""
    return args[0] if len(args) == 1 else Node("bracket", "(", (Node("list", ",", tuple(args)),))


def _matrix(node: Node, world: _World) -> Node | None:
    """H_f and J_f as matrices of derivatives."""
    base, below, above = node.parts
    args = world.arguments.get(_name(below), ())
    if above != NOTHING or base.text in world.taken or not args:
        return None
    params = world.functions.get(_name(below), ())
    of = with_own_arguments(below, params) if params else below
    if base.text == HESSIAN:
        return Node("nabla", "2", (of, _together(args)), node.span)
    if base.text == JACOBIAN:
        return Node("slope", "partial", (of, _together(args)), node.span)
    return None


def _product(node: Node, world: _World) -> Node | None:
    """A product in which D_u f is a derivative, and H_f(x, y) the matrix without what it is of."""
    parts, signs = list(node.parts), node.signs
    for place, (head, behind) in enumerate(pairwise(parts)):
        found = None if signs[place] else _of_two(head, behind, world)
        if found is not None:
            rest = [*parts[:place], found, *parts[place + 2 :]]
            text = "|".join([*signs[:place], *signs[place + 1 :]])
            return found if len(rest) == 1 else replace(node, text=text, parts=tuple(rest))
    return None


def _of_two(head: Node, behind: Node, world: _World) -> Node | None:
    """What a head and what stands behind it are together; None if they are two factors."""
    if head.kind == "symbol" and head.text == "grad":
        return _nabla(Node("nabla", "", (behind, NOTHING), head.span), world)
    if head.kind != "scripted":
        return None
    if behind.kind != "bracket":
        return _along(head, behind, world)
    found = _matrix(head, world)
    is_own = found and arguments(behind) == tuple(world.arguments[_name(head.parts[1])])
    return found if is_own else None


def _along(head: Node, of: Node, world: _World) -> Node | None:
    r"""D_u f as \nabla f \cdot u, and D_x f as the slope in x."""
    base, below, above = head.parts
    if base.text != ALONG or ALONG in world.taken or above != NOTHING:
        return None
    of = _at(of, world)
    body, point = of.parts if of.kind == "at" else (of, NOTHING)
    args = world.arguments.get(_name(body), ())
    if not args:
        return None
    if below in args:
        made = Node("slope", "partial", (body, below), head.span)
    else:
        gradient = _listed(Node("nabla", "", (body, _together(args)), head.span))
        made = Node("product", "cdot", (gradient, below), head.span)
    return made if point == NOTHING else replace(of, parts=(made, point))
