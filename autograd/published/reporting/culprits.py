"""Which part of a formula is wrong: the places in its LaTeX that a report marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...checking.diagnosis.changes import Difference
from ...checking.report.claims import Claim
from ...formulas.printed.node import Span
from ...formulas.trees.tree import Slope, Tree, children, walk
from ...formulas.trees.tree_kinds import NOWHERE
from ..modelling.outcome import Outcome


def culprits(outcome: Outcome) -> list[Span]:
    """The places of what a formula has wrong; of its wrong side, where no less is known.

    Places are those of the formula that was claimed: what a finding says of a definition has its
    place in another formula, and marks nothing here.
    """
    claim = next((each for each in outcome.claims if each.status == "wrong"), None)
    if outcome.status != "wrong" or claim is None:
        return []
    found = [span for tree in _blamed(claim) if (span := span_of(tree)) != NOWHERE]
    if found:
        return found
    side = span_of(_derived(claim.sides)) if claim.sides else NOWHERE
    sides = outcome.item.printed.sides
    return [side] if side != NOWHERE else [sides[-1].span] if sides else []


def _blamed(claim: Claim) -> Iterator[Tree]:
    """The parts of the claim that its finding would change."""
    changes: Iterable[Difference] = claim.finding.changes if claim.finding is not None else ()
    own = {(part, span_of(part)) for side in claim.sides for part in walk(side)}
    for change in changes:
        part = change.place.tree
        if (part, span_of(part)) in own:
            yield part


def _derived(sides: tuple[Tree, ...]) -> Tree:
    """The side that says what a derivative is: the last, unless it alone is the derivative."""
    return sides[0] if isinstance(sides[-1], Slope) else sides[-1]


def span_of(tree: Tree) -> Span:
    """Where a tree stands; of one that is put together, from its first part to its last.

    >>> from autograd.formulas.trees.tree import Name, Op
    >>> span_of(Op("*", (Name("x", (4, 5)), Name("y", (8, 9)))))
    (4, 9)
    """
    if tree.span != NOWHERE:
        return tree.span
    spans = [span for part in children(tree) if (span := span_of(part)) != NOWHERE]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else NOWHERE
