r"""What stands between the separators of a display: commas, wide spaces, arrows, words.

>>> from .tokens import tokens
>>> text = r"a = b, \quad \text{where } b = c \Rightarrow a = c"
>>> for each in fragments(tokens(text)):
...     print(each.joint or "first", each.kind, written(each.parts))
first math a = b
comma words where
word math b = c
arrow math a = c
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .looks import note
from .rows import content, flat, rows
from .signs import ARROWS, CONNECTING, RELATIONS, WIDE, at_top, commands, says_nothing
from .tokens import Token, group_end, inner, trimmed, written
from .words import is_function, is_known, said

MATH, WORDS, NOTES = "math", "words", "notes"
_TEXT = commands(
    "text intertext shortintertext textit textbf emph mathrm operatorname mathit mathsf"
)
_NAMING = commands("mathrm operatorname mathit mathsf")
_COMMAS = frozenset(",;\uff0c\uff1b\u3001")


@dataclass(frozen=True)
class Fragment:
    """A part of a display, what separates it from the part before, and the column it stands in.

    `joint` is "row", "cell", "wide", "comma", "arrow" or "word"; `sign` is the arrow or the comma
    itself, for it may turn out to belong to the formula.
    """

    kind: str
    parts: tuple[Token, ...]
    joint: str
    sign: Token | None = None
    column: int = 0
    indented: bool = False  # its row begins with an empty cell
    notes: tuple[Token, ...] = ()  # numbers, labels and remarks in it


def fragments(parts: Sequence[Token], joint: str = "") -> Iterator[Fragment]:
    """The fragments of a display in order, empty ones left out."""
    for number, row in enumerate(rows(parts)):
        first = joint if not number else "row"
        indented = bool(row) and all(map(says_nothing, row[0]))
        for column, cell in enumerate(row):
            for each in _of_cell(cell, first):
                yield replace(each, column=column, indented=indented)
                first = "cell"
            first = first if first in ("row", joint) else "cell"


def _of_cell(cell: Sequence[Token], joint: str) -> Iterator[Fragment]:
    sign: Token | None = None
    for kind, parts, separator in _separated(cell):
        notes = tuple(token for token in parts if note(token)[0])
        bare = _bare([token for token in parts if not note(token)[0]])
        within = content(bare) if kind == MATH and bare and bare[0].text != "{" else None
        if within is not None:
            yield from fragments(bare, joint)
        elif bare:
            yield Fragment(kind, tuple(flat(bare)), joint, sign, notes=notes)
        elif notes:
            yield Fragment(NOTES, (), joint, notes=notes)
        if bare:
            joint, sign = ("word" if kind == WORDS else ""), None
        found = _joint(separator)
        if _STRENGTH.index(found) < _STRENGTH.index(joint):
            joint, sign = found, separator


_STRENGTH = ("arrow", "row", "cell", "comma", "word", "wide", "")


_LEADING = commands("rightarrow to longrightarrow")


def _joint(separator: Token | None) -> str:
    if separator is None:
        return ""
    if separator.text in ARROWS or separator.text in _LEADING:
        return "arrow"
    return "comma" if separator.text in _COMMAS else "wide"


def _separated(cell: Sequence[Token]) -> Iterator[tuple[str, list[Token], Token | None]]:
    """The pieces of a cell, each with its kind and the separator behind it (None before words)."""
    start, place = 0, 0
    tops = {k for k, _ in at_top(cell)}
    while place < len(cell):
        token = cell[place]
        if place not in tops:
            place += 1
        elif token.text in _TEXT and (texts := _words(cell, start, place)):
            stop = group_end(cell, place + 1)
            yield MATH, list(cell[start:place]), None
            yield from texts
            start = place = stop
        elif token.text in (*WIDE, *ARROWS, *_COMMAS) or _leads_on(cell, place):
            yield MATH, list(cell[start:place]), token
            place = group_end(cell, place + 1) if token.text == r"\hspace" else place + 1
            start = place
        else:
            place += 1
    yield MATH, list(cell[start:]), None


def _leads_on(cell: Sequence[Token], place: int) -> bool:
    r"""Whether an arrow stands between two equations: f = xy \rightarrow f' = y is no limit."""
    return cell[place].text in _LEADING and all(
        any(token.text == "=" for _, token in at_top(part))
        for part in (cell[:place], cell[place + 1 :])
    )


def _words(
    cell: Sequence[Token], start: int, place: int
) -> list[tuple[str, list[Token], Token | None]]:
    r"""The words of `\text{…}` and the formulas in its dollars; nothing if it is a name."""
    stop = group_end(cell, place + 1)
    inside = trimmed(inner(cell[place + 1 : stop]))
    text = written(inside)
    command = cell[place].text
    if command in _NAMING and not (is_known(text) and len(said(text)) > 1):
        return []
    if command == r"\text" and not is_known(text) and _is_name(text, cell, start, place, stop):
        return []
    return [
        (WORDS if not k % 2 else MATH, part, None) for k, part in enumerate(_by_dollars(inside))
    ]


def _by_dollars(parts: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in parts:
        if token.text == "$":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _is_name(text: str, cell: Sequence[Token], start: int, place: int, stop: int) -> bool:
    r"""Whether `\text{…}` stands where an operand would: `\text{loss} = …`, `= \text{RSS}`."""
    before = next((t for t in reversed(cell[start:place]) if not says_nothing(t)), None)
    after = next((t for t in cell[stop:] if not says_nothing(t)), None)
    if after is not None and after.text in ("_", "^", "(", r"\left("):
        return before is None or (not text.endswith((" ", ":")) and "(" not in text)
    if "(" in text or ":" in text:
        return False
    if after is not None and (
        (is_function(text) and not _is_set_off(cell[place:stop], cell[stop:]))
        or _is_within(text, before, cell[stop:])
    ):
        return True
    if before is not None and (before.text in RELATIONS or before.text in CONNECTING):
        return True
    if before is not None and after is None and _follows(cell, place) and text.isalpha():
        return not before.text.isdigit()  # \lambda\text{Reg}, and not 5\text{kg}
    wanted = after is not None and (after.text in RELATIONS or after.text in CONNECTING)
    return before is None and wanted


def _is_set_off(word: Sequence[Token], after: Sequence[Token]) -> bool:
    r"""Whether spaces set a word off: 5 \text{min} \quad v, 2 \text{ mean } y."""
    if written(inner(word[1:])).startswith(" "):
        return True
    return next(t for t in after if t.text in WIDE or not says_nothing(t)).text in WIDE


def _is_within(text: str, before: Token | None, after: Sequence[Token]) -> bool:
    r"""Whether what comes right behind a word is only the end of its formula: \text{tr} A."""
    behind = next((t for t in after if not t.text.isspace()), None)
    if not text.isalpha() or behind is None or says_nothing(behind):
        return False
    if before is not None and before.text.isdigit():
        return False  # 5 \text{kg} m
    return not any(token.text in RELATIONS for _, token in at_top(after))


def _follows(cell: Sequence[Token], place: int) -> bool:
    """Whether words stand right behind an operand, with no more than a space of the source."""
    return not any(
        token.text.startswith("\\") and says_nothing(token) for token in cell[place - 2 : place]
    )


def _bare(parts: Sequence[Token]) -> list[Token]:
    """A fragment without the spaces and the full stop at its ends."""
    first, last = 0, len(parts)
    while first < last and (says_nothing(parts[first])):
        first += 1
    while first < last and (says_nothing(parts[last - 1]) or parts[last - 1].text in _STOPS):
        last -= 1
    return list(parts[first:last])


_STOPS = frozenset(".:\u3002\uff1a")
