"""Updates made in haste: rounds in which new numbers are used too early."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...engine.node import Node
from ...engine.walks import between
from ...formulas.trees.tree import Slope, Tree, walk
from ...values.symbol import Symbol
from ..meaning.scope import Scope
from ..pages.statements import Update
from .updates import Rounds


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
