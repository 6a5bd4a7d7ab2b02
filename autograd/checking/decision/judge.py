"""Two formulas at one point: certainly different, equal to 30 digits, or neither."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from ...engine.node import Node
from ...engine.walks import between
from ..certified.balls import Ball, Constant, exact, nearest, overlap, precision
from ..certified.digits import significant
from ..certified.nearby import Nearby
from ..certified.program import UNDEFINED, Program
from ..proof.equalities import Equalities
from .kinks import Derivative, Kinks, ties
from .movers import Movers, leave_every_tie, movers
from .points import Point
from .ranges import Range

Status = Literal["proved", "agrees", "wrong", "inconclusive"]
Outcome = Literal["agree", "differ", "undecided", "kink", "neither", "no truth", "no claim"]

PRECISIONS = (128, 256, 512, 1024)
DEEP = (2048, 4096, 8192, 16384)
DEEP_POINTS = 6  # how many points may cost the deep precisions
KINK_POINTS = 12  # at how many ties a kink is looked for
MOST_LANDMARKS = 8
_DIGITS = Fraction(1, 10**30)


@dataclass(frozen=True)
class Question:
    """Whether `truth` equals `claim` wherever both, and all of `context`, are defined.

    `coordinates` gives each input's node and range by name. With `slopes` a point at which some
    slope is a convention is left out; `derived` says which nodes are slopes.
    """

    truth: Any
    claim: Any
    coordinates: Mapping[str, tuple[Node, Range]]
    constants: Mapping[int, Constant] = field(default_factory=dict)
    exact: Mapping[int, Fraction | str] = field(default_factory=dict)
    slopes: bool = False
    context: Sequence[Any] = ()
    derived: Mapping[int, Derivative] = field(default_factory=dict)
    equalities: Callable[[bool], Equalities] | None = None

    @cached_property
    def landmarks(self) -> Sequence[Fraction]:
        """The numbers in the formulas, as places where something may change."""
        found: dict[Fraction, None] = {}
        above = between([self.truth, self.claim, *self.context])
        for serial, node in reversed(above.items()):
            number = self.exact.get(serial)
            if isinstance(number, Fraction):
                found[number] = None
            plain = (arg for arg in node.args if not isinstance(arg, Node))
            found.update((Fraction(arg), None) for arg in plain if math.isfinite(arg))
        return [x for x in found if x not in (0, 1, -1)][:MOST_LANDMARKS]

    @cached_property
    def movers(self) -> Sequence[Node]:
        """What is differentiated in, as far as slopes tell; else all that can move."""
        found = movers([self.truth, self.claim, *self.context], self.derived)
        return found or [x for x, each in self.coordinates.values() if not each.is_discrete]

    @cached_property
    def is_away_from_ties(self) -> bool:
        """Whether a proof may leave ties out: each is a kink."""
        discrete = {x.serial for x, each in self.coordinates.values() if each.is_discrete}
        return self.slopes and leave_every_tie(self.movers, [self.truth, self.claim], discrete)


@dataclass(frozen=True)
class Convention:
    """A kink, the slope that this engine's convention gives there, and what the claim gives."""

    where: dict[str, float | str]
    slope: str
    claimed: str


@dataclass
class Verdict:
    """The answer, and the evidence for it."""

    status: Status
    points: int = 0
    tried: int = 0
    counterexample: dict[str, float | str] | None = None
    at: Point | None = None
    true_value: str | None = None
    claimed_value: str | None = None
    ratio: str | None = None
    difference: str | None = None
    reason: str = ""
    undefined: list[tuple[str, dict[str, float | str]]] = field(default_factory=list)
    kinks: int = 0
    gaps: int = 0  # points at which the truth has a value and the claim has none
    convention: Convention | None = None
    exhaustive: bool = False
    unfinished: bool = False  # for want of work


