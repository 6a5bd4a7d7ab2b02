"""Deciding all components of a claim: the whole is what its worst component is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from .components import Component
from .decision import SECONDS, Question, Verdict, decide
from .points import total_simplicity
from .report import WORSE

SECONDS_FOR_ALL = 8.0


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
    deadline = perf_counter() + SECONDS_FOR_ALL
    found: list[tuple[Verdict, Component]] = []
    for part in parts:
        seconds = min(SECONDS, deadline - perf_counter())
        if seconds > 0 or not found:
            verdict = decide(question(part), max(seconds, SECONDS / 8))
        else:
            why = f"the time allowed ran out after {len(found)} of {len(parts)} components"
            verdict = Verdict("inconclusive", reason=why)
            found.append((verdict, part))
            break
        found.append((verdict, part))
    wrong = [pair for pair in found if pair[0].status == "wrong"]
    verdict, part = min(wrong or [_worst(found)], key=_simplicity)
    return Joint(verdict, part, len(wrong), len(parts))


def _simplicity(pair: tuple[Verdict, Component]) -> tuple[object, ...]:
    point = pair[0].at
    return () if point is None else total_simplicity(point)


def _worst(found: Sequence[tuple[Verdict, Component]]) -> tuple[Verdict, Component]:
    """The first of those with the worst status, one with something to remark before others."""

    def rank(pair: tuple[Verdict, Component]) -> tuple[int, bool]:
        verdict = pair[0]
        return WORSE.index(verdict.status), bool(verdict.undefined or verdict.convention)

    return max(found, key=rank)
