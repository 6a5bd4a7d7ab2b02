"""Deciding a claim `first = side = side …`: each `=` by itself, and the whole is what is worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...formulas.text.page import Statement
from ...formulas.trees.tree import Call, Tree, as_slope, text
from ..meaning.components import Component, Equation
from ..meaning.numbers import Meaning
from ..meaning.scope import Scope
from ..pages.section import Section
from ..report.claims import RIGHT, SAYS_NOTHING, Claim, Link, point, worst
from .all_components import Decision, decide_all
from .empty import aimless, emptiness
from .explaining import explained
from .lost_digits import warned
from .remarks import remarks
from .sizes import LAST_ENTRY, in_words, indices_that_are_sizes, last_entries
from .statements import Above

# What stands before the two values of a wrong claim: of a derivative the first is the truth, of two
# formulas none is.
DERIVATIVE, IDENTITY = ("true", "claimed"), ("left", "right")
Pair = tuple[int, int]  # the places of two sides of a claim


@dataclass(frozen=True)
class Judged:
    """A claim with its verdict, and what that rests on; nothing is said of it yet."""

    claim: Claim
    equation: Equation
    decisions: list[Decision]


def judged(section: Section, equation: Equation, witness: bool = True) -> Judged:
    """A claim decided in all its components, and if it is wrong, the simplest `witness` to that."""
    source, scope, trees = equation.source, equation.scope, equation.trees
    count = len(equation.parts)
    claim = Claim(source.line, source.said, "agrees", components=count, sides=trees)
    pairs = [(k, k + 1) for k in range(len(equation.sides))]
    decisions = [_decided(claim, equation, pair, witness) for pair in pairs]
    if len(pairs) > 1 and any(each.status == "wrong" for each in decisions):
        decisions.append(_decided(claim, equation, (0, len(pairs)), witness))
    _conclude(claim, decisions)
    if (why := _says_nothing(section, claim, equation)) is not None:
        set_undecided(claim, SAYS_NOTHING, why)
        claim.links = [Link(link.claim, SAYS_NOTHING, note=why) for link in claim.links]
    elif claim.status == "wrong" and _is_right_of_last_entries(scope, equation.parts, pairs):
        names = ", ".join(indices_that_are_sizes(scope.sizes, equation.parts))
        set_undecided(claim, "inconclusive", LAST_ENTRY.format(names=names))
        claim.links = []
    return Judged(claim, equation, decisions)


def told(section: Section, above: Above, found: Judged) -> Claim:
    """The claim with what else there is to say: why it is wrong, or what it is worth in floats."""
    claim, equation = found.claim, found.equation
    if not above.explains:
        return claim
    if claim.status == "wrong":
        return explained(section, above, claim, equation, found.decisions)
    if claim.status in RIGHT:
        return warned(equation.scope, claim, equation.parts)
    return claim


def decided_alone(
    scope: Scope, source: Statement, first: Tree, side: Tree, meanings: tuple[Meaning, Meaning]
) -> Claim:
    """The same of `first = side` about numbers on no page, given what both sides mean."""
    section = Section(scope)
    equation = Equation(scope, source, first, [side], [Component(meanings)])
    return told(section, Above(), judged(section, equation))


def _says_nothing(section: Section, claim: Claim, equation: Equation) -> str | None:
    if claim.status in RIGHT:
        return emptiness(section, equation.scope, equation.trees, equation.parts)
    return aimless(section, equation.first) if claim.status == "wrong" else None


def _decided(claim: Claim, equation: Equation, pair: Pair, witness: bool) -> Decision:
    """One `=` of a claim, decided and entered as a link."""
    scope = equation.scope
    left, right = (equation.trees[place] for place in pair)
    decision = _compared(scope, equation.parts, pair, witness)
    where = ", ".join(filter(None, [in_words(scope.sizes), decision.component.words]))
    claim.links.append(_link(left, right, decision, where))
    return decision


def _compared(
    scope: Scope, parts: Sequence[Component], pair: Pair, witness: bool = False
) -> Decision:
    """Two sides compared in all components."""
    left, right = pair
    sides = [(part.sides[left], part.sides[right]) for part in parts]
    return decide_all(scope, parts, sides, witness)


def _is_right_of_last_entries(
    scope: Scope, parts: Sequence[Component], pairs: Sequence[Pair]
) -> bool:
    """Whether a wrong claim is right if its index is not one, but the size of that name."""
    last = last_entries(scope.sizes, parts)
    if not last or len(last) == len(parts):
        return False
    return all(_compared(scope, last, pair).status in RIGHT for pair in pairs)


def _conclude(claim: Claim, decisions: Sequence[Decision]) -> None:
    claim.status = worst([each.status for each in decisions])
    claim.unfinished = claim.status == "inconclusive" and any(
        each.verdict.unfinished for each in decisions
    )
    several = len(decisions) > 1
    for link, decision in zip(claim.links, decisions, strict=True):
        if link.status == "wrong" and claim.counterexample is None:
            claim.counterexample, claim.component = link.counterexample, link.component
            claim.true_value, claim.claimed_value = link.true_value, link.claimed_value
        if several or decision.status == "wrong":
            sides = DERIVATIVE if _is_asked(claim, link) else IDENTITY
            claim.evidence.extend(_sentences(link, decision, several, sides))
        elif decision.status == "inconclusive":
            claim.evidence.append(decision.verdict.reason)
        else:
            claim.evidence.extend(remarks(decision.verdict))
    if claim.components > 1 and claim.status in RIGHT:
        claim.evidence.append(f"in all {claim.components} components")


def set_undecided(claim: Claim, status: str, why: str) -> None:
    """Give a claim this status in the place of a verdict."""
    claim.status, claim.note, claim.evidence = status, why, [why]
    claim.counterexample = claim.component = claim.true_value = claim.claimed_value = None


def _is_asked(claim: Claim, link: Link) -> bool:
    """Whether the left side of a link is a derivative that the claim is about, so the truth."""
    first = claim.sides[0]
    derived = as_slope(first) is not None or (isinstance(first, Call) and first.primes > 0)
    return derived and link.claim.startswith(f"{text(first)} = ")


def _link(left: Tree, right: Tree, decision: Decision, where: str) -> Link:
    verdict = decision.verdict
    return Link(
        f"{text(left)} = {text(right)}",
        verdict.status,
        verdict.counterexample,
        verdict.true_value,
        verdict.claimed_value,
        verdict.ratio,
        verdict.difference,
        verdict.reason or None,
        verdict.points,
        where or None,
    )


def _both(link: Link, sides: tuple[str, str]) -> str:
    """Both values below each other, each after the word for its side."""
    width = max(map(len, sides))
    values = zip(sides, (link.true_value, link.claimed_value), strict=True)
    return "\n".join(f"    {side:<{width}}  {value}" for side, value in values)


def _sentences(link: Link, decision: Decision, several: bool, sides: tuple[str, str]) -> list[str]:
    words = {"proved": "proved", "agrees": f"agrees at {link.points} points"}
    found = []
    if several:
        found.append(f"{link.claim}: {words.get(decision.status, decision.status)}")
    if decision.status == "wrong":
        component = f"for {link.component}" if link.component else ""
        place = f"at {point(link.counterexample)}" if link.counterexample else ""
        found.append(f"{', '.join(filter(None, (component, place))) or 'everywhere'}:")
        found.append(_both(link, sides))
        if decision.total > 1:
            found.append(f"wrong in {decision.wrong} of {decision.total} components")
    return found
