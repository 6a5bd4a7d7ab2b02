"""Whether two meanings are equal: put as a question in the words of a page, and decided."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from ...engine.node import Node
from ...engine.walks import between
from ..decision.apart import apart as differing
from ..decision.coordinates import coordinates
from ..decision.deciding import Question, Verdict, decide, held
from ..decision.ranges import Range
from .calculus import combined
from .scope import Scope


def compare(scope: Scope, truth: Any, claim: Any) -> Verdict:
    """Decide whether two meanings are equal."""
    if settled(scope, truth, claim):
        return Verdict("proved")
    return decide(question(scope, truth, claim))


def question(scope: Scope, truth: Any, claim: Any) -> Question:
    """Whether two meanings are equal, in the simplest coordinates they allow."""
    truth, claim = scope.as_symbol(truth), scope.as_symbol(claim)
    context = list({y.serial: y for y in scope.swept}.values())
    roots = [truth, claim, *context]
    return Question(
        truth,
        claim,
        coordinates(roots, scope.nodes, scope.variables, scope.ranges),
        scope.constants,
        scope.exact,
        slopes=bool(scope.swept),
        derived=scope.derived,
        context=context,
        equalities=scope.equalities,
    )


def together(scope: Scope, pairs: Sequence[tuple[Any, Any]]) -> Question:
    """Whether some combination of the first of each pair equals that of the second.

    It costs as much as one of them, for most of the graph is what they share.
    """
    sides = zip(*pairs, strict=True)
    return question(scope, *(combined(scope, side) for side in sides))


def agree(question: Question) -> bool:
    """Whether two meanings agree without a remark; nothing is proved, and no witness looked for."""
    verdict = held(question, prove=False)
    return verdict is not None and not (verdict.undefined or verdict.kinks)


def all_hold(scope: Scope, pairs: Sequence[tuple[Any, Any]]) -> bool:
    """Whether all pairs are equal; after one that is not proved but agrees, all others at once."""
    for place, pair in enumerate(pairs):
        if settled(scope, *pair):
            continue
        verdict, others = held(question(scope, *pair)), pairs[place + 1 :]
        if verdict is None:
            return False
        if verdict.status == "agrees" and others and agree(together(scope, others)):
            return True
    return True


def settled(scope: Scope, truth: Any, claim: Any) -> bool:
    """Whether two meanings are equal by what is proved on this page already."""
    known = scope.equalities(bool(scope.swept))
    return known.settled(scope.as_symbol(truth), scope.as_symbol(claim), scope.swept)


def apart(scope: Scope, pairs: Sequence[tuple[Any, Any]]) -> Sequence[bool]:
    """Which of many pairs of meanings plainly differ, away from any kink."""
    sides = [(scope.as_symbol(truth), scope.as_symbol(claim)) for truth, claim in pairs]
    kinked = {serial for serial, node in between(chain(*sides)).items() if _has_kink(node)}
    smooth = [not kinked or kinked.isdisjoint(between(pair)) for pair in sides]
    leaves = [(x, scope.ranges.get(name, Range())) for name, x in scope.variables.items()]
    differ = differing(sides, scope.swept, leaves, scope.constants)
    return [found and is_smooth for found, is_smooth in zip(differ, smooth, strict=True)]


def _has_kink(node: Node) -> bool:
    return node.op is not None and node.op.kink is not None
