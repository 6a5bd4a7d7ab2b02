"""Which arrows the words about a claim are about, so that its picture tells the same story.

The words name the least that is wrong. Around it stands a factor of the claim; if what this should
be is the local derivative on an arrow, or the derivative along a stretch of the way, that is red.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isclose

from ...formulas.trees.tree import Op, Tree
from ..diagnosis.differences import Change, Difference, Factor, differences, factors_at, undone
from ..diagnosis.places import Place, at
from ..report.claims import Claim
from .blame import Blame, Case

_FACTOR = ("is left out", "is taken twice")  # a half left out is a factor 2 too many
_SAYS: dict[str, tuple[str, ...]] = {  # what a change of numbers may be called beside the words
    "is missing": _FACTOR,
    "too many": (*_FACTOR, "counts twice"),
    "the sign": ("has the wrong sign",),
    "should be": _FACTOR,
}


def agrees(blamed: Blame, claim: Claim) -> bool:
    """Whether a change that explains the number is what the words say."""
    note = claim.note or ""
    said = [words for saying, words in _SAYS.items() if saying in note]
    if not said or note.startswith(("the path", "what comes")):
        return not blamed.guessed or not note
    return any(blamed.words in words for words in said)


def named(claim: Claim) -> Iterator[tuple[Tree, str]]:
    """The factors that the words are about, as they should be, and what the claim does to them."""
    if len(claim.sides) != 2 or len(claim.better) != 2:
        return
    for each in differences(Place(claim.sides[1]), claim.better[1]):
        if isinstance(each, Factor) and each.missing:
            yield each.factor, "is left out"
        elif isinstance(each, Change):
            for factor in _around(each):
                yield factor, "is not what the claim has there"


def _around(change: Difference) -> Iterator[Tree]:
    """What should stand at a place, then each factor around it, from the inside out."""
    whole, path = change.place.whole, change.place.path
    for end in range(len(path), -1, -1):
        place = Place(whole, path[:end])
        if end == 0 or not _is_product(at(whole, path[: end - 1])):
            yield from _factors(place, change)


def _factors(place: Place, change: Difference) -> Iterator[Tree]:
    mended = undone(place, [change])
    if _is_product(place.tree):
        path = change.place.path[len(place.path) :]
        for inner, _, _ in factors_at(place):
            if path[: len(inner)] == inner:
                yield at(mended, inner)
    yield mended


def _is_product(tree: Tree) -> bool:
    return isinstance(tree, Op) and tree.symbol in "*/"


def matched(cases: Sequence[Case], values: Sequence[float], words: str) -> Blame | None:
    """The arrow, or the stretch of the way, whose derivative has these values."""
    first = cases[0]
    if {len(case.arrows) for case in cases} != {len(first.arrows)}:
        return None
    if len(set(values)) < 2:
        return None  # many a derivative is 1
    for place, arrow in enumerate(first.arrows):
        if _are([case.factor(case.arrows[place]) for case in cases], values):
            return Blame(frozenset([arrow]), words)
    count = len(first.nodes)
    for length in range(2, count):
        for i in range(count - length):
            found = [case.slope(case.nodes[i + length], case.nodes[i]) for case in cases]
            if _are(found, values):
                return Blame(first.between(first.nodes[i], first.nodes[i + length]), words)
    return None


def _are(found: Sequence[float], wanted: Sequence[float]) -> bool:
    return all(isclose(a, b, rel_tol=1e-9) for a, b in zip(found, wanted, strict=True))
