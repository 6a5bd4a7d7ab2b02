"""Deciding all components of a claim: the whole is what its worst component is.

Once a component is not proved but agrees, the whole is at best so. Then the others are compared all
at once, by a combination of them: it agrees where they do, and costs as much as one of them, for
most of the graph is what they share. Only where it is anything but right is each looked at alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from ...support.deadlines import OutOfWork, allowed, left
from ..decision.deciding import Judge, Question, Verdict, decide
from ..decision.points import Point, ordinary, total_simplicity
from ..meaning.components import Component
from ..meaning.questions import agree, apart, question, settled, together
from ..meaning.scope import Scope
from ..report.claims import WORSE

WORK = 8_000_000  # of all components of one claim
MOST_REFUTED = 4  # components for which the simplest counterexample is looked for

Pair = tuple[Any, Any]  # what a component should be, and what it is claimed to be
Found = list[tuple[Verdict, Component]]


@dataclass(frozen=True)
class Decision:
    """The verdict on the component that decides, and how many of all are wrong."""

    verdict: Verdict
    component: Component
    wrong: int
    total: int

    @property
    def status(self) -> str:
        """The status of the whole."""
        return self.verdict.status


@dataclass(frozen=True)
class Comparison:
    """Two sides of a claim, component by component.

    Of those that are settled on the page already none is asked: they are proved. Of those that are
    plainly apart none need be asked: they are wrong. Without a `witness` one that is wrong will do.
    """

    scope: Scope
    parts: Sequence[Component]
    pairs: Sequence[Pair]
    witness: bool = True

    def decided(self, place: int, best: Point | None) -> Verdict:
        """The verdict on a component, given the best counterexample to others."""
        try:
            return decide(
                question(self.scope, *self.pairs[place]), best=best, simplest=self.witness
            )
        except OutOfWork:
            why = "not decided: the work allowed ran out"
            return Verdict("inconclusive", reason=why, unfinished=True)

    def is_settled(self, place: int) -> bool:
        """Whether a component is proved already."""
        return settled(self.scope, *self.pairs[place])

    @cached_property
    def plain(self) -> set[int]:
        """The components that are seen to be wrong when all are computed at once."""
        try:
            return {k for k, differs in enumerate(apart(self.scope, self.pairs)) if differs}
        except OutOfWork:
            return set()

    def is_refuted(self, place: int) -> bool:
        """Whether some ordinary point refutes a component; no simpler one is looked for."""
        try:
            return _is_refuted(question(self.scope, *self.pairs[place]))
        except OutOfWork:
            return False

    def all_agree_from(self, place: int) -> bool:
        """Whether a combination of the components from this one on is right, with no remark."""
        if len(self.pairs) - place < 2:
            return False
        try:
            return agree(together(self.scope, self.pairs[place:]))
        except OutOfWork:
            return False


def _is_refuted(question: Question) -> bool:
    judge = Judge(question)
    return any(map(judge.differs, islice(ordinary(judge.ranges), 3)))


def decide_all(
    scope: Scope, parts: Sequence[Component], pairs: Sequence[Pair], witness: bool = True
) -> Decision:
    """Decide each component; the counterexample shown is the simplest over all of them.

    Without a `witness` none is looked for, and a component that is wrong ends it.
    """
    with allowed(min(WORK, left() * 3 // 4)):  # what is left is for saying what is wrong
        found, more = _each(Comparison(scope, parts, pairs, witness))
    refuted = [pair for pair in found if pair[0].status == "wrong"]
    verdict, part = min(refuted or [_worst(found)], key=_simplicity)
    return Decision(verdict, part, len(refuted) + more, len(parts))


def _each(comparison: Comparison) -> tuple[Found, int]:
    """The verdicts as far as they are needed, and how many more components are refuted."""
    found: Found = []
    more, total = 0, len(comparison.parts)
    best: Point | None = None  # counterexample
    for place, part in enumerate(comparison.parts):
        enough = sum(verdict.status == "wrong" for verdict, _ in found) >= MOST_REFUTED
        if enough and place in comparison.plain:
            more += 1
            continue
        if comparison.is_settled(place):
            found.append((Verdict("proved"), part))
            continue
        if enough:
            more += comparison.is_refuted(place)
            continue
        verdict = comparison.decided(place, best)
        best = min(filter(None, (best, verdict.at)), key=total_simplicity, default=None)
        first = verdict.status == "agrees" and all(v.status == "proved" for v, _ in found)
        found.append((verdict, part))
        if verdict.unfinished and total > 1:
            verdict.reason += f" of component {place + 1} of {total}"
        if verdict.status == "wrong" and not comparison.witness:
            break
        if verdict.unfinished or (first and comparison.all_agree_from(place + 1)):
            break
    return found, more


def _simplicity(pair: tuple[Verdict, Component]) -> tuple[object, ...]:
    point = pair[0].at
    return () if point is None else total_simplicity(point)


def _worst(found: Sequence[tuple[Verdict, Component]]) -> tuple[Verdict, Component]:
    """The first of those with the worst status, one with something to remark before others."""

    def rank(pair: tuple[Verdict, Component]) -> tuple[int, bool]:
        verdict = pair[0]
        return WORSE.index(verdict.status), bool(verdict.undefined or verdict.convention)

    return max(found, key=rank)
