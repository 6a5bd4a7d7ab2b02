r"""Which names are functions, and which are nodes written with their arguments, as J(\theta).

A name is a node if every call has the arguments of its definition, or if it is defined without any;
else it is a function. What is neither is a product.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..formulas.latex.signs import OF_ARRAYS
from ..formulas.printed import Node, Printed
from ..formulas.printed.node import NOTHING, mapped, product
from ..formulas.text.builtins import builtin
from .letters import Letters, letters, name_of, places
from .references import Reference, reference

CONVENTIONAL = {"sigma": "sigmoid", "varsigma": "sigmoid"}
ALWAYS = {
    "tr": "trace",
    "Tr": "trace",
    "lg": "log10",
    "ReLU": "relu",
    "sech": "sech",
    "Softmax": "softmax",
}


@dataclass(frozen=True)
class Called:
    """What a name with brackets behind it is on this page."""

    functions: dict[str, tuple[str, ...]] = field(default_factory=dict)  # name -> parameters
    nodes: dict[str, tuple[Node, ...]] = field(default_factory=dict)  # name -> arguments left out
    conventional: frozenset[str] = frozenset()  # taken for a function because people do


def function_name(name: str) -> str:
    """The registry's function that a word is; "" for none."""
    if name in ALWAYS:
        return ALWAYS[name]
    if name in OF_ARRAYS:
        return OF_ARRAYS[name].name
    return name if len(name) > 1 and builtin(name) is not None else ""


def called(page: Sequence[Printed], known: Letters) -> Called:
    """What the names of a page are that stand before brackets."""
    defined = _defined_with_arguments(page, known)
    bare = _defined_bare(page, known)
    calls = _calls(page, known)
    functions: dict[str, tuple[str, ...]] = {}
    nodes: dict[str, tuple[Node, ...]] = {}
    for name, args in defined.items():
        used = calls.get(name, [])
        if all(each == args or _is_partial(each, args) for each in used) and not _is_primed(
            page, name, known, args
        ):
            nodes[name] = args
        elif all(arg.kind == "symbol" for arg in args):
            functions[name] = tuple(name_of(arg) for arg in args)
        elif all(_same_but_letters(each, args) for each in used):
            nodes[name] = args
        else:
            functions[name] = tuple(name_of(_core(arg)) for arg in args)
    for name in calls:
        if name in bare and name not in functions:
            nodes.setdefault(name, ())
    conventional = {
        name for name in calls
        if name in CONVENTIONAL and name not in functions and name not in nodes and name not in bare
    }  # fmt: skip
    return Called(functions, nodes, frozenset(conventional))


def arguments(bracket: Node) -> tuple[Node, ...]:
    """What stands in the brackets of a call, one by one."""
    inside = bracket.parts[0]
    return inside.parts if inside.kind == "list" else () if inside == NOTHING else (inside,)


def call_at(node: Node, place: int, known: Letters) -> tuple[Reference, Node] | None:
    """A name at a place of a product with brackets directly behind it."""
    if place + 1 >= len(node.parts) or node.signs[place]:
        return None
    bracket = node.parts[place + 1]
    found = reference(node.parts[place], known)
    inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
    if found is None or inner.kind != "bracket" or inner.text not in ("(", "[", r"\{"):
        return None
    return found, bracket


def _calls(page: Sequence[Printed], known: Letters) -> dict[str, list[tuple[Node, ...]]]:
    found: dict[str, list[tuple[Node, ...]]] = {}
    for printed in page:
        for side in printed.sides:
            for node, _ in places(side):
                for name, args, _ in _calls_in(node, known):
                    found.setdefault(name, []).append(args)
    return found


def _calls_in(node: Node, known: Letters) -> Iterator[tuple[str, tuple[Node, ...], Reference]]:
    if node.kind != "product":
        return
    for place in range(len(node.parts) - 1):
        if (call := call_at(node, place, known)) is not None:
            found, bracket = call
            inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
            yield found.name, arguments(inner), found


def _left(printed: Printed, known: Letters) -> tuple[Reference, Node] | None:
    """The name and brackets on the left of a formula that defines by an argument."""
    if not printed.sides or printed.signs[:1] != ("=",):
        return None
    left = printed.sides[0]
    if left.kind != "product" or len(left.parts) != 2:
        return None
    call = call_at(left, 0, known)
    return call if call is not None and call[1].kind == "bracket" and call[1].text == "(" else None


