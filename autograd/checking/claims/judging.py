"""Judging a claim `first = side = side …`: each `=` is decided, and the whole is what is worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ...formulas.text.page import Statement
from ...formulas.trees.tree import Call, Tree, as_slope, text
from ..meaning.components import Component
from ..meaning.names import Key
from ..meaning.scope import Scope
from ..report.claims import Claim, Link, point
from ..report.reports import Report
from ..report.statuses import RIGHT, SAYS_NOTHING, worst
from .empty import aimless, emptiness
from .explaining import explain, warn
from .jointly import Comparison, Joint, decide_all
from .last_entries import LAST_ENTRY, indices_that_are_sizes, last_entries
from .remarks import remarks
from .sizes import in_words

MOST_LANDMARKS = 8
# What stands before the two values of a wrong claim: of a derivative the first is the truth, of two
# formulas none is.
DERIVATIVE, IDENTITY = ("true", "claimed"), ("left", "right")


@dataclass
class Court:
    """Where claims about the names of a page are judged."""

    report: Report = field(default_factory=Report)
    scope: Scope = field(default_factory=Scope)
    claims: dict[Key, tuple[Claim, Any]] = field(default_factory=dict)  # what they state
    raises_e: bool = False  # whether e^… stands on the page
    lonely: set[str] = field(default_factory=set)  # names that one statement mentions
    introduced: set[str] | None = None  # names that more than claims mention; None: all

    def judge(
        self,
        source: Statement,
        first: Tree,
        sides: Sequence[Tree],
        truth: Any,
        meanings: Sequence[Any],
    ) -> None:
        """Decide `first = side = side …` about numbers, given what each side means."""
        self.judge_all(source, first, sides, [Component((truth, *meanings))])

    def judge_all(
        self, source: Statement, first: Tree, sides: Sequence[Tree], parts: Sequence[Component]
    ) -> None:
        """Decide `first = side = side …` in all its components."""
        trees = (first, *sides)
        claim = Claim(source.line, source.said, "agrees", components=len(parts), sides=trees)
        pairs = [(k, k + 1) for k in range(len(sides))]
        joints = [self._decided(claim, trees, parts, pair) for pair in pairs]
        if len(sides) > 1 and any(joint.status == "wrong" for joint in joints):
            joints.append(self._decided(claim, trees, parts, (0, len(sides))))
        self._conclude(claim, joints)
        if (why := self._says_nothing(claim, trees, parts)) is not None:
            _undecided(claim, SAYS_NOTHING, why)
            claim.links = [Link(link.claim, SAYS_NOTHING, note=why) for link in claim.links]
        elif claim.status == "wrong" and self._is_right_of_last_entries(parts, pairs):
            names = ", ".join(indices_that_are_sizes(self.scope.sizes, parts))
            _undecided(claim, "inconclusive", LAST_ENTRY.format(names=names))
            claim.links = []
        elif claim.status == "wrong":
            self._diagnose(claim, first, sides, joints)
        elif claim.status in RIGHT:
            warn(self, claim, parts)
        self.enter(claim, parts)

    def _is_right_of_last_entries(
        self, parts: Sequence[Component], pairs: Sequence[tuple[int, int]]
    ) -> bool:
        """Whether a wrong claim is right if its index is not one, but the size of that name."""
        last = last_entries(self.scope.sizes, parts)
        if not last or len(last) == len(parts):
            return False
        return all(self._joint(last, pair).status in ("proved", "agrees") for pair in pairs)

    def _says_nothing(
        self, claim: Claim, trees: Sequence[Tree], parts: Sequence[Component]
    ) -> str | None:
        if claim.status in RIGHT:
            return emptiness(self, trees, parts)
        return aimless(self, trees[0]) if claim.status == "wrong" else None

    def is_introduced(self, name: str) -> bool:
        """Whether a statement that is no claim mentions a name."""
        return self.introduced is None or name in self.introduced

    def enter(self, claim: Claim, parts: Sequence[Component]) -> None:
        """Report a claim, and remember what it says of derivatives for the claims after it."""
        for part in parts:
            if part.key is not None:
                self.claims.setdefault(part.key, (claim, part.sides[-1]))
        self.report.claims.append(claim)

    def _decided(
        self,
        claim: Claim,
        trees: Sequence[Tree],
        parts: Sequence[Component],
        pair: tuple[int, int],
    ) -> Joint:
        """One `=` of a claim, decided and entered as a link."""
        left, right = pair
        joint = self._joint(parts, pair)
        where = ", ".join(filter(None, [in_words(self.scope.sizes), joint.component.words]))
        claim.links.append(_link(trees[left], trees[right], joint, where))
        return joint

    def _joint(self, parts: Sequence[Component], pair: tuple[int, int]) -> Joint:
        """Two sides compared in all components."""
        left, right = pair
        pairs = [(part.sides[left], part.sides[right]) for part in parts]
        return decide_all(Comparison(self.scope, parts, pairs))

    def _diagnose(self, claim: Claim, *case: Any) -> None:
        explain(self, claim, *case)

    def _conclude(self, claim: Claim, joints: Sequence[Joint]) -> None:
        claim.status = worst([joint.status for joint in joints])
        claim.unfinished = claim.status == "inconclusive" and any(
            joint.verdict.unfinished for joint in joints
        )
        for link, joint in zip(claim.links, joints, strict=True):
            if link.status == "wrong" and claim.counterexample is None:
                claim.counterexample, claim.component = link.counterexample, link.component
                claim.true_value, claim.claimed_value = link.true_value, link.claimed_value
            if len(joints) > 1 or joint.status == "wrong":
                sides = DERIVATIVE if _is_asked(claim, link) else IDENTITY
                claim.evidence.extend(_sentences(link, joint, len(joints) > 1, sides))
            elif joint.status == "inconclusive":
                claim.evidence.append(joint.verdict.reason)
            else:
                claim.evidence.extend(remarks(joint.verdict))
        if claim.components > 1 and claim.status in ("proved", "agrees"):
            claim.evidence.append(f"in all {claim.components} components")


def _undecided(claim: Claim, status: str, why: str) -> None:
    """Give a claim this status in the place of a verdict."""
    claim.status, claim.note, claim.evidence = status, why, [why]
    claim.counterexample = claim.component = claim.true_value = claim.claimed_value = None


def _is_asked(claim: Claim, link: Link) -> bool:
    """Whether the left side of a link is a derivative that the claim is about, so the truth."""
    first = claim.sides[0]
    derived = as_slope(first) is not None or (isinstance(first, Call) and first.primes > 0)
    return derived and link.claim.startswith(f"{text(first)} = ")


def _link(left: Tree, right: Tree, joint: Joint, where: str) -> Link:
    verdict = joint.verdict
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


def _sentences(link: Link, joint: Joint, several: bool, sides: tuple[str, str]) -> list[str]:
    words = {"proved": "proved", "agrees": f"agrees at {link.points} points"}
    found = []
    if several:
        found.append(f"{link.claim}: {words.get(joint.status, joint.status)}")
    if joint.status == "wrong":
        where = f"for {link.component}, at" if link.component else "at"
        found.append(f"{where} {point(link.counterexample)}:")
        found.append(_both(link, sides))
        if joint.total > 1:
            found.append(f"wrong in {joint.wrong} of {joint.total} components")
    return found
