"""What a check found: printed at 80 columns, as JSON, or as a table in a notebook."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...formulas.trees.tree import Tree
from ...support.consoles import printed
from ...support.visible import in_short, visible
from .left_out import LeftOut, counted, sentences, status
from .statuses import MARKS, RIGHT, SAYS_NOTHING, in_words

if TYPE_CHECKING:
    from ...drawing import Picture

WIDTH = 80
LONGEST_SENTENCE = 2000  # a formula that is suggested may be as long, and is meant to be copied
MOST_SHOWN = 6  # coordinates of a point, before the commonest is named once


@dataclass
class Link:
    """One `left = right` inside a claim."""

    claim: str
    status: str
    counterexample: dict[str, float | str] | None = None
    true_value: str | None = None
    claimed_value: str | None = None
    ratio: str | None = None
    difference: str | None = None
    note: str | None = None
    points: int = 0
    component: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The link as plain data."""
        return dict(vars(self))


@dataclass
class Claim:
    """One statement that was checked, and the evidence.

    `sides` are what its `=` signs join and `better` is the suggestion, as trees to be set;
    `reading` is what an outline of the page found the sides to mean.
    """

    line: int
    claim: str
    status: str
    counterexample: dict[str, float | str] | None = None
    true_value: str | None = None
    claimed_value: str | None = None
    culprit: str | None = None
    suggestion: str | None = None
    note: str | None = None
    evidence: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    components: int = 1  # how many numbers are claimed at once
    component: str | None = None  # the one of the counterexample: "h = 2, j = 1"
    sides: tuple[Tree, ...] = field(default=(), repr=False, compare=False)
    better: tuple[Tree, ...] = field(default=(), repr=False, compare=False)
    unfinished: bool = False  # inconclusive for want of work
    reading: Any = field(default=None, repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The claim as plain data."""
        return {
            "line": self.line,
            "claim": self.claim,
            "status": self.status,
            "counterexample": self.counterexample,
            "true_value": self.true_value,
            "claimed_value": self.claimed_value,
            "components": self.components,
            "component": self.component,
            "culprit": self.culprit,
            "suggestion": self.suggestion,
            "note": self.note,
            "evidence": self.evidence,
            "links": [link.to_dict() for link in self.links],
        }

    def lines(self) -> Iterator[str]:
        """The claim in words: one line, and the evidence indented under it.

        Whatever a page holds, no character of it commands a terminal or reverses a line, and of
        a claim of thousands of characters there are the beginning and the end.
        """
        head = in_short(f"{MARKS[self.status]} {self.status:<12} line {self.line}: {self.claim}")
        said = textwrap.wrap(
            head, WIDTH, subsequent_indent=" " * 8, break_long_words=False, break_on_hyphens=False
        )
        for sentence in self.evidence:
            said.extend(_indented(sentence))
        yield from (visible(line, longest=8 * len(line)) for line in said)

    def __str__(self) -> str:
        return printed("\n".join(self.lines()))


def _indented(sentence: str) -> list[str]:
    """A sentence with 4 spaces before it; what is drawn below it stays as it is."""
    first, *drawn = sentence.split("\n")
    if first.startswith(" "):
        return [f"    {line}" for line in (first, *drawn)]
    lines = textwrap.wrap(
        in_short(first, LONGEST_SENTENCE),
        WIDTH,
        initial_indent="    ",
        subsequent_indent="      ",
        break_on_hyphens=False,
    )
    return [*lines, *(f"    {line}" for line in drawn)]


@dataclass(repr=False)
class Report:
    """The claims of a page and what became of each; shown as text that is meant to be read."""

    claims: list[Claim] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    has_block: bool = True  # on a page in Markdown, whether there is one of derivation text
    is_empty: bool = False  # whether no formula stands on the page
    outline: Callable[[], list[Claim]] | None = field(default=None, repr=False, compare=False)

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
        for claim in self.claims:
            word = "right" if claim.status in RIGHT else claim.status
            counts[word] += 1
        parts = [in_words(word, count) for word, count in counts.items() if count]
        total = len(self.claims)
        if unfinished := sum(claim.unfinished for claim in self.claims):
            parts.append(f"the work allowed for a page ran out on {unfinished} of them")
        said = f"{total} claim{'s' * (total != 1)}: {', '.join(parts)}" if parts else "no claims"
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
        from ..pictures.illustration import illustrated

        return illustrated(self, which)

    def _repr_html_(self) -> str | None:
        from .table import table_of

        try:
            return table_of(self)
        except Exception:  # noqa: BLE001  # a notebook shows the text instead; nothing is lost
            return None


def point(where: dict[str, float | str] | None) -> str:
    """A point in words: `z2 = 0, y = 0`, or `w = 1, all else 0` where there is much else.

    >>> point(dict.fromkeys("abdefg", 0.5) | {"c": 20.0})
    'c = 20, all else 0.5'
    """
    where = where or {}
    counts = Counter(where.values())
    rest = max(counts, key=lambda x: (counts[x], x == 0.0), default=0.0)
    if len(where) <= MOST_SHOWN or counts[rest] == 1:
        return _listed(where)
    shown = _listed({name: x for name, x in where.items() if x != rest})
    return f"{shown}, all else {_number(rest)}" if shown else f"{_number(rest)} for every variable"


def _listed(where: dict[str, float | str]) -> str:
    return ", ".join(f"{name} = {_number(x)}" for name, x in where.items())


def _number(x: float | str) -> str:
    return repr(x).removesuffix(".0") if isinstance(x, float) else x
