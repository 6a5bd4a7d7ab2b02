r"""A display as its formulas: chains put together, remarks and conditions attached.

>>> from .tokens import tokens
>>> [(p.latex, p.conditions) for p in pieces(tokens(r"y &= x \\ &= z, \quad z > 0"))]
[('y = x = z', ('z > 0',))]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .conditions import before_colon, is_condition, quantifies, unbracketed
from .fragments import MATH, WORDS, Fragment, fragments
from .looks import note
from .merging import merged, spaced, tidied
from .signs import CONNECTING, RELATIONS, open_brackets, relates
from .tokens import Token, written
from .words import JOINS, OPENS, REMARK, role, said

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
        """Whether it has a relation outside all brackets."""
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
        self.words = ("", "")  # those before what comes: what they do, and the words
        self.waiting: list[tuple[Token, ...]] = []  # conditions that stand before their formula
        self.notes: list[tuple[str, str]] = []  # those that stand before their formula
        self.remarks: list[str] = []  # those at the beginning of a row

    def take(self, each: Fragment) -> None:
        """Take the next fragment, and what was noted in it."""
        if each.kind == WORDS:
            self._words(said(written(each.parts)), each.joint in ("row", ""))
        elif each.kind == MATH:
            self._math(self._unquantified(each))
        self.notes += filter(any, map(note, each.notes))
        while self.notes and self.found:
            self.found[-1].noted(*self.notes.pop(0))

    def end(self) -> None:
        """Settle what is left: conditions of nothing are formulas, and signs alone are none."""
        if self.found:
            self.found[-1].conditions += _texts(self.waiting)
            self.found[-1].remarks += self.remarks
        else:
            self.found = [Piece(list(parts)) for parts in self.waiting]
        self.found = [piece for piece in self.found if _says(piece.parts)]
        numbers = {piece.number for piece in self.found} - {""}
        for piece in self.found if len(numbers) == 1 else ():
            piece.number = piece.number or max(numbers)

    def _words(self, text: str, begins: bool) -> None:
        self.words = (role(text), text)
        if self.words[0] == REMARK and text:
            (self.remarks if begins or not self.found else self.found[-1].remarks).append(text)

    def _unquantified(self, each: Fragment) -> Fragment:
        r"""A formula without the `\forall x > 0:` that it begins with."""
        stop = before_colon(each.parts)
        if not stop or not _says(each.parts[stop:]):
            return each
        self.waiting.append(each.parts[:stop])
        return replace(each, parts=each.parts[stop + 1 :])

    def _math(self, each: Fragment) -> None:
        (does, text), self.words = self.words, ("", "")
        last = self.found[-1] if self.found else None
        target = self._continues(each, last) if last and does != JOINS else None
        if does in (OPENS, REMARK) and last and target is None and _is_mention(each):
            before = last.remarks[:-1] if does == REMARK else last.remarks
            last.remarks = [*before, f"{text} {tidied(each.parts)}"]
        elif does == OPENS or quantifies(each.parts) or _is_condition(each, last):
            self._condition(each, last)
        elif target is not None:
            sign = [each.sign] if each.sign and each.joint in ("comma", "arrow") else []
            target.parts += [*sign, *spaced(target.parts), *each.parts]
        elif last and each.joint == "wide" and (mark := _mark(each.parts)):
            number = _NUMBER.fullmatch(mark)
            last.noted("tag" if number else "remark", number[1] if number else mark)
        else:
            self.found.append(Piece(list(each.parts), each.column, each.indented))
            self.found[-1].conditions, self.waiting = _texts(self.waiting), []
            self.found[-1].remarks, self.remarks = self.remarks, []

    def _condition(self, each: Fragment, last: Piece | None) -> None:
        if last is None or each.joint == "row":
            self.waiting.append(each.parts)
        else:
            last.conditions += _texts([each.parts])

    def _continues(self, each: Fragment, last: Piece) -> Piece | None:
        """The formula that a fragment goes on with, if it does."""
        first, bare = each.parts[0].text, not relates(each.parts)
        if first in RELATIONS:
            above = [piece for piece in self.found if piece.column == each.column]
            return above[-1] if each.joint in ("row", "cell") and above else last
        begins, ends = first in CONNECTING, last.parts[-1].text in RELATIONS | CONNECTING
        if each.joint in ("row", "cell"):
            aligned = begins and each.indented and not last.indented
            goes_on = aligned or open_brackets(last.parts) > 0 or (bare and begins)
        elif each.joint in ("comma", "arrow"):
            goes_on = bare or not last.relates
        else:
            goes_on = bare and begins
        return last if ends or goes_on else None


def _texts(conditions: Sequence[Sequence[Token]]) -> tuple[str, ...]:
    return tuple(tidied(unbracketed(parts)) for parts in conditions)


def _says(parts: Sequence[Token]) -> bool:
    """Whether there is a letter or a digit in a formula."""
    return any(token.text[-1:].isalnum() and token.text not in RELATIONS for token in parts)


def _is_mention(each: Fragment) -> bool:
    r"""Whether a symbol goes on with the words before it: `\text{for symmetric } A`."""
    return each.joint == "word" and not relates(each.parts) and not quantifies(each.parts)


def _is_condition(each: Fragment, last: Piece | None) -> bool:
    is_behind = last is not None and each.joint in ("cell", "wide", "comma")
    return is_behind and last is not None and is_condition(each.parts, last.parts)


def _mark(parts: Sequence[Token]) -> str:
    text = tidied(parts)
    return text if _NUMBER.fullmatch(text) or _MARK.fullmatch(text) else ""
