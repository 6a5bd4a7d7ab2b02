"""One worked number `left = number`: what the left side is worth at the numbers that are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

from ...engine.node import Node
from ...engine.walks import between
from ...formulas.trees.tree import Number, Tree, text
from ...support.deadlines import done
from ..certified.balls import UNDEFINED
from ..decision.judge import DEEP, PRECISIONS
from ..decision.kinks import Kink, Kinks
from ..meaning.scope import Scope
from ..pages.statements import Worked
from .digits_shown import certain, decided, is_fine, last_digit, rounds_to, words
from .statements import Above
from .updates import MOST_ROUNDS, Rounds

BITS = PRECISIONS + DEEP
WORK = 6_000_000  # after which no higher precision is begun


@dataclass(frozen=True)
class Settled:
    """A value at a precision: whether it fits what is shown, and what is in the way of knowing."""

    value: Any
    bits: int
    fits: bool | None = None
    kink: Kink | None = None
    reason: str = ""


class WorkedNumber:
    """A claim `left = number` among worked numbers."""

    def __init__(
        self,
        scope: Scope,
        above: Above,
        worked: Worked,
        left: Tree,
        number: Number,
        right: Tree,
    ) -> None:
        self.scope, self.above, self.worked = scope, above, worked
        self.left, self.right, self.unit = left, right, last_digit(number)
        shown = self.scope.meaning(right)
        if not isinstance(shown, Fraction):
            raise self.scope.refuse("wanted a number", right)
        self.shown = shown
        self.root = self.meaning(left)
        self.inputs = [self.scope.known(name) for name in worked.at]
        self._complain_of_missing_numbers()
        self.formulas = Kinks([self.root], self.inputs, self.scope.constants, self.scope.derived)

    def meaning(self, tree: Tree) -> Node:
        """What a formula of the page is, as one number."""
        found: Node = self.scope.as_symbol(self.scope.meaning(tree))
        return found

    def _complain_of_missing_numbers(self) -> None:
        cut = {node.serial for node in self.inputs}
        wanted = [self.root]
        if self.worked.rounds is not None:
            self._complain_of_updates()
            wanted += [self.meaning(update.value) for update in self.above.updates]
        reached = between(wanted, cut)
        missing = _arrays(
            name
            for name, node in self.scope.variables.items()
            if name not in self.worked.at and node.serial in reached
        )
        if missing:
            raise self.scope.refuse(f"no number is given for {', '.join(missing)}", self.left)

    def _complain_of_updates(self) -> None:
        count = self.worked.rounds or 0
        if count > MOST_ROUNDS:
            raise self.scope.refuse(f"at most {MOST_ROUNDS} rounds are run", self.left)
        if not self.above.updates:
            why = "there is nothing to repeat: no line above says w <- …"
            raise self.scope.refuse(why, self.left)
        unnumbered = _arrays(u.name for u in self.above.updates if u.name not in self.worked.at)
        if unnumbered:
            raise self.scope.refuse(f"no number is given for {', '.join(unnumbered)}", self.left)

    def rounds(self) -> Rounds:
        """The page's updates from these numbers, shared by all claims that start from them."""
        key = (*self.worked.at.items(), len(self.above.updates))
        if key not in self.above.rounds:
            new = {update.name: self.meaning(update.value) for update in self.above.updates}
            self.above.rounds[key] = Rounds(self.scope, self.worked.at, new)
        found: Rounds = self.above.rounds[key]
        return found

    def settle(self) -> Settled:
        """Whether the value rounds to what is shown, at precisions that double until it is certain.

        What is certainly another number is computed on, until its digits can be shown.
        """
        end = done() + WORK
        for bits in BITS:
            found = self.settled(bits)
            if found.reason or (found.fits is not None and is_fine(found.value, self.unit)):
                return found
            if done() > end:
                break
        return found if found.fits is not None else replace(found, reason=self._doubt(found))

    def settled(self, bits: int) -> Settled:
        """The same at one precision. Raises `TooLong` and `Astray` as the rounds do."""
        point = self.numbers(bits)
        found = self.formulas.at(point, bits)
        (value,) = found.roots
        if value is UNDEFINED:
            return Settled(value, bits, reason=f"{text(self.left)} has no value there")
        if not found.kinks:
            return Settled(value, bits, self.fits(value, bits))
        beside = (roots[0] for roots in self.formulas.beside(point, found, bits))
        fits = decided(partial(self.fits, bits=bits), value, found.kinks, beside)
        return Settled(value, bits, fits, found.kinks[0])

    def _doubt(self, found: Settled) -> str:
        """Why a number could not be decided."""
        if found.kink is not None:
            return words(found.kink)
        digits = certain(found.value)
        known = f"only {digits}" if digits else "none"
        return f"{known} of the digits of {text(self.left)} are certain with {found.bits} bits"

    def numbers(self, bits: int) -> list[Any]:
        """The numbers that the names have, rational or enclosures."""
        if self.worked.rounds is not None:
            return self.rounds().after(self.worked.rounds, bits)
        return list(self.worked.at.values())

    def at(self, numbers: list[Any], bits: int) -> Any:
        """The left side's value when the names have these numbers."""
        return self.formulas.at(numbers, bits).roots[0]

    def fits(self, value: Any, bits: int, times: int = 1) -> bool | None:
        """Whether a value rounds to what is shown, if that is certain at this precision.

        With `times` it may be off by as many times as much.
        """
        unit = times * self.unit
        return rounds_to(value, self.shown, unit, bits) if value.is_finite() else None


def _arrays(names: Iterable[str]) -> list[str]:
    """Names, an array by its own name instead of its entries."""
    return list(dict.fromkeys(name.partition("[")[0] for name in names))
