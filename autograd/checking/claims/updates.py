"""Updates `w <- w - eta*dL/dw`: the numbers after n rounds.

In a round every right side is computed with the old numbers, then all names get their new ones.
Rounds are run in certified arithmetic, so a number after 20000 of them is as certain as one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ...deadlines import spent
from ...node import Node
from ..certified.balls import Ball, Undefined, exact, precision
from ..certified.program import UNDEFINED, Program
from ..certified.straight import Run, repeated

if TYPE_CHECKING:
    from ..meaning.scope import Scope

MOST_ROUNDS = 100_000
SECONDS = 6.0
FEW = 200  # rounds that are over before straight-line code for them would be compiled
AT_ONCE = 20_000  # instructions between two looks at the clock


class TooLong(Exception):  # the claim is then inconclusive
    """The rounds take more time than a claim is allowed."""


class Rounds:
    """Rounds run from given numbers; `new` has the formula that each updated name is set to."""

    def __init__(self, scope: Scope, at: Mapping[str, Any], new: Mapping[str, Node]) -> None:
        self.scope, self.at, self.new = scope, at, new
        self.nodes = [scope.known(name) for name in at]
        self.places = [list(at).index(name) for name in new]
        self.program = Program(list(new.values()), self.nodes, scope.constants)
        self.runs: dict[int, Run] = {}
        self.kept: dict[int, dict[int, list[Ball]]] = {}  # by bits, after the last two rounds

    def after(self, rounds: int, bits: int) -> list[Ball]:
        """Enclosures of the numbers after this many rounds."""
        kept = self.kept.get(bits, {})
        done = max((count for count in kept if count <= rounds), default=0)
        with precision(bits):
            state = kept[done] if done in kept else [exact(x) for x in self.at.values()]
            if done == rounds:
                return state
            before = self._many(state, rounds - 1 - done, bits)
            state = self._one(before, bits)
        self.kept[bits] = {rounds - 1: before, rounds: state}
        return state

    def portions(self, rounds: int) -> Iterator[int]:
        """The rounds in portions, with time between them for a look at the clock."""
        portion = max(1, AT_ONCE // max(1, len(self.program.code)))
        for done in range(0, rounds, portion):
            yield min(portion, rounds - done)

    def _many(self, state: list[Ball], rounds: int, bits: int) -> list[Ball]:
        deadline = spent() + SECONDS
        if rounds > FEW and bits not in self.runs:
            self.runs[bits] = repeated(self.program, self.places, bits)
        for portion in self.portions(rounds):
            state = self._portion(state, portion, bits)
            if spent() > deadline:
                raise TooLong
        return state

    def _portion(self, state: list[Ball], rounds: int, bits: int) -> list[Ball]:
        if bits in self.runs:
            with suppress(Undefined):  # what is undefined may still not be needed
                return self.runs[bits](state, rounds)
        for _ in range(rounds):
            state = self._one(state, bits)
        return state

    def _one(self, state: list[Ball], bits: int) -> list[Ball]:
        values = self.program.onwards(state, bits)
        state = list(state)
        for place, root in zip(self.places, self.program.roots, strict=True):
            if values[root] is UNDEFINED:
                raise TooLong
            state[place] = values[root]
        return state
