"""What is said of a page: each formula accounted for, as text and as data."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from ..documents import Unread, hidden
from .outcome import OPEN, Outcome
from .page_html import fragment
from .proposal import Proposal
from .roles import CLAIM, CONDITION, DEFINITION, GIVEN, MENTION, NOT_CHECKED, NOT_READ, UPDATE
from .telling import WIDTH, told

RIGHT = ("proved", "agrees")
_MANY = {
    DEFINITION: "definition", GIVEN: "given value", CONDITION: "condition", UPDATE: "update",
    NOT_CHECKED: "not checkable", NOT_READ: "not read",
}  # fmt: skip
_COUNTED = frozenset({DEFINITION, GIVEN, CONDITION, UPDATE})


@dataclass(frozen=True)
class PageReport:
    """What is said of each formula of a page, in order.

    `as_read` has sentences on what its names were taken for, `names` what each of the checker's
    names is on the page, `unread` what could not even be told apart, as a display with no end,
    `proposal` what was assumed, as a block would state it.
    """

    name: str
    outcomes: Sequence[Outcome]
    as_read: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    unread: Sequence[Unread] = ()
    proposal: Proposal = field(default_factory=Proposal)
    format: str = "md"

    @property
    def formulas(self) -> list[Outcome]:
        """All but mere mentions of a symbol."""
        return [each for each in self.outcomes if each.status != MENTION]

    @property
    def claims(self) -> list[Outcome]:
        """The formulas that claim something and were judged."""
        return [each for each in self.formulas if each.is_judged]

    @property
    def ok(self) -> bool:
        """Whether every claim is right, and every formula was read."""
        return self.status == 0

    @property
    def status(self) -> int:
        """The exit status: 1 wrong, 2 a passage is unread, 3 something stays open, else 0."""
        found = {each.status for each in self.formulas}
        if "wrong" in found:
            return 1
        return 2 if self.unread else 3 if found & {*OPEN, NOT_READ} else 0

    @property
    def text(self) -> str:
        """The report at 80 columns."""
        if not self.formulas and not self.unread:
            return self.summary
        claims = [line for each in self.claims for line in told(each, self.names)]
        head, rest = self._as_read(), self._left_out()
        return "\n".join([*head, *claims, *rest, self.summary, *self._asked()])

    def __str__(self) -> str:
        return self.text

    @property
    def html(self) -> str:
        """The report as an element of HTML that brings its own style."""
        as_read = self.as_read if self.claims else ()
        question = self._question() or ("", [])
        title = self.name or "Report"
        return fragment(title, self.formulas, as_read, self.names, self.summary, question)

    def _repr_html_(self) -> str:
        return self.html

    def _as_read(self) -> list[str]:
        if not self.as_read or not self.claims:
            return []
        said = f"As read: {'; '.join(self.as_read)}."
        return [*textwrap.wrap(said, WIDTH, subsequent_indent="    ", break_on_hyphens=False), ""]

    def _question(self) -> tuple[str, list[str]] | None:
        """What settles what was only assumed: a sentence, and text to paste."""
        if not self.proposal.facts or not self.claims:
            return None
        lines = self.proposal.lines
        block = hidden(self.format, lines)
        beside = f"save it as {PurePath(self.name or 'page').stem}.names"
        how = f"paste this where it does not show, or {beside}" if block else beside
        return f"Is that how you meant it? To settle it, {how}:", block or lines

    def _asked(self) -> list[str]:
        if (question := self._question()) is None:
            return []
        said, block = question
        return ["", *textwrap.wrap(said, WIDTH, break_on_hyphens=False), "", *block]

    def _left_out(self) -> list[str]:
        """What was not read or is not checked: each reason once, with the places."""
        reasons: dict[str, list[str]] = {}
        for each in self.formulas:
            if each.status in (NOT_READ, NOT_CHECKED):
                why = each.why.splitlines()[0] if each.why else "it is not understood"
                reasons.setdefault(why, []).append(str(each.item.found.place))
        for lost in self.unread:
            reasons.setdefault(lost.reason, []).append(str(lost.place))
        if not reasons:
            return []
        lines = ["", "not read or not checked:"]
        for why, places in reasons.items():
            where = ", ".join(places[:6]) + (
                f" and {len(places) - 6} more" if len(places) > 6 else ""
            )
            lines += textwrap.wrap(
                f"{where}: {why}", WIDTH, initial_indent="    ", subsequent_indent="      ",
                break_on_hyphens=False,
            )  # fmt: skip
        return [*lines, ""]

    @property
    def summary(self) -> str:
        """One line that accounts for every formula."""
        formulas, claims = self.formulas, self.claims
        if not formulas and not self.unread:
            return f"{self.name or 'the page'}: there is no derivation on this page"
        found = Counter(each.status for each in claims)
        right, wrong = sum(found[x] for x in RIGHT), found["wrong"]
        said = [f"{right} right"] * (right > 0) + [f"{wrong} wrong"] * (wrong > 0)
        said += [f"{found[x]} {x}" for x in OPEN if found[x]]
        counts = Counter(each.status for each in formulas if not each.is_judged)
        rest = [_many(kind, n) for kind, n in counts.items()]
        inside = f" ({', '.join(said)})" if said else ""
        head = f"{len(claims)} claim{'s' * (len(claims) != 1)} checked{inside}"
        said_of_all = f"{_several('formula', len(formulas))}: {', '.join([head, *rest])}"
        lost = f"; {_several('passage', len(self.unread))} not read" if self.unread else ""
        return said_of_all + lost

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "page": self.name,
            "as_read": list(self.as_read),
            "formulas": [_data(each) for each in self.formulas],
            "unread": [_lost(each) for each in self.unread],
            "summary": self.summary,
            "proposal": self.proposal.to_dict(),
        }


def _several(word: str, count: int) -> str:
    return f"{count} {word}{'s' * (count != 1)}"


def _many(kind: str, count: int) -> str:
    word = _MANY.get(kind, kind)
    return f"{count} {word}{'s' if count > 1 and kind in _COUNTED else ''}"


def _lost(each: Unread) -> dict[str, Any]:
    place = each.place
    where = {"line": place.line} | ({} if place.cell is None else {"cell": place.cell})
    return {**where, "status": NOT_READ, "reason": each.reason}


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
    slip = next((claim for claim in each.claims if claim.status == "wrong"), None)
    if each.status == "wrong" and slip is not None:
        found |= {"culprit": slip.culprit, "note": slip.note, "suggestion": slip.suggestion}
    return found
