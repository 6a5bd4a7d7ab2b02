"""Functions that branch on their numbers: the formulas of a way are compared where it is taken.

A branch says nothing about the points that do not lead there, so a witness is never moved to a
simpler place, and agreement means the points that were looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..certified.digits import significant
from ..claims.remarks import remarks
from ..decision.judge import Convention, Verdict
from ..decision.points import Point
from ..meaning.scope import Scope
from ..report.claims import Claim
from .comparing import EntryAtPoints, Slope
from .componentwise import Entry, arrays, in_words, which
from .running import Pair

DECIDED = 20  # points that have to be decidable

_ROUNDED = "the derivative computes in plain numbers, so it was compared to 6 digits"
_UNFOLLOWED = (
    "what the function computes in plain numbers (x.data, math.sin, a number drawn at random) "
    "changes with its arguments, and its slope cannot be followed there: use autograd's functions"
)


@dataclass(frozen=True)
class Branch:
    """The entries of a derivative on one way, and the points that lead there."""

    components: Sequence[Entry]
    points: Sequence[Point]


@dataclass
class _Tally:
    agreed: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, Entry] = field(default_factory=dict)
    first: tuple[EntryAtPoints, Point] | None = None
    convention: Convention | None = None
    rounded: bool = False


def at_points(
    scope: Scope,
    pair: Pair,
    line: int,
    title: str,
    branches: Sequence[Branch],
    slope: Slope,
) -> Claim:
    """The verdict on all entries, each at all points; `slope` is the function's at one of them."""
    whole = Claim(line, title, "agrees")
    if _is_unfollowed(pair, branches):
        whole.status, whole.note = "inconclusive", _UNFOLLOWED
        whole.evidence.append(whole.note)
        return whole
    tally = _Tally()
    for branch in branches:
        for component in branch.components:
            _count(tally, EntryAtPoints(scope, pair, component, slope), branch.points)
    _conclude(whole, tally, pair, branches)
    return whole


def _is_unfollowed(pair: Pair, branches: Sequence[Branch]) -> bool:
    """Whether the function goes a way of its own at each of the first points."""
    first = [branch.points[0] for branch in branches[:3]]
    return len(first) == 3 and all(pair.is_alone(pair.f, point) for point in first)


def _count(tally: _Tally, comparison: EntryAtPoints, points: Sequence[Point]) -> None:
    component = comparison.component
    for where in points:
        outcome = comparison.at(where)
        tally.agreed[component.name] += outcome == "agree"
        if outcome == "kink" and tally.convention is None:
            tally.convention = comparison.convention(where)
        if outcome == "differ":
            tally.wrong.setdefault(component.name, component)
            tally.first = tally.first or (comparison, where)
    tally.rounded |= comparison.rounded


def _conclude(whole: Claim, tally: _Tally, pair: Pair, branches: Sequence[Branch]) -> None:
    components = branches[0].components
    tried = sum(len(branch.points) for branch in branches)
    few = min(components, key=lambda each: tally.agreed[each.name])
    whole.note = (
        f"the function branches on its arguments: {len(branches)} ways of it were compared, each "
        f"at the points that lead there, {tried} in all"
    )
    if tally.first is not None:
        whole.status, whole.culprit = "wrong", tally.first[0].component.name
        whole.evidence.extend(which(list(tally.wrong), len(components)))
        whole.evidence.extend(_values(whole, *tally.first))
    elif tally.agreed[few.name] < pair.wanted(DECIDED):
        whole.status = "inconclusive"
        whole.evidence.append(
            f"only {tally.agreed[few.name]} of {tried} points could be decided for {few.name}"
        )
    whole.evidence.append(whole.note)
    if tally.rounded:
        whole.evidence.append(_ROUNDED)
    if whole.status == "agrees":
        whole.evidence.extend(remarks(Verdict("proved", convention=tally.convention)))


def _values(whole: Claim, comparison: EntryAtPoints, where: Point) -> list[str]:
    true, claimed = comparison.values(where)
    whole.true_value, whole.claimed_value = significant(true), significant(claimed)
    whole.counterexample = arrays(comparison.judge.named(where))
    return [
        f"at {in_words(whole.counterexample)}:",
        f"    true     {whole.true_value}\n    claimed  {whole.claimed_value}",
    ]
