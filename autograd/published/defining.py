"""Which names a formula defines: those on its sides that are not defined yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..formulas.printed import Node
from ..formulas.printed.node import NOTHING, walk
from .letters import Letters, name_of, shifted
from .references import Reference, reference

Signature = tuple[str, tuple[str, ...]]  # a name, and for which layers: numbers, or * for each


@dataclass
class Defined:
    """What has been defined so far, and where."""

    by: dict[tuple[Signature, int], int] = field(default_factory=dict)
    declared: Callable[[str], bool] = lambda _: False  # names that blocks declare
    inside: set[str] = field(default_factory=set)  # names of which others are made

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
    """A name and for which layers it is meant."""
    return found.name, tuple(
        "*" if (index.kind == "symbol" and index.text.islower()) or shifted(index) else index.text
        for index in found.family
    )


def definitions(
    sides: list[Node], known: Letters, defined: Defined, scope: int
) -> tuple[tuple[tuple[Reference, Node, Node], ...], list[Node]]:
    """The names that a chain introduces, each with what it is, and the sides that are left."""
    defines: list[tuple[Reference, Node, Node]] = []
    rest = list(sides)
    while len(rest) > 1 and (found := _new(rest[0], known, defined, scope)):
        defines.append((found, rest[0], rest[1]))
        rest = rest[1:]
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
    if any(index.kind == "number" for index in found.entries):
        return None
    return None if defined.known(signature(found), scope) else found
