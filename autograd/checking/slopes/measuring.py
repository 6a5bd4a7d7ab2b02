"""Claims about slopes, judged by what is on both sides: of one number, and of an array."""

from __future__ import annotations

from collections.abc import Sequence

from ..report.claims import Claim
from ..report.statuses import worst
from .sides import Sides, verdict

TOLD = 4  # entries of one array whose evidence is shown


def claimed(name: str, slope: float, sides: Sides, x: float, how: str) -> Claim:
    """The claim that a function has this slope at x; `how` its sides were found: "measured"."""
    status, note = verdict(sides, slope)
    claim = Claim(1, f"{name} = {slope:.15g}", status, claimed_value=repr(slope), note=note or None)
    if status == "wrong":
        side = next(side for side in sides if side is not None)
        claim.true_value = repr(side.value)
        claim.counterexample, claim.culprit = {name.partition("/d")[2]: x}, name
        claim.evidence.append(f"{how} {side.value:.10g} with an error of {side.error:.1g}")
    elif note:
        claim.evidence.append(note)
    return claim


def gathered(name: str, parts: Sequence[Claim], entries: int) -> Claim:
    """One claim about an array, from the claims about those of its entries that were measured."""
    looked = str(entries) if len(parts) == entries else f"{len(parts)} of {entries}"
    whole = Claim(1, f"{name}, {looked} entries", worst([part.status for part in parts]))
    told = [part for part in parts if part.evidence and part.status == whole.status]
    whole.evidence = [f"{part.claim}: {part.evidence[0]}" for part in told[:TOLD]]
    if len(told) > TOLD:
        whole.evidence.append(f"and {len(told) - TOLD} entries more")
    if whole.status == "wrong":
        first = told[0]
        whole.culprit, whole.counterexample = first.culprit, first.counterexample
        whole.true_value, whole.claimed_value = first.true_value, first.claimed_value
    return whole
