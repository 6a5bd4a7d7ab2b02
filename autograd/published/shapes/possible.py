r"""Which kinds a printed formula can be, when its names may still be several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING
from ..names.letters import TRANSPOSED
from ..names.references import Reference, is_inverse_transpose, reference, references
from ..problems import HIDDEN, Misfit, Unread
from . import kinds as of
from .kinds import ANY, COLUMN, MATRIX, NUMBER, ONLY_NUMBER, ROW, Kinds, combined
from .world import World


def kinds(node: Node, world: World) -> Kinds:
    """All kinds a formula can be. Raises `Misfit` if there is none, `Unread` for no formula."""
    if (found := reference(node, world.letters)) is not None:
        return _of_reference(found, node, world)
    rule = RULES.get(node.kind)
    if rule is None:
        raise Unread(HIDDEN.get(node.kind, f"{node.kind} is not read"))
    return rule(node, world)


PLAIN = ("(", "[", "{", r"\{")  # brackets that only hold together


def _of_reference(found: Reference, node: Node, world: World) -> Kinds:
    if found.base == "1" or (node.kind == "symbol" and node.text == "infinity"):
        return ANY
    own = world.of(found)
    if found.entries:
        own = frozenset(x for x in (of.entry(kind, len(found.entries)) for kind in own) if x)
        if not own:
            raise Misfit(f"{found.name} has indices that do not fit")
    if found.power != NOTHING:
        own = _powered(own, found.power, world)
    if found.transposed:
        own = frozenset(of.TURNED[kind] for kind in own)
    return own


def _powered(own: Kinds, power: Node, world: World) -> Kinds:
    if power == Node("neg", "", (Node("number", "1"),)):
        return own & {NUMBER, MATRIX} or own
    if NUMBER not in kinds(power, world):
        raise Misfit("an exponent is a number")
    return own


def _scripted(node: Node, world: World) -> Kinds:
    base, below, above = node.parts
    own = kinds(base, world)
    is_frobenius = below.text == "F" and base.text in (r"\|", r"\lVert")
    if is_frobenius and not world.loose and MATRIX not in kinds(base.parts[0], world):
        raise Misfit("a Frobenius norm is of a matrix")
    if below != NOTHING and not (base.kind == "bracket" and base.text in (r"\|", r"\lVert")):
        count = len(below.parts) if below.kind in ("list", "product") else 1
        own = frozenset(x for x in (of.entry(kind, count) for kind in own) if x)
    if above.kind == "symbol" and above.text in TRANSPOSED:
        if of.is_list(base):
            return own
        is_name = above.text in world.letters.alone
        arrays = of.arrays(own, "a transpose", world.loose or is_name)
        return frozenset(of.TURNED[kind] for kind in arrays)
    if is_inverse_transpose(above):
        return own & {NUMBER, MATRIX} or own
    if above != NOTHING and above.kind != "symbol":
        own = _powered(own, above, world)
    if not own:
        raise Misfit("indices do not fit what they stand on")
    return own


def _product(node: Node, world: World) -> Kinds:
    found = kinds(node.parts[0], world)
    for sign, before, part in zip(node.signs, node.parts, node.parts[1:], strict=False):
        found = of.factor(node, sign, (before, part), (found, kinds(part, world)))
    return found


def _call(node: Node, world: World) -> Kinds:
    argument, above, _ = node.parts
    name = node.text.rstrip("'")
    is_plain = argument.kind == "bracket" and argument.text in PLAIN
    inside = argument.parts[0] if is_plain else argument
    args = inside.parts if inside.kind == "list" else (inside,)
    given = [kinds(arg, world) for arg in args if arg != NOTHING]
    if not given:
        raise Unread(f"{name} has no argument")
    if name in world.functions:
        return _of_function(name, given, world)
    if (
        name == "diag"
        and given == [ONLY_NUMBER]
        and not world.loose
        and not _has_entries(inside, world)
    ):
        raise Misfit("a diagonal of one number")
    if name in of.OF_MATRICES and MATRIX not in given[0] and not world.loose:
        raise Misfit(f"{name} is of a matrix")
    if name in of.OF_ENTRIES and not world.loose and not _has_entries(inside, world):
        given[0] = given[0] & {COLUMN, ROW} or given[0] - ONLY_NUMBER
        if not given[0]:
            raise Misfit(f"{name} is of a column")
    gives = of.GIVES.get(name, "same")
    if gives in (NUMBER, MATRIX):
        return frozenset({gives})
    del above
    if len(given) > 1:
        found = given[0]
        for each in given[1:]:
            found = combined(of.added, found, each, f"{name}")
        return found
    return given[0]


def _has_entries(node: Node, world: World) -> bool:
    """Whether something stands for all that its indices give: h_i in diag(h_i)."""
    return any(each.entries for each in references(node, world.letters))


def _of_function(name: str, given: list[Kinds], world: World) -> Kinds:
    params = {key: own for key, own in world.names.items() if key.startswith(f"{name}.")}
    if all(NUMBER in own for own in params.values()) and len(given) == 1:
        return given[0]
    others = {key: body for key, body in world.functions.items() if key != name}
    try:  # a body that calls the function itself leaves open what that is
        return kinds(world.functions[name], replace(world, functions=others))
    except Misfit:
        return ANY


def _slope(node: Node, world: World) -> Kinds:
    above, *wrt = node.parts
    if above == NOTHING:
        raise Unread("a derivative without what it is of")
    if of.is_jacobian(node):
        return frozenset({MATRIX, NUMBER})
    own = kinds(above, world)
    for each in wrt:
        own = combined(of.derived, own, kinds(each, world), "a derivative")
    if len(wrt) > 1 or not ({COLUMN, ROW} & own):
        return own
    name = reference(wrt[0], world.letters)
    is_bias = name is not None and name.sort in world.biases.likely
    return own | {ROW, COLUMN} if is_bias or COLUMN in own else own  # it is written either way


def _nabla(node: Node, world: World) -> Kinds:
    above, wrt = node.parts
    if above == NOTHING:
        raise Unread("∇ without what it is of")
    if NUMBER not in kinds(above, world):
        raise Misfit("∇ is of a number")
    if wrt == NOTHING:
        return frozenset({NUMBER, COLUMN})
    found = kinds(wrt, world)
    if node.text != "2":
        return found
    return frozenset(NUMBER if each == NUMBER else MATRIX for each in found)


def _first(node: Node, world: World) -> Kinds:
    return kinds(node.parts[0], world)


def _added(node: Node, world: World) -> Kinds:
    found = _term(node.parts[0], world)
    for before, part in zip(node.parts, node.parts[1:], strict=False):
        found = combined(_rule(before, part, world), found, _term(part, world), "a sum")
    return found


def _rule(before: Node, part: Node, world: World) -> Callable[[str, str], str | None]:
    """What a sum of two terms is."""
    for place, term in enumerate((part, before)):
        found = reference(term, world.letters)
        if found is not None and found.sort in world.biases.likely:
            return of.stretched if not place else lambda one, other: of.stretched(other, one)
        if found is not None and world.loose and found.sort in world.biases.kinds:
            return of.added_or_stretched
    is_open = world.loose or of.is_literal(before) or of.is_literal(part)
    return of.added if is_open else of.alike


def _term(node: Node, world: World) -> Kinds:
    """The kinds of a term or of a part of a fraction, where 0 and 1 are numbers."""
    return ONLY_NUMBER if of.is_literal(node) else kinds(node, world)


def _quotient(node: Node, world: World) -> Kinds:
    above, below = (_term(part, world) for part in node.parts)
    return combined(of.divided, above, below, "a quotient")


def _large(node: Node, world: World) -> Kinds:
    if node.text not in ("sum", "prod"):
        what = {"int": "an integral", "lim": "a limit"}.get(node.text, node.text)
        raise Unread(f"{what} cannot be checked")
    return kinds(node.parts[0], world)


def _literal(node: Node, _: World) -> Kinds:
    return ANY if node.text in ("0", "1") else ONLY_NUMBER


RULES: dict[str, Callable[[Node, World], Kinds]] = {
    "number": _literal, "scripted": _scripted, "product": _product, "call": _call,
    "slope": _slope, "nabla": _nabla, "neg": _first, "root": _first,
    "+": _added, "-": _added, "quotient": _quotient, "large": _large,
    "at": _first,
}  # fmt: skip
