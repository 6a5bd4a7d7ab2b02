"""Why a formula is wrong, and what would be right.

First it is asked what the claim is instead: another derivative, a rounded constant, a sum in which
a path is missing. Then the single change is sought that makes it true. All searching is done in
floats; a suggestion is shown after it has been decided like any other claim.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ...deadlines import spent
from ...errors import AutogradError
from ..decision.deciding import holds
from ..formulas.algebra import ZERO
from ..formulas.tidying import gathered, tidy
from ..formulas.tree import Call, Name, Slope, Tree, size, text, walk
from ..formulas.writer import TooLarge, Writer
from .chains import relinked
from .each_term import in_each_term
from .edits import Edit
from .lookup import Values, close
from .paths import TEXTBOOK, groups
from .quantities import Quantities
from .repairs import Search

if TYPE_CHECKING:
    from ..claims.judging import Court

MOST_CANDIDATES = 24  # that are decided in certified arithmetic
SECONDS = 1.0  # on most formulas the candidates are through long before
FAR = 80  # the cost of an edit that explains nothing
PLAUSIBLE = 40  # the cost of an edit above which a slip in each term is likelier


@dataclass(frozen=True)
class Finding:
    """What a diagnosis says."""

    culprit: str | None = None
    suggestion: Tree | None = None
    note: str | None = None
    asked: Tree | None = None  # what the suggestion is for, if not for all that was asked
    also: str | None = None


class Diagnosis:
    """Looks for the slip in `claim`, which should equal `truth` (the tree `asked`)."""

    def __init__(self, checker: Court, asked: Tree, claim: Tree, truth: Any, meaning: Any) -> None:
        self.checker, self.asked, self.claim = checker, asked, claim
        self.truth, self.meaning = truth, meaning
        scope = checker.scope
        self.context = list(scope.swept)
        self.quantities = Quantities(scope, [truth, meaning, *scope.swept], claim)
        gap = scope.apply("sub", [truth, meaning])
        self.wanted, self.has, self.gap = self.quantities.of([truth, meaning, gap])
        self.deadline = spent() + SECONDS

    def finding(self) -> Finding:
        """The culprit, a suggestion that is certainly right, and what the claim is instead."""
        try:
            found = self._finding()
            if found.suggestion is None:
                return found
            return replace(found, suggestion=self.quantities.styled(found.suggestion))
        finally:
            self.checker.scope.swept = self.context

    def _finding(self) -> Finding:
        shown = text(self.claim)
        if not self.quantities.points:
            return Finding(shown, self.written())
        if (rounded := self.rounded()) is not None:
            return Finding(shown, self.written(), rounded)
        if not any(self.wanted) and self.is_right(ZERO):
            return Finding(shown, ZERO, self._constant())
        note, link = self.identity(), self.relinked()
        if link is not None:
            return Finding(link.culprit, link.tree, link.why, also=note)
        path = self.path()
        if path is not None and not note and path.note and path.note.endswith("missing"):
            return path
        edit = self.repaired()
        if edit is None:
            return path or Finding(shown, self.written(), note)
        if path is not None and not note and edit.cost > PLAUSIBLE:
            return path
        also = edit.why if note and edit.cost <= PLAUSIBLE else None
        better = self.shorter(edit.tree) if note and not also else edit.tree
        return Finding(edit.culprit, better, note or edit.why, also=also)

    def shorter(self, mended: Tree) -> Tree:
        """The truth itself where it is shorter than a claim that is far from it."""
        written = self.written()
        return mended if written is None or size(written) + 2 > size(mended) else written

    # ---- What the claim is instead ----

    def _constant(self) -> str:
        if isinstance(self.asked, Slope):
            wrt = " and ".join(dict.fromkeys(map(text, self.asked.wrt)))
            if len(self.asked.wrt) == 1:
                return f"{text(self.asked.of)} does not depend on {wrt}"
        return f"{text(self.asked)} is 0 everywhere"

    def identity(self) -> str | None:
        """Say "a2 - y is dL/dz2", if the claim is another derivative of the same node."""
        if isinstance(self.asked, Call):
            return self._other_order(self.asked)
        if not isinstance(self.asked, Slope) or len(self.asked.wrt) != 1:
            return None
        scope = self.checker.scope
        y = scope.meaning(self.asked.of)
        every = {**self.quantities.named, **self.quantities.variables}
        slopes = {name: scope.gradient(y, x) for name, x in every.items() if x is not y}
        rows = self.quantities.of(list(slopes.values()))
        for (name, slope), values in zip(slopes.items(), rows, strict=True):
            if close(values, self.has) and not close(values, self.wanted) and self._same(slope):
                other = text(Slope(self.asked.of, (Name(name),)))
                return f"{text(self.claim)} is {other}, not {text(self.asked)}"
        return None

    def _other_order(self, asked: Call) -> str | None:
        """Say "… is f'(x)" where f(x) is asked, and the reverse."""
        for primes in (asked.primes + 1, asked.primes - 1):
            other = replace(asked, primes=primes)
            with suppress(AutogradError):
                if primes < 0 or len(asked.args) != 1:
                    continue
                if self._same(self.checker.scope.meaning(other)):
                    return f"{text(self.claim)} is {text(other)}, not {text(asked)}"
        return None

    def _same(self, meaning: Any) -> bool:
        """Whether the claim certainly is something else that is known."""
        return holds(self.checker.question(meaning, self.meaning))

    def rounded(self) -> str | None:
        """Say so, if the claim is wrong by the same small share everywhere."""
        if not all(self.wanted):
            return None
        shares = [has / wanted - 1.0 for has, wanted in zip(self.has, self.wanted, strict=True)]
        first = shares[0]
        same = all(math.isclose(share, first, rel_tol=1e-3) for share in shares)
        if not same or not 1e-10 < abs(first) < 1e-3:
            return None
        return f"wrong by {abs(first):.2g} of its value everywhere: a rounded constant?"

    # ---- Paths ----

    def _ends(self) -> tuple[str, str] | None:
        """The names y and x, if dy/dx is asked."""
        if not isinstance(self.asked, Slope) or len(self.asked.wrt) != 1:
            return None
        y, x = self.asked.of, self.asked.wrt[0]
        return (y.name, x.name) if isinstance(y, Name) and isinstance(x, Name) else None

    def path(self) -> Finding | None:
        """A path that is missing, there twice, or there with the wrong sign."""
        ends = self._ends()
        if ends is None:
            return None
        for group in groups(self.quantities.partials, *ends):
            values = self.quantities.value(group.product)
            if values is None or not any(values) or close(values, self.wanted):
                continue
            for count, what in ((0, "is missing"), (2, "counts twice"), (-1, "has the wrong sign")):
                expected = _with(self.wanted, values, count - 1)
                if any(expected) and close(expected, self.has):
                    mended = self._with_path(group.product, 1 - count)
                    return Finding(group.culprit, mended, f"{group.words} {what}")
        return None

    def _with_path(self, product: Tree, count: int) -> Tree | None:
        """The claim with the path it lacks, if that is right; else the whole derivative."""
        mended = gathered(self.claim, product)
        return mended if count == 1 and self.is_right(mended) else self.written()

    def written(self) -> Tree | None:
        """The true derivative, as a formula in the names of the page."""
        found = (tree for tree in self._written() if text(tree) != text(self.asked))
        return next(filter(self.is_right, found), None)

    def _written(self) -> Iterator[Tree]:
        ends, scope = self._ends(), self.checker.scope
        if ends is not None and (total := self.quantities.partials.total(*ends)) is not None:
            yield tidy(total)
        writer = Writer(self.quantities.serials, scope.exact, TEXTBOOK).know(scope.nodes)
        with suppress(TooLarge):
            yield tidy(writer.tree(self.truth, itself=True))

    # ---- Repairs ----

    def relinked(self) -> Edit | None:
        """The factor of a chain that does not begin where the one before it ends."""
        ends = self._ends()
        found = [] if ends is None else relinked(self.quantities, self.claim, *ends, self.wanted)
        return self._first(self._sorted(found))

    def repaired(self) -> Edit | None:
        """The most plausible edit that makes the claim true."""
        if not all(map(math.isfinite, self.wanted)):
            return None
        search = Search(self.quantities, self.claim, self.wanted, self.gap, self.asked)
        single = self._sorted(search.changed())
        likely = [edit for edit in single if edit.cost <= PLAUSIBLE]
        if (found := self._first(likely)) is not None:
            return found
        more = [*in_each_term(search, self._path_values()), *search.changed_twice()]
        rest = self._sorted([*single[len(likely) :], *more])
        return self._first([edit for edit in rest if edit.cost <= FAR])

    def _sorted(self, edits: Any) -> list[Edit]:
        return sorted(edits, key=lambda edit: (edit.cost, len(text(edit.tree))))

    def _first(self, edits: list[Edit]) -> Edit | None:
        seen: set[Tree] = set()
        for edit in edits:
            if len(seen) == MOST_CANDIDATES or spent() > self.deadline:
                return None
            if edit.tree not in seen and not self.begs(edit.tree) and self.is_right(edit.tree):
                return edit
            seen.add(edit.tree)
        return None

    def _path_values(self) -> list[Values]:
        ends = self._ends()
        if ends is None:
            return []
        found = groups(self.quantities.partials, *ends)
        rows = [self.quantities.value(group.product) for group in found]
        return [row for row in rows if row is not None and all(row)]

    def begs(self, tree: Tree) -> bool:
        """Whether a formula only says that the left side is the left side."""
        return any(part == self.asked for part in walk(tree))

    def is_right(self, tree: Tree) -> bool:
        """Whether a formula is the truth, decided like a claim."""
        try:
            meaning = self.checker.scope.meaning(tree)
            return holds(self.checker.question(self.truth, meaning))
        except AutogradError:
            return False


def _with(wanted: Values, path: Values, times: int) -> Values:
    return tuple(w + times * v for w, v in zip(wanted, path, strict=True))
