"""Functions that branch on their numbers: the formulas of a point are compared at that point.

A branch says nothing about the points that do not lead there, so a witness is never moved to a
simpler place, and agreement means the points that were looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..certified.digits import significant
from ..claims.checker import Checker
from ..decision.judge import DEEP, PRECISIONS, Judge, Question
from ..decision.points import Point
from ..decision.ranges import Range
from ..report.claims import Claim
from .componentwise import Component, arrays, in_words, which

DECIDED = 20  # points that have to be decidable


@dataclass
class _Tally:
    agreed: int = 0
    kinks: int = 0
    wrong: dict[str, Component] = field(default_factory=dict)
    first: tuple[Component, Point] | None = None


def at_points(
    checker: Checker,
    line: int,
    title: str,
    components: Sequence[Sequence[Component]],
    traces: Sequence[Any],
) -> Claim:
    """Decide the entries at the points that led to their formulas."""
    whole, tally = Claim(line, title, "agrees"), _Tally()
    for row, trace in zip(components, traces, strict=True):
        _at_point(checker, row, trace.point, tally)
    branches = _count([trace.made for trace in traces])
    whole.note = (
        f"the function branches on its arguments: {branches} ways of it were compared, each at the "
        f"points that lead there, {len(traces)} in all"
    )
    if tally.first is not None:
        whole.status, whole.culprit = "wrong", tally.first[0].name
        whole.evidence.extend(which(list(tally.wrong), len(components[0])))
        whole.evidence.extend(_values(checker, whole, *tally.first))
    elif tally.agreed < DECIDED * len(components[0]):
        whole.status = "inconclusive"
        whole.evidence.append(f"only {tally.agreed} comparisons could be decided")
    whole.evidence.append(whole.note)
    return whole


def _at_point(checker: Checker, row: Sequence[Component], where: Point, tally: _Tally) -> None:
    for component in row:
        outcome = _judge(checker, component).compare(where, deep=True)
        tally.agreed += outcome == "agree"
        tally.kinks += outcome == "kink"
        if outcome == "differ":
            tally.wrong.setdefault(component.name, component)
            tally.first = tally.first or (component, where)


def _judge(checker: Checker, component: Component) -> Judge:
    scope = checker.scope
    named = {name: (node, Range()) for name, node in scope.variables.items()}
    truth, claim = scope.as_symbol(component.truth), scope.as_symbol(component.claim)
    return Judge(
        Question(
            truth,
            claim,
            named,
            scope.constants,
            slopes=True,
            derived=scope.derived,
            context=[component.y],
        )
    )


def _values(checker: Checker, whole: Claim, component: Component, where: Point) -> list[str]:
    judge = _judge(checker, component)
    bits = next((b for b in PRECISIONS + DEEP if _parted(judge, where, b)), DEEP[-1])
    truth, claim = judge.values(where, bits)
    whole.true_value, whole.claimed_value = significant(truth), significant(claim)
    whole.counterexample = arrays(judge.named(where))
    return [
        f"at {in_words(whole.counterexample)}:",
        f"    left   {whole.true_value}\n    right  {whole.claimed_value}",
    ]


def _parted(judge: Judge, where: Point, bits: int) -> bool:
    return all(x.rel_accuracy_bits() > 60 for x in judge.values(where, bits))


def _count(made: Sequence[Any]) -> int:
    """How many different graphs there are."""
    found: list[Any] = []
    for each in made:
        if each not in found:
            found.append(each)
    return len(found)
