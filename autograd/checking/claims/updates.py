"""Updates `w <- w - eta*dL/dw`: the numbers after n rounds.

In a round every right side is computed with the old numbers, then all names get their new ones.
Rounds are run in certified arithmetic, so a number after 20000 of them is as certain as one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Any

from ...engine.node import Node
from ...support.deadlines import OutOfWork, allowed, work
from ..certified.balls import UNDEFINED, Undefined, balls, precision
from ..certified.rationals import rationals
from ..certified.straight import Run, Tied, repeated
from ..decision.kinks import Evaluated, Kink, Kinks
from ..meaning.scope import Scope
from .digits_shown import words

State = list[Any]  # rational numbers and balls

MOST_ROUNDS = 100_000
WORK = 6_000_000  # of the rounds of one worked number
FEW = 200  # rounds that are over before straight-line code for them would be compiled
AT_ONCE = 20_000  # instructions between two looks at the clock


class TooLong(Exception):  # the claim is then inconclusive, and says so in these words
    """The rounds take more time than a claim is allowed."""


class Astray(Exception):  # the claim is then inconclusive, and says so in these words
    """The rounds lead where a new number is not defined, or is a matter of opinion."""


class Rounds:
    """Rounds run from given numbers; `new` has the formula that each updated name is set to."""

    def __init__(self, scope: Scope, at: Mapping[str, Any], new: Mapping[str, Node]) -> None:
        self.scope, self.at, self.new = scope, at, new
        self.nodes = [scope.known(name) for name in at]
        self.places = [list(at).index(name) for name in new]
        self.formulas = Kinks(list(new.values()), self.nodes, scope.constants, scope.derived)
        self.program = self.formulas.program
        self.runs: dict[int, Run] = {}
        self.kept: dict[int, dict[int, State]] = {}  # by bits, after the last two rounds
        self.kinks: dict[int, Kink] = {}  # by the round that passed through it

    def after(self, rounds: int, bits: int) -> State:
        """The numbers after this many rounds, as rational numbers or enclosures."""
        kept = self.kept.get(bits, {})
        done = max((count for count in kept if count <= rounds), default=0)
        with precision(bits):
            state = kept[done] if done in kept else list(self.at.values())
            if done == rounds:
                return state
            before = self._many(state, done, rounds - 1, bits)
            state = self._one(before, rounds, bits)
        self.kept[bits] = {rounds - 1: before, rounds: state}
        return state

    def portions(self, rounds: int) -> Iterator[int]:
        """The rounds in portions, with a look at the work between them."""
        portion = max(1, AT_ONCE // max(1, len(self.program.code)))
        for done in range(0, rounds, portion):
            yield min(portion, rounds - done)

    def _many(self, state: State, done: int, rounds: int, bits: int) -> State:
        try:
            with allowed(WORK):
                for portion in self.portions(rounds - done):
                    state = self._portion(state, done, portion, bits, rounds > FEW)
                    done += portion
        except OutOfWork:
            why = f"not decided: the work allowed ran out after {done} of {rounds + 1} rounds"
            raise TooLong(why) from None
        return state

    def _portion(self, state: State, done: int, rounds: int, bits: int, fast: bool) -> State:
        last = done + rounds
        while done < last and (not fast or self._is_rational(state)):
            done += 1
            state = self._one(state, done, bits)
        if done < last:
            if bits not in self.runs:
                self.runs[bits] = repeated(self.program, self.places, bits)
            work((last - done) * self.program.cost(bits) // 3)
            with suppress(Undefined, Tied):  # what is undefined may still not be needed
                return self.runs[bits](balls(state), last - done)
        for count in range(done + 1, last + 1):
            state = self._one(state, count, bits)
        return state

    def _is_rational(self, state: State) -> bool:
        """Whether numbers that may tie are still known as what they are."""
        return bool(self.program.ties) and all(isinstance(x, Fraction) for x in state)

    def _one(self, state: State, count: int, bits: int) -> State:
        found = self.formulas.at(state, bits)
        self._pass(found.kinks, count)
        new = dict(zip(self.places, self._exact(state, found), strict=True))
        if UNDEFINED in new.values():
            name = list(self.at)[next(k for k, x in new.items() if x is UNDEFINED)]
            raise Astray(f"{name} has no value in round {count}")
        return [new.get(place, x) for place, x in enumerate(state)]

    def _exact(self, state: State, found: Evaluated) -> State:
        """The new numbers, rational where they still are and may tie later."""
        if not self._is_rational(state) or found.smoothed:
            return found.roots
        known = rationals(self.program, state)
        exact = [known[place] for place in self.formulas.roots]
        return [y if x is UNDEFINED else x for x, y in zip(exact, found.roots, strict=True)]

    def passed(self, rounds: int) -> str | None:
        """The first kink that these rounds passed through, in words."""
        first = min(self.kinks, default=rounds + 1)
        return f"in round {first} {words(self.kinks[first])}" if first <= rounds else None

    def _pass(self, kinks: Sequence[Kink], count: int) -> None:
        """Go on through kinks by the conventions, where there are any."""
        for kink in kinks:
            if kink.kind != "kink" or kink.by == "point":
                raise Astray(f"in round {count} {words(kink)}")
            self.kinks.setdefault(count, kink)
