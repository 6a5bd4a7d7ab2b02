"""One wrong claim: what it says, what is true, both at a few points, and whether a change is right.

All searching is done in floats, in the `Quantities` of the page; what is found is decided in
certified arithmetic, like any other claim, before it is shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from ...errors import AutogradError
from ...formulas.trees.algebra import factors, terms
from ...formulas.trees.tidying import tidy
from ...formulas.trees.tree import Call, Name, Number, Slope, Tree, as_slope, number
from ...support.deadlines import OutOfWork, allowed, done, left
from ..decision.deciding import holds
from ..meaning.questions import question
from ..meaning.scope import Scope
from .edits import Edit
from .gate import Gate, Passed, Point
from .lookup import TOLERANCE
from .paths import TEXTBOOK
from .quantities import Quantities

Sought = TypeVar("Sought")
MOST_CANDIDATES = 24  # that are decided in certified arithmetic
LARGEST = 100  # denominator of a number that is simple
WORK = 2_000_000  # on most formulas the candidates are through long before


class Case:
    """A `claim` that means `meaning`, should equal `truth` (the tree `asked`), and differs `at`."""

    def __init__(
        self,
        scope: Scope,
        asked: Tree,
        claim: Tree,
        truth: Any,
        meaning: Any,
        at: Point | None = None,
    ) -> None:
        self.scope = scope.within(swept=list(scope.swept))  # what is tried leaves no trace there
        self.gate = Gate(self.scope, asked, claim, at or {})
        self.judged: dict[Tree, Passed] = {}
        self.asked, self.claim = asked, claim
        self.truth, self.meaning = truth, meaning
        self.quantities = Quantities(self.scope, [truth, meaning, *self.scope.swept], claim)
        gap = self.scope.apply("sub", [truth, meaning])
        self.wanted, self.has, self.gap = self.quantities.of([truth, meaning, gap])
        self.end = done() + min(WORK, left() * 3 // 4)  # of all that this thread counts

    def ends(self) -> tuple[str, str] | None:
        """The names y and x, if dy/dx is asked."""
        if not isinstance(self.asked, Slope) or len(self.asked.wrt) != 1:
            return None
        y, x = self.asked.of, self.asked.wrt[0]
        return (y.name, x.name) if isinstance(y, Name) and isinstance(x, Name) else None

    def varies(self) -> bool:
        """Whether the truth is no constant, as far as the points can tell."""
        size = max(map(abs, self.wanted), default=0.0)
        return any(abs(x - self.wanted[0]) > TOLERANCE * (1.0 + size) for x in self.wanted)

    def searched(self, search: Callable[[Case], Sought | None]) -> Sought | None:
        """What a search finds; None if it takes more work than the diagnosis of a claim may."""
        try:
            with allowed(max(0, self.end - done())):
                return search(self)
        except OutOfWork:
            return None

    # ---- Certain answers ----

    def is_claimed(self, meaning: Any) -> bool:
        """Whether the claim certainly is something else that is known."""
        return holds(question(self.scope, meaning, self.meaning))

    def may_show(self, tree: Tree) -> bool:
        """Whether a formula that is right may be shown; of two formulas neither is the truth."""
        is_derivative = as_slope(self.asked) is not None or isinstance(self.asked, Call)
        return self.passed(tree) == "shown" or (not is_derivative and self.passed(tree) == "mended")

    def passed(self, tree: Tree) -> Passed:
        """Whether a formula is the truth, decided like a claim, and may be shown as that."""
        if tree not in self.judged:
            self.judged[tree] = self._passed(tree)
        return self.judged[tree]

    def _passed(self, tree: Tree) -> Passed:
        if self.begs(tree):
            return "not"
        try:
            passed = self.gate.passes(self.truth, self.scope.meaning(tree), self.meaning)
        except AutogradError:
            return "not"
        return passed if passed != "not" and self.gate.holds_elsewhere(tree) else "not"

    def constant(self) -> Number | None:
        """The simple number that the truth is everywhere; None if it is not, or that was asked."""
        if isinstance(self.asked, Number) or not all(map(math.isfinite, self.wanted)):
            return None
        simple = number(Fraction(self.wanted[0]).limit_denominator(LARGEST))
        return simple if not self.varies() and self.passed(simple) != "not" else None

    def begs(self, tree: Tree) -> bool:
        """Whether a formula says nothing: that the left side is the left side, x - x, 3/3."""
        if isinstance(self.asked, Number) and _is_empty(tree, self.asked):
            return True
        return not self.gate.says_something(tree)

    def first_right(self, edits: Sequence[Edit]) -> Edit | None:
        """The first edit that makes the claim true; None if that is too many to try."""
        seen: set[Tree] = set()
        for edit in edits:
            if len(seen) == MOST_CANDIDATES:
                return None
            if edit.tree not in seen and self.passed(edit.tree) != "not":
                return edit
            seen.add(edit.tree)
        return None

    # ---- The truth as a formula ----

    def written(self) -> Tree | None:
        """The true derivative, as a formula in the names of the page."""
        found = (self.quantities.styled(tree) for tree in self._written())
        return next((tree for tree in found if self.passed(tree) == "shown"), None)

    def _written(self) -> Iterator[Tree]:
        ends = self.ends()
        if ends is not None and (total := self.quantities.partials.total(*ends)) is not None:
            yield tidy(total)
        if (tree := self.scope.written(self.truth, TEXTBOOK, known=True)) is not None:
            yield tree


def _is_empty(tree: Tree, value: Number) -> bool:
    """Whether a formula that should be a number is it by taking away all else: x - x, x - x + 1."""
    found: dict[frozenset[tuple[Tree, int]], Fraction] = {}
    for part, coefficient in terms(tree).items():
        key = frozenset(factors(part)[1].items())
        found[key] = found.get(key, Fraction(0)) + coefficient
    return not all(found.values()) or found.get(frozenset()) == value.value
