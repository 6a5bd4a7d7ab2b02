"""What a check found of a claim, printed at 80 columns or as JSON; and the status of a whole.

>>> worst(["proved", "wrong", "inconclusive"]), worst(["agrees", SAYS_NOTHING])
('wrong', 'agrees')
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext
from typing import Any

from ...formulas.trees.tree import Tree
from ...support.consoles import printed
from ...support.visible import in_short, visible

RIGHT = ("proved", "agrees")
SAYS_NOTHING = "says nothing"
CONDITION = "condition"  # not claimed, but taken for granted from here on
MARKS = {
    "proved": "✓",
    "agrees": "✓",
    "wrong": "✗",
    SAYS_NOTHING: "~",
    CONDITION: "·",
    "inconclusive": "?",
    "unreadable": "!",
}
WORSE = (
    *RIGHT,
    CONDITION,
    SAYS_NOTHING,
    "inconclusive",
    "unreadable",
    "wrong",
)  # from best to worst


def worst(statuses: Sequence[str]) -> str:
    """The status of a whole, from those of its parts, of which some may say nothing."""
    telling = [status for status in statuses if status != SAYS_NOTHING]
    return max(telling or statuses, key=WORSE.index, default="agrees")


def in_words(word: str, count: int) -> str:
    """`1 says nothing`, `2 say nothing`."""
    return f"{count} {word if count == 1 else word.replace('says', 'say')}"


WIDTH = 80
LONGEST_SENTENCE = 2000  # a formula that is suggested may be as long, and is meant to be copied
LONGEST_NUMBER = 40  # signs of a coordinate
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
    `finding` is what the sentences about a wrong claim say, and `reading` what an outline of the
    page found the sides to mean: a picture is made of both.
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
    finding: Any = field(default=None, repr=False, compare=False)
    unfinished: bool = False  # inconclusive for want of work
    reading: Any = field(default=None, repr=False, compare=False)
    is_condition: bool = False  # of its last `=` it is not claimed that it holds everywhere

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
    """A coordinate: a float by its digits, a fraction as it is, or, where that is long, shortened.

    >>> _number(2.0), _number("1/3"), _number("-55" + "0" * 398)
    ('2', '1/3', '-5.5e399')
    """
    if isinstance(x, float):
        return repr(x).removesuffix(".0")
    above, _, below = x.partition("/")
    if len(x) <= LONGEST_NUMBER:
        return x
    with localcontext(prec=17, Emax=MAX_EMAX, Emin=MIN_EMIN):
        return str((Decimal(above) / Decimal(below or 1)).normalize()).lower().replace("e+", "e")
