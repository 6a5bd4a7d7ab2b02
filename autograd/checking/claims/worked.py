"""Worked numbers: `at x1=0.05, …: L = 0.298371109` is checked to the digits shown.

With `after 3` among the numbers the page's updates are made three times first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import isfinite
from time import perf_counter
from typing import TYPE_CHECKING, Any

from ...node import Node
from ..certified.balls import Ball, exact, precision
from ..certified.digits import decimal, is_astronomical, midpoint, significant
from ..certified.program import UNDEFINED, Program
from ..formulas.tree import Number, Tree, text
from ..report.claims import Claim, Link, worst
from ..text.statements import Worked
from .updates import MOST_ROUNDS, Hasty, Rounds, TooLong, listed, orders
from .worked_arrays import in_entries

if TYPE_CHECKING:
    from .checker import Checker

BITS = (256, 512, 1024, 2048)
SEARCH_SECONDS = 5.0
SEARCH_BITS = 128


def check_worked(checker: Checker, worked: Worked) -> Claim:
    """Check each number of a statement."""
    claim = Claim(worked.source.line, worked.source.said, "agrees")
    worked = in_entries(checker.scope, worked)
    for left, number, right in worked.claims:
        claim.links.append(_Number(checker, worked, left, number, right).link())
    claim.status = worst([link.status for link in claim.links])
    for link in claim.links:
        if link.status == "wrong":
            if claim.true_value is None:
                claim.true_value, claim.claimed_value = link.true_value, link.claimed_value
                claim.counterexample, claim.note = link.counterexample, link.note
            claim.evidence.append(f"{link.claim}: the value is {link.true_value}")
        if link.note:
            claim.evidence.append(f"{link.claim}: {link.note}")
    return claim


class _Number:
    """One claim `left = number` among worked numbers."""

    def __init__(
        self, checker: Checker, worked: Worked, left: Tree, number: Number, right: Tree
    ) -> None:
        self.checker, self.scope, self.worked = checker, checker.scope, worked
        self.left, self.right, self.unit = left, right, last_digit(number)
        shown = self.scope.meaning(right)
        if not isinstance(shown, Fraction):
            raise self.scope.refuse("wanted a number", right)
        self.shown = shown
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
        missing = _arrays(
            name
            for name, node in self.scope.variables.items()
            if name not in self.worked.at and any(_reaches(x, node, cut) for x in wanted)
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
            updates = list(self.checker.updates)
            self.checker.rounds[key] = Rounds(self.scope, updates, self.worked.at)
        found: Rounds = self.checker.rounds[key]
        return found

    # ---- Judging ----

    def link(self) -> Link:
        """The number compared with the value."""
        link = Link(f"{text(self.left)} = {text(self.right)}", "agrees")
        try:
            value = self.value()
        except TooLong:
            link.status, link.note = "inconclusive", "the time allowed for this claim ran out"
            return link
        if value is UNDEFINED or not value.is_finite():
            link.status, link.note = "inconclusive", f"{text(self.left)} has no value there"
            return link
        huge = is_astronomical(value)
        link.true_value = significant(value) if huge else decimal(value, places(self.unit) + 4)
        link.claimed_value = text(self.right)
        link.counterexample = {name: float(x) for name, x in self.worked.at.items()}
        if self.fits(value):
            return link
        if not huge and is_cut_off(value, self.shown, self.unit):
            link.note = f"cut off, not rounded: the value is {link.true_value}"
            return link
        link.status = "wrong"
        link.note = self.instead()
        return link

    def value(self) -> Any:
        """The value of the left side, certain to more digits than are shown."""
        fine = self.unit / 1000 or Fraction(1, 10**30)
        for bits in BITS:
            value = self.at(self.numbers(bits), bits)
            if value is UNDEFINED or (value.is_finite() and value.rad() < exact(fine)):
                break
        return value

    def numbers(self, bits: int) -> list[Ball]:
        """Enclosures of the numbers that the names have."""
        if self.worked.rounds is not None:
            return self.rounds().after(self.worked.rounds, bits)
        with precision(bits):
            return [exact(x) for x in self.worked.at.values()]

    def at(self, numbers: list[Ball], bits: int) -> Any:
        """The left side's value when the names have these numbers."""
        with precision(bits):
            return self.program.onwards(numbers, bits)[self.program.roots[0]]

    def fits(self, value: Any) -> bool:
        """Whether a value rounds to what is shown."""
        return value is not UNDEFINED and rounds_to(value, self.shown, self.unit)

    # ---- What a wrong number is instead ----

    def instead(self) -> str | None:
        """Say where a wrong number comes from: another round, or a value used too early."""
        if not self.checker.updates or any(
            update.name not in self.worked.at for update in self.checker.updates
        ):
            return None
        try:
            return next(self._other_rounds(), None) or next(self._too_early(), None)
        except TooLong:
            return None

    def _other_rounds(self) -> Iterator[str]:
        now, bits = self.worked.rounds or 0, BITS[0]
        for rounds in (now - 1, now + 1):
            if rounds >= 0 and self.fits(self.at(self.rounds().after(rounds, bits), bits)):
                times = "before any update" if not rounds else f"after {_counted(rounds)}"
                yield f"this is the value {times}"

    def _too_early(self) -> Iterator[str]:
        deadline = perf_counter() + SEARCH_SECONDS
        bits = SEARCH_BITS
        for order in orders(len(self.checker.updates)):
            hasty = Hasty(self.rounds(), order)
            early = hasty.names()
            if not early or not self._may_fit(hasty, deadline):
                continue
            numbers = hasty.after(self.worked.rounds or 1, bits, deadline)
            if numbers is not None and self.fits(self.at(numbers, bits)):
                where = "in the derivatives of the same round" if order.backwards else "at once"
                verb = "is" if len(early) == 1 else "are"
                yield (
                    f"this comes out when the new {listed(early)} {verb} used {where}; "
                    "an update uses old values on every right side"
                )

    def _may_fit(self, hasty: Hasty, deadline: float) -> bool:
        """Whether floats leave it open that such rounds give what is shown."""
        rough = hasty.roughly(self.worked.rounds or 1, deadline)
        if rough is None or not all(map(isfinite, rough)):
            return False
        value = self.at([exact(Fraction(x)) for x in rough], SEARCH_BITS)
        if value is UNDEFINED or not value.is_finite():
            return False
        slack = self.unit + abs(self.shown) / 10**6
        return abs(midpoint(value) - self.shown) <= slack