class Judge:
    """Compares the two formulas of a question at points."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.names = list(question.coordinates)
        nodes = [node for node, _ in question.coordinates.values()]
        self.ranges = [each for _, each in question.coordinates.values()]
        roots = [question.truth, question.claim, *question.context]
        self.program = Program(roots, nodes, question.constants)
        self.nearby = Nearby(self.program)
        self.deep_left, self.kinks_left = DEEP_POINTS, KINK_POINTS
        self.parting_left = KINK_POINTS

    def has_free_powers(self) -> bool:
        """Whether something is raised to a power that is not a number."""
        return any(
            node.op is not None
            and node.op.name == "pow"
            and isinstance(node.args[1], Node)
            and node.args[1].serial not in self.question.exact
            for node in between([self.question.truth, self.question.claim]).values()
        )

    def values(self, point: Point, bits: int) -> tuple[Any, Any]:
        """Enclosures of truth and claim at a point."""
        truth, claim, *_ = self.program.at(point, bits)
        return truth, claim

    def compare(self, point: Point, deep: bool = False) -> Outcome:
        """What one point says."""
        for bits in PRECISIONS + (DEEP if deep else ()):
            with precision(bits):
                outcome = self._compare(point, bits)
            if outcome != "undecided":
                return outcome
        return "undecided"

    def _compare(self, point: Point, bits: int) -> Outcome:
        values = self.nearby.values(point, bits)
        truth, claim, *context = (values[root] for root in self.program.roots)
        if UNDEFINED in context:
            return "neither"
        if truth is UNDEFINED or claim is UNDEFINED:
            return _undefined(truth, claim)
        if self.question.slopes and ties(self.program, point, values) and self._parts(point, bits):
            return self._at_tie(point, bits)
        if not (truth.is_finite() and claim.is_finite()):
            return "undecided"
        if not overlap(truth, claim):
            if not all(value.is_finite() for value in context):
                return "undecided"
            return "differ"
        return "agree" if _to_thirty_digits(truth, claim, bits) else "undecided"

    @cached_property
    def movers(self) -> Movers:
        """The same formulas, in which what is differentiated in can be moved."""
        question = self.question
        nodes = [node for node, _ in question.coordinates.values()]
        return Movers([question.truth, question.claim], nodes, question.constants, question.movers)

    def _parts(self, point: Point, bits: int) -> bool:
        """Whether a tie is a kink; after a few that are, all are taken for such."""
        if self.parting_left == 0:
            return True
        parts = self.movers.part(point, bits)
        self.parting_left -= parts
        return parts

    @cached_property
    def kinks(self) -> Kinks:
        """The same formulas where numbers tie, the slopes in the truth looked at from beside."""
        question = self.question
        nodes = [node for node, _ in question.coordinates.values()]
        above = between([question.truth], {node.serial for node in nodes})
        derived = {k: question.derived[k] for k in above if k in question.derived}
        return Kinks([question.truth, question.claim], nodes, question.constants, derived)

    def _at_tie(self, point: Point, bits: int) -> Outcome:
        """What a tie says: nothing, if there are points without one.

        Of a few points each has to do: there a slope on which both sides agree may speak for a
        claim.
        """
        if any(each.members is None for each in self.ranges):
            return "kink"
        found = self.kinks.at(point, bits)
        if found.kinks or UNDEFINED in found.roots:
            return "kink"
        truth, claim = found.roots
        agree = overlap(truth, claim) and _to_thirty_digits(truth, claim, bits)
        return "agree" if agree else "kink"

    def convention(self, point: Point) -> Convention | None:
        """What both formulas say at a kink; None where the truth is smooth or has no value."""
        self.kinks_left -= 1
        if self.kinks_left < 0:
            return None
        found = self.kinks.at(point, PRECISIONS[0])
        if UNDEFINED in found.roots or not any(kink.kind == "kink" for kink in found.kinks):
            return None
        truth, claim = found.roots
        return Convention(self.named(point), significant(truth, 6), significant(claim, 6))

    def start(self, point: Point) -> None:
        """Compute all at a point, which those that follow differ little from."""
        with precision(PRECISIONS[0]):
            self.nearby.start(point, PRECISIONS[0])

    def differs(self, point: Point) -> bool:
        """Whether the point is a counterexample."""
        return self.compare(point) == "differ"

    def named(self, point: Point) -> dict[str, float | str]:
        """The point as names and numbers."""
        return {name: coordinate(x) for name, x in zip(self.names, point, strict=True)}


def _undefined(truth: Any, claim: Any) -> Outcome:
    if truth is UNDEFINED and claim is UNDEFINED:
        return "neither"
    if truth is UNDEFINED:
        return "no truth" if claim.is_finite() else "undecided"
    return "no claim" if truth.is_finite() else "undecided"


def _to_thirty_digits(truth: Ball, claim: Ball, bits: int) -> bool:
    """Whether two overlapping balls hold their numbers to 30 digits (or both to be 0)."""
    size = max(abs(truth).abs_lower(), abs(claim).abs_lower())
    width = truth.rad() + claim.rad()
    if width <= size * exact(_DIGITS):
        return True
    # Nothing but 0 keeps cancelling for a thousand bits; this is agreement, not proof.
    return bits >= PRECISIONS[-1] and width < exact(Fraction(1, 2 ** (bits // 2)))


def coordinate(x: Fraction) -> float | str:
    """A coordinate as a report has it: a float if that is exact, else a fraction in words."""
    number = nearest(x)
    return number if math.isfinite(number) and Fraction(number) == x else str(x)
