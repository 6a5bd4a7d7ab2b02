"""What kinds each name can have, by all formulas of a page: each rules some out, round by round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

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


def _used(printed: Printed, letters: Letters, aliases: Mapping[str, str]) -> set[str]:
    return {aliases.get(each.name, each.sort) for each in references_in([printed], letters)}


def narrowed(
    equations: Sequence[Printed],
    names: dict[str, Kinds],
    world: World,
    changed: set[str] | None,
) -> None:
    """Rule out kinds that no formula allows, until nothing changes."""
    uses = [_used(each, world.letters, world.aliases) for each in equations]
    for _ in range(MOST_ROUNDS):
        now: set[str] = set()
        for equation, used in zip(equations, uses, strict=True):
            if changed is not None and not used & changed:
                continue
            now |= _ruled_out(equation, used, names, world)
        if not now:
            return
        changed = now


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
