"""What is new in a report since the last one: only that is printed when a page is saved again.

>>> from ...published import check_text
>>> before, after = (parts(check_text(f"$y = x^2$, $dy/dx = {x}$", "a.md")) for x in ("x", "2x"))
>>> print(news(before, after))
✓ proved        line 1  dy/dx = 2x
gone: dy/dx = x
2 formulas: 1 claim checked (1 right), 1 definition
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ...checking import Report
from ...published import PageReport
from ...published.reporting.left_out import left_out
from ...published.reporting.telling import formula_of, reasons, told
from ...support.visible import in_short

AS_BEFORE = "as before"
LONGEST = 60  # signs of a formula that is gone

Key = tuple[str, int]  # a formula, and which of those that are written alike


@dataclass(frozen=True)
class Part:
    """A claim as it is printed, and all of that but its place."""

    printed: str
    said: object


@dataclass(frozen=True)
class Parts:
    """A report, claim by claim."""

    claims: Mapping[Key, Part]
    rest: tuple[str, ...]
    summary: str


def parts(report: Report | PageReport) -> Parts:
    """A report in its parts."""
    if isinstance(report, PageReport):
        return Parts(
            _of_page(report), tuple(left_out(report.formulas, report.unread)), report.summary
        )
    keyed = _keyed([each.claim for each in report.claims])
    claims = {
        key: Part(str(each), (each.status, each.evidence))
        for key, each in zip(keyed, report.claims, strict=True)
    }
    return Parts(claims, tuple(report.remarks()), report.summary())


def _of_page(report: PageReport) -> dict[Key, Part]:
    keyed = _keyed([formula_of(each) for each in report.claims])
    return {
        key: Part(
            "\n".join(told(each, report.names)),
            (each.status, [str(said) for said in reasons(each, report.names)]),
        )
        for key, each in zip(keyed, report.claims, strict=True)
    }


def _keyed(formulas: list[str]) -> list[Key]:
    seen: Counter[str] = Counter()
    keys = []
    for each in formulas:
        keys.append((each, seen[each]))
        seen[each] += 1
    return keys


def news(before: Parts, after: Parts) -> str:
    """The claims that are new or said something else of, those that are gone, and the summary."""
    lines = [
        part.printed
        for key, part in after.claims.items()
        if key not in before.claims or before.claims[key].said != part.said
    ]
    lines += [
        f"gone: {in_short(key[0], LONGEST)}" for key in before.claims if key not in after.claims
    ]
    if before.rest != after.rest:
        lines += after.rest
    return "\n".join([*lines, after.summary if lines else f"{AS_BEFORE}: {after.summary}"])
