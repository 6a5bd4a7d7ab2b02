"""Updates `w <- w - eta*dL/dw`: the numbers after n rounds.

In a round every right side is computed with the old numbers, then all names get their new ones.
Rounds are run in certified arithmetic, so a number after 20000 of them is as certain as one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...deadlines import spent
from ...node import Node
from ..certified.balls import Ball, exact, precision
from ..certified.program import UNDEFINED, Program
from ..text.statements import Update

if TYPE_CHECKING:
    from ..meaning.scope import Scope

MOST_ROUNDS = 100_000
SECONDS = 6.0


class TooLong(Exception):  # the claim is then inconclusive
    """The rounds take more time than a claim is allowed."""


class Rounds:
    """The updates of a page, run from given numbers; the last round is kept to go on from."""

    def __init__(self, scope: Scope, updates: Sequence[Update], at: Mapping[str, Any]) -> None:
        self.scope, self.updates, self.at = scope, updates, at
        self.nodes = [scope.known(name) for name in at]
        self.places = [list(at).index(update.name) for update in updates]
        self.values: list[Node] = [
            scope.as_symbol(scope.meaning(update.value)) for update in updates
        ]
        self.program = Program(self.values, self.nodes, scope.constants)
        self.reached: dict[int, tuple[int, list[Ball]]] = {}
        self.before: dict[int, tuple[int, list[Ball]]] = {}  # one round earlier

    def after(self, rounds: int, bits: int) -> list[Ball]:
        """Enclosures of the numbers after this many rounds."""
        done, state = self.reached.get(bits, (0, []))
        if done == rounds + 1 and bits in self.before:
            return self.before[bits][1]
        if done > rounds or not state:
            with precision(bits):
                done, state = 0, [exact(x) for x in self.at.values()]
        deadline = spent() + SECONDS
        with precision(bits):
            while done < rounds:
                self.before[bits] = done, state
                state = self._round(state, bits)
                done += 1
                if spent() > deadline:
                    raise TooLong
        self.reached[bits] = done, state
        return state

    def _round(self, state: list[Ball], bits: int) -> list[Ball]:
        values = self.program.onwards(state, bits)
        state = list(state)
        for place, root in zip(self.places, self.program.roots, strict=True):
            if values[root] is UNDEFINED:
                raise TooLong
            state[place] = values[root]
        return state
