"""What a wrong worked number is instead: a value used too early, of another round, a slip."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ...engine.node import Node
from ...engine.walks import between
from ...errors import AutogradError
from ...formulas.trees.tree import Name, Slope, Tree, text, walk
from ...support.deadlines import OutOfWork, allowed, left
from ...values.symbol import Symbol
from ..certified.balls import UNDEFINED
from ..meaning.scope import Scope
from ..pages.statements import Update
from ..worked_slips.formulas import Slipped, slipped
from ..worked_slips.table import significant
from .comes_of import after, comes_of, in_floats, may_come_of
from .otherwise import Valued, computed_otherwise, fitting, most_tried
from .updates import Astray, Rounds, TooLong
from .worked_numbers import WorkedNumber

WORK = 5_000_000  # of the search
FEWEST = 2  # digits of a number of which something is said


def explained(number: WorkedNumber, bits: int) -> str | None:
    """Say where a wrong number comes from: a value used too early, another round, or a slip.

    The velocity of momentum, used at once, gives the numbers of the next round to all but itself.
    Of a single digit nothing is said: too much comes near it by chance.
    """
    if significant(text(number.right)) < FEWEST:
        return None
    with suppress(TooLong, Astray, OutOfWork), allowed(min(WORK, left() * 3 // 4)):
        return next(_instead(number, bits), None)
    return None


def _instead(number: WorkedNumber, bits: int) -> Iterator[str]:
    if number.above.updates and all(
        update.name in number.worked.at for update in number.above.updates
    ):
        yield from _too_early(number, bits)
        yield from _other_rounds(number, bits)
        yield from other_updates(number, bits)
    yield from computed_otherwise(number, bits)


def _other_rounds(number: WorkedNumber, bits: int) -> Iterator[str]:
    now = number.worked.rounds or 0
    for count in (now - 1, now + 1):
        if count >= 0 and comes_of(number, number.rounds(), count, bits):
            times = "before any update" if not count else f"after {_counted(count)}"
            yield f"this is the value {times}"


def _too_early(number: WorkedNumber, bits: int) -> Iterator[str]:
    updates, count = number.above.updates, number.worked.rounds or 1
    for order in orders([update.name for update in updates]):
        rounds, early = early_rounds(number.rounds(), updates, order)
        if (
            early
            and may_come_of(number, in_floats(rounds, count))
            and comes_of(number, rounds, count, bits)
        ):
            derived = order.backwards and not _is_written(updates, early)
            where = "in the derivatives of the same round" if derived else "at once"
            verb = "is" if len(early) == 1 else "are"
            yield (
                f"this comes out when the new {_listed(early)} {verb} used {where}; "
                "an update uses old values on every right side"
            )


def _is_written(updates: Sequence[Update], early: Sequence[str]) -> bool:
    """Whether the update of another name mentions one of these itself, as w - 0.1*v does."""
    return any(
        Name(name) in walk(update.value)
        for name in early
        for update in updates
        if update.name != name
    )


def _counted(rounds: int) -> str:
    return "1 update" if rounds == 1 else f"{rounds} updates"


def _listed(names: list[str]) -> str:
    """Names as a sentence lists them: `w5, w6 and w7`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


# ---- A slip in the updates: one adds instead of taking away, one is without its rate -------------


def other_updates(number: WorkedNumber, bits: int) -> Iterator[str]:
    """What slips in the updates lead to the digits shown, in words."""
    return fitting(number, bits, _valued(number, bits))


def _valued(number: WorkedNumber, bits: int) -> Iterator[Valued]:
    count, rounds = number.worked.rounds or 1, number.rounds()
    for each, where in islice(_slipped(number.above.updates), most_tried(number)):
        value: Any = UNDEFINED
        with suppress(AutogradError, Astray):
            meant = {name: number.meaning(slip.tree) for name, slip in each.items()}
            other = Rounds(number.scope, number.worked.at, {**rounds.new, **meant})
            if may_come_of(number, in_floats(other, count)):
                value = after(number, other, count, bits)
        yield value, f"{next(iter(each.values())).words} {where}"


def _slipped(updates: list[Update]) -> Iterator[tuple[dict[str, Slipped], str]]:
    """Each slip in the update of one name, an array with all its entries; and in all updates."""
    arrays: dict[str, list[Update]] = {}
    for update in updates:
        arrays.setdefault(update.name.partition("[")[0], []).append(update)
    for name, some in arrays.items():
        for each in _alike(some):
            yield each, f"in the update of {name}"
    for each in _alike(updates) if len(arrays) > 1 else ():
        yield each, "in every update"


def _alike(updates: list[Update]) -> Iterator[dict[str, Slipped]]:
    """The same slip at the same place of each update."""
    found = [{(each.way, each.slip): each for each in slipped(u.value)} for u in updates]
    for key in found[0]:
        if all(key in each for each in found):
            yield {u.name: each[key] for u, each in zip(updates, found, strict=True)}


# ---- Updates made in haste: new numbers are used too early ---------------------------------------


@dataclass(frozen=True)
class Order:
    """A wrong way to update: one name after the other, new numbers in use at once.

    With `backwards` only the derivatives see the new numbers; what was computed forwards is old.
    """

    sequence: tuple[str, ...]
    backwards: bool


def orders(names: Sequence[str]) -> Iterator[Order]:
    """The orders that people fall into: the last layer first, or as written."""
    for sequence in (tuple(reversed(names)), tuple(names)):
        for backwards in (True, False):
            yield Order(sequence, backwards)


def early_rounds(
    rounds: Rounds, updates: Sequence[Update], order: Order
) -> tuple[Rounds, list[str]]:
    """Rounds like these in a wrong order; and the names whose new value they use too early."""
    forward = _computed_forwards(rounds.scope, updates) if order.backwards else []
    places = dict(zip(rounds.at, rounds.nodes, strict=True))
    old = {node.serial: node for node in [*rounds.nodes, *forward]}
    written, done, since = dict(old), dict(old), set[int]()
    new: dict[str, Node] = {}
    early: set[int] = set()
    for name in order.sequence:
        used, place = between([rounds.new[name]], old), places[name].serial
        early |= {serial for serial in used if done.get(serial) is not old.get(serial)}
        if since & used.keys():
            written, since = dict(done), set()
        new[name] = done[place] = _written(rounds.new[name], used, written)
        since.add(place)
    names = (name.partition("[")[0] for name, node in places.items() if node.serial in early)
    return Rounds(rounds.scope, rounds.at, new), list(dict.fromkeys(names))


def _written(root: Node, above: Mapping[int, Node], written: dict[int, Node]) -> Node:
    """The node in terms of what has been written anew; what this adds is written, too."""
    for serial in sorted(above):
        node = above[serial]
        if serial not in written:
            args = tuple(written[x.serial] if isinstance(x, Node) else x for x in node.args)
            same = all(map(operator.is_, args, node.args))
            written[serial] = node if node.op is None or same else Symbol.record(node.op, args)
    return written[root.serial]


def _computed_forwards(scope: Scope, updates: Sequence[Update]) -> list[Node]:
    """Every operation that the page's definitions make, derivatives not included."""
    scope = scope.within(swept=[])
    for update in updates:
        scope.meaning(update.value)
    defined = [
        node for name, node in scope.nodes.items() if not _has_slope(scope.pending.get(name))
    ]
    above = between([*defined, *scope.swept])
    return [node for node in above.values() if node.op is not None]


def _has_slope(tree: Tree | None) -> bool:
    return tree is not None and any(isinstance(part, Slope) for part in walk(tree))
