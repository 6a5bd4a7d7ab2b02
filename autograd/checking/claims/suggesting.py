"""What is suggested for a wrong claim, in the words of its author."""

from __future__ import annotations

from contextlib import suppress

from ...formulas.text.kept import kept
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.smooth import smooth
from ...formulas.trees.tree import Tree, as_slope, text
from ..diagnosis.finding import Finding
from ..meaning.scope import Scope
from ..pages.reading import read
from ..pages.statements import Chain
from ..report.claims import Claim

LONGEST = 200  # characters of a suggestion: three lines, which is what anyone would read


def reported(scope: Scope, claim: Claim, first: Tree, found: Finding) -> None:
    """Enter what was found in the report of a claim about `first`."""
    claim.culprit = (
        text(first) if as_slope(first) is not None and found.culprit is None else found.culprit
    )
    claim.note, claim.finding = found.note, found
    if found.note:
        claim.evidence.append(found.note)
    if found.also:
        claim.evidence.append(found.also)
    better = None if found.suggestion is None else smooth(found.suggestion, claim.sides)
    if better is not None and len(text(better)) <= LONGEST:
        claim.better = (found.asked or first, better)
        claim.suggestion = _as_written(scope, " = ".join(map(text, claim.better)), claim)
        claim.evidence.append(f"right is {claim.suggestion}")


def _as_written(scope: Scope, suggestion: str, claim: Claim) -> str:
    """A suggestion with what it leaves unchanged as the claim has it, in spaces and brackets."""
    said = _sides(scope, suggestion, claim)
    if said is None:
        return suggestion
    return kept(suggestion, claim.claim, lambda other: _sides(scope, other, claim) == said)


def _sides(scope: Scope, written: str, claim: Claim) -> list[str] | None:
    """What a claim says, read again and written plainly; None if it cannot be."""
    with suppress(DerivationError):
        found = read(Statement(written, claim.line), scope)
        return [*map(text, found.sides)] if isinstance(found, Chain) else None
    return None
