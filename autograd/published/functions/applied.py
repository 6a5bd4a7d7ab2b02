r"""The formulas of a page with calls as calls, and nodes without their arguments."""

from __future__ import annotations

from dataclasses import replace

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING, mapped, product
from ..names.letters import Letters, core, name_of
from ..names.points import are_numbers, at_point
from ..names.references import Reference, reference
from .bare import INVERSE, are_parameters, differentiated, scripted, with_own_arguments
from .calling import (
    arguments,
    call_at,
    has_bare,
    introduced_calls,
    is_partial,
    same_but_letters,
)
from .calls import Called, power
from .operators import operand, operator
from .slashes import with_calls_below


def with_calls(printed: Printed, known: Letters, which: Called) -> Printed:
    """A formula in which each call is one, and a node has lost its arguments."""
    function = next(
        (
            left.name
            for _, left, bracket in introduced_calls(printed, known)
            if left.name in which.functions and are_parameters(arguments(bracket), left.name, which)
        ),
        "",
    )
    sides = tuple(
        mapped(side, lambda node: _resolved(node, known, which)) for side in printed.sides
    )
    if function:
        params = which.functions[function]
        sides = tuple(_with_parameters(side, function, params) for side in sides)
    return replace(printed, sides=sides)


def _with_parameters(side: Node, function: str, params: tuple[str, ...]) -> Node:
    def renamed(node: Node) -> Node | None:
        if node.kind == "symbol" and name_of(node) in params:
            return replace(node, text=f"{function}.{name_of(node)}", accent="")
        return None

    return mapped(side, renamed)


def _resolved(node: Node, known: Letters, which: Called) -> Node | None:
    if node.kind == "call" and node.parts[0].kind == "product":
        return _narrowed(node, known, which)
    if node.kind == "nabla" and (wrt := _only_argument(node, which)) is not None:
        filled = replace(node, parts=(node.parts[0], wrt))
        return mapped(filled, lambda inner: _resolved(inner, known, which))
    if node.kind in ("slope", "nabla") and node.parts[0].kind == "symbol":
        return differentiated(node, which)
    if node.kind == "scripted" and node.parts[0].kind == "symbol":
        return scripted(node, which, lambda x: mapped(x, lambda y: _resolved(y, known, which)))
    if node.kind == "symbol" and (params := which.functions.get(name_of(node))):
        return with_own_arguments(node, params)
    if node.kind != "product":
        return None
    below = with_calls_below(
        node, lambda x: (name := reference(x, known)) is not None and which.has_arguments(name.name)
    )
    if below != node:
        return mapped(below, lambda part: _resolved(part, known, which))
    factors: list[Node] = []
    signs: list[str] = []
    place = 0
    while place < len(node.parts):
        found, used = _factor(node, place, known, which)
        if factors:
            signs.append(node.signs[place - 1])
        factors.append(found)
        place += used
    return product(factors, signs, node.span)


def _only_argument(node: Node, which: Called) -> Node | None:
    r"""In what a bare \nabla differentiates: the argument of \nabla f, if f has a single one."""
    of, wrt = node.parts
    base = of.parts[0] if of.kind == "product" else of
    if wrt != NOTHING or base.kind != "symbol":
        return None
    name = name_of(base)
    args = which.nodes.get(name) or [Node("symbol", x) for x in which.functions.get(name, ())]
    return args[0] if len(args) == 1 else None


def _factor(node: Node, place: int, known: Letters, which: Called) -> tuple[Node, int]:
    """A factor of a product, and how many parts of it that is."""
    call = call_at(node, place, known)

    def deep(part: Node) -> Node:
        return mapped(part, lambda inner: _resolved(inner, known, which))

    if call is None and (word := operator(node, place)):
        of, count = operand(node, place + 1)
        return Node("call", word, (deep(of), NOTHING, NOTHING), node.span), 1 + count
    if call is None:
        return _slope(node, place, deep(node.parts[place]), which)
    found, bracket = call
    name = found.name
    span = node.parts[place].span[0], bracket.span[1]
    if name in which.nodes and name not in which.functions:
        args, used = which.nodes[name], arguments(bracket) if bracket.kind == "bracket" else ()
        if len(args) == len(used) and bracket.text == "(" and are_numbers(used):
            body = _as_slope(deep(node.parts[place]), found, args, span)
            return at_point(body, args, used, span), 2
        if not _has_own_arguments(bracket, args):
            if args and bracket.text == "(" and not has_bare(bracket, name):
                return Node("unknown call", name, (), span), 2
            return deep(node.parts[place]), 1
        return _as_node(deep(node.parts[place]), found, bracket, which.nodes[name], span), 2
    function = which.function(name)
    if function and has_bare(bracket, name):
        return deep(node.parts[place]), 1  # f(1 - f): brackets hold its own value
    if not function:
        is_free = name not in which.numbers
        if (is_free and _is_at_number(node.parts[place], bracket)) or (
            is_free and not found.primes and _looks_called(node, place, bracket)
        ):
            return Node("unknown call", name, (), span), 2
        return deep(node.parts[place]), 1
    if found.power == INVERSE and function:
        return Node("unknown call", f"the inverse of {name}", (), span), 2
    inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
    inner = _without_powers(inner, tuple(map(power, which.written.get(function, ()))))
    made = Node("call", function + "'" * found.primes, (deep(inner), found.power, NOTHING), span)
    if bracket.kind == "scripted":
        made = replace(bracket, parts=(made, *map(deep, bracket.parts[1:])), span=span)
    return made, 2


