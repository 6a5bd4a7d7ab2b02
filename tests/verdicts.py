"""What is said of pages: the rows of `data/verdicts.txt`, and whether a report says so.

    == what the rows below show
    > lines that stand above each of the claims below; and more of them
    claim :: statuses :: words :: … words … :: -> suggestion

A row is what follows on its page, lines parted by "; ". The statuses are those of every claim, in
order, of the last ones behind "…"; `right` is proved or agrees. Then comes what is said of the
last claim, or behind "[1]" of the first: each a whole sentence, or a part of one with "…" at the
ends; `only` says that there is nothing else, `-> nothing` that nothing is suggested, and `-> right`
that the suggestion is right. Rows under a heading that ends in "*" are for --full, but for every
third.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograd.checking import check

DATA = Path(__file__).parent / "data" / "verdicts.txt"
MEANINGS = {"right": ("proved", "agrees"), "refuted": ("wrong", "unreadable")}


@dataclass(frozen=True)
class Row:
    """A page, the statuses of its claims, and what is said of the last one."""

    shown: str
    above: str
    claims: str
    statuses: tuple[str, ...]
    said: tuple[str, ...]
    full: bool

    @property
    def page(self) -> str:
        return self.above + self.claims


def rows() -> Iterator[Row]:
    """Every row of the table."""
    shown, above, place = "", "", 0
    for line in DATA.read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "==":
            shown, above, place = rest, "", 0
        elif mark == ">":
            above = lines_of(rest) + "\n" * bool(rest)
        elif line and mark != "#":
            claims, statuses, *said = line.split(" :: ")
            full = shown.endswith("*") and place % 3 > 0
            yield Row(
                shown, above, lines_of(claims), tuple(statuses.split(", ")), tuple(said), full
            )
            place += 1


def lines_of(text: str) -> str:
    return text.replace("; ", "\n")


def last(page: str) -> Any:
    return check(page).claims[-1]


def statuses(page: str) -> list[str]:
    return [claim.status for claim in check(page).claims]


def agree(found: list[str], wanted: tuple[str, ...]) -> bool:
    """Whether statuses are the wanted ones, or the last of them are."""
    if wanted[0] == "…":
        wanted = wanted[1:]
        found = found[-len(wanted) :]
    pairs = zip(found, wanted, strict=False)
    return len(found) == len(wanted) and all(one in MEANINGS.get(x, (x,)) for one, x in pairs)


def is_said(claims: list[Any], row: Row, said: str) -> bool:
    """Whether this is what is said of one of the claims."""
    if number := re.match(r"\[(\d+)\] ", said):
        return is_said(claims[: int(number[1])], row, said[number.end() :])
    claim = claims[-1]
    sentences = [*claim.evidence, claim.note or ""]
    if said == "only":
        return len(claim.evidence) == len(row.said) - 1
    if said == "-> right":
        line = f"{row.above}{row.claims.rpartition(chr(10))[0]}\n{claim.suggestion}".strip()
        return last(line).status in MEANINGS["right"]
    if said.startswith("-> "):
        return claim.suggestion == (None if said == "-> nothing" else said.removeprefix("-> "))
    part = said.strip("…")
    head, tail = not said.startswith("…"), not said.endswith("…")
    return any(fits(sentence, part, head, tail) for sentence in sentences)


def fits(sentence: str, part: str, head: bool, tail: bool) -> bool:
    """Whether a sentence has a part: at its beginning, at its end, or anywhere."""
    return (
        part in sentence
        and (not head or sentence.startswith(part))
        and (not tail or sentence.endswith(part))
    )
