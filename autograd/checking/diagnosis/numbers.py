"""Why a formula is wrong, and what would be right.

First it is asked what the claim is instead: another derivative, a rounded constant, a sum in which
a path is missing. Then the single change is sought that makes it true.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from ...formulas.trees.algebra import ZERO
from ...formulas.trees.tree import Number, Tree, names, text
from .case import Case
from .chains import relinked
from .changes import Difference
from .edits import Edit
from .finding import Finding
from .identities import constant, identity, path_values, rounded, slip_of_a_path
from .order import by_the_chain_rule
from .repairs import Search
from .two_slips import in_each_term, in_two_factors

FAR = 80  # the cost of an edit that explains nothing
PLAUSIBLE = 40  # the cost of an edit above which a slip in each term is likelier


def diagnosed(case: Case) -> Finding:
    """The culprit, a suggestion that is certainly right, and what the claim is instead."""
    found = replace(_found(case), wrong=case.claim)
    if found.suggestion is None:
        return found
    shown = case.quantities.styled(found.suggestion)
    return replace(found, suggestion=shown if case.may_show(shown) else case.written())


def _found(case: Case) -> Finding:
    shown = text(case.claim)
    if not case.quantities.points:
        return Finding(shown, case.written())
    if (note := rounded(case)) is not None:
        return Finding(shown, case.written(), note)
    value = case.constant()
    if value == ZERO:
        return Finding(shown, ZERO, constant(case))
    if value is not None and isinstance(case.claim, Number):
        value_shown = text(case.quantities.styled(value))
        return Finding(shown, value, f"{shown} should be {value_shown}")
    note, link = case.searched(identity), case.searched(_relinked)
    if link is not None:
        return Finding(link.culprit, link.tree, link.why, also=note)
    return _path_or_edit(case, note)


def _path_or_edit(case: Case, note: str | None) -> Finding:
    """The slip of a path or an edit, whichever is likelier; `note` is what the claim is instead."""
    path = case.searched(slip_of_a_path)
    if path is not None and not note and path.note and path.note.endswith("missing"):
        return path
    edit = case.searched(_repaired)
    if edit is None:
        return path or Finding(text(case.claim), case.written(), note)
    if path is not None and not note and edit.cost > PLAUSIBLE:
        return path
    also = edit.why if note and edit.cost <= PLAUSIBLE else None
    known = edit.changes if _are_in(case.claim, edit.changes) else ()
    return Finding(edit.culprit, edit.tree, note or edit.why, also=also, known=known)


def _are_in(claim: Tree, changes: Sequence[Difference]) -> bool:
    """Whether changes are told at places of the claim: those the picture undoes."""
    return all(each.place.whole == claim for each in changes)


def _relinked(case: Case) -> Edit | None:
    """The factor of a chain that does not begin where the one before it ends."""
    ends = case.ends()
    found = [] if ends is None else relinked(case.quantities, case.claim, *ends, case.wanted)
    return case.first_right(_cheapest_first(found))


def _repaired(case: Case) -> Edit | None:
    """The most plausible edit that makes the claim true."""
    if not all(map(math.isfinite, case.wanted)):
        return None
    search = Search(case.quantities, case.claim, case.wanted, case.gap, case.asked, case.truth)
    right = search.weights.right
    single = _cheapest_first(search.changed(), right)
    if (ends := case.ends()) is not None:
        single = by_the_chain_rule(case.quantities, case.claim, ends, single)
    likely = [edit for edit in single if edit.cost <= PLAUSIBLE]
    if (found := case.first_right(likely)) is not None:
        return found
    if isinstance(case.asked, Number):
        return None  # what makes a formula 0 or 1 explains nothing unless it is a plain slip
    shares = [*path_values(case), *search.shares]
    more = [*in_each_term(search, shares), *in_two_factors(search), *search.changed_twice()]
    rest = _cheapest_first([*single[len(likely) :], *more], right)
    return case.first_right([edit for edit in rest if edit.cost <= FAR])


def _cheapest_first(edits: Iterable[Edit], right: Set[str] = frozenset()) -> list[Edit]:
    """The likeliest edits first; of equal ones those in the names of what is right."""

    def key(edit: Edit) -> tuple[int, int, int]:
        return edit.cost, len(names(edit.tree) - right) if right else 0, len(text(edit.tree))

    return sorted(edits, key=key)
