"""Deciding all components of a claim: the whole is what its worst component is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from ...deadlines import spent
from ..decision.deciding import SECONDS, Judge, Question, Verdict, decide
from ..decision.points import ordinary, total_simplicity
from ..meaning.components import Component
from ..report.statuses import WORSE

SECONDS_FOR_ALL = 8.0
MOST_REFUTED = 8  # components for which the simplest counterexample is looked for


@dataclass(frozen=True)
class Joint:
    """The verdict on the component that decides, and how many of all are wrong."""

    verdict: Verdict
    component: Component
    wrong: int
    total: int

    @property
    def status(self) -> str:
        """The status of the whole."""
        return self.verdict.status


def decide_all(parts: Sequence[Component], question: Callable[[Component], Question]) -> Joint:
    """Decide each component; the counterexample shown is the simplest over all of them."""
    deadline = spent() + SECONDS_FOR_ALL
    found: list[tuple[Verdict, Component]] = []
    wrong = more = 0
    for done, part in enumerate(parts):
        if spent() > deadline:
            why = f"the time allowed ran out after {done} of {len(parts)} components"
            found.append((Verdict("inconclusive", reason=why), part))
            break
        asked = question(part)
        if wrong >= MOST_REFUTED and _differs(asked):
            more += 1
            continue
        found.append((decide(asked, min(SECONDS, deadline - spent())), part))
        wrong += found[-1][0].status == "wrong"
    refuted = [pair for pair in found if pair[0].status == "wrong"]
    verdict, part = min(refuted or [_worst(found)], key=_simplicity)
    return Joint(verdict, part, wrong + more, len(parts))


def _differs(question: Question) -> bool:
    """Whether some ordinary point refutes a component; no simpler one is looked for."""
    judge = Judge(question)
    return any(map(judge.differs, islice(ordinary(judge.ranges), 3)))


def _simplicity(pair: tuple[Verdict, Component]) -> tuple[object, ...]:
    point = pair[0].at
    return () if point is None else total_simplicity(point)


def _worst(found: Sequence[tuple[Verdict, Component]]) -> tuple[Verdict, Component]:
    """The first of those with the worst status, one with something to remark before others."""

    def rank(pair: tuple[Verdict, Component]) -> tuple[int, bool]:
        verdict = pair[0]
        return WORSE.index(verdict.status), bool(verdict.undefined or verdict.convention)

    return max(found, key=rank)
