"""What else there is to say about a right formula: what it rests on, kinks, holes."""

from __future__ import annotations

from collections.abc import Iterator

from ..decision.judge import Verdict
from ..report.claims import point


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