def _defined_with_arguments(page: Sequence[Printed], known: Letters) -> dict[str, tuple[Node, ...]]:
    found: dict[str, tuple[Node, ...]] = {}
    for printed in page:
        left = _left(printed, known)
        if left is None:
            continue
        name, args = left[0].name, arguments(left[1])
        if left[0].primes or not args or not all(_core(arg).kind == "symbol" for arg in args):
            continue
        if not function_name(name):
            found.setdefault(name, args)
    return found


def _core(arg: Node) -> Node:
    while arg.kind == "scripted":
        arg = arg.parts[0]
    return arg


def _defined_bare(page: Sequence[Printed], known: Letters) -> set[str]:
    found = set()
    for printed in page:
        if printed.signs[:1] == ("=",) and (left := reference(printed.sides[0], known)):
            found.add(left.name)
    return found


def _is_partial(used: tuple[Node, ...], args: tuple[Node, ...]) -> bool:
    return bool(used) and all(arg in args for arg in used)


def _same_but_letters(used: tuple[Node, ...], args: tuple[Node, ...]) -> bool:
    """x^{(i)} for x^{(j)}: the same argument, counted by another letter."""
    return len(used) == len(args) and all(
        _core(one) == _core(other) and one.kind == other.kind
        for one, other in zip(used, args, strict=True)
    )


def _is_primed(page: Sequence[Printed], name: str, known: Letters, args: tuple[Node, ...]) -> bool:
    """Whether f'(x) stands on the page, for an f of one argument."""
    return len(args) == 1 and args[0].kind == "symbol" and any(
        found.name == name and found.primes
        for printed in page for side in printed.sides for node, _ in places(side)
        for _, _, found in _calls_in(node, known)
    )  # fmt: skip


# ---- The formulas with calls as calls -----------------------------------------------------------


def with_calls(printed: Printed, known: Letters, which: Called) -> Printed:
    """A formula in which each call is one, and a node has lost its arguments."""
    left = _left(printed, known)
    params: tuple[str, ...] = ()
    if left is not None and left[0].name in which.functions:
        params = which.functions[left[0].name]
    sides = tuple(
        mapped(side, lambda node: _resolved(node, known, which)) for side in printed.sides
    )
    if left is not None and params:
        sides = tuple(_with_parameters(side, left[0].name, params) for side in sides)
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
    if node.kind != "product":
        return None
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


def _factor(node: Node, place: int, known: Letters, which: Called) -> tuple[Node, int]:
    """A factor of a product, and how many parts of it that is."""
    call = call_at(node, place, known)

    def deep(part: Node) -> Node:
        return mapped(part, lambda inner: _resolved(inner, known, which))

    if call is None:
        return deep(node.parts[place]), 1
    found, bracket = call
    name = found.name
    span = node.parts[place].span[0], bracket.span[1]
    if name in which.nodes and name not in which.functions:
        if not _has_own_arguments(bracket, which.nodes[name]):
            return deep(node.parts[place]), 1
        return _as_node(deep(node.parts[place]), found, bracket, which.nodes[name], span), 2
    function = name if name in which.functions else function_name(name) or (
        CONVENTIONAL[name] if name in which.conventional else ""
    )  # fmt: skip
    if not function:
        return deep(node.parts[place]), 1
    inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
    made = Node("call", function + "'" * found.primes, (deep(inner), found.power, NOTHING), span)
    if bracket.kind == "scripted":
        made = replace(bracket, parts=(made, *map(deep, bracket.parts[1:])), span=span)
    return made, 2


def _has_own_arguments(bracket: Node, args: tuple[Node, ...]) -> bool:
    """Whether brackets behind a node hold what it is a function of, and are no factor."""
    inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
    used = arguments(inner)
    if args:
        return bool(used) and (_is_partial(used, args) or _same_but_letters(used, args))
    return bool(used) and inner.text == "(" and all(_core(each).kind == "symbol" for each in used)


def _as_node(
    base: Node, found: Reference, bracket: Node, args: tuple[Node, ...], span: tuple[int, int]
) -> Node:
    """A node that was written with its arguments; C'(W) is a derivative, h(x^{(i)}) one of many."""
    inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
    used = arguments(inner)
    if found.primes and len(used) == 1:
        bare = base.parts[0] if base.kind == "scripted" else base
        return Node("slope", "partial", (bare, *used * found.primes), span)
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


__all__ = ["Called", "called", "function_name", "letters", "with_calls"]
