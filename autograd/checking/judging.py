"""Judging a claim `first = side = side …`: each `=` is decided, and the whole is what is worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite
from typing import Any

from ..node import Node
from .coordinates import coordinates
from .decision import Question, Verdict, decide
from .explaining import explain, warn
from .page import Statement
from .remarks import remarks
from .report import Claim, Link, Report, point, worst
from .scope import Scope
from .tree import Slope, Tree, text

MOST_LANDMARKS = 8


@dataclass
class Court:
    """Where claims about the names of a page are judged."""

    report: Report = field(default_factory=Report)
    scope: Scope = field(default_factory=Scope)
    claims: dict[str, Claim] = field(default_factory=dict)  # by the derivative they state
    raises_e: bool = False  # whether e^… stands on the page
    lonely: set[str] = field(default_factory=set)  # names that one statement mentions

    def judge(
        self,
        source: Statement,
        first: Tree,
        sides: Sequence[Tree],
        truth: Any,
        meanings: Sequence[Any],
    ) -> None:
        """Decide `first = side = side …`, given what each of them means."""
        claim = Claim(source.line, source.said, "agrees")
        verdicts = [self.compare(truth, meanings[0])]
        claim.links.append(_link(first, sides[0], verdicts[0]))
        for left, right, a, b in zip(sides, sides[1:], meanings, meanings[1:], strict=False):
            verdicts.append(self.compare(a, b))
            claim.links.append(_link(left, right, verdicts[-1]))
        if len(sides) > 1 and any(v.status == "wrong" for v in verdicts):
            verdicts.append(self.compare(truth, meanings[-1]))
            claim.links.append(_link(first, sides[-1], verdicts[-1]))
        self._conclude(claim, verdicts, first, sides)
        if claim.status == "wrong":
            self._diagnose(claim, truth, first, sides, meanings, verdicts)
        elif claim.status in ("proved", "agrees"):
            warn(self, claim, truth, meanings[-1])
        if isinstance(first, Slope) and text(first) not in self.claims:
            claim.stated = meanings[-1]
            self.claims[text(first)] = claim
        self.report.claims.append(claim)

    def _diagnose(self, claim: Claim, *case: Any) -> None:
        explain(self, claim, *case)

    def compare(self, truth: Any, claim: Any) -> Verdict:
        """Decide whether two meanings are equal."""
        return decide(self.question(truth, claim))

    def question(self, truth: Any, claim: Any) -> Question:
        """Whether two meanings are equal, in the simplest coordinates they allow."""
        scope = self.scope
        truth, claim = scope.as_symbol(truth), scope.as_symbol(claim)
        context = list({y.serial: y for y in scope.swept}.values())
        roots = [truth, claim, *context]
        return Question(
            truth,
            claim,
            coordinates(roots, scope.nodes, scope.variables, scope.ranges),
            scope.constants,
            landmarks(roots, scope.exact),
            scope.exact,
            slopes=bool(scope.swept),
            context=context,
        )

    def _conclude(
        self, claim: Claim, verdicts: list[Verdict], first: Tree, sides: Sequence[Tree]
    ) -> None:
        claim.status = worst([verdict.status for verdict in verdicts])
        for link, verdict in zip(claim.links, verdicts, strict=True):
            if link.status == "wrong" and claim.counterexample is None:
                claim.counterexample = link.counterexample
                claim.true_value, claim.claimed_value = link.true_value, link.claimed_value
            if len(verdicts) > 1 or verdict.status == "wrong":
                claim.evidence.extend(_sentences(link, verdict, len(verdicts) > 1))
            elif verdict.status == "inconclusive":
                claim.evidence.append(verdict.reason)
            else:
                claim.evidence.extend(remarks(verdict))


def landmarks(roots: Sequence[Any], exact: dict[int, Fraction | str]) -> list[Fraction]:
    """The numbers in the formulas, as places where something may change."""
    found: dict[Fraction, None] = {}
    waiting, seen = list(roots), set()
    for node in waiting:
        if not isinstance(node, Node):
            if isfinite(node):
                found[Fraction(node)] = None
        elif node.serial not in seen:
            seen.add(node.serial)
            number = exact.get(node.serial)
            if isinstance(number, Fraction):
                found[number] = None
            waiting.extend(node.args)
    return [x for x in found if x not in (0, 1, -1)][:MOST_LANDMARKS]


def _link(left: Tree, right: Tree, verdict: Verdict) -> Link:
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
    )


def _sentences(link: Link, verdict: Verdict, several: bool) -> list[str]:
    words = {"proved": "proved", "agrees": f"agrees at {verdict.points} points"}
    found = []
    if several:
        found.append(f"{link.claim}: {words.get(verdict.status, verdict.status)}")
    if verdict.status == "wrong":
        found.append(f"at {point(verdict.counterexample)}:")
        found.append(f"    left   {verdict.true_value}\n    right  {verdict.claimed_value}")
    return found
