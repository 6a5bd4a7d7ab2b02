"""Claims that are right only where a condition holds: judged there, and said where that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from ...formulas.trees.tree import Tree, text
from ...support.deadlines import OutOfWork, allowed
from ..certified.balls import is_number
from ..certified.digits import midpoint
from ..certified.program import Program
from ..conditions.cases import Case, Known, Unusable, cases, leaves, touching
from ..conditions.under import likely, under
from ..decision.judge import coordinate
from ..meaning.components import Condition, Equation
from ..meaning.questions import apart
from ..meaning.scope import Scope
from ..pages.section import Section
from ..report.claims import CONDITION, RIGHT, WORSE, Claim, point
from .deciding import Judged, judged, set_undecided, told
from .recognised import claims_a_slope, constraint, further_down, is_determined, set_to_zero
from .statements import Above

MOST_LIKELY = 6  # conditions that are offered
OFFERING = 40_000  # the work for one of them: thousands of equations are not solved for an offer
LONGEST = 40  # characters of what was divided by


class Instance(NamedTuple):
    """A claim judged in one case of its conditions."""

    case: Case
    found: Judged

    @property
    def status(self) -> str:
        """What became of it there."""
        return self.found.claim.status


def decided(section: Section, above: Above, equation: Equation) -> Claim:
    """A claim decided everywhere; if it is not right there, where its conditions hold."""
    plain = judged(section, equation, above.explains)
    if plain.claim.status != "wrong":
        return told(section, above, plain)
    others = [*above.constraints, *([] if claims_a_slope(equation) else above.optima)]
    said = [*equation.where, *_touching(equation, others)]
    usable = [each for each in said if not _unusable(above.known, equation.scope, [each])]
    found = None
    for some in _selections(usable):
        found = _worst(section, above.known, equation, some)
        if found is not None and found.status in RIGHT:
            return _right(section, above, equation, found, some)
    is_claim = equation.where or (found and is_determined(equation, found.found.equation))
    if not is_claim and (condition := constraint(equation)) is not None:
        above.constraints.append(condition)
        set_undecided(plain.claim, CONDITION, _TAKEN)
        return plain.claim
    later_on = further_down(section, equation.scope, equation.source.line)
    for each in _touching(equation, later_on):
        later = _worst(section, above.known, equation, [each])
        if later is not None and later.status in RIGHT:
            return _right(section, above, equation, later, [each])
    if not is_claim and (condition := set_to_zero(section, equation)) is not None:
        return _set_to_zero(section, above, equation, condition)
    if (why := _not_used(above.known, equation.scope, said)) is not None:
        set_undecided(plain.claim, "inconclusive", why)
        return plain.claim
    if found is not None and _is_touched(equation, found):
        return _not_right(section, above, found, usable)
    claim = told(section, above, plain)
    return _offered(section, equation, claim) if above.explains else claim


_TAKEN = "no identity, but taken for a condition: claims may be right where it holds"


def _set_to_zero(section: Section, above: Above, equation: Equation, condition: Condition) -> Claim:
    """A derivative that is set to 0: what stands before is claimed, if anything does."""
    *sides, _ = equation.sides
    if sides:
        parts = [replace(part, sides=part.sides[:-1]) for part in equation.parts]
        claim = decided(section, above, replace(equation, sides=sides, parts=parts))
        claim.evidence.append("= 0 is taken for a condition: it does not hold everywhere")
    else:
        claim = judged(section, equation, above.explains).claim
        said = f"{text(equation.first)} is 0 at some places only"
        why = f"{said}; if that is a condition, write  assume {claim.claim}"
        set_undecided(claim, "inconclusive", why)
    claim.is_condition = True
    above.optima.append(condition)
    return claim


def _selections(usable: list[Condition]) -> Iterator[list[Condition]]:
    """Each condition by itself, and all of them."""
    yield from ([each] for each in usable)
    if len(usable) > 1:
        yield usable


def _touching(equation: Equation, conditions: Sequence[Condition]) -> list[Condition]:
    """The conditions that have to do with what an equation hangs on."""
    scope = equation.scope.within(swept=[])
    inside = leaves(scope, [x for part in equation.parts for x in part.sides])
    trees = touching(scope, [each.tree for each in conditions], inside) if conditions else []
    return [each for each in conditions if each.tree in trees]


def _not_used(known: Known, scope: Scope, conditions: Sequence[Condition]) -> str | None:
    """Why of a condition on what is claimed no use is made, or of all of them together."""
    for some in [*([each] for each in conditions), conditions]:
        if why := _unusable(known, scope, some):
            return f"it may be right where {_words(some)}, but no use is made of that: {why}"
    return None


def _unusable(known: Known, scope: Scope, conditions: Sequence[Condition]) -> str:
    try:
        known.cases(scope, [each.tree for each in conditions])
    except Unusable as unusable:
        return str(unusable)
    return ""


def _worst(
    section: Section, known: Known, equation: Equation, conditions: Sequence[Condition]
) -> Instance | None:
    """The claim in the case in which it does worst; None where conditions cannot be used."""
    try:
        each = known.cases(equation.scope, [condition.tree for condition in conditions])
    except Unusable:
        return None
    found = [Instance(case, judged(section, under(equation, case), witness=False)) for case in each]
    return max(found, key=lambda instance: WORSE.index(instance.status))


def _right(
    section: Section,
    above: Above,
    equation: Equation,
    found: Instance,
    conditions: Sequence[Condition],
) -> Claim:
    claim = told(section, above, found.found)
    claim.note = f"right where {_words(conditions)}"
    claim.evidence.append(" and ".join([claim.note, *_apart(equation.scope, found.case)]))
    return claim


def _not_right(
    section: Section, above: Above, found: Instance, conditions: Sequence[Condition]
) -> Claim:
    found = found._replace(found=judged(section, found.found.equation, above.explains))
    claim = told(section, above, found.found)
    claim.evidence.insert(0, f"also where {_words(conditions)}:")
    if others := _others(found):
        claim.evidence.append(f"there {point(others)}")
    return claim


def _others(found: Instance) -> dict[str, float | str]:
    """What the variables that were replaced are at the counterexample."""
    at = found.found.claim.counterexample or {}
    scope = found.found.equation.scope
    inputs = {name: x for name, x in scope.variables.items() if name in at}
    values: dict[str, float | str] = {}
    for name in found.case.names:
        with suppress(Exception):
            program = Program([scope.nodes[name]], list(inputs.values()), scope.constants)
            (value,) = program.at([Fraction(at[x]) for x in inputs], 64)
            if is_number(value):
                values[name] = coordinate(midpoint(value))
    return values


def _words(conditions: Sequence[Condition]) -> str:
    return " and ".join(f"{text(each.tree)} (line {each.line})" for each in conditions)


def _apart(scope: Scope, case: Case) -> list[str]:
    """That what was divided by is not 0, in words."""
    if not case.apart:
        return []
    only = scope.written(case.apart[0], itself=False)
    if only is not None and len(case.apart) == 1 and len(text(only)) < LONGEST:
        return [f"{text(only).removeprefix('-')} is not 0"]
    return ["nothing that is divided by is 0"]


def _is_touched(equation: Equation, found: Instance) -> bool:
    """Whether the conditions change anything in what is claimed."""
    pairs = zip(equation.parts, found.found.equation.parts, strict=True)
    return any(x is not y for a, b in pairs for x, y in zip(a.sides, b.sides, strict=True))


def _offered(section: Section, equation: Equation, claim: Claim) -> Claim:
    """A wrong claim, and the condition that would make it right."""
    for tree in islice(likely(equation.scope, equation.trees, claim.better), MOST_LIKELY):
        with suppress(OutOfWork), allowed(OFFERING):
            if _is_right_where(section, equation, tree):
                claim.evidence.append(f"right if {text(tree)}: add the line  assume {text(tree)}")
                break
    return claim


def _is_right_where(section: Section, equation: Equation, condition: Tree) -> bool:
    """Whether a condition makes a claim right; where that is plainly not so nothing is judged."""
    try:
        each = (under(equation, case) for case in cases(equation.scope, [condition]))
        return not any(_is_plainly_wrong(x) or not _is_right(section, x) for x in each)
    except Unusable:
        return False


def _is_right(section: Section, equation: Equation) -> bool:
    return judged(section, equation, witness=False).claim.status in RIGHT


def _is_plainly_wrong(equation: Equation) -> bool:
    pairs = [(part.sides[0], side) for part in equation.parts for side in part.sides[1:]]
    return any(apart(equation.scope, pairs))
