"""What is said of a statement of which nothing is decided, and why not."""

from __future__ import annotations

from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ..pages.statements import written
from ..report.claims import Claim


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
