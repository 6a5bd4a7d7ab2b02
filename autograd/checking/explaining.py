"""What is said about a claim beside its verdict: the culprit, a suggestion, doubts about names."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from ..errors import AutogradError
from .algebra import tidy
from .decision import Verdict
from .diagnosis import Diagnosis, Finding
from .points import Point
from .remarks import InFloats
from .report import Claim, point
from .statements import all_names
from .tree import Slope, Tree, names, text, walk
from .writer import TooLarge, Writer

if TYPE_CHECKING:
    from .judging import Court


def explain(
    court: Court,
    claim: Claim,
    truth: Any,
    first: Tree,
    sides: Sequence[Tree],
    meanings: Sequence[Any],
    verdicts: Sequence[Verdict],
) -> None:
    """Name the culprit of a wrong claim, what would be right, and names that look strange."""
    stated, court.scope.stated = court.scope.stated, {}
    with suppress(AutogradError):
        k = next(k for k, verdict in enumerate(verdicts) if verdict.status == "wrong")
        if not _blame_factor(court, claim, stated, sides):
            k = min(k, len(sides) - 1)  # behind the last link stands the whole
            found = Diagnosis(court, first, sides[k], truth, meanings[k]).finding()
            _report(claim, first, found)
    court.scope.stated = stated
    _wonder(court, claim, sides)


def _wonder(court: Court, claim: Claim, sides: Sequence[Tree]) -> None:
    """Point out names in a wrong claim that nothing else on the page mentions."""
    written = all_names(claim.claim)  # dL/db1 mentions L, but not as a word of its own
    found = {x: None for side in sides for x in sorted(names(side) & court.lonely & written)}
    for name in found:
        others = [x for x in (*court.scope.nodes, *court.scope.variables) if x != name]
        close = get_close_matches(name, others, 1, 0.5)
        hint = f"; is {close[0]} meant?" if close else ""
        claim.evidence.append(f"{name} occurs nowhere else on the page{hint}")
    if "e" in court.scope.variables and court.raises_e:
        claim.evidence.append("e is an ordinary name here: write exp(x) for e^x")


def _blame_factor(
    court: Court, claim: Claim, stated: dict[str, Any], sides: Sequence[Tree]
) -> bool:
    """A factor whose value was stated wrongly further up is the culprit."""
    for side in sides:
        for part in walk(side):
            earlier = court.claims.get(text(part)) if isinstance(part, Slope) else None
            if earlier is not None and earlier.status == "wrong":
                claim.culprit, claim.suggestion = text(part), earlier.suggestion
                claim.note = f"the factor {text(part)} is wrong as stated on line {earlier.line}"
                claim.evidence.append(claim.note)
                return True
    return False


def _report(claim: Claim, first: Tree, found: Finding) -> None:
    claim.culprit = (
        text(first) if isinstance(first, Slope) and found.culprit is None else found.culprit
    )
    claim.note = found.note
    if found.note:
        claim.evidence.append(found.note)
    if found.suggestion is not None:
        claim.suggestion = f"{text(first)} = {text(found.suggestion)}"
        claim.evidence.append(f"right is {claim.suggestion}")


def warn(court: Court, claim: Claim, truth: Any, meaning: Any) -> None:
    """Say so if a right formula is no good for computing, and which one is."""
    question = court.question(truth, meaning)
    floats = InFloats(question)
    unsafe = floats.unsafe()
    if unsafe is None:
        return
    where, digits = unsafe
    shown = point({k: float(x) for k, x in zip(question.coordinates, where, strict=True)})
    claim.note = f"right, but numerically unsafe at {shown}: {digits} of 16 digits are lost"
    better = _stable(court, truth, floats, where)
    if better is not None:
        claim.note += f"; use {better}"
    claim.evidence.append(claim.note)


def _stable(court: Court, truth: Any, floats: InFloats, where: Point) -> str | None:
    """The true formula as the engine computes it, if it keeps its digits."""
    scope = court.scope
    named = {**scope.variables, **scope.nodes}
    writer = Writer({node.serial: name for name, node in named.items()}, scope.exact)
    try:
        tree = tidy(writer.tree(truth, itself=True))
        root = scope.as_symbol(scope.meaning(tree))
    except (AutogradError, TooLarge):
        return None
    return text(tree) if floats.keeps(root, where) else None
