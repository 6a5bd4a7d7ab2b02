"""The gate through which every suggestion passes, of whatever it is: what is shown as right.

It equals the truth, it has a value wherever the truth has one among the points tried and at the
counterexample, it says something, and it uses no function that a page cannot call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import Any, Literal

from ...engine.primitive import REGISTRY
from ...engine.walks import between
from ...errors import AutogradError
from ...formulas.trees.tree import Call, Name, Tree, as_slope, walk
from ..certified.program import UNDEFINED, Program
from ..decision.deciding import Question, held
from ..decision.judge import Judge
from ..decision.points import everything, ordinary
from ..meaning.components import Component, components
from ..meaning.questions import agree, all_hold, question, settled, together
from ..meaning.scope import Scope
from .fractions import idle, restates

BITS = 128  # in which kinks are looked for
LOOKED_AT = 60  # points at which a mended claim should have a value where the claim has one
# A formula is no answer; it mends a claim, but lacks a value somewhere; or it may be shown.
Passed = Literal["not", "mended", "shown"]
Point = Mapping[str, float | str]


@dataclass
class Gate:
    """Decides what may be shown for `asked` instead of a `claim` that is wrong `at` a point."""

    scope: Scope
    asked: Tree
    claim: Tree
    at: Point = field(default_factory=dict)

    def says_something(self, tree: Tree) -> bool:
        """Whether a formula neither restates the question nor has parts that come to nothing."""
        if restates(tree, self.asked) or restates(tree, self._asked_by_name()):
            return False
        return idle(tree) <= idle(self.claim) and all(map(self._is_public, walk(tree)))

    def _asked_by_name(self) -> Tree:
        """The derivative that a name stands for, where that is asked: dC/dS by q = dC/dS."""
        pending = self.scope.pending
        defined = pending.get(self.asked.name) if isinstance(self.asked, Name) else None
        return self.asked if defined is None or as_slope(defined) is None else defined

    def _is_public(self, part: Tree) -> bool:
        if not isinstance(part, Call) or part.function in self.scope.functions:
            return True
        op = REGISTRY.get(part.function)
        return op is None or op.public

    def holds_elsewhere(self, tree: Tree) -> bool:
        """Whether a formula is right for the other sizes, too, where a page leaves them open."""
        return all(_holds(scope, self.asked, tree) for scope in self.scope.elsewhere)

    def all_pass(self, parts: Sequence[Component]) -> bool:
        """Whether a formula is right in all components; their sides are those of `passes`."""
        for place, part in enumerate(parts):
            if self.passes(*part.sides) == "not":
                return False
            others = [each.sides[:2] for each in parts[place + 1 :]]
            if others and not settled(self.scope, *part.sides[:2]) and self._all_agree(others):
                return True
        return True

    def _all_agree(self, pairs: Sequence[tuple[Any, Any]]) -> bool:
        asked = together(self.scope, pairs)
        return agree(asked) and not self._is_undefined_there(asked)

    def passes(self, truth: Any, meaning: Any, claimed: Any = None) -> Passed:
        """What may be done with a formula that means this."""
        if settled(self.scope, truth, meaning):
            return "shown"
        asked = question(self.scope, truth, meaning)
        verdict = held(asked)
        if verdict is None:
            return "not"
        has_gaps = verdict.gaps and self._has_gaps(asked, beside_conventions(asked))
        if not has_gaps and not self._is_undefined_there(asked):
            return "shown"
        # What is undefined only where the claim is, too, is still what the author should have said.
        beside = None if claimed is None else question(self.scope, claimed, meaning)
        return "not" if beside is None or self._has_gaps(beside, lambda _: True) else "mended"

    def _has_gaps(self, question: Question, counts: Callable[[Sequence[Fraction]], bool]) -> bool:
        """Whether the second formula has no value at a simple point where the first has one."""
        judge = Judge(question)
        points = islice(everything(judge.ranges, question.landmarks), LOOKED_AT)
        if any(judge.compare(point) == "no claim" and counts(point) for point in points):
            return True
        return self._is_undefined_there(question)

    def _is_undefined_there(self, question: Question) -> bool:
        """Whether the counterexample is such a place."""
        judge = Judge(question)
        filler = next(ordinary(judge.ranges))
        point = (
            Fraction(self.at[name]) if name in self.at else x
            for name, x in zip(judge.names, filler, strict=True)
        )
        return judge.compare(tuple(point)) == "no claim"


def _holds(scope: Scope, asked: Tree, tree: Tree) -> bool:
    scope = scope.within(swept=[])
    try:
        parts = components(scope, asked, [tree])
        return all_hold(scope, [part.sides for part in parts])
    except AutogradError:
        return False


def beside_conventions(question: Question) -> Callable[[Sequence[Fraction]], bool]:
    """Whether the truth is no convention at a point: a length has no slope where it is 0."""
    kinks = [
        (node.op.kink.gap, node.args)
        for node in between([question.truth]).values()
        if node.op is not None and node.op.kink is not None
    ]
    inputs = [node for node, _ in question.coordinates.values()]
    program = Program([x for _, args in kinks for x in args], inputs, question.constants)

    def is_beside(point: Sequence[Fraction]) -> bool:
        values = iter(program.at(point, BITS))
        found = [(gap, [next(values) for _ in args]) for gap, args in kinks]
        known = [(gap, args) for gap, args in found if UNDEFINED not in args]
        return all(gap(*map(float, args)) != 0.0 for gap, args in known)

    return is_beside
