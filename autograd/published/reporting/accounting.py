"""What a report says of all formulas of a page: how many there are of each kind, in one line."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Sequence

from ...checking.report.claims import RIGHT, in_words
from ..modelling.outcome import OPEN, Outcome
from ..surveying.roles import CONDITION, DEFINITION, GIVEN, NOT_CHECKED, NOT_READ, RESTATED, UPDATE

# In the order in which they are counted: one of them, and several.
OTHERS = {
    DEFINITION: ("definition", "definitions"), RESTATED: ("restated", "restated"),
    GIVEN: ("given value", "given values"), CONDITION: ("condition", "conditions"),
    UPDATE: ("update", "updates"), NOT_CHECKED: ("not checkable", "not checkable"),
    NOT_READ: ("not read", "not read"),
}  # fmt: skip
LEFT_OUT = (NOT_CHECKED, NOT_READ)
_TIED = "\N{NO-BREAK SPACE}"
NOTHING = "there is no derivation on this page"


def summary_lines(said: str, width: int) -> list[str]:
    """The same in lines, none of which ends within what is counted.

    >>> summary_lines("9 formulas: no claim checked, 8 not read", 30)
    ['9 formulas: no claim checked,', '    8 not read']
    """
    if NOTHING in said:
        return [said]  # with the name of a file, which is not broken
    head, colon, counts = said.partition(": ")
    kept = re.sub(r"(?<=\w) ", _TIED, counts)
    lines = textwrap.wrap(f"{head}{colon}{kept}", width, subsequent_indent="    ")
    return [line.replace(_TIED, " ") for line in lines]


def summary(name: str, formulas: Sequence[Outcome], lost: int) -> str:
    """One line that accounts for every formula, and for passages and lines that are not read."""
    broken = sum(each.is_broken for each in formulas)
    formulas = [each for each in formulas if not each.is_broken]
    claims = [each for each in formulas if each.is_judged]
    others = Counter(each.status for each in formulas if not each.is_judged)
    left = [_several(count, what) for count, what in ((lost, "passage"), (broken, "line")) if count]
    rest = [_many(count, *words) for each, words in OTHERS.items() if (count := others[each])]
    if not claims and not left and not any(others[each] for each in LEFT_OUT):
        only = f", only {_joined(rest)}" if rest else ""
        return f"{name or 'the page'}: {NOTHING}{only}"
    said = f"{_several(len(formulas), 'formula')}: {', '.join([_judged(claims), *rest])}"
    return f"{said}; {_joined(left)}{' of a block' * bool(broken)} not read" if left else said


def _judged(claims: Sequence[Outcome]) -> str:
    """How many claims were checked, and with what end."""
    found = Counter("right" if each.status in RIGHT else each.status for each in claims)
    said = [in_words(each, n) for each in ("right", "wrong", *OPEN) if (n := found[each])]
    inside = f" ({', '.join(said)})" if said else ""
    return f"{_several(len(claims), 'claim') if claims else 'no claim'} checked{inside}"


def _joined(words: Sequence[str]) -> str:
    """Words in a sentence: a, b and c."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _several(count: int, word: str) -> str:
    return _many(count, word, f"{word}s")


def _many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
