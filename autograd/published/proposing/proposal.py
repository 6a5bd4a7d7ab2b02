r"""The block that settles what a page leaves open: text to paste, or to save beside the page.

>>> said = [("W", "{} in R^(2x3)", "chosen"), ("x", "{} in R", "default"),
...         ("y", "{} in R", "conventional"), ("z", "{} in R", "forced")]
>>> proposal([[Proposed(*each) for each in said]]).lines
['W in R^(2x3); x, y in R']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .proposed import Proposed

WIDTH = 64
_REMARK = "  # "


@dataclass(frozen=True)
class Proposal:
    """What is asked of the author of a page."""

    facts: Sequence[Proposed] = ()

    @property
    def statements(self) -> list[str]:
        """What a block would declare, names of which the same is said together."""
        found: dict[str, list[str]] = {}
        for each in self.facts:
            said = each.said if "{}" in each.said else each.said.format(each.name)
            found.setdefault(said + _behind(each), []).append(each.name)
        return [said.format(", ".join(names)) for said, names in found.items()]

    @property
    def lines(self) -> list[str]:
        """The same in lines, what has a remark by itself."""
        bare = [each for each in self.statements if _REMARK not in each]
        return [*_filled(bare), *(each for each in self.statements if _REMARK in each)]

    def to_dict(self) -> dict[str, Any]:
        """The proposal as plain data."""
        facts = [
            {
                "fact": x.said.format(x.name),
                "evidence": x.evidence,
                **({"or": x.note} if x.note else {}),
            }
            for x in self.facts
        ]
        return {"text": "\n".join(self.lines), "facts": facts}


def _behind(fact: Proposed) -> str:
    return f"{_REMARK}{fact.note}" if fact.note else ""


def _filled(statements: Sequence[str]) -> list[str]:
    """Statements in lines, as many as go into one."""
    lines: list[str] = []
    for each in statements:
        if lines and len(lines[-1]) + len(each) + 2 <= WIDTH:
            lines[-1] += f"; {each}"
        else:
            lines.append(each)
    return lines


def proposal(parts: Sequence[Sequence[Proposed]]) -> Proposal:
    """What is asked of the parts of a page, each with names of its own.

    A name that is a number in one and an array in another is left out. Sizes are those of the first
    part that has an array, so that others fit to one another.
    """
    spaces: dict[str, set[str]] = {}
    known: dict[str, str] = {}
    found: dict[Proposed, None] = {}
    for part in parts:
        for each in part:
            spaces.setdefault(each.name, set()).add(each.space)
        is_apart = any(known.get(each.name, each.said) != each.said for each in part)
        new = [each for each in part if each.name not in known]
        known |= {each.name: each.said for each in new}
        found |= dict.fromkeys(x for x in new if x.is_open and not (is_apart and x.is_sized))
    return Proposal([each for each in found if len(spaces[each.name]) == 1])
