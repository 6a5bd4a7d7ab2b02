r"""Which name is a number, a column or a matrix: what all formulas of the page leave possible.

Each formula rules kinds out, round by round, until nothing changes. Where several are left,
convention decides, one name at a time, and that is remembered: nothing is called wrong on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import walk
from ..names.letters import Letters
from ..names.references import Reference, reference
from .biases import Biases
from .conventions import CONVENTIONAL, DEFAULT, FORCED, STATED, choose
from .kinds import ANY, COLUMN, MATRIX, NUMBER, ROW, Kinds
from .narrowing import equations_in, narrowed, possible, references_in, uses_in
from .world import World

DERIVATIVES = ("slope", "nabla")


@dataclass(frozen=True)
class Ranks:
    """The kind of each name, and on what evidence."""

    kinds: Mapping[str, str]
    world: World  # what was known where they were decided
    evidence: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)


def ranks(
    definitions: Sequence[Printed],
    claims: Sequence[Printed],
    letters: Letters,
    functions: Mapping[str, Node],
    stated: Mapping[str, str],
    biases: Biases,
) -> Ranks:
    """The kind of each name of a page; `stated` are those that the page says.

    The b of Xw + b is a column as its sum is, unless what is said of its derivative is a number.
    """
    found = _ranks(definitions, claims, letters, functions, stated, biases)
    for name in sorted(biases.beside - set(stated)):
        found = _as_number(name, found, equations_in(definitions), equations_in(claims))
    return found


def _as_number(
    name: str, found: Ranks, definitions: Sequence[Printed], claims: Sequence[Printed]
) -> Ranks:
    """A name as a number, if that and nothing else fits the formulas for its derivative."""
    world = replace(found.world, names={**found.world.names, name: frozenset({NUMBER})})
    about = [each for each in claims if name in _slopes_in(each, world.letters)]
    if not about or any(possible(each, found.world) for each in about):
        return found
    loose = replace(world, loose=True)
    if not all(possible(each, world) for each in about) or not all(
        possible(each, loose) for each in definitions
    ):
        return found
    kinds, evidence = {**found.kinds, name: NUMBER}, {**found.evidence, name: FORCED}
    return replace(found, kinds=kinds, evidence=evidence, world=world)


def _slopes_in(printed: Printed, letters: Letters) -> set[str]:
    """The names in which a formula differentiates."""
    nodes = (node for side in printed.sides for node in walk(side) if node.kind in DERIVATIVES)
    names = (reference(wrt, letters) for node in nodes for wrt in node.parts[1:])
    return {each.sort for each in names if each is not None}


def _ranks(
    definitions: Sequence[Printed],
    claims: Sequence[Printed],
    letters: Letters,
    functions: Mapping[str, Node],
    stated: Mapping[str, str],
    biases: Biases,
) -> Ranks:
    """The kinds of names. Definitions are asked first: a claim may hold a slip."""
    page = [*definitions, *claims]
    found = list(references_in(page, letters))
    aliases = _aliases(found)
    names = _direct(found, aliases)
    for name, kind in stated.items():
        for sort in [each for each in names if each.partition("(")[0] == name] or [name]:
            names[aliases.get(sort, sort)] = frozenset({kind})
    evidence = {sort: STATED for sort in names if {sort, sort.partition("(")[0]} & set(stated)}
    first, equations = equations_in(definitions), equations_in(page)
    world = World(letters, names, aliases, functions, biases=biases)

    uses = uses_in(equations, letters, aliases)

    def narrow(changed: set[str]) -> set[str]:
        return narrowed(uses, names, world, changed)

    narrowed(uses_in(first, letters, aliases), names, world, None)
    narrowed(uses, names, world, None)
    for name in list(names):
        if len(names[name]) == 1:
            evidence.setdefault(name, FORCED)
    indexed = {aliases.get(each.name, each.sort) for each in found if len(each.entries) == 1}
    choose(names, evidence, narrow, biases, frozenset(indexed))
    decided = {name: next(iter(own)) for name, own in names.items()}
    return Ranks(decided, world, evidence, aliases)


def _aliases(found: Sequence[Reference]) -> dict[str, str]:
    """w_{jk} as an entry of W: a small letter that never stands without indices."""
    bare = {each.name for each in found if not each.entries}
    counts: dict[str, set[int]] = {}
    for each in found:
        if each.entries:
            counts.setdefault(each.name, set()).add(len(each.entries))
    return {
        name: name[0].upper() + name[1:]
        for name, many in counts.items()
        if name not in bare
        and name[0].upper() + name[1:] in bare
        and name[0].islower()
        and len(name) == 1
        and many == {2}
    }


def _direct(found: Sequence[Reference], aliases: Mapping[str, str]) -> dict[str, Kinds]:
    """What each use of a name says by itself: indices, a transpose, bold letters."""
    names: dict[str, Kinds] = {}
    for each in found:
        name = aliases.get(each.name, each.sort)
        own = names.get(name, ANY)
        if each.entries:
            own &= _with_indices(each)
        if each.is_exponential:
            own &= frozenset({NUMBER})
        if each.transposed:
            own &= frozenset({COLUMN, MATRIX, ROW})
        if each.font == "bold":
            own &= frozenset({MATRIX, COLUMN}) if each.base[:1].isupper() else frozenset({COLUMN})
        names[name] = own or names.get(name, ANY)
    return names


def _with_indices(found: Reference) -> Kinds:
    """What has so many indices; a capital letter with one may be a matrix, and this its row."""
    if len(found.entries) == 2:
        return frozenset({MATRIX})
    return frozenset({COLUMN, MATRIX} if found.base[:1].isupper() else {COLUMN})


__all__ = ["CONVENTIONAL", "DEFAULT", "FORCED", "STATED", "Ranks", "ranks"]
