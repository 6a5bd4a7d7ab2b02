"""Are two formulas equal? Decided in certified arithmetic, so that rounding never has a say.

*Wrong* means that at some exact point the two enclosures do not overlap: no tolerance is involved,
and none would be sound. Where they overlap the precision is doubled until they part or agree to 30
digits. A point where a formula is undefined, or where a slope is a convention (a kink), decides
nothing.

>>> from autograd.symbol import Symbol
>>> x = Symbol("x")
>>> verdict = decide(Question((x + 1.0) * (x + 1.0), x * x + 1.0, {"x": (x, Range())}))
>>> verdict.status, verdict.counterexample, verdict.true_value, verdict.claimed_value
('wrong', {'x': 1.0}, '4.0000000000000000', '2.0000000000000000')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from time import perf_counter
from typing import Any, Literal

from ..node import Node
from .balls import Ball, exact, overlap, precision
from .coordinates import Graph
from .digits import significant
from .points import Point, everything, grid, ordinary, total_simplicity
from .program import UNDEFINED, Constant, Program
from .proof import is_proved
from .ranges import Range

Status = Literal["proved", "agrees", "wrong", "inconclusive"]
Outcome = Literal["agree", "differ", "undecided", "kink", "neither", "no truth", "no claim"]

WANTED = 100  # decidable points for "agrees"; fewer are "inconclusive"
PRECISIONS = (128, 256, 512, 1024)
DEEP = (2048, 4096, 8192, 16384)
DEEP_POINTS = 6  # how many points may cost the deep precisions
BESIDE_PROOF = 16  # points that are looked at although there is a proof
SIMPLER = 1500  # points tried in search of the simplest counterexample
SECONDS = 2.0  # for one comparison
_DIGITS = Fraction(1, 10**30)
_BESIDE = Fraction(1, 2**40)  # how far from a kink its two sides are looked at


@dataclass(frozen=True)
class Question:
    """Whether `truth` equals `claim` wherever both, and all of `context`, are defined.

    `coordinates` gives each input's node and range by name. With `slopes` a point at which some
    slope is a convention is left out.
    """

    truth: Any
    claim: Any
    coordinates: Mapping[str, tuple[Node, Range]]
    constants: Mapping[int, Constant] = field(default_factory=dict)
    landmarks: Sequence[Fraction] = ()
    exact: Mapping[int, Fraction | str] = field(default_factory=dict)
    slopes: bool = False
    context: Sequence[Any] = ()


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
    convention: Convention | None = None
    exhaustive: bool = False


# Simple points to try: more where a negative base may have a power at 2 and at 1/2 only.
_SIMPLE = {False: 40, True: 400}


class Judge:
    """Compares the two formulas of a question at points."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.names = list(question.coordinates)
        nodes = [node for node, _ in question.coordinates.values()]
        self.ranges = [each for _, each in question.coordinates.values()]
        roots = [question.truth, question.claim, *question.context]
        self.program = Program(roots, nodes, question.constants)
        self.deep_left = DEEP_POINTS

    def has_free_powers(self) -> bool:
        """Whether something is raised to a power that is not a number."""
        nodes = Graph([self.question.truth, self.question.claim])
        return any(
            node.op is not None
            and node.op.name == "pow"
            and isinstance(node.args[1], Node)
            and node.args[1].serial not in self.question.exact
            for node in nodes.above(nodes.roots).values()
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
        values = self.program.values(point, bits)
        truth, claim, *context = (values[root] for root in self.program.roots)
        if UNDEFINED in context:
            return "neither"
        if truth is UNDEFINED or claim is UNDEFINED:
            return _undefined(truth, claim)
        if self.question.slopes and self.program.ties and self.program.at_tie(values):
            return "kink"
        if not (truth.is_finite() and claim.is_finite()):
            return "undecided"
        if not overlap(truth, claim):
            if not all(value.is_finite() for value in context):
                return "undecided"
            return "differ"
        return "agree" if _to_thirty_digits(truth, claim, bits) else "undecided"

    def convention(self, point: Point) -> Convention | None:
        """What both formulas say at a kink; None where the truth is smooth or has no value."""
        bits = PRECISIONS[0]
        sides = []
        for step in (_BESIDE, -_BESIDE):
            beside = tuple(x + k * step for k, x in enumerate(point, 1))
            if any(x not in each for x, each in zip(beside, self.ranges, strict=True)):
                return None
            sides.append(self.values(beside, bits)[0])
        truth, claim = self.values(point, bits)
        if UNDEFINED in (*sides, truth, claim) or not all(x.is_finite() for x in (*sides, claim)):
            return None
        with precision(bits):
            jump = abs(sides[0] - sides[1])
            if jump < exact(Fraction(1, 2**20)) * (1 + abs(truth)):
                return None
        return Convention(self.named(point), significant(truth, 6), significant(claim, 6))

    def differs(self, point: Point) -> bool:
        """Whether the point is a counterexample."""
        return self.compare(point) == "differ"

    def named(self, point: Point) -> dict[str, float | str]:
        """The point as names and numbers."""
        return {name: _shown(x) for name, x in zip(self.names, point, strict=True)}


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


def _shown(x: Fraction) -> float | str:
    number = float(x)
    return number if Fraction(number) == x else str(x)


def decide(question: Question, seconds: float = SECONDS) -> Verdict:
    """Compare the formulas at the documented points; the simplest counterexample if there is one.

    After `seconds` no further point is looked at; with too few of them the verdict says so.
    """
    deadline = perf_counter() + seconds
    judge = Judge(question)
    verdict = Verdict("agrees")
    # Three ordinary points find almost every slip at once; then its simplest witness is sought.
    for point in islice(ordinary(judge.ranges), 3):
        if judge.differs(point):
            return refuted(judge, point, verdict)
    if _is_proved(question):
        verdict.status = "proved"
    simple = _SIMPLE[judge.has_free_powers()]
    for point in _points(judge, simple):
        if verdict.status == "proved" and verdict.tried >= BESIDE_PROOF and verdict.points:
            return verdict
        if verdict.points >= WANTED and verdict.tried >= max(2 * WANTED, simple):
            break
        if perf_counter() > deadline:
            verdict.reason = "the time allowed for this claim ran out"
            break
        outcome = judge.compare(point, deep=judge.deep_left > 0)
        judge.deep_left -= outcome == "undecided"
        if outcome == "differ":
            return refuted(judge, point, verdict)
        _count(verdict, outcome, judge, point)
    return _concluded(verdict, judge)


def holds(question: Question, seconds: float = SECONDS) -> bool:
    """Whether the formulas are equal as `decide` has it, without a witness if they are not."""
    judge = Judge(question)
    return not any(map(judge.differs, islice(ordinary(judge.ranges), 3))) and decide(
        question, seconds
    ).status in ("proved", "agrees")


def _is_proved(question: Question) -> bool:
    inputs = list(question.coordinates.values())
    positive = frozenset(
        node.serial
        for node, each in inputs
        if each.members is None and each.low is not None and each.low >= 0
    )
    nodes = [node for node, _ in inputs]
    return is_proved(
        question.truth, question.claim, nodes, question.exact, positive, question.slopes
    )


def _points(judge: Judge, simple: int) -> Iterator[Point]:
    ranges = judge.ranges
    if all(each.members is not None for each in ranges):
        return grid(ranges)
    return everything(ranges, judge.question.landmarks, simple)


def _count(verdict: Verdict, outcome: Outcome, judge: Judge, point: Point) -> None:
    verdict.tried += 1
    verdict.points += outcome == "agree"
    verdict.kinks += outcome == "kink"
    if outcome == "kink" and verdict.convention is None:
        verdict.convention = judge.convention(point)
    if outcome in ("no truth", "no claim") and len(verdict.undefined) < 3:
        verdict.undefined.append((outcome, judge.named(point)))


def _concluded(verdict: Verdict, judge: Judge) -> Verdict:
    if verdict.status == "proved" and verdict.points:
        return verdict
    verdict.exhaustive = all(r.members is not None for r in judge.ranges) and not verdict.reason
    if verdict.exhaustive and verdict.points:
        return verdict
    if verdict.points < WANTED:
        verdict.status = "inconclusive"
        verdict.reason = verdict.reason or _few(verdict)
    return verdict


def _few(verdict: Verdict) -> str:
    if verdict.points:
        return f"only {verdict.points} of {verdict.tried} points could be decided"
    if verdict.undefined:
        return f"the two sides have no value together at any of {verdict.tried} points"
    return (
        f"none of {verdict.tried} points could be decided: is there one where both sides have a "
        "value?"
    )


# ---- Counterexamples ----------------------------------------------------------------------------


def refuted(judge: Judge, found: Point, verdict: Verdict) -> Verdict:
    """The verdict with the simplest counterexample, starting from one that was found."""
    verdict.status, verdict.reason = "wrong", ""
    point = min(_simpler(judge, found), key=total_simplicity)
    every = PRECISIONS + DEEP
    bits = next((b for b in every if _parted(judge.values(point, b))), every[-1])
    truth, claim = judge.values(point, bits)
    verdict.at, verdict.counterexample = point, judge.named(point)
    verdict.true_value, verdict.claimed_value = significant(truth), significant(claim)
    with precision(bits):
        verdict.difference = significant(claim - truth, 6)
        verdict.ratio = None if truth.contains(0) else significant(claim / truth, 6)
    return verdict


def _simpler(judge: Judge, found: Point) -> Iterator[Point]:
    """The point with each coordinate made as simple as it can be, and the first on the grid."""
    yield _simplified(judge, found)
    deadline = perf_counter() + SECONDS
    for point in islice(grid(judge.ranges), SIMPLER):
        if judge.differs(point):
            yield point
        if perf_counter() > deadline or judge.differs(point):
            return


def _simplified(judge: Judge, point: Point) -> Point:
    """One coordinate after another replaced by the simplest number that keeps the difference."""
    before = None
    while before != point:
        before = point
        for place, each in enumerate(judge.ranges):
            for x in each.simple():
                candidate = (*point[:place], x, *point[place + 1 :])
                if total_simplicity(candidate) >= total_simplicity(point):
                    break
                if judge.differs(candidate):
                    point = candidate
                    break
    return point


def _parted(values: Iterable[Any]) -> bool:
    """Whether both enclosures are tight enough to print 17 certain digits of each."""
    truth, claim = values
    return all(_is_tight(ball) for ball in (truth, claim)) and not overlap(truth, claim)


def _is_tight(ball: Ball) -> bool:
    return bool(
        ball.is_exact() or ball.rel_accuracy_bits() > 60 or ball.rad() < exact(Fraction(1, 10**40))
    )
