"""Slips in the chain rule's sum: a path that is missing, there twice, or with the wrong sign."""

from __future__ import annotations

from ...formulas.trees.tidying import gathered
from ...formulas.trees.tree import Tree
from .case import Case
from .finding import Finding
from .lookup import Values, close
from .paths import groups

_SLIPS = ((0, "is missing"), (2, "counts twice"), (-1, "has the wrong sign"))  # times it is there


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