def _is_at_number(name: Node, bracket: Node) -> bool:
    """Whether a name stands before a number in brackets, as nobody writes a product: y(0)."""
    return name.kind != "number" and bracket.kind == "bracket" and bracket.text == "(" and (
        bracket.parts[0].kind == "number"
    )  # fmt: skip


def _looks_called(node: Node, place: int, bracket: Node) -> bool:
    """Whether brackets hold names only, as nobody brackets a factor: g(x), p(x, y)."""
    inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
    if inner.kind != "bracket" or node.parts[place].kind == "number":
        return False
    if inner.text == "[":
        return inner.parts[0].kind == "list"
    return inner.text == "(" and all(core(each).kind == "symbol" for each in arguments(inner))


def _slope(node: Node, place: int, found: Node, which: Called) -> tuple[Node, int]:
    """A derivative with its arguments behind it, or with the numbers it is taken at."""
    if found.kind != "slope" or place + 1 >= len(node.parts) or node.signs[place]:
        return found, 1
    of = found.parts[0]
    bracket, name = node.parts[place + 1], of.text if of.kind == "call" else name_of(of)
    if bracket.kind != "bracket" or bracket.text != "(":
        return found, 1
    params = tuple(Node("symbol", each) for each in which.functions.get(name, ()))
    args, used = which.nodes.get(name, ()) or params, arguments(bracket)
    if used == args:
        return replace(found, span=(found.span[0], bracket.span[1])), 2
    if are_numbers(used) and len(used) == len(args or found.parts[1:2]):
        span = found.span[0], bracket.span[1]
        return at_point(found, args or found.parts[1:2], used, span), 2
    if _looks_called(node, place, bracket):
        span = found.span[0], bracket.span[1]
        return Node("unknown call", name, (), span), 2
    return found, 1


def _without_powers(bracket: Node, powers: tuple[Node, ...]) -> Node:
    r"""The arguments for the letters of a definition: \sigma for \sigma^2, else the root."""
    used = arguments(bracket)
    if not any(each != NOTHING for each in powers) or len(used) != len(powers):
        return bracket
    found = tuple(map(_root, used, powers))
    inside = replace(bracket.parts[0], parts=found) if len(found) > 1 else found[0]
    return replace(bracket, parts=(inside,))


def _root(arg: Node, exponent: Node) -> Node:
    if exponent == NOTHING:
        return arg
    if power(arg) == exponent:
        return replace(arg, parts=(*arg.parts[:2], NOTHING))
    return Node("root", "", (arg, NOTHING if exponent.text == "2" else exponent), arg.span)


def _has_own_arguments(bracket: Node, args: tuple[Node, ...]) -> bool:
    """Whether brackets behind a node hold what it is a function of, and are no factor."""
    inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
    used = arguments(inner)
    if not args and bracket.kind == "scripted":
        return False  # a (δ)^T is a product
    if args:
        return bool(used) and (is_partial(used, args) or same_but_letters(used, args))
    return bool(used) and inner.text == "(" and all(core(each).kind == "symbol" for each in used)


def _as_node(
    base: Node, found: Reference, bracket: Node, args: tuple[Node, ...], span: tuple[int, int]
) -> Node:
    """A node that was written with its arguments; C'(W) is a derivative, h(x^{(i)}) one of many."""
    inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
    used = arguments(inner)
    if found.primes and len(used) == 1:
        return _as_slope(base, found, used, span)
    above = next(
        (arg.parts[2] for arg in used if arg.kind == "scripted" and _is_sample(arg.parts[2])),
        NOTHING,
    )
    if above != NOTHING and args and any(arg.kind == "scripted" for arg in args):
        inside = base.parts if base.kind == "scripted" else (base, NOTHING, NOTHING)
        base = Node("scripted", "", (inside[0], inside[1], above), span)
    if bracket.kind == "scripted":
        return replace(bracket, parts=(base, *bracket.parts[1:]), span=span)
    return replace(base, span=span)


def _as_slope(base: Node, found: Reference, wrt: tuple[Node, ...], span: tuple[int, int]) -> Node:
    """A node with primes as its derivative in its one argument; else itself."""
    if not found.primes or len(wrt) != 1:
        return base
    bare = base.parts[0] if base.kind == "scripted" else base
    return Node("slope", "partial", (bare, *wrt * found.primes), span)


def _is_sample(above: Node) -> bool:
    """The (i) of x^{(i)}."""
    return above.kind == "bracket" and above.text == "(" and above.parts[0].kind == "symbol"


def _narrowed(node: Node, known: Letters, which: Called) -> Node:
    r"""`\log x (1 + y)` is log(x) times a bracket, `\log h(x)` the logarithm of a call."""
    inner = mapped(node.parts[0], lambda n: _resolved(n, known, which))
    if inner.kind == "product" and inner.parts[-1].kind == "bracket" and len(inner.parts) > 1:
        *first, last = inner.parts
        argument = product(first, inner.signs[: len(first) - 1], inner.span)
        call = replace(node, parts=(argument, *node.parts[1:]))
        return Node("product", "", (call, last), node.span)
    return replace(node, parts=(inner, *node.parts[1:]))
