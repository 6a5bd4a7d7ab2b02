r"""Which names are functions, and which are nodes written with their arguments, as J(\theta).

A name is a node if every call has the arguments of its definition, or if it is defined without any;
else it is a function. What is neither is a product.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ...formulas.latex.signs import OF_ARRAYS
from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING
from ...formulas.text.builtins import reserved
from ..names.letters import Letters, core, name_of, places
from ..names.literals import is_literal
from ..names.points import are_numbers
from ..names.references import reference, references
from .calling import (
    arguments,
    call_at,
    calls_in,
    has_bare,
    introduced_calls,
    is_partial,
    is_plain,
    same_but_letters,
)
from .slashes import called_below
from .through import Through

CONVENTIONAL = {
    "sigma": "sigmoid",
    "varsigma": "sigmoid",
    "Phi": "Phi",
    "Gamma": "gamma",
    "psi": "digamma",
}  # functions, where they are used so
BESIDE = {"psi": "Gamma"}  # what else must be called on the page
LETTERS = frozenset({"sigma", "Sigma", "Phi"})  # that the registry has for functions
ALWAYS = {
    "tr": "trace", "Tr": "trace", "lg": "log10", "ReLU": "relu", "sech": "sech",
    "Softmax": "softmax",
}  # fmt: skip


@dataclass(frozen=True)
class Called:
    """What a name with brackets behind it is on this page."""

    functions: dict[str, tuple[str, ...]] = field(default_factory=dict)  # name -> parameters
    nodes: dict[str, tuple[Node, ...]] = field(default_factory=dict)  # name -> arguments left out
    written: dict[str, tuple[Node, ...]] = field(default_factory=dict)  # functions: f(x; \sigma^2)
    conventional: frozenset[str] = frozenset()  # taken for a function because people do
    numbers: frozenset[str] = frozenset()  # said to be numbers: brackets behind them are a factor
    unknown: frozenset[str] = frozenset()  # functions of which nothing is said

    def function(self, name: str) -> str:
        """The function that a name is, of the page or known to all; "" for none."""
        if name in self.functions or name in self.unknown:
            return name
        return function_name(name) or (CONVENTIONAL[name] if name in self.conventional else "")

    def has_arguments(self, name: str) -> bool:
        """Whether brackets behind a name hold what it is of."""
        return bool(self.nodes.get(name) or self.function(name))


def function_name(name: str) -> str:
    """The registry's function that a word is; "" for none."""
    if name in ALWAYS:
        return ALWAYS[name]
    if name in OF_ARRAYS:
        return OF_ARRAYS[name].name
    return name if len(name) > 1 and name not in LETTERS and reserved(name) is not None else ""


def called(
    page: Sequence[Printed],
    known: Letters,
    functions: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    computed: Collection[str] = (),
    numbers: frozenset[str] = frozenset(),
) -> Called:
    """What the names of a page are that stand before brackets.

    `functions` are declared, with their parameters, as are `numbers`; `computed` have a definition.
    """
    defined, bodies = _defined_with_arguments(page, known)
    bare = defined_bare(page, known)
    computed = {*computed, *_computed_bare(page, known)}
    calls = _calls(page, known, defined)
    functions = dict(functions)
    nodes: dict[str, tuple[Node, ...]] = {}
    for name, args in defined.items():
        if name in functions:
            continue
        used = calls.get(name, [])
        if any(name_of(core(arg)) in known.indexed for arg in args):
            used = [each for each in used if not are_numbers(each)]  # J(0) of many weights
        is_node = not _is_primed(page, name, known, args)
        is_node = is_node or _hides(bodies[name], known, computed - {name})
        if is_node and all(each == args or is_partial(each, args) for each in used):
            nodes[name] = args
        elif all(arg.kind == "symbol" for arg in args):
            functions[name] = tuple(name_of(arg) for arg in args)
        elif all(same_but_letters(each, args) for each in used):
            nodes[name] = args
        else:
            functions[name] = tuple(name_of(core(arg)) for arg in args)
    for name in _differentiated_bare(page) & set(functions) & set(defined):
        if not all(is_plain(each) for each in calls.get(name, ())):
            continue  # f(g(x)) puts something in, whatever df/du says
        nodes[name] = defined[name]
        del functions[name]
    _hand_on(functions, nodes, _plain_bodies(bodies, known, computed), known)
    Through(defined, bodies, calls, known).settle(functions, nodes)
    for name in calls:
        if name in bare and name not in functions:
            nodes.setdefault(name, ())
    others = {*functions, *nodes, *bare, *numbers, *_factors(page, known)}
    usual = {name for name in calls if name in CONVENTIONAL and name not in others}
    conventional = {name for name in usual if BESIDE.get(name, name) in usual}
    written = {name: defined[name] for name in functions if name in defined}
    said = numbers - {*functions, *nodes}
    return Called(functions, nodes, written, frozenset(conventional), said)


