"""Right formulas that are no good for computing: what digits they lose in floats, and where."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import Any

from ...engine.node import Node
from ...engine.walks import between
from ...errors import AutogradError
from ...formulas.trees.tree import text
from ...support.deadlines import OutOfWork
from ..certified.balls import computed, nearest, nearest_to
from ..decision.deciding import Judge, Question
from ..decision.judge import coordinate
from ..decision.points import Point, ordinary
from ..meaning.components import Component
from ..meaning.questions import question
from ..meaning.scope import Scope
from ..report.claims import Claim, point

LOST = 1e-6  # relative error of a formula that has lost more than 10 of its 16 digits
KEPT = 1e-11  # … and of one beside it that is fine
_HARD = tuple(map(Fraction, ("20", "-20", "1/1048576", "-1/1048576")))
_HALF = Fraction(1, 2)
_FEWEST, _MOST = 4, 24  # points at which floats are tried
_MOST_STEPS = 4_000  # of computation, at all of these points


def warned(scope: Scope, claim: Claim, parts: Sequence[Component]) -> Claim:
    """A right claim that says so if it is no good for computing, and which formula is."""
    try:
        note = _warning(scope, parts)
    except OutOfWork:
        said = "not tried in floats: the work allowed for a page ran out"
        return replace(claim, evidence=[*claim.evidence, said])
    return replace(claim, note=note, evidence=[*claim.evidence, note]) if note else claim


def _warning(scope: Scope, parts: Sequence[Component]) -> str | None:
    truth, *_, meaning = parts[0].sides
    asked = question(scope, truth, meaning)
    floats = InFloats(asked)
    unsafe = floats.unsafe()
    if unsafe is None:
        return None
    where, digits = unsafe
    shown = point({k: coordinate(x) for k, x in zip(asked.coordinates, where, strict=True)})
    better = _stable(scope, truth, floats, where)
    note = f"right, but numerically unsafe at {shown}: {digits} of 16 digits are lost"
    return f"{note}; use {better}" if better is not None else note


def _stable(scope: Scope, truth: Any, floats: InFloats, where: Point) -> str | None:
    """The true formula as the engine computes it, if it keeps its digits."""
    tree = scope.written(truth)
    with suppress(AutogradError):
        if tree is not None and floats.keeps(scope.as_symbol(scope.meaning(tree)), where):
            return text(tree)
    return None


class InFloats:
    """A right claim computed in floats where floats are likely to fail."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.inputs = [node.serial for node, _ in question.coordinates.values()]
        self.steps = between([question.truth, question.claim], self.inputs)

    @cached_property
    def judge(self) -> Judge:
        """What certifies a number in which floats differ."""
        return Judge(self.question)

    def unsafe(self) -> tuple[Point, int] | None:
        """Where the claim loses more than 10 digits that the truth keeps, and how many it loses."""
        most = max(_FEWEST, min(_MOST, _MOST_STEPS // len(self.steps)))
        for where in islice(_hard(self.question), most):
            if self._disagree(where) and (lost := self._lost(where)):
                return where, lost
        return None

    def _disagree(self, where: Point) -> bool:
        """Whether truth and claim come out so differently that one may have lost its digits."""
        values = self.values(self.steps, where)
        truth, claim = (values.get(root.serial) for root in self._sides())
        if truth is None or claim is None:
            return truth is not claim
        return not abs(truth - claim) <= LOST / 2 * abs(truth)

    def _sides(self) -> tuple[Node, Node]:
        return self.question.truth, self.question.claim

    def _lost(self, where: Point) -> int:
        """How many digits the claim loses there; 0 if that does not matter, or the truth does."""
        if self.judge.compare(where) != "agree":
            return 0
        true = float(self.judge.values(where, 256)[0])
        if not 1e-250 < abs(true) < 1e250 or self.error(self.question.truth, where, true) > KEPT:
            return 0
        error = self.error(self.question.claim, where, true)
        return 16 + round(math.log10(min(error, 1.0))) if error > LOST else 0

    def keeps(self, root: Any, where: Point) -> bool:
        """Whether another formula keeps its digits there."""
        exact, _ = self.judge.values(where, 256)
        return self.error(root, where, float(exact)) <= KEPT

    def error(self, root: Node, where: Point, true: float) -> float:
        """The relative error of a formula computed in floats; inf if it comes to nothing."""
        value = self.values(between([root], self.inputs), where).get(root.serial, math.nan)
        error = abs(value - true) / abs(true)
        return error if error == error else math.inf

    def values(self, steps: Mapping[int, Node], where: Point) -> dict[int, float]:
        """What a program would compute at a point; without what comes to nothing there."""
        exact = self.question.exact
        found: dict[int, Any] = dict(zip(self.inputs, map(nearest, where), strict=True))
        for serial, node in steps.items():
            if serial in exact:
                found[serial] = nearest_to(exact[serial])
            elif node.op is not None and serial not in found:
                args = [found.get(x.serial) if isinstance(x, Node) else x for x in node.args]
                if (value := computed(node.op, args)) is not None:
                    found[serial] = value
        return found


def _hard(question: Question) -> Iterator[Point]:
    """One coordinate large or next to 0, the others 1/2 (or ordinary where that is not allowed)."""
    ranges = [each for _, each in question.coordinates.values()]
    fillers = next(ordinary(ranges))
    half = [_HALF if _HALF in each else x for x, each in zip(fillers, ranges, strict=True)]
    for x in _HARD:
        for place, each in enumerate(ranges):
            if x in each:
                yield (*half[:place], x, *half[place + 1 :])
