r"""A display as its formulas: chains put together, remarks and conditions attached.

>>> from .tokens import tokens
>>> [(p.latex, p.conditions) for p in pieces(tokens(r"y &= x \\ &= z, \quad z > 0"))]
[('y = x = z', ('z > 0',))]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .conditions import is_condition, quantifies, unbracketed
from .fragments import MATH, WORDS, Fragment, fragments
from .looks import note
from .merging import merged, spaced, tidied
from .signs import CONNECTING, RELATIONS, open_brackets, relates
from .tokens import Token, written
from .words import OPENS, REMARK, role, said

NUMBER = r"\(\s*([A-Z]{0,3}\.?\d+(?:[.\-\u2013:]\d+)*[a-z']?)\s*\)"  # as a display has it
_NUMBER = re.compile(NUMBER)
_MARK = re.compile(r"\(?(?:\\[a-z]*(?:square|blacksquare|star|ast|checkmark|dagger)|\*+|\d)\)?")


@dataclass
class Piece:
    """A formula of a display, as it is being put together."""

    parts: list[Token]
    column: int = 0
    indented: bool = False
    remarks: list[str] = field(default_factory=list)
    conditions: tuple[str, ...] = ()
    number: str = ""

    @property
    def latex(self) -> str:
        """The formula on one line."""
        return tidied(self.parts)

    @property
    def relates(self) -> bool:
        return relates(self.parts)

    def noted(self, kind: str, text: str) -> None:
        """Take a number, a label (which counts where there is no number) or a remark."""
        if kind == "remark":
            self.remarks.append(text)
        elif kind == "tag" or not self.number:
            self.number = text


def pieces(parts: Sequence[Token]) -> list[Piece]:
    """The formulas of a display in order."""
    build = _Building()
    for each in merged(list(fragments(parts))):
        build.take(each)
    build.end()
    return build.found


class _Building:
    """Takes fragment after fragment; `found` has the formulas so far."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.opened = False  # words such as "if" stand before what comes
        self.waiting: list[str] = []  # conditions that stand before their formula
        self.joined = False  # words such as "and" stand before what comes
        self.notes: list[tuple[str, str]] = []  # those that stand before their formula

    def take(self, each: Fragment) -> None:
        """Take the next fragment, and what was noted in it."""
        if each.kind == WORDS:
            self._words(each)
        elif each.kind == MATH:
            self._math(each)
        self.notes += filter(any, map(note, each.notes))
        while self.notes and self.found:
            self.found[-1].noted(*self.notes.pop(0))

    def _math(self, each: Fragment) -> None:
        last = self.found[-1] if self.found else None
        target = self._continues(each, last)
        if self.opened or quantifies(each.parts) or _is_condition(each, last):
            self._condition(each, last)
        elif target is not None:
            sign = [each.sign] if each.sign and each.joint in ("comma", "arrow") else []
            target.parts += [*sign, *spaced(target.parts), *each.parts]
        elif last is not None and each.joint == "wide" and (mark := _mark(each.parts)):
            number = _NUMBER.fullmatch(mark)
            last.number = number[1] if number else last.number
            last.remarks += [] if number else [mark]
        else:
            self._new(each)

    def end(self) -> None:
        if self.waiting and self.found:
            self.found[-1].conditions += tuple(self.waiting)
        numbers = {piece.number for piece in self.found} - {""}
        for piece in self.found if len(numbers) == 1 else ():
            piece.number = piece.number or max(numbers)

    def _new(self, each: Fragment) -> None:
        piece = Piece(list(each.parts), each.column, each.indented)
        piece.conditions, self.waiting = tuple(self.waiting), []
        self.joined = False
        self.found.append(piece)

    def _words(self, each: Fragment) -> None:
        text = written(each.parts)
        does = role(text)
        self.opened = does == OPENS
        self.joined = does not in (OPENS, REMARK)
        if does == REMARK and self.found and said(text):
            self.found[-1].remarks.append(said(text))

    def _condition(self, each: Fragment, last: Piece | None) -> None:
        text = tidied(unbracketed(each.parts))
        if last is None or each.joint == "row":
            self.waiting.append(text)
        else:
            last.conditions += (text,)
        self.opened = False

    def _continues(self, each: Fragment, last: Piece | None) -> Piece | None:
        """The formula that a fragment goes on with, if it does."""
        if last is None or self.joined:
            return None
        first = each.parts[0].text
        if first in RELATIONS:
            above = [p for p in self.found if p.column // 2 == each.column // 2]
            return above[-1] if each.joint == "row" and above else last
        begins, ends = first in CONNECTING, last.parts[-1].text in RELATIONS | CONNECTING
        bare = not relates(each.parts)
        if each.joint in ("row", "cell"):
            open_ = open_brackets(last.parts) > 0
            aligned = begins and each.indented and not last.indented
            return (
                last
                if ends
                or open_
                or aligned
                or (bare and (begins or (not last.relates and each.joint == "cell")))
                else None
            )
        if each.joint == "arrow":
            return last if bare or not last.relates else None
        if each.joint == "comma":
            return last if ends or bare or not last.relates else None
        return last if ends or (bare and begins) else None


def _is_condition(each: Fragment, last: Piece | None) -> bool:
    is_behind = last is not None and each.joint in ("cell", "wide", "comma")
    return is_behind and last is not None and is_condition(each.parts, last.parts)


def _mark(parts: Sequence[Token]) -> str:
    text = tidied(parts)
    return text if _NUMBER.fullmatch(text) or _MARK.fullmatch(text) else ""
