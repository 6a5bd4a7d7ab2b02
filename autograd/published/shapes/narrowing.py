"""What kinds each name can have, by all formulas of a page: each rules some out, round by round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...formulas.printed import Printed
from ..names.letters import Letters
from ..names.references import Reference, references
from ..problems import Misfit, Unread
from .kinds import ANY, Kinds
from .world import World
from .written import kinds

MOST_ROUNDS = 12


def equations_in(page: Iterable[Printed]) -> list[Printed]:
    """The formulas whose sides are of one kind."""
    return [each for each in page if each.sides and all(x in ("=", "<-") for x in each.signs)]


def references_in(page: Iterable[Printed], letters: Letters) -> Iterable[Reference]:
    """All names in some formulas."""
    return (found for each in page for side in each.sides for found in references(side, letters))


@dataclass(frozen=True)
class Uses:
    """Some formulas with the names that each uses, and for each name where it is used."""

    equations: Sequence[Printed]
    names: Sequence[set[str]]
    places: Mapping[str, Sequence[int]]

    def of(self, changed: Iterable[str]) -> list[int]:
        """The places of formulas that use one of some names, in order."""
        return sorted({place for name in changed for place in self.places.get(name, ())})


def uses_in(equations: Sequence[Printed], letters: Letters, aliases: Mapping[str, str]) -> Uses:
    """Where the names of some formulas are used: a change goes only where it matters."""
    names = [
        {aliases.get(each.name, each.sort) for each in references_in([one], letters)}
        for one in equations
    ]
    places: dict[str, list[int]] = {}
    for place, used in enumerate(names):
        for name in used:
            places.setdefault(name, []).append(place)
    return Uses(equations, names, places)


def narrowed(
    uses: Uses, names: dict[str, Kinds], world: World, changed: Iterable[str] | None
) -> set[str]:
    """Rule out kinds that no formula allows, until nothing changes; the names that did.

    All formulas are asked first if it is not said which names `changed`.
    """
    found: set[str] = set()
    asked: Sequence[int] = range(len(uses.equations)) if changed is None else uses.of(changed)
    for _ in range(MOST_ROUNDS):
        now: set[str] = set()
        for place in asked:
            now |= _ruled_out(uses.equations[place], uses.names[place], names, world)
        if not now:
            break
        found |= now
        asked = uses.of(now)
    return found


def _ruled_out(
    equation: Printed, used: set[str], names: dict[str, Kinds], world: World
) -> set[str]:
    """The names of which this formula leaves fewer kinds."""
    if not possible(equation, world):
        world = replace(world, loose=True)
    if not possible(equation, world):
        return set()  # a slip, or something that is not understood: it says nothing of its names
    found = set()
    for name in sorted(used):
        own = names.get(name, ANY)
        if len(own) < 2:
            continue
        left = set()
        for kind in own:
            names[name] = frozenset({kind})
            if possible(equation, world):
                left.add(kind)
        names[name] = frozenset(left) or own
        if names[name] != own:
            found.add(name)
    return found


def possible(equation: Printed, world: World) -> bool:
    """Whether the sides of a formula can be of one kind."""
    try:
        shared: Kinds | None = None
        for side in equation.sides:
            own = kinds(side, world)
            shared = own if shared is None else shared & own
            if not shared:
                return False
    except Misfit:
        return False
    except Unread:
        return True
    return True
