"""Which names a formula defines: those on its sides that are not defined yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING, walk
from ..names.letters import Letters, name_of, shifted
from ..names.literals import is_literal
from ..names.references import Reference, reference, references

BOTH = 2
Signature = tuple[str, tuple[str, ...]]  # a name, and for which layers: numbers, or * for each


@dataclass
class Defined:
    """What has been defined so far, and where."""

    by: dict[tuple[Signature, int], int] = field(default_factory=dict)
    declared: Callable[[str], bool] = lambda _: False  # names that blocks declare
    inside: set[str] = field(default_factory=set)  # names of which others are made
    made_of: Mapping[str, Collection[str]] = field(default_factory=dict)  # on the whole page
    varied: set[str] = field(default_factory=set)  # names that were differentiated in so far
    by_entries: Collection[str] = ()  # columns of which each entry has a formula

    def known(self, signature: Signature, scope: int) -> bool:
        """Whether a name is defined already, for this layer or for each."""
        name, family = signature
        general = (name, tuple("*" for _ in family))
        return any(
            (each, where) in self.by for each in (signature, general) for where in {scope, 0}
        )

    def note(self, signature: Signature, scope: int, place: int) -> None:
        """A name is defined."""
        self.by.setdefault((signature, scope), place)

    def note_inside(self, names: Iterable[str]) -> None:
        """A definition is made of some names: none of them is what it is because of this one."""
        self.inside.update(names)


def signature(found: Reference) -> Signature:
    """A name and for which layers it is meant; an entry by itself."""
    if is_entry(found):
        return f"{found.name}[{found.entries[0].text}]", ()
    return found.name, tuple(
        "*" if (index.kind == "symbol" and index.text.islower()) or shifted(index) else index.text
        for index in found.family
    )


def made_of(page: Iterable[Printed], known: Letters) -> dict[str, set[str]]:
    """The names that formulas of a page are for, each with those that stand on the right."""
    found: dict[str, set[str]] = {}
    for each in page:
        left = reference(each.sides[0], known) if each.signs[:1] == ("=",) else None
        if left is not None and left.power == NOTHING:
            used = found.setdefault(left.name, set())
            used |= {x.name for side in each.sides[1:] for x in references(side, known)}
    return found


def by_entries(page: Iterable[Printed], known: Letters) -> set[str]:
    """The columns of which each entry has a formula, which is not made of others of them."""
    entries: dict[str, set[str]] = {}
    others: set[str] = set()
    for each in page:
        left = reference(each.sides[0], known) if each.signs[:1] == ("=",) else None
        if left is None or left.power != NOTHING or is_literal(each.sides[-1]):
            continue
        is_made_of_itself = any(
            left.name == x.name for side in each.sides[1:] for x in references(side, known)
        )
        if left.family or not is_entry(left) or is_made_of_itself:
            others.add(left.name)
        else:
            entries.setdefault(left.name, set()).add(left.entries[0].text)
    whole = {
        name for name, some in entries.items() if some == {str(k + 1) for k in range(len(some))}
    }
    return {name for name in whole if len(entries[name]) > 1} - others


def is_entry(found: Reference) -> bool:
    """Whether it is one entry of a column, as z_2 is."""
    return [each.kind for each in found.entries] == ["number"]


def signatures(name: str) -> list[Signature]:
    """What a name of a block may be on the page: dz2 itself, and dz of layer 2.

    >>> signatures("dz2"), signatures("c")
    ([('dz2', ()), ('dz', ('2',))], [('c', ())])
    """
    base = name.rstrip("0123456789")
    numbered = [(base.rstrip("_"), (name[len(base) :],))] if base not in ("", name) else []
    return [(name, ()), *numbered]


def definitions(
    sides: list[Node], known: Letters, defined: Defined, scope: int
) -> tuple[tuple[tuple[Reference, Node, Node], ...], list[Node]]:
    """The names that a chain introduces, each with what it is, and the sides that are left."""
    defines: list[tuple[Reference, Node, Node]] = []
    rest = list(sides)
    while len(rest) > 1 and (found := _new(rest[0], known, defined, scope)):
        if _is_whole(found, rest[1], known):
            break
        defines.append((found, rest[0], rest[1]))
        rest = rest[1:]
    if not defines and (squared := _squared(sides, known, defined, scope)):
        return (squared,), rest[1:]
    if (
        len(rest) > 1
        and len(rest) == len(sides)
        and (found := _new(rest[-1], known, defined, scope))
    ) and (
        not found.entries
        and not found.family
        and len(name_of(rest[-1]) if rest[-1].kind == "symbol" else "xx") >= 1
        and _is_fresh(rest[-1], sides[:-1])
        and not defined.declared(found.name)
        and found.name not in defined.inside
    ):
        defines.append((found, rest[-1], rest[-2]))
        rest = rest[:-1]
    return tuple(defines), rest


def _squared(
    sides: list[Node], known: Letters, defined: Defined, scope: int
) -> tuple[Reference, Node, Node] | None:
    r"""What \sigma^2 = ... says of \sigma: it is the root.

    Not if \sigma was varied before: then it is free, and this holds at an optimum.
    """
    if len(sides) < BOTH:
        return None
    left, right = sides[:BOTH]
    is_square = left.kind == "scripted" and left.parts[2] == Node("number", "2")
    if not is_square or any(x == left for x in walk(right)):
        return None
    base = (
        left.parts[0]
        if left.parts[1] == NOTHING
        else replace(left, parts=(*left.parts[:2], NOTHING))
    )
    found = _new(base, known, defined, scope)
    if found is None or is_literal(right):
        return None
    name, parts = found.name, {x.name for x in references(right, known)}
    if name in {*parts, *defined.varied, *defined.made_of}:
        return None
    if any(name in defined.made_of.get(each, ()) for each in parts):
        return None
    return found, base, Node("root", "", (right, NOTHING), right.span)


def _is_whole(found: Reference, right: Node, known: Letters) -> bool:
    r"""Whether an entry is said by the array that it is of, as in x_i = \mathbf e_i^T x."""
    return bool(found.entries) and any(
        each.name == found.name and not each.entries and each.family == found.family
        for each in references(right, known)
    )


def _is_fresh(last: Node, before: list[Node]) -> bool:
    return (
        last.kind == "scripted"
        and not any(part == last for side in before for part in walk(side))
        and before[0].kind != "scripted"
    )


def _new(node: Node, known: Letters, defined: Defined, scope: int) -> Reference | None:
    """A name that is not defined yet."""
    found = reference(node, known)
    if found is None or found.power != NOTHING or found.transposed or found.primes:
        return None
    if found.base.startswith(("dot_", "ddot_")):
        return None  # a rate, of which a formula says how something moves
    is_numbered = any(index.kind == "number" for index in found.entries)
    if is_numbered and not (found.name in defined.by_entries and is_entry(found)):
        return None
    return None if defined.known(signature(found), scope) else found
