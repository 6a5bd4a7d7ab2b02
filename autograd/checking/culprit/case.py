"""One wrong claim: what it says, what is true, both at a few points, and whether a change is right.

All searching is done in floats, in the `Quantities` of the page; what is found is decided in
certified arithmetic, like any other claim, before it is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ...deadlines import spent
from ...errors import AutogradError
from ..decision.deciding import holds
from ..formulas.algebra import factors, terms
from ..formulas.tidying import tidy
from ..formulas.tree import Name, Number, Slope, Tree, number, size, text, walk
from ..formulas.writer import TooLarge, Writer
from .edits import Edit
from .lookup import TOLERANCE
from .paths import TEXTBOOK
from .quantities import Quantities

if TYPE_CHECKING:
    from ..claims.judging import Court

MOST_CANDIDATES = 24  # that are decided in certified arithmetic
LARGEST = 100  # denominator of a number that is simple
SECONDS = 1.0  # on most formulas the candidates are through long before


@dataclass(frozen=True)
class Finding:
    """What a diagnosis says."""

    culprit: str | None = None
    suggestion: Tree | None = None
    note: str | None = None
    asked: Tree | None = None  # what the suggestion is for, if not for all that was asked
    also: str | None = None


class Case:
    """A `claim` that should equal `truth` (the tree `asked`), and means `meaning`."""

    def __init__(self, court: Court, asked: Tree, claim: Tree, truth: Any, meaning: Any) -> None:
        self.court, self.scope = court, court.scope
        self.asked, self.claim = asked, claim
        self.truth, self.meaning = truth, meaning
        self.context = list(self.scope.swept)
        self.quantities = Quantities(self.scope, [truth, meaning, *self.scope.swept], claim)
        gap = self.scope.apply("sub", [truth, meaning])
        self.wanted, self.has, self.gap = self.quantities.of([truth, meaning, gap])
        self.deadline = spent() + SECONDS

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

    # ---- Certain answers ----

    def is_claimed(self, meaning: Any) -> bool:
        """Whether the claim certainly is something else that is known."""
        return holds(self.court.question(meaning, self.meaning))

    def is_right(self, tree: Tree) -> bool:
        """Whether a formula is the truth, decided like a claim."""
        try:
            return holds(self.court.question(self.truth, self.scope.meaning(tree)))
        except AutogradError:
            return False

    def constant(self) -> Number | None:
        """The simple number that the truth is everywhere; None if it is not, or that was asked."""
        if isinstance(self.asked, Number) or not all(map(math.isfinite, self.wanted)):
            return None
        simple = number(Fraction(self.wanted[0]).limit_denominator(LARGEST))
        return None if self.varies() or not self.is_right(simple) else simple

    def begs(self, tree: Tree) -> bool:
        """Whether a formula only says that the left side is the left side."""
        if isinstance(self.asked, Number):
            return _is_empty(tree, self.asked)
        return any(part == self.asked or _is_entry(part, self.asked) for part in walk(tree))

    def first_right(self, edits: Sequence[Edit]) -> Edit | None:
        """The first edit that makes the claim true; None if the search takes too long."""
        seen: set[Tree] = set()
        for edit in edits:
            if len(seen) == MOST_CANDIDATES or spent() > self.deadline:
                return None
            if edit.tree not in seen and not self.begs(edit.tree) and self.is_right(edit.tree):
                return edit
            seen.add(edit.tree)
        return None

    # ---- The truth as a formula ----

    def written(self) -> Tree | None:
        """The true derivative, as a formula in the names of the page."""
        found = (tree for tree in self._written() if text(tree) != text(self.asked))
        return next(filter(self.is_right, found), None)

    def _written(self) -> Iterator[Tree]:
        ends = self.ends()
        if ends is not None and (total := self.quantities.partials.total(*ends)) is not None:
            yield tidy(total)
        writer = Writer(self.quantities.serials, self.scope.exact, TEXTBOOK).know(self.scope.nodes)
        with suppress(TooLarge):
            yield tidy(writer.tree(self.truth, itself=True))

    def shorter(self, mended: Tree) -> Tree:
        """The truth itself where it is shorter than a claim that is far from it."""
        written = self.written()
        return mended if written is None or size(written) + 2 > size(mended) else written


def _is_entry(tree: Tree, of: Tree) -> bool:
    """Whether two derivatives are entries of one: dL/dz[1] says nothing about dL/dz[2]."""
    if not isinstance(tree, Slope) or not isinstance(of, Slope) or tree.of != of.of:
        return False
    return [_array(x) for x in tree.wrt] == [_array(x) for x in of.wrt]


def _array(wrt: Tree) -> str:
    return text(wrt).partition("[")[0]


def _is_empty(tree: Tree, value: Number) -> bool:
    """Whether a formula that should be a number is it by taking away all else: x - x, x - x + 1."""
    found: dict[frozenset[tuple[Tree, int]], Fraction] = {}
    for part, coefficient in terms(tree).items():
        key = frozenset(factors(part)[1].items())
        found[key] = found.get(key, Fraction(0)) + coefficient
    return not all(found.values()) or found.get(frozenset()) == value.value
