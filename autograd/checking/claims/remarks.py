"""What else there is to say about a right formula: digits lost in floats, kinks, holes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import Any

from ...errors import AutogradError
from ...node import Node, between
from ..decision.deciding import Judge, Question, Verdict
from ..decision.points import Point, ordinary
from ..report.claims import point

LOST = 1e-6  # relative error of a formula that has lost more than 10 of its 16 digits
KEPT = 1e-11  # … and of one beside it that is fine
_HARD = tuple(map(Fraction, ("20", "-20", "1/1048576", "-1/1048576")))
_HALF = Fraction(1, 2)
_MOST = 24  # points at which floats are tried


def remarks(verdict: Verdict) -> Iterator[str]:
    """Sentences about what a right claim rests on, where it is undefined, and about kinks."""
    if verdict.status == "agrees":
        yield _rests_on(verdict)
    if verdict.undefined:
        kind, where = verdict.undefined[0]
        side = "the claim" if kind == "no claim" else "the true value"
        yield f"right where both are defined; {side} is undefined at {point(where)}"
    if (kink := verdict.convention) is not None:
        start = f"{point(kink.where)} is a kink, where the slope is a convention: here {kink.slope}"
        yield f"{start}, in the claim {kink.claimed}" if kink.slope != kink.claimed else start


def _rests_on(verdict: Verdict) -> str:
    """What stands behind a claim that is not proved."""
    if verdict.exhaustive:
        return f"checked at every point there is: {verdict.points}"
    return f"not proved; equal to 30 digits at {verdict.points} points, and different at none"


class InFloats:
    """A right claim computed in floats where floats are likely to fail."""

    def __init__(self, question: Question) -> None:
        self.question, self.judge = question, Judge(question)
        self.inputs = [node.serial for node, _ in question.coordinates.values()]

    def unsafe(self) -> tuple[Point, int] | None:
        """Where the claim loses more than 10 digits that the truth keeps, and how many it loses."""
        for where in islice(_hard(self.judge), _MOST):
            if self.judge.compare(where) != "agree":
                continue
            true = float(self.judge.values(where, 256)[0])
            if (
                not 1e-250 < abs(true) < 1e250
                or self.error(self.question.truth, where, true) > KEPT
            ):
                continue
            error = self.error(self.question.claim, where, true)
            if error > LOST:
                return where, 16 + round(math.log10(min(error, 1.0)))
        return None

    def keeps(self, root: Any, where: Point) -> bool:
        """Whether another formula keeps its digits there."""
        exact, _ = self.judge.values(where, 256)
        return self.error(root, where, float(exact)) <= KEPT

    def error(self, root: Any, where: Point, true: float) -> float:
        """The relative error of a formula computed in floats; inf if it comes to nothing."""
        inputs = dict(zip(self.inputs, map(float, where), strict=True))
        try:
            value = in_floats(root, inputs, self.question.exact)
        except (AutogradError, ArithmeticError, ValueError):
            return math.inf
        error = abs(value - true) / abs(true)
        return error if error == error else math.inf


def _hard(judge: Judge) -> Iterator[Point]:
    """One coordinate large or next to 0, the others 1/2 (or ordinary where that is not allowed)."""
    fillers = next(ordinary(judge.ranges))
    half = [_HALF if _HALF in each else x for x, each in zip(fillers, judge.ranges, strict=True)]
    for x in _HARD:
        for place, each in enumerate(judge.ranges):
            if x in each:
                yield (*half[:place], x, *half[place + 1 :])


def in_floats(root: Any, inputs: Mapping[int, float], exact: Mapping[int, Fraction | str]) -> float:
    """A formula's value as a program would compute it."""
    found: dict[int, Any] = dict(inputs)
    for serial, node in between([root], found).items():
        if serial in found:
            continue
        found[node.serial] = _computed(node, found, exact)
    return float(found[root.serial])


def _computed(node: Node, found: Mapping[int, Any], exact: Mapping[int, Fraction | str]) -> Any:
    if node.serial in exact:
        number = exact[node.serial]
        return math.pi if isinstance(number, str) else float(number)
    assert node.op is not None
    args = [found[x.serial] if isinstance(x, Node) else x for x in node.args]
    return node.op.on_floats(*args)
