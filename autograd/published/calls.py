r"""Which names are functions, and which are nodes written with their arguments, as J(\theta).

A name is a node if every call has the arguments of its definition, or if it is defined without any;
else it is a function. What is neither is a product.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ..formulas.latex.signs import OF_ARRAYS
from ..formulas.printed import Node, Printed
from ..formulas.printed.node import NOTHING
from ..formulas.text.builtins import builtin
from .letters import Letters, name_of, places
from .points import are_numbers
from .references import Reference, reference, references

CONVENTIONAL = {
    "sigma": "sigmoid",
    "varsigma": "sigmoid",
    "Phi": "Phi",
}  # functions, where they are used so
LETTERS = frozenset({"sigma", "Sigma", "Phi"})  # that the registry has for functions
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
    powers: dict[str, tuple[Node, ...]] = field(default_factory=dict)  # f(x; \sigma^2): the 2
    conventional: frozenset[str] = frozenset()  # taken for a function because people do


def function_name(name: str) -> str:
    """The registry's function that a word is; "" for none."""
    if name in ALWAYS:
        return ALWAYS[name]
    if name in OF_ARRAYS:
        return OF_ARRAYS[name].name
    return name if len(name) > 1 and name not in LETTERS and builtin(name) is not None else ""


def called(
    page: Sequence[Printed],
    known: Letters,
    functions: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    computed: Collection[str] = (),
) -> Called:
    """What the names of a page are that stand before brackets.

    `functions` are declared, with their parameters, and `computed` are names with a definition.
    """
    defined, bodies = _defined_with_arguments(page, known)
    bare = _defined_bare(page, known)
    calls = _calls(page, known)
    functions = dict(functions)
    nodes: dict[str, tuple[Node, ...]] = {}
    for name, args in defined.items():
        if name in functions:
            continue
        used = calls.get(name, [])
        if any(name_of(core(arg)) in known.indexed for arg in args):
            used = [each for each in used if not are_numbers(each)]  # J(0) of many weights
        is_plain = not _is_primed(page, name, known, args)
        is_plain = is_plain or _hides(bodies[name], known, {*bare, *computed} - {name})
        if is_plain and all(each == args or is_partial(each, args) for each in used):
            nodes[name] = args
        elif all(arg.kind == "symbol" for arg in args):
            functions[name] = tuple(name_of(arg) for arg in args)
        elif all(same_but_letters(each, args) for each in used):
            nodes[name] = args
        else:
            functions[name] = tuple(name_of(core(arg)) for arg in args)
    for name in _differentiated_bare(page) & set(functions) & set(defined):
        if not all(_is_plain(each) for each in calls.get(name, ())):
            continue  # f(g(x)) puts something in, whatever df/du says
        nodes[name] = defined[name]
        del functions[name]
    for name in calls:
        if name in bare and name not in functions:
            nodes.setdefault(name, ())
    conventional = {
        name for name in calls
        if name in CONVENTIONAL and not {name} & {*functions, *nodes, *bare, *_factors(page, known)}
    }  # fmt: skip
    powers = {name: tuple(map(power, defined[name])) for name in functions if name in defined}
    return Called(functions, nodes, powers, frozenset(conventional))


def _differentiated_bare(page: Sequence[Printed]) -> set[str]:
    r"""Names that are differentiated without arguments, as nodes are: the J of \nabla_w J."""
    slopes = (node for each in page for side in each.sides for node, _ in places(side)
              if node.kind in ("slope", "nabla"))  # fmt: skip
    return {name_of(each.parts[0]) for each in slopes if each.parts[0].kind == "symbol"}


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


def _factors(page: Sequence[Printed], known: Letters) -> set[str]:
    r"""Names with no brackets behind them: the \sigma of \sigma^2 is no sigmoid."""
    found: set[str] = set()

    def take(node: Node) -> None:
        for place, part in enumerate(node.parts):
            if node.kind == "product" and call_at(node, place, known) is not None:
                continue
            name = reference(part, known)
            if name is not None and not name.primes:
                found.add(name.name)
            elif part.kind != "scripted":
                take(part)

    for printed in page:
        for side in printed.sides if printed.signs else ():
            take(Node("side", "", (side,)))
    return found


