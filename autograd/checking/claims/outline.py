r"""What a page claims, found by reading alone. Nothing is decided: it takes milliseconds.

>>> [(claim.line, claim.claim) for claim in outline("y = x^3\ndy/dx = 3*x^2\ndy/dx = x")]
[(2, 'dy/dx = 3*x^2'), (3, 'dy/dx = x')]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Call, Name, Slope, Tree
from ..meaning.components import Component
from ..meaning.readings import Reading
from ..pages.shapes import open_sizes
from ..pages.statements import Worked
from ..report.claims import Claim
from .checker import Checker
from .sizes import open_to
from .worked_arrays import in_entries

UNDECIDED = "undecided"


def outline(page: str) -> list[Claim]:
    """The claims that a check of this page reports, in the same order, undecided."""
    return Outline().page(page).claims


class Outline(Checker):
    """A checker that reads and decides nothing; each claim keeps its `reading`.

    That is by component, in the words that name it; a claim about numbers has one, named "". Sizes
    that a page leaves open are the smallest.
    """

    def _section(self, section: list[Statement]) -> None:
        names = open_sizes(section)
        try:
            self._run(section, open_to(names)[0] if names else {})
        except DerivationError as error:
            self._unreadable(section[0], error)

    def judge_all(
        self, source: Statement, first: Tree, sides: Sequence[Tree], parts: Sequence[Component]
    ) -> None:
        claim = Claim(source.line, source.said, UNDECIDED, sides=(first, *sides))
        claim.reading = {part.words: self._meant(first, part) for part in parts}
        self.enter(claim, parts)

    def _meant(self, first: Tree, part: Component) -> Reading:
        truth, *meanings = part.sides
        y, x = self._differentiated(first, part)
        drawn = (truth, *meanings) if y is None else (y,)
        return Reading(self.scope, truth, tuple(meanings), drawn, x, part=part)

    def work(self, worked: Worked) -> None:
        """Take a step in numbers down as a claim, with what its sides mean; decide nothing."""
        claim = Claim(worked.source.line, worked.source.said, UNDECIDED)
        self.report.claims.append(claim)
        if worked.rounds is None:
            worked = in_entries(self.scope, worked)
            left = tuple(self.scope.meaning(left) for left, _, _ in worked.claims)
            right = tuple(self.scope.meaning(right) for _, _, right in worked.claims)
            claim.reading = {"": Reading(self.scope, left[0], right[:1], left, at=worked.at)}

    def _differentiated(self, first: Tree, part: Component) -> tuple[Any, Any]:
        """The y and the x of a claim about dy/dx; None and None of any other."""
        scope = self.scope
        if part.key is not None and part.key[0] in scope.nodes:
            return scope.nodes[part.key[0]], scope.known(part.key[1])
        match first:
            case Slope(wrt=(x, *_)) if scope.swept:
                known = scope.known(x.name) if isinstance(x, Name) else scope.meaning(x)
                return scope.swept[0], known
            case Call(args=(arg,), primes=primes) if primes:
                inner = scope.as_symbol(scope.meaning(arg))
                return scope.call(first, [inner]), inner
        return None, None
