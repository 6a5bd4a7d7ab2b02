r"""Which name is a number, a column or a matrix: what all formulas of the page leave possible.

Each formula rules kinds out, round by round, until nothing changes. Where several are left,
convention decides, one name at a time, and that is remembered: nothing is called wrong on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..formulas.printed import Node, Printed
from .elements import LOSSES
from .kinds import ANY, COLUMN, MATRIX, NUMBER, ROW, Kinds
from .letters import Letters
from .possible import World, kinds
from .problems import Misfit, Unread
from .references import Reference, references

FORCED, CONVENTIONAL, DEFAULT, STATED = "forced", "conventional", "default", "stated"
MOST_ROUNDS = 12
MATRICES = frozenset("WXAUVHBQI")  # where there are arrays


@dataclass(frozen=True)
class Ranks:
    """The kind of each name, and on what evidence."""

    kinds: Mapping[str, str]
    evidence: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)


def ranks(
    definitions: Sequence[Printed],
    claims: Sequence[Printed],
    letters: Letters,
    functions: Mapping[str, Node],
    stated: Mapping[str, str],
) -> Ranks:
    """The kind of each name of a page; `stated` are those that the page says.

    Definitions are asked first: a claim may hold a slip.
    """
    page = [*definitions, *claims]
    found = list(_references(page, letters))
    aliases = _aliases(found)
    names = _direct(found, aliases)
    for name, kind in stated.items():
        for sort in [each for each in names if each.partition("(")[0] == name] or [name]:
            names[aliases.get(sort, sort)] = frozenset({kind})
    evidence = {sort: STATED for sort in names if {sort, sort.partition("(")[0]} & set(stated)}
    first, equations = _equations(definitions), _equations(page)
    world = World(letters, names, aliases, functions)

    def narrow(changed: set[str] | None) -> None:
        _narrow(equations, names, world, changed)

    _narrow(first, names, world, None)
    narrow(None)
    for name in list(names):
        if len(names[name]) == 1:
            evidence.setdefault(name, FORCED)
    _chosen(names, evidence, narrow)
    return Ranks({name: next(iter(own)) for name, own in names.items()}, evidence, aliases)


def _equations(page: Iterable[Printed]) -> list[Printed]:
    return [each for each in page if each.sides and all(x in ("=", "<-") for x in each.signs)]


def _references(page: Iterable[Printed], letters: Letters) -> Iterable[Reference]:
    return (found for each in page for side in each.sides for found in references(side, letters))


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
            own &= frozenset({{1: COLUMN, 2: MATRIX}.get(len(each.entries), COLUMN)})
        if each.is_exponential:
            own &= frozenset({NUMBER})
        if each.transposed:
            own &= frozenset({COLUMN, MATRIX, ROW})
        if each.font == "bold":
            own &= frozenset({MATRIX, COLUMN}) if each.base[:1].isupper() else frozenset({COLUMN})
        names[name] = own or names.get(name, ANY)
    return names


def _used(printed: Printed, letters: Letters, aliases: Mapping[str, str]) -> set[str]:
    return {aliases.get(each.name, each.sort) for each in _references([printed], letters)}


def _narrow(
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


def _chosen(
    names: dict[str, Kinds], evidence: dict[str, str], narrow: Callable[[set[str]], None]
) -> None:
    """Decide by convention what the formulas leave open."""
    has_arrays = any(NUMBER not in own for own in names.values())
    order = sorted(
        names,
        key=lambda name: (
            name.partition("_")[0] not in LOSSES,
            NUMBER in names[name],
            not name[:1].isupper(),
            name,
        ),
    )
    for name in order:
        own = names[name]
        if len(own) == 1:
            continue
        kind = _convention(name, own, has_arrays)
        names[name] = frozenset({kind})
        is_default = has_arrays and kind == NUMBER and name.partition("_")[0] not in LOSSES
        evidence[name] = DEFAULT if is_default else CONVENTIONAL
        narrow({name})
        for each, kinds_left in names.items():
            if len(kinds_left) == 1:
                evidence.setdefault(each, evidence[name])


def _convention(name: str, own: Kinds, has_arrays: bool) -> str:
    letter = name.rpartition(".")[2].rpartition("_")[2][:1] if "_" in name else name[:1]
    if has_arrays and MATRIX in own and name.partition("_")[0].partition("(")[0] in MATRICES:
        return MATRIX
    if NUMBER in own:
        return NUMBER
    order = (MATRIX, COLUMN, ROW) if letter.isupper() else (COLUMN, MATRIX, ROW)
    return next(kind for kind in order if kind in own)