def _calls_in(node: Node, known: Letters) -> Iterator[tuple[str, tuple[Node, ...], Reference]]:
    if node.kind != "product":
        return
    for place in range(len(node.parts) - 1):
        if (call := call_at(node, place, known)) is not None:
            found, bracket = call
            inner = bracket.parts[0] if bracket.kind == "scripted" else bracket
            yield found.name, arguments(inner), found


def introduced_calls(printed: Printed, known: Letters) -> Iterator[tuple[int, Reference, Node]]:
    r"""The sides but the last that are a name with brackets: \phi(x) of \Phi'(x) = \phi(x) = 1."""
    for place, (side, sign) in enumerate(zip(printed.sides, printed.signs, strict=False)):
        if sign != "=":
            return
        if side.kind != "product" or len(side.parts) != 2:
            continue
        call = call_at(side, 0, known)
        if call is not None and call[1].kind == "bracket" and call[1].text == "(":
            yield place, *call


def _defined_with_arguments(
    page: Sequence[Printed], known: Letters
) -> tuple[dict[str, tuple[Node, ...]], dict[str, Node]]:
    """The arguments with which names are defined, and what they then are."""
    found: dict[str, tuple[Node, ...]] = {}
    bodies: dict[str, Node] = {}
    for printed in page:
        for place, left, bracket in introduced_calls(printed, known):
            args = arguments(bracket)
            if left.primes or not args or not all(core(arg).kind == "symbol" for arg in args):
                continue
            if not function_name(left.name):
                found.setdefault(left.name, args)
                bodies.setdefault(left.name, printed.sides[place + 1])
    return found, bodies


def _hides(body: Node, known: Letters, computed: Container[str]) -> bool:
    """Whether something is computed elsewhere: C of C(w) = z^2 hangs on w through z."""
    return any(each.name in computed for each in references(body, known))


def core(arg: Node) -> Node:
    """The symbol under all scripts."""
    while arg.kind == "scripted":
        arg = arg.parts[0]
    return arg


def power(arg: Node) -> Node:
    r"""The 2 of an argument \sigma^2; `NOTHING` where there is none."""
    above = arg.parts[2] if arg.kind == "scripted" else NOTHING
    return above if above.kind == "number" else NOTHING


def _defined_bare(page: Sequence[Printed], known: Letters) -> set[str]:
    found = set()
    for printed in page:
        if printed.signs[:1] == ("=",) and (left := reference(printed.sides[0], known)):
            found.add(left.name)
    return found


def _is_plain(used: tuple[Node, ...]) -> bool:
    """Whether arguments are names or numbers only."""
    return are_numbers(used) or all(core(each).kind == "symbol" for each in used)


def is_partial(used: tuple[Node, ...], args: tuple[Node, ...]) -> bool:
    """Whether a call has some of the arguments of the definition."""
    return bool(used) and all(arg in args for arg in used)


def same_but_letters(used: tuple[Node, ...], args: tuple[Node, ...]) -> bool:
    """x^{(i)} for x^{(j)}: the same argument, counted by another letter."""
    return len(used) == len(args) and all(
        core(one) == core(other) and one.kind == other.kind
        for one, other in zip(used, args, strict=True)
    )


def _is_primed(page: Sequence[Printed], name: str, known: Letters, args: tuple[Node, ...]) -> bool:
    """Whether f'(x) stands on the page, for an f of one argument."""
    return len(args) == 1 and args[0].kind == "symbol" and any(
        found.name == name and found.primes
        for printed in page for side in printed.sides for node, _ in places(side)
        for _, _, found in _calls_in(node, known)
    )  # fmt: skip