def _arrays(names: Iterable[str]) -> list[str]:
    """Names, an array by its own name instead of its entries."""
    return list(dict.fromkeys(name.partition("[")[0] for name in names))


def _counted(rounds: int) -> str:
    return "1 update" if rounds == 1 else f"{rounds} updates"


def _reaches(root: Node, wanted: Node, cut: set[int]) -> bool:
    waiting, seen = [root], set()
    for node in waiting:
        if node is wanted:
            return True
        if node.serial not in seen and node.serial not in cut:
            seen.add(node.serial)
            waiting.extend(arg for arg in node.args if isinstance(arg, Node))
    return False


# ---- Digits -------------------------------------------------------------------------------------


def last_digit(number: Number) -> Fraction:
    """One unit in the last digit that a number shows; 0 if it is exact by nature (1/3, 5)."""
    written, _, exponent = number.written.lower().partition("e")
    if not exponent and "." not in written:  # rounded to 0, any small slope would be right
        return Fraction(0)
    shown = len(written.partition(".")[2])
    return Fraction(10) ** (int(exponent or 0) - shown)


def places(unit: Fraction) -> int:
    """How many decimals a unit has."""
    return max(0, len(str(unit.denominator)) - 1) if unit else 17


def rounds_to(value: Ball, shown: Fraction, unit: Fraction) -> bool:
    """Whether a certified value rounds to what is shown."""
    with precision(BITS[0]):
        gap = abs(value - exact(shown))
        return not gap > exact(unit / 2)


def is_cut_off(value: Ball, shown: Fraction, unit: Fraction) -> bool:
    """Whether what is shown are the value's first digits, two or more, the rest left out."""
    middle = midpoint(value)
    if abs(shown) < 10 * unit or middle * shown < 0:
        return False
    return abs(shown) <= abs(middle) < abs(shown) + unit
