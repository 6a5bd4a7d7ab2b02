"""One worked number `left = number`: what the left side is worth at the numbers that are given."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ...node import Node, between
from ..certified.balls import Ball, exact, precision
from ..certified.digits import is_astronomical
from ..certified.program import UNDEFINED, Program
from ..formulas.tree import Number, Tree
from ..text.statements import Worked
from .shown import last_digit, rounds_to
from .updates import MOST_ROUNDS, Rounds

if TYPE_CHECKING:
    from .checker import Checker

BITS = (128, 256, 512, 1024, 2048)


class WorkedNumber:
    """A claim `left = number` among worked numbers."""

    def __init__(
        self, checker: Checker, worked: Worked, left: Tree, number: Number, right: Tree
    ) -> None:
        self.checker, self.scope, self.worked = checker, checker.scope, worked
        self.left, self.right, self.unit = left, right, last_digit(number)
        shown = self.scope.meaning(right)
        if not isinstance(shown, Fraction):
            raise self.scope.refuse("wanted a number", right)
        self.shown = shown
        self.bits = BITS[0]  # at which the value is fine enough
        self.root = self._meaning(left)
        self.inputs = [self.scope.known(name) for name in worked.at]
        self._complain_of_missing_numbers()
        self.program = Program([self.root], self.inputs, self.scope.constants)

    def _meaning(self, tree: Tree) -> Node:
        found: Node = self.scope.as_symbol(self.scope.meaning(tree))
        return found

    def _complain_of_missing_numbers(self) -> None:
        cut = {node.serial for node in self.inputs}
        wanted = [self.root]
        if self.worked.rounds is not None:
            self._complain_of_updates()
            wanted += [self._meaning(update.value) for update in self.checker.updates]
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
        if not self.checker.updates:
            why = "there is nothing to repeat: no line above says w <- …"
            raise self.scope.refuse(why, self.left)
        unnumbered = _arrays(u.name for u in self.checker.updates if u.name not in self.worked.at)
        if unnumbered:
            raise self.scope.refuse(f"no number is given for {', '.join(unnumbered)}", self.left)

    def rounds(self) -> Rounds:
        """The page's updates from these numbers, shared by all claims that start from them."""
        key = (*self.worked.at.items(), len(self.checker.updates))
        if key not in self.checker.rounds:
            new = {update.name: self._meaning(update.value) for update in self.checker.updates}
            self.checker.rounds[key] = Rounds(self.scope, self.worked.at, new)
        found: Rounds = self.checker.rounds[key]
        return found

    def value(self) -> Any:
        """The value of the left side, certain to more digits than are shown; sets `bits`."""
        for self.bits in BITS:
            value = self.at(self.numbers(self.bits))
            if value is UNDEFINED or self.is_fine(value):
                break
        return value

    def is_fine(self, value: Any) -> bool:
        """Whether an enclosure is certain to more digits than are shown."""
        if value is UNDEFINED or not value.is_finite():
            return False
        if is_astronomical(value):
            return bool(value.rel_accuracy_bits() > 64)
        return bool(value.rad() < exact(self.unit / 10**6 or Fraction(1, 10**30)))

    def numbers(self, bits: int) -> list[Ball]:
        """Enclosures of the numbers that the names have."""
        if self.worked.rounds is not None:
            return self.rounds().after(self.worked.rounds, bits)
        with precision(bits):
            return [exact(x) for x in self.worked.at.values()]

    def at(self, numbers: list[Ball]) -> Any:
        """The left side's value when the names have these numbers."""
        with precision(self.bits):
            return self.program.onwards(numbers, self.bits)[self.program.roots[0]]

    def fits(self, value: Any) -> bool:
        """Whether a value rounds to what is shown."""
        return value is not UNDEFINED and rounds_to(value, self.shown, self.unit)


def _arrays(names: Iterable[str]) -> list[str]:
    """Names, an array by its own name instead of its entries."""
    return list(dict.fromkeys(name.partition("[")[0] for name in names))
