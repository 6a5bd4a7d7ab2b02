"""What is said of a page: each formula accounted for, as text and as data."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from ...documents import Block, Unread, hidden
from ...formulas.printed import Node
from ..modelling.outcome import OPEN, Outcome
from ..proposing.proposal import Proposal
from ..surveying.roles import MENTION, NOT_READ
from .accounting import summary, summary_lines
from .left_out import left_out
from .page_data import data_of, declared_data, lost_data
from .page_html import Shown, fragment
from .telling import WIDTH, told, width_of_places


@dataclass(frozen=True)
class PageReport:
    """What is said of each formula of a page, in order.

    `as_read` has sentences on what its names were taken for, `names` what each of the checker's
    names is on the page, `unread` what could not even be told apart, as a display with no end,
    `proposal` what was assumed, as a block would state it, `declared` the blocks that are there.
    """

    name: str
    outcomes: Sequence[Outcome]
    as_read: Sequence[str] = ()
    names: Mapping[str, Node] = field(default_factory=dict)
    unread: Sequence[Unread] = ()
    proposal: Proposal = field(default_factory=Proposal)
    format: str = "md"
    declared: Sequence[Block] = ()

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
        """The exit status: 1 wrong, 2 a passage or line of a block is unread, 3 open, else 0."""
        found = {each.status for each in self.formulas}
        if "wrong" in found:
            return 1
        is_lost = self.unread or any(each.is_broken for each in self.formulas)
        return 2 if is_lost else 3 if found & {*OPEN, NOT_READ} else 0

    @property
    def text(self) -> str:
        """The report at 80 columns."""
        width = width_of_places(self.claims)
        claims = [line for each in self.claims for line in told(each, self.names, width)]
        counted = summary_lines(self.summary, WIDTH)
        parts = [
            self._as_read(), claims, left_out(self.formulas, self.unread), counted, self._asked(),
        ]  # fmt: skip
        return "\n".join("\n".join([*part, ""]) for part in parts if part).rstrip("\n")

    def __str__(self) -> str:
        return self.text

    @property
    def shown(self) -> Shown:
        """What a page for a browser shows of it."""
        return Shown(
            self.name or "Report", self.formulas, self.summary, self.names,
            self.as_read if self.claims else (), self.unread, self.declared,
            self._question() or ("", ()),
        )  # fmt: skip

    @property
    def html(self) -> str:
        """The report as an element of HTML that brings its own style."""
        return fragment(self.shown)

    def _repr_html_(self) -> str:
        return self.html

    def _as_read(self) -> list[str]:
        if not self.as_read or not self.claims:
            return []
        said = f"As read: {'; '.join(self.as_read)}."
        return textwrap.wrap(said, WIDTH, subsequent_indent="    ", break_on_hyphens=False)

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
        return [*textwrap.wrap(said, WIDTH, break_on_hyphens=False), "", *block]

    @property
    def summary(self) -> str:
        """One line that accounts for every formula."""
        return summary(self.name, self.formulas, len(self.unread))

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "page": self.name,
            "as_read": list(self.as_read),
            "formulas": [data_of(each, self.names) for each in self.formulas],
            "unread": [lost_data(each) for each in self.unread],
            "summary": self.summary,
            "status": self.status,
            "declared": [declared_data(each) for each in self.declared],
            "proposal": self.proposal.to_dict(),
        }
