"""What a check found of a page: printed at 80 columns, as JSON, or as a table in a notebook."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...errors import OperandError
from ...support.consoles import printed
from ...support.visible import in_short, visible
from .claims import CONDITION, RIGHT, SAYS_NOTHING, WIDTH, Claim, in_words
from .left_out import LeftOut, counted, sentences, status

if TYPE_CHECKING:
    from ...drawing import Picture


@dataclass(repr=False)
class Report:
    """The claims of a page and what became of each; shown as text that is meant to be read."""

    claims: list[Claim] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    has_block: bool = True  # on a page in Markdown, whether there is one of derivation text
    is_empty: bool = False  # whether no formula stands on the page
    illustrate: Callable[[int | str], Picture] | None = field(
        default=None, repr=False, compare=False
    )

    @property
    def status(self) -> int:
        """The exit status: 1 a claim is wrong, 2 unreadable, 3 open or says nothing, else 0.

        A formula set off by itself that was not read counts as inconclusive, and as unreadable on
        a page of which nothing was read; one within a text counts as nothing.
        """
        found = {claim.status for claim in self.claims}
        found.add(status(self.left_out, self.has_block))
        codes = {"wrong": 1, "unreadable": 2, "inconclusive": 3, SAYS_NOTHING: 3}
        return next((code for word, code in codes.items() if word in found), 0)

    @property
    def ok(self) -> bool:
        """Whether every claim is right."""
        return self.status == 0

    def wrong(self) -> list[Claim]:
        """The claims that are certainly wrong."""
        return [claim for claim in self.claims if claim.status == "wrong"]

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain data, ready for JSON."""
        return {
            "claims": [claim.to_dict() for claim in self.claims],
            "notes": self.notes,
            "not_read": [formula.to_dict() for formula in self.left_out],
            "status": self.status,
        }

    def summary(self) -> str:
        """One line: how many claims are right, wrong, and neither, and what was not read."""
        if self.is_empty:
            return "there is no formula on this page, and so nothing to check"
        counts = dict.fromkeys(("right", "wrong", SAYS_NOTHING, "inconclusive", "unreadable"), 0)
        claims = [claim for claim in self.claims if claim.status != CONDITION]
        for claim in claims:
            word = "right" if claim.status in RIGHT else claim.status
            counts[word] += 1
        parts = [in_words(word, count) for word, count in counts.items() if count]
        total, conditions = len(claims), len(self.claims) - len(claims)
        if unfinished := sum(claim.unfinished for claim in self.claims):
            parts.append(f"the work allowed for a page ran out on {unfinished} of them")
        said = f"{total} claim{'s' * (total != 1)}: {', '.join(parts)}" if parts else "no claims"
        if conditions:
            said += f"; {conditions} condition{'s' * (conditions != 1)}"
        return f"{said}; {counted(self.left_out, self.has_block)}" if self.left_out else said

    def remarks(self) -> list[str]:
        """What there is to say of the whole page: notes, and formulas that were not read."""
        left = [f"not read: {said}" for said in sentences(self.left_out, self.has_block)]
        return [*(f"note: {note}" for note in self.notes), *left]

    @property
    def text(self) -> str:
        """The report in all its signs, whether or not the console has them."""
        lines = [line for claim in self.claims for line in claim.lines()]
        for remark in self.remarks():
            wrapped = textwrap.wrap(in_short(remark), WIDTH, subsequent_indent="      ")
            lines.extend(visible(line, longest=8 * len(line)) for line in wrapped)
        return "\n".join([*lines, *textwrap.wrap(self.summary(), WIDTH, subsequent_indent="  ")])

    def __str__(self) -> str:
        return printed(self.text)

    __repr__ = __str__

    def explain(self, which: int | str) -> Picture:
        r"""The graph of a claim at its counterexample, with what it gets wrong in red.

        `which` is the claim's line in this report, or its left side ("dL/dw"; of several the first
        that is wrong). On the cards stand the values and the gradients, on the arrows the true
        local derivatives, those on the way of the claimed derivative tinted; below, the true
        number and the claimed one. A right claim is drawn at a simple point. Raises `OperandError`
        where there is no such claim, or nothing of it that can be drawn.

        >>> from autograd.checking import check
        >>> check("z = w*x\ny = z^2\ndy/dw = 2*z").explain("dy/dw")
        <picture of y = 1: 4 cards for 4 nodes; .save('graph.svg') or .svg>
        """
        if self.illustrate is None:
            raise OperandError("nothing of this report can be drawn: it has no graph of its own")
        return self.illustrate(which)

    def _repr_html_(self) -> str | None:
        from .table import table_of  # late, for it loads the styles of drawings

        try:
            return table_of(self.claims, [*self.remarks(), self.summary()])
        except Exception:  # noqa: BLE001  # a notebook shows the text instead; nothing is lost
            return None
