"""What is said about a claim beside its verdict: the culprit, a suggestion, doubts about names."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import Any

from ...errors import AutogradError
from ...formulas.text.builtins import EULER, builtin
from ...formulas.text.kept import kept
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.smooth import smooth
from ...formulas.trees.tree import (
    Call,
    Indexed,
    Slope,
    Sum,
    Tree,
    as_slope,
    mapped,
    names,
    text,
    walk,
)
from ...support.deadlines import OutOfWork
from ..decision.judge import Judge
from ..decision.points import grid
from ..diagnosis.diagnose import diagnose, diagnose_misfit
from ..diagnosis.finding import Finding
from ..meaning.components import Equation
from ..meaning.indices import free
from ..meaning.names import Key
from ..meaning.questions import question
from ..meaning.scope import Scope
from ..meaning.totals import keys
from ..pages.reading import read
from ..pages.section import TOO_DEEP, Section
from ..pages.statements import Chain, all_names
from ..report.claims import Claim, point
from .all_components import Decision
from .statements import Above

MOST_TRIED = 40  # points at which two formulas may meet


def explain(
    section: Section,
    above: Above,
    claim: Claim,
    equation: Equation,
    decisions: Sequence[Decision],
) -> None:
    """Name the culprit of a wrong claim, what would be right, and names that look strange."""
    scope, first, sides = equation.scope.unclaimed(), equation.first, equation.sides
    k, wrong = next((k, each) for k, each in enumerate(decisions) if each.status == "wrong")
    k = min(k, len(sides) - 1)  # behind the last link stands the whole
    truth, meaning = wrong.component.sides[0], wrong.component.sides[k + 1]
    with suppress(AutogradError):
        try:
            part = replace(wrong.component, sides=(truth, meaning))
            if not _blame_factor(scope.bound(part.indices), above, claim, sides):
                found = diagnose(scope, first, sides[k], part, wrong.verdict.counterexample)
                reported(scope, claim, first, found)
            if not claim.note and as_slope(first) is None:
                _meet(scope, claim, truth, meaning)
        except OutOfWork:
            claim.evidence.append("why it is wrong was not found with the work allowed for a page")
        except RecursionError:
            claim.evidence.append(f"why it is wrong was not found: it {TOO_DEEP}")
    _define(scope, claim, first)
    _wonder(section, claim, equation)


def _meet(scope: Scope, claim: Claim, left: Any, right: Any) -> None:
    """Say where two formulas are equal that are not in general: sin(q) and q at q = 0."""
    judge = Judge(question(scope, left, right))
    equal = (p for p in islice(grid(judge.ranges), MOST_TRIED) if judge.compare(p) == "agree")
    if (found := next(equal, None)) is not None:
        claim.note = f"equal at {point(judge.named(found))}, but not everywhere"
        claim.evidence.append(claim.note)


def mend(scope: Scope, claim: Claim, first: Tree, sides: Sequence[Tree]) -> None:
    """Say what may have been meant by a claim about arrays whose shapes do not fit."""
    with suppress(AutogradError):
        if len(sides) == 1:
            found = diagnose_misfit(scope.unclaimed(), first, sides[0])
            if found.suggestion is not None:
                reported(scope, claim, first, found)


def _define(scope: Scope, claim: Claim, first: Tree) -> None:
    """Say which of several functions of a name is meant, where its derivative is unexplained."""
    if claim.suggestion is None and isinstance(first, Call) and first.primes:
        op = None if first.function in scope.functions else builtin(first.function)
        if op is not None and op.summary not in ("", op.name):
            claim.evidence.append(f"{first.function}(x) is {op.summary}")


def _wonder(section: Section, claim: Claim, equation: Equation) -> None:
    """Point out names in a wrong claim that nothing else on the page mentions."""
    scope, first, sides = equation.scope, equation.first, equation.sides
    written = all_names(claim.claim)  # dL/db1 mentions L, but not as a word of its own
    indices = {part.index for side in sides for part in walk(side) if isinstance(part, Sum)}
    indices.update(free([first, *sides]))
    indices.update(["pi"] if scope.node("pi") is None else [])
    if as_slope(first) is None:
        indices.update(names(first))  # the x of f'(x) = … stands on both sides
    lonely = (section.lonely & written) - indices
    found = {x: None for side in sides for x in sorted(names(side) & lonely)}
    for name in found:
        others = [x for x in (*scope.nodes, *scope.variables) if x != name]
        close = get_close_matches(name, others, 1, 0.5)
        known = claim.culprit == name  # then the note says what is meant
        fits = close and (not known or close[0] in (claim.note or "").split())
        hint = f"; is {close[0]} meant?" if fits else ""
        claim.evidence.append(f"{name} occurs nowhere else on the page{hint}")
    if "e" in (claim.counterexample or {}) and section.raises_e:
        claim.evidence.append(EULER)


def _blame_factor(scope: Scope, above: Above, claim: Claim, sides: Sequence[Tree]) -> bool:
    """A factor whose value was stated wrongly further up is the culprit."""
    for part in (part for side in sides for part in walk(side)):
        slope = as_slope(part)
        for key in _keys(scope, slope) if slope is not None else ():
            earlier, _ = above.claimed.get(key, (claim, None))
            if earlier.status == "wrong" and earlier is not claim:
                claim.culprit, claim.suggestion = text(part), earlier.suggestion
                claim.note = f"the factor {text(part)} is wrong as stated on line {earlier.line}"
                claim.evidence.append(claim.note)
                claim.finding = Finding(claim.culprit, note=claim.note, wrong=slope)
                return True
    return False


def _keys(scope: Scope, slope: Slope) -> list[Key]:
    """The entries of a derivative; inside a sum over an index, all entries of the array."""
    try:
        return keys(scope, slope)
    except DerivationError:
        whole = mapped(slope, lambda part: part.base if isinstance(part, Indexed) else None)
        return keys(scope, whole) if isinstance(whole, Slope) else []


LONGEST = 200  # characters of a suggestion: three lines, which is what anyone would read


# ---- What is suggested, in the words of the author ----------------------------------------------


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
