"""Why a claim is wrong: of numbers or of arrays, of the right side or of the left."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from ...errors import AutogradError
from ...formulas.trees.tree import Op, Tree, names
from ..meaning.components import Component
from ..meaning.scope import Scope
from .arrays import ArrayDiagnosis
from .case import Case
from .entries import is_about_arrays
from .finding import Finding
from .gate import Point
from .numbers import diagnosed


def diagnose(
    scope: Scope, asked: Tree, claim: Tree, wrong: Component, at: Point | None = None
) -> Finding:
    """What is wrong with a claim, whose component `wrong` differs `at` a point.

    Where no derivative is asked it may be the left side, if the right one is a number, or nothing
    is found there.
    """
    if is_about_arrays(scope, [asked, claim]):
        return ArrayDiagnosis(scope, asked, claim, wrong, at).finding()
    truth, meaning = wrong.sides
    case = Case(scope, asked, claim, truth, meaning, at)
    if not isinstance(asked, Op):
        found = diagnosed(case)
        return found if found.note else _tried(scope, asked, claim, wrong, at) or found
    is_number = not names(claim) - {"pi"} and case.varies()
    right = None if is_number else diagnosed(case)
    if right is not None and right.note:
        return right
    left = diagnosed(Case(scope, claim, asked, meaning, truth, at))
    if right is not None and not left.note:
        return right
    return replace(left, asked=left.suggestion, suggestion=left.suggestion and claim)


def _tried(
    scope: Scope, asked: Tree, claim: Tree, wrong: Component, at: Point | None
) -> Finding | None:
    """What a claim about numbers has wrong of the slips that are tried for arrays."""
    with suppress(AutogradError):
        search = ArrayDiagnosis(scope, asked, claim, wrong, at)
        return search.tried() if search.tells_apart() else None
    return None


def diagnose_misfit(scope: Scope, asked: Tree, claim: Tree) -> Finding:
    """What may have been meant by a claim about arrays whose shapes do not fit."""
    if not is_about_arrays(scope, [asked, claim]):
        return Finding()
    return ArrayDiagnosis(scope, asked, claim, None).finding()
