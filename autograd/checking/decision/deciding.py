"""Are two formulas equal? Decided in certified arithmetic, so that rounding never has a say.

*Wrong* means that at some exact point the two enclosures do not overlap: no tolerance is involved,
and none would be sound. Where they overlap the precision is doubled until they part or agree to 30
digits. A point where a formula is undefined, or where a slope is a convention (a kink), decides
nothing.

>>> from autograd.values.symbol import Symbol
>>> from autograd.checking.decision.ranges import Range
>>> x = Symbol("x")
>>> verdict = decide(Question((x + 1.0) * (x + 1.0), x * x + 1.0, {"x": (x, Range())}))
>>> verdict.status, verdict.counterexample, verdict.true_value, verdict.claimed_value
('wrong', {'x': 1.0}, '4.0000000000000000', '2.0000000000000000')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice

from ...support.deadlines import OutOfWork, allowed
from ..proof.prover import is_proved
from .counterexample import refuted
from .judge import Judge as Judge
from .judge import Outcome as Outcome
from .judge import Question as Question
from .judge import Status as Status
from .judge import Verdict as Verdict
from .points import Point, everything, grid, ordinary

WANTED = 100  # decidable points for "agrees"; fewer are "inconclusive"
BESIDE_PROOF = 16  # points that are looked at although there is a proof
WORK = 2_000_000  # of one comparison
WORDS = 100_000  # of a proof in the page's own words
_TELLING = ("agree", "differ")
# Simple points to try: more where a negative base may have a power at 2 and at 1/2 only.
_SIMPLE = {False: 40, True: 400}


def decide(
    question: Question, prove: bool = True, best: Point | None = None, simplest: bool = True
) -> Verdict:
    """Compare the formulas at the documented points; the simplest counterexample if there is one.

    After so much work no further point is looked at; with too few of them the verdict says so. If
    there is a `best` counterexample, to another question, only a simpler one is looked for; and
    none at all if it need not be the `simplest`.
    """
    verdict = Verdict("agrees")
    try:
        with allowed(WORK):
            return _decided(
                Judge(question), verdict, prove, partial(refuted, best=best, simplest=simplest)
            )
    except OutOfWork:
        verdict.unfinished = verdict.points < WANTED
        verdict.reason = f"not decided: the work allowed ran out after {_counted(verdict.points)}"
    return _concluded(verdict)


def _counted(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _decided(
    judge: Judge, verdict: Verdict, prove: bool, refuted: Callable[[Judge, Point, Verdict], Verdict]
) -> Verdict:
    question = judge.question
    # Three ordinary points find almost every slip at once; then its simplest witness is sought.
    for point in islice(ordinary(judge.ranges), 3):
        if judge.differs(point):
            return refuted(judge, point, verdict)
    if prove and _is_proved(question):
        verdict.status = "proved"
    simple = _SIMPLE[judge.has_free_powers()]
    for point in _points(judge, simple):
        if verdict.status == "proved" and verdict.tried >= BESIDE_PROOF and verdict.points:
            return verdict
        if verdict.points >= WANTED and verdict.tried >= max(2 * WANTED, simple):
            break
        outcome = judge.compare(point, deep=judge.deep_left > 0)
        judge.deep_left -= outcome == "undecided"
        if outcome == "differ":
            return refuted(judge, point, verdict)
        _count(verdict, outcome, judge, point)
    verdict.exhaustive = all(each.members is not None for each in judge.ranges)
    return _concluded(verdict)


def holds(question: Question) -> bool:
    """Whether the formulas are equal as `decide` has it, without a witness if they are not."""
    return held(question) is not None


def held(question: Question, prove: bool = True) -> Verdict | None:
    """The verdict on formulas that are equal; None, and no witness, if they are not."""
    judge = Judge(question)
    if any(map(judge.differs, islice(ordinary(judge.ranges), 3))):
        return None
    verdict = decide(question, prove)
    return verdict if verdict.status in ("proved", "agrees") else None


def certain(question: Question) -> bool:
    """Whether the formulas are equal by a proof; where there is none, few points are looked at."""
    judge = Judge(question)
    if any(map(judge.differs, islice(ordinary(judge.ranges), 3))):
        return False
    with suppress(OutOfWork), allowed(WORK):
        if _is_proved(question):
            tried = map(judge.compare, islice(_points(judge, _SIMPLE[False]), 2 * BESIDE_PROOF))
            return next((each == "agree" for each in tried if each in _TELLING), False)
    return False


def _is_proved(question: Question) -> bool:
    return _is_proved_in_its_words(question) or _is_proved_written_out(question)


def _is_proved_in_its_words(question: Question) -> bool:
    """Whether what the page calls by name need not be written out."""
    if question.equalities is None:
        return False
    known, sides = question.equalities(question.is_away_from_ties), (question.truth, question.claim)
    return known.same(*sides) or known.case(sides).proves(*sides, WORDS)


def _is_proved_written_out(question: Question) -> bool:
    inputs = list(question.coordinates.values())
    positive = frozenset(
        node.serial
        for node, each in inputs
        if each.members is None and each.low is not None and each.low >= 0
    )
    nodes = [node for node, _ in inputs]
    return is_proved(
        question.truth, question.claim, nodes, question.exact, positive, question.is_away_from_ties
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
    verdict.gaps += outcome == "no claim"
    if outcome == "kink" and verdict.convention is None:
        verdict.convention = judge.convention(point)
    if outcome in ("no truth", "no claim") and len(verdict.undefined) < 3:
        verdict.undefined.append((outcome, judge.named(point)))


def _concluded(verdict: Verdict) -> Verdict:
    if verdict.status == "proved" and verdict.points:
        return verdict
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
