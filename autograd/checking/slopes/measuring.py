"""Claims about slopes that are judged by measuring: of one number, and of an array of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..report.claims import Claim
from ..report.statuses import worst
from .measured import measured

TOLD = 4  # entries of one array whose evidence is shown


def claimed(name: str, slope: float, function: Callable[[float], float], x: float) -> Claim:
    """The claim that a function has this slope at x."""
    claim = Claim(1, f"{name} = {slope:.15g}", "agrees", claimed_value=repr(slope))
    found = measured(function, x)
    if found is None:
        claim.status, claim.note = "inconclusive", "the function has no values around this point"
        claim.evidence.append(claim.note)
    elif not found.agrees(slope):
        claim.status, claim.true_value = "wrong", f"{found.value:.10g}"
        claim.counterexample, claim.culprit = {name.partition("/d")[2]: x}, name
        claim.evidence.append(f"measured {found.value:.10g} with an error of {found.error:.1g}")
    elif found.is_kink:
        claim.note = f"a kink: {found.left:.6g} on the left, {found.right:.6g} on the right"
        claim.evidence.append(claim.note)
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
