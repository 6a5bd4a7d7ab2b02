"""What is said beside a verdict: what a right formula rests on, and why nothing is decided."""

from __future__ import annotations

from collections.abc import Iterator

from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ..decision.judge import Verdict
from ..pages.statements import written
from ..report.claims import Claim, point


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


# ---- Where nothing is decided -------------------------------------------------------------------


def unreadable(source: Statement, error: DerivationError) -> Claim:
    """A statement that cannot be read, or means nothing, with a mark under the place."""
    located = DerivationError(error.why, written(source), error.column, source.line, error.stop)
    claim = Claim(source.line, source.said, "unreadable", note=error.why)
    claim.evidence = [f"column {error.column}: {error.why}{located.picture()}"]
    return claim


def left_open(source: Statement, cause: Statement) -> Claim:
    """A claim that hangs on another line, which could not be read."""
    return inconclusive(source, f"this depends on line {cause.line}, which could not be read")


def out_of_work(source: Statement) -> Claim:
    """A statement that already takes too much work to be worked out."""
    why = "not decided: the work allowed ran out before its sides were worked out"
    claim = inconclusive(source, why)
    claim.unfinished = True
    return claim


def inconclusive(source: Statement, why: str) -> Claim:
    """A statement of which nothing is decided, for this reason."""
    return Claim(source.line, source.said, "inconclusive", note=why, evidence=[why])
