"""Why a formula about numbers is wrong, and what would be right.

First it is asked what the claim is instead: another derivative, a rounded constant, a sum in which
a path is missing. Then the single change is sought that makes it true.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Set
from contextlib import suppress
from dataclasses import replace

from ...errors import AutogradError
from ...formulas.trees.algebra import ZERO
from ...formulas.trees.tidying import gathered
from ...formulas.trees.tree import Call, Name, Number, Slope, Tree, names, text
from ..meaning.calculus import gradient
from .case import Case
from .chains import by_the_chain_rule, relinked
from .changes import Difference
from .edits import Edit
from .finding import Finding
from .lookup import Values, close
from .paths import groups
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


# ---- What a claim is instead ---------------------------------------------------------------------


def constant(case: Case) -> str:
    """Say what is 0 everywhere, and in words if it is a derivative."""
    asked = case.asked
    if isinstance(asked, Slope):
        wrt = " and ".join(dict.fromkeys(map(text, asked.wrt)))
        if len(asked.wrt) == 1:
            return f"{text(asked.of)} does not depend on {wrt}"
    return f"{text(asked)} is 0 everywhere"


def identity(case: Case) -> str | None:
    """Say "a2 - y is dL/dz2", if the claim is another derivative of the same node."""
    asked, known = case.asked, case.quantities
    if not any(case.has):
        return None  # of what comes to nothing it says nothing that many derivatives are 0
    if isinstance(asked, Call):
        return _other_order(case, asked)
    if not isinstance(asked, Slope) or len(asked.wrt) != 1:
        return None
    y = case.scope.meaning(asked.of)
    every = {**known.named, **known.variables}
    slopes = {name: gradient(case.scope, y, x) for name, x in every.items() if x is not y}
    rows = known.of(list(slopes.values()))
    for (name, slope), values in zip(slopes.items(), rows, strict=True):
        if close(values, case.has) and not close(values, case.wanted) and case.is_claimed(slope):
            other = text(Slope(asked.of, (Name(name),)))
            return f"{text(case.claim)} is {other}, not {text(asked)}"
    return None


def _other_order(case: Case, asked: Call) -> str | None:
    """Say "… is f'(x)" where f(x) is asked, and the reverse."""
    for primes in (asked.primes + 1, asked.primes - 1):
        other = replace(asked, primes=primes)
        with suppress(AutogradError):
            if primes < 0 or len(asked.args) != 1:
                continue
            if case.is_claimed(case.scope.meaning(other)):
                return f"{text(case.claim)} is {text(other)}, not {text(asked)}"
    return None


def rounded(case: Case) -> str | None:
    """Say so, if the claim is wrong by the same small share everywhere."""
    if not all(case.wanted):
        return None
    shares = [has / wanted - 1.0 for has, wanted in zip(case.has, case.wanted, strict=True)]
    first = shares[0]
    same = all(math.isclose(share, first, rel_tol=1e-3) for share in shares)
    if not same or not 1e-10 < abs(first) < 1e-3:
        return None
    return f"wrong by {abs(first):.2g} of its value everywhere: a rounded constant?"


_SLIPS = ((0, "is missing"), (2, "counts twice"), (-1, "has the wrong sign"))  # times it is there


# ---- The chain rule's sum ----------------------------------------------------------------------


def slip_of_a_path(case: Case) -> Finding | None:
    """The path whose share in a derivative, if it were right, would make the claim right."""
    ends = case.ends()
    if ends is None:
        return None
    for group in groups(case.quantities.partials, *ends):
        values = case.quantities.value(group.product)
        if values is None or not any(values) or close(values, case.wanted):
            continue
        for count, what in _SLIPS:
            expected = _with(case.wanted, values, count - 1)
            if any(expected) and close(expected, case.has):
                mended = _with_path(case, group.product, 1 - count)
                return Finding(
                    group.culprit,
                    mended,
                    f"{group.words} {what}",
                    through=group.through,
                    straight=group.rank == 1,
                )
    return None


def _with(wanted: Values, path: Values, times: int) -> Values:
    return tuple(w + times * v for w, v in zip(wanted, path, strict=True))


def _with_path(case: Case, product: Tree, count: int) -> Tree | None:
    """The claim with the path it lacks, if that is right; else the whole derivative."""
    mended = gathered(case.claim, product)
    return mended if count == 1 and case.passed(mended) != "not" else case.written()


def path_values(case: Case) -> list[Values]:
    """What each path contributes to the derivative at the points, where that is never 0."""
    ends = case.ends()
    if ends is None:
        return []
    found = groups(case.quantities.partials, *ends)
    rows = [case.quantities.value(group.product) for group in found]
    return [row for row in rows if row is not None and all(row)]