def _differentiated_bare(page: Sequence[Printed]) -> set[str]:
    r"""Names that are differentiated without arguments, as nodes are: the J of \nabla_w J."""
    slopes = (node for each in page for side in each.sides for node, _ in places(side)
              if node.kind in ("slope", "nabla"))  # fmt: skip
    return {name_of(each.parts[0]) for each in slopes if each.parts[0].kind == "symbol"}


def _hand_on(
    functions: dict[str, tuple[str, ...]],
    nodes: dict[str, tuple[Node, ...]],
    bodies: Mapping[str, Node],
    known: Letters,
) -> None:
    """What a function calls with its own parameters is a function, too: r(x) = f(x)/g(x)."""
    waiting = [name for name in functions if name in bodies]
    for name in waiting:
        for node, _ in places(bodies[name]):
            for each in (node, *called_below(node, lambda x: name_of(core(x)) in nodes)):
                for inner, args, _ in calls_in(each, known):
                    is_own = bool(args) and set(map(name_of, args)) <= set(functions[name])
                    if inner in bodies and is_own and nodes.get(inner) == args:
                        functions[inner] = tuple(map(name_of, args))
                        del nodes[inner]
                        waiting.append(inner)


def _plain_bodies(
    bodies: Mapping[str, Node], known: Letters, computed: Collection[str]
) -> dict[str, Node]:
    return {
        name: body for name, body in bodies.items() if not _hides(body, known, {*computed} - {name})
    }


def _calls(
    page: Sequence[Printed], known: Letters, defined: Container[str]
) -> dict[str, list[tuple[Node, ...]]]:
    """The arguments with which names stand; below a slash only names that are `defined` so."""
    found: dict[str, list[tuple[Node, ...]]] = {}
    for printed in page:
        for side in printed.sides:
            for node, _ in places(side):
                for each in (node, *called_below(node, lambda x: name_of(core(x)) in defined)):
                    for name, args, _ in calls_in(each, known):
                        if any(has_bare(arg, name) for arg in args):
                            continue  # f(1 - f) is a product
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


def power(arg: Node) -> Node:
    r"""The 2 of an argument \sigma^2; `NOTHING` where there is none."""
    above = arg.parts[2] if arg.kind == "scripted" else NOTHING
    return above if above.kind == "number" else NOTHING


def defined_bare(page: Sequence[Printed], known: Letters) -> set[str]:
    """The names that stand by themselves before an equals sign."""
    found = set()
    for printed in page:
        if printed.signs[:1] == ("=",) and (left := reference(printed.sides[0], known)):
            found.add(left.name)
    return found


def _computed_bare(page: Sequence[Printed], known: Letters) -> set[str]:
    """Names that formulas say, and not only numbers: not the a of a = 100."""
    return defined_bare([x for x in page if x.sides and not is_literal(x.sides[-1])], known)


def _is_primed(page: Sequence[Printed], name: str, known: Letters, args: tuple[Node, ...]) -> bool:
    """Whether f'(x) stands on the page, for an f of one argument."""
    return len(args) == 1 and args[0].kind == "symbol" and any(
        found.name == name and found.primes
        for printed in page for side in printed.sides for node, _ in places(side)
        for _, _, found in calls_in(node, known)
    )  # fmt: skip
