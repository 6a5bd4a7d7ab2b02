"""What is said about a claim beside its verdict: the culprit, a suggestion, doubts about names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
LONGEST = 200  # characters of a suggestion: three lines, which is what anyone would read


def explained(
    section: Section,
    above: Above,
    claim: Claim,
    equation: Equation,
    decisions: Sequence[Decision],
) -> Claim:
    """A wrong claim with its culprit, what would be right, and names that look strange."""
    scope, first = equation.scope.unclaimed(), equation.first
    k, wrong = next((k, each) for k, each in enumerate(decisions) if each.status == "wrong")
    k = min(k, len(equation.sides) - 1)  # behind the last link stands the whole
    sides = wrong.component.sides[0], wrong.component.sides[k + 1]
    part = replace(wrong.component, sides=sides)
    try:
        if blamed := _stated_wrongly(scope.bound(part.indices), above, claim, equation.sides):
            claim = blamed
        else:
            at = wrong.verdict.counterexample
            found = diagnose(scope, first, equation.sides[k], part, at)
            claim = _suggested(scope, claim, first, found)
        if not claim.note and as_slope(first) is None:
            claim = _met(scope, claim, *sides)
    except OutOfWork:
        claim = _with(claim, "why it is wrong was not found with the work allowed for a page")
    except RecursionError:
        claim = _with(claim, f"why it is wrong was not found: it {TOO_DEEP}")
    except AutogradError:
        pass  # then the counterexample has to do
    said = [*_meant(scope, claim, first), *_strange(section, claim, equation)]
    return _with(claim, *said)


def _with(claim: Claim, *sentences: str, **fields: Any) -> Claim:
    """A claim of which more is said."""
    return replace(claim, evidence=[*claim.evidence, *sentences], **fields)


def _met(scope: Scope, claim: Claim, left: Any, right: Any) -> Claim:
    """Say where two formulas are equal that are not in general: sin(q) and q at q = 0."""
    judge = Judge(question(scope, left, right))
    equal = (p for p in islice(grid(judge.ranges), MOST_TRIED) if judge.compare(p) == "agree")
    if (found := next(equal, None)) is None:
        return claim
    note = f"equal at {point(judge.named(found))}, but not everywhere"
    return _with(claim, note, note=note)


def mended(scope: Scope, claim: Claim, first: Tree, sides: Sequence[Tree]) -> Claim:
    """A claim about arrays whose shapes do not fit, with what may have been meant."""
    with suppress(AutogradError):
        if len(sides) == 1:
            found = diagnose_misfit(scope.unclaimed(), first, sides[0])
            if found.suggestion is not None:
                return _suggested(scope, claim, first, found)
    return claim


def _meant(scope: Scope, claim: Claim, first: Tree) -> Iterator[str]:
    """Say which of several functions of a name is meant, where its derivative is unexplained."""
    if claim.suggestion is None and isinstance(first, Call) and first.primes:
        op = None if first.function in scope.functions else builtin(first.function)
        if op is not None and op.summary not in ("", op.name):
            yield f"{first.function}(x) is {op.summary}"


def _strange(section: Section, claim: Claim, equation: Equation) -> Iterator[str]:
    """Point out names in a wrong claim that nothing else on the page mentions."""
    scope, first, sides = equation.scope, equation.first, equation.sides
    written = all_names(claim.claim)  # dL/db1 mentions L, but not as a word of its own
    indices = {part.index for side in sides for part in walk(side) if isinstance(part, Sum)}
    indices.update(free([first, *sides]))
    indices.update(["pi"] if scope.node("pi") is None else [])
    if as_slope(first) is None:
        indices.update(names(first))  # the x of f'(x) = … stands on both sides
    lonely = (section.lonely & written) - indices
    for name in dict.fromkeys(x for side in sides for x in sorted(names(side) & lonely)):
        others = [x for x in (*scope.nodes, *scope.variables) if x != name]
        close = get_close_matches(name, others, 1, 0.5)
        known = claim.culprit == name  # then the note says what is meant
        fits = close and (not known or close[0] in (claim.note or "").split())
        hint = f"; is {close[0]} meant?" if fits else ""
        yield f"{name} occurs nowhere else on the page{hint}"
    if "e" in (claim.counterexample or {}) and section.raises_e:
        yield EULER


def _stated_wrongly(
    scope: Scope, above: Above, claim: Claim, sides: Sequence[Tree]
) -> Claim | None:
    """The claim where a factor is the culprit whose value was stated wrongly further up."""
    for part in (part for side in sides for part in walk(side)):
        slope = as_slope(part)
        for key in _keys(scope, slope) if slope is not None else ():
            earlier, _ = above.claimed.get(key, (claim, None))
            if earlier.status == "wrong" and earlier is not claim:
                said = text(part)
                note = f"the factor {said} is wrong as stated on line {earlier.line}"
                found = Finding(said, note=note, wrong=slope)
                better = earlier.suggestion
                return _with(claim, note, note=note, culprit=said, suggestion=better, finding=found)
    return None


def _keys(scope: Scope, slope: Slope) -> list[Key]:
    """The entries of a derivative; inside a sum over an index, all entries of the array."""
    try:
        return keys(scope, slope)
    except DerivationError:
        whole = mapped(slope, lambda part: part.base if isinstance(part, Indexed) else None)
        return keys(scope, whole) if isinstance(whole, Slope) else []


# ---- What is suggested, in the words of the author ----------------------------------------------


def _suggested(scope: Scope, claim: Claim, first: Tree, found: Finding) -> Claim:
    """A claim about `first` with what was found."""
    is_slope = as_slope(first) is not None
    culprit = text(first) if is_slope and found.culprit is None else found.culprit
    said = filter(None, (found.note, found.also))
    claim = _with(claim, *said, culprit=culprit, note=found.note, finding=found)
    better = None if found.suggestion is None else smooth(found.suggestion, claim.sides)
    if better is None or len(text(better)) > LONGEST:
        return claim
    sides = (found.asked or first, better)
    suggestion = _as_written(scope, " = ".join(map(text, sides)), claim)
    return _with(claim, f"right is {suggestion}", better=sides, suggestion=suggestion)


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
