"""Updates made in haste: rounds in which new numbers are used too early."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...codegen.functions import plain
from ...codegen.loading import loaded
from ...codegen.program import program_of
from ...codegen.simplify import simplified
from ...codegen.source import python
from ...codegen.trace import Trace
from ...deadlines import spent
from ...node import Node
from ..certified.balls import Ball, exact, precision
from ..certified.program import Program
from ..decision.coordinates import Graph
from ..formulas.tree import Slope, Tree, walk
from ..text.statements import Update
from .updates import Rounds

if TYPE_CHECKING:
    from ..meaning.scope import Scope


@dataclass(frozen=True)
class Order:
    """A wrong way to update: one name after the other, new numbers in use at once.

    With `backwards` only the derivatives see the new numbers; what was computed forwards is old.
    """

    sequence: tuple[int, ...]
    backwards: bool


def orders(count: int) -> Iterator[Order]:
    """The orders that people fall into: the last layer first, or as written."""
    for sequence in (tuple(reversed(range(count))), tuple(range(count))):
        for backwards in (True, False):
            yield Order(sequence, backwards)


class Hasty:
    """Rounds in which some new numbers are used too early."""

    def __init__(self, rounds: Rounds, order: Order) -> None:
        self.rounds, self.order = rounds, order
        scope, inputs = rounds.scope, rounds.nodes
        self.forward = _computed_forwards(scope, rounds.updates) if order.backwards else []
        cut = [*inputs, *self.forward]
        self.fixed = Program(self.forward, inputs, scope.constants)
        self.early: set[int] = set()
        self.groups = [
            ([rounds.places[k] for k in group], [rounds.values[k] for k in group])
            for group in self._groups({node.serial for node in cut})
        ]
        self.steps = [
            (places, Program(values, cut, scope.constants)) for places, values in self.groups
        ]

    def _groups(self, cut: set[int]) -> list[list[int]]:
        """The updates in their order; those in a group need nothing from each other."""
        groups: list[list[int]] = [[]]
        done: set[int] = set()
        for k in self.order.sequence:
            used = Graph([]).above([self.rounds.values[k]], cut)
            reached = {place for place in done if self.rounds.nodes[place].serial in used}
            self.early |= reached
            if reached & {self.rounds.places[other] for other in groups[-1]}:
                groups.append([])
            groups[-1].append(k)
            done.add(self.rounds.places[k])
        return groups

    def names(self) -> list[str]:
        """The names whose new value reaches another update in the same round."""
        names = [name.partition("[")[0] for name in self.rounds.at]
        return list(dict.fromkeys(names[place] for place in sorted(self.early)))

    def roughly(self, rounds: int, deadline: float) -> list[float] | None:
        """The numbers after this many such rounds in floats; None if they cannot be had."""
        scope, cut = self.rounds.scope, [*self.rounds.nodes, *self.forward]
        forwards = _in_floats(scope, self.forward, self.rounds.nodes)
        steps = [(places, _in_floats(scope, values, cut)) for places, values in self.groups]
        state = [float(x) for x in self.rounds.at.values()]
        with suppress(ArithmeticError, ValueError):
            for _ in range(rounds):
                if spent() > deadline:
                    return None
                forward = forwards(*state)
                for places, step in steps:
                    for place, value in zip(places, step(*state, *forward), strict=True):
                        state[place] = value
            return state
        return None

    def after(self, rounds: int, bits: int, deadline: float) -> list[Ball] | None:
        """The numbers after this many such rounds; None if they take too long."""
        with precision(bits):
            state = [exact(x) for x in self.rounds.at.values()]
            for _ in range(rounds):
                if spent() > deadline:
                    return None
                found = self.fixed.onwards(state, bits)
                forward = [found[root] for root in self.fixed.roots]
                for places, program in self.steps:
                    values = program.onwards([*state, *forward], bits)
                    for place, root in zip(places, program.roots, strict=True):
                        state[place] = values[root]
        return state


def _in_floats(
    scope: Scope, roots: Sequence[Node], inputs: Sequence[Node]
) -> Callable[..., list[float]]:
    """The roots as a compiled function of the inputs."""
    reached = Graph([]).above(roots, {node.serial for node in inputs})
    leaves = [node for serial, node in reached.items() if serial in scope.constants]
    with precision(64):
        numbers = [float(scope.constants[leaf.serial]()) for leaf in leaves]
    program = simplified(program_of([*inputs, *leaves], roots))
    arguments = {f"x{place}": place for place in range(len(inputs) + len(leaves))}
    text = python(Trace("step", arguments, list(range(len(roots))), program))
    run = loaded(text, plain(text.functions), scope)
    return lambda *xs: run(*xs, *numbers)


def _computed_forwards(scope: Scope, updates: Sequence[Update]) -> list[Node]:
    """Every operation that the page's definitions make, derivatives not included."""
    scope.swept = []
    for update in updates:
        scope.meaning(update.value)
    defined = [
        node for name, node in scope.nodes.items() if not _has_slope(scope.pending.get(name))
    ]
    above = Graph([]).above([*defined, *scope.swept])
    return [node for node in above.values() if node.op is not None]


def _has_slope(tree: Tree | None) -> bool:
    return tree is not None and any(isinstance(part, Slope) for part in walk(tree))
