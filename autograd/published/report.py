"""What is said of a page: each formula accounted for, as text and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .outcome import Outcome
from .roles import CLAIM, CONDITION, DEFINITION, GIVEN, MENTION, NOT_CHECKED, NOT_READ, UPDATE

RIGHT = ("proved", "agrees")
OPEN = ("inconclusive", "unreadable", "says nothing")
_MARKS = {
    "proved": "✓",
    "agrees": "✓",
    "wrong": "✗",
    "says nothing": "~",
    "inconclusive": "?",
    "unreadable": "?",
}
_MANY = {
    DEFINITION: "definition", GIVEN: "given value", CONDITION: "condition", UPDATE: "update",
    NOT_CHECKED: "not checkable", NOT_READ: "not read",
}  # fmt: skip


@dataclass(frozen=True)
class PageReport:
    """What is said of each formula of a page, in order."""

    name: str
    outcomes: Sequence[Outcome]

    @property
    def formulas(self) -> list[Outcome]:
        """All but mere mentions of a symbol."""
        return [each for each in self.outcomes if each.status != MENTION]

    @property
    def claims(self) -> list[Outcome]:
        """The formulas that claim something and were judged."""
        return [each for each in self.formulas if each.is_judged]

    @property
    def status(self) -> int:
        """The exit status: 1 if something is wrong, 3 if something stays open, else 0."""
        found = {each.status for each in self.formulas}
        return 1 if "wrong" in found else 3 if found & {*OPEN, NOT_READ} else 0

    @property
    def text(self) -> str:
        """The report at 80 columns."""
        lines = [line for each in self.formulas for line in _lines(each)]
        return "\n".join([*lines, self.summary])

    @property
    def summary(self) -> str:
        """One line that accounts for every formula."""
        formulas, claims = self.formulas, self.claims
        if not formulas:
            return f"{self.name}: no formula that says something was found"
        found = Counter(each.status for each in claims)
        right, wrong = sum(found[x] for x in RIGHT), found["wrong"]
        said = [f"{right} right"] * (right > 0) + [f"{wrong} wrong"] * (wrong > 0)
        said += [f"{found[x]} {x}" for x in OPEN if found[x]]
        counts = Counter(each.status for each in formulas if not each.is_judged)
        rest = [
            f"{n} {_MANY.get(kind, kind)}{'s' if n > 1 and not kind.startswith('not') else ''}"
            for kind, n in counts.items()
        ]
        inside = f" ({', '.join(said)})" if said else ""
        head = f"{len(claims)} claim{'s' * (len(claims) != 1)} checked{inside}"
        return f"{len(formulas)} formula{'s' * (len(formulas) != 1)}: {', '.join([head, *rest])}"

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "page": self.name,
            "formulas": [_data(each) for each in self.formulas],
            "summary": self.summary,
        }


def _lines(each: Outcome) -> list[str]:
    place = each.item.found.place
    where = f"{place}{f'  {each.item.found.number}' if each.item.found.number else ''}"
    mark = _MARKS.get(each.status, " ")
    shown = " ".join(each.item.found.latex.split())
    lines = [f"{mark} {each.status:<14} {where}: {shown}"]
    if each.why and (each.status not in RIGHT or each.reading):
        lines += [f"    {line.strip()}" for line in each.why.splitlines()]
    return lines


def _data(each: Outcome) -> dict[str, Any]:
    place = each.item.found.place
    found: dict[str, Any] = {
        "line": place.line, "latex": each.item.found.latex, "status": each.status,
        "kind": CLAIM if each.is_judged else each.status,
    }  # fmt: skip
    if place.cell is not None:
        found["cell"] = place.cell
    if each.item.found.number:
        found["number"] = each.item.found.number
    if each.why:
        found["reason"] = each.why
    if each.claims:
        found["read"] = [claim.claim for claim in each.claims]
    return found
