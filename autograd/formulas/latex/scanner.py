r"""A LaTeX formula as tokens, with their places; spacing, sizes and tags are left out.

>>> [token.text for token in latex_tokens(r"\frac12 x_1'")]
['\\frac', '12', 'x', '_', '1', "'", '']
>>> [token.text for token in latex_tokens("x₁²")]
['x', '_', '{', '1', '}', '^', '{', '2', '}', '']
"""

from __future__ import annotations

import re
import unicodedata

from ..text.tokens import DerivationError, Token
from .characters import (
    FRACTIONS,
    LOWERED,
    MARKS,
    PRIMES,
    RAISED,
    SIGNS,
    font,
    letter,
    meaningless,
)
from .groups import BARS
from .refused import DOTS
from .signs import SAME, SILENT, SPACING

LONGEST = 4000  # characters in one formula
DIGITS = 60  # in one number
DEEPEST = 40  # groups inside groups

_TOKEN = re.compile(
    r"""(?P<row>\\\\\*?(?:\[-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|bp)\])?)
    |(?P<skip>\\[,;:!>/ ]|[\s~\u200b-\u200f\u2060-\u2064\ufeff])
    |(?P<command>\\[A-Za-z]+\*?|\\[|{}%])
    |(?P<number>\d+(?:\.\d+)?|\.\d+)
    |(?P<letter>[A-Za-z])
    |(?P<prime>')
    |(?P<sign>[-+*/^_=<>(),:.;|&{}\[\]])""",
    re.VERBOSE,
)
_DECIMALS = re.compile(r"\{,\}(\d+)")  # 9{,}81
_SILENCED = re.compile(r"\s*\{[^{}]*\}")


def latex_tokens(source: str, *, tolerant: bool = False) -> list[Token]:
    """The tokens of a formula; the last one is empty, of kind "end".

    With `tolerant` dots are tokens, and a bracket that is left out is not there.
    """
    if len(source) > LONGEST:
        raise DerivationError(f"a formula has at most {LONGEST} characters", column=LONGEST)
    found = _Scanner(source, tolerant).scan()
    _refuse_deep(found)
    return [*found, Token("end", "", len(source), len(source))]


def _refuse_deep(tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        depth += (token.text == "{") - (token.text == "}")
        if depth > DEEPEST:
            raise DerivationError(
                f"groups are nested more than {DEEPEST} deep", column=token.start + 1
            )


class _Scanner:
    """Goes through a formula once."""

    def __init__(self, source: str, tolerant: bool) -> None:
        self.source, self.tolerant, self.place = source, tolerant, 0
        self.found: list[Token] = []
        self.side = ""  # "open" after \left, "close" after \right

    def scan(self) -> list[Token]:
        """All tokens of the source, first to last, each with its place there."""
        while self.place < len(self.source):
            match = _TOKEN.match(self.source, self.place)
            if match is None:
                self._pasted()
            elif match.lastgroup == "command":
                self._command(match.group(), match.end())
            else:
                self._plain(str(match.lastgroup), match.group(), match.end())
        return self.found

    def _add(self, kind: str, text: str, end: int) -> None:
        self.found.append(Token(kind, text, self.place, end))

    def _plain(self, kind: str, text: str, end: int) -> None:
        if kind == "number" and self.tolerant and (more := _DECIMALS.match(self.source, end)):
            text, end = f"{text}.{more[1]}", more.end()
        if kind == "number" and len(text) > DIGITS:
            raise self._error(f"a number has at most {DIGITS} digits")
        if kind == "sign":
            self._sign(text, end)
        elif kind != "skip":
            self._add(kind, text, end)
            self.side = ""
        self.place = end

    def _sign(self, text: str, end: int) -> None:
        r"""A sign; after \left and \right a bar knows its side."""
        side, self.side = self.side, ""
        if text == "." and side and self.tolerant:
            return
        if text == "." and side == "open":
            raise self._error(r"\left. leaves a bracket out: a value at a point is not read here")
        if text == "." and side:
            text = r"\right."
        elif side and text in BARS:
            text = BARS[text][side == "close"]
        kind = "command" if text.startswith("\\") else "prime" if text == "'" else "sign"
        self._add(kind, text, end)

    def _command(self, text: str, end: int) -> None:
        if text in SILENT:
            end = self._silenced(text, end)
        elif text in DOTS and not self.tolerant:
            raise self._error(DOTS[text])
        elif text in SPACING:
            self.side = SPACING[text]
        else:
            self._sign(SAME.get(text, text), end)
        self.place = end

    def _silenced(self, text: str, end: int) -> int:
        match = _SILENCED.match(self.source, end)
        if match is None:
            raise self._error(f"wanted {{…}} after {text}")
        return match.end()

    # ---- What is no ASCII ----

    def _pasted(self) -> None:
        character = self.source[self.place]
        end = self.place + 1
        if character in PRIMES:
            for _ in range(PRIMES[character]):
                self._add("prime", "'", end)
        elif character in RAISED or character in LOWERED:
            end = self._shifted(character)
        elif character in SIGNS:
            self._sign(SIGNS[character], end)
        elif character in FRACTIONS:
            self._fraction(FRACTIONS[character], end)
        elif character in MARKS and self.found and self.found[-1].end == self.place:
            self._accent(MARKS[character], end)
        elif not self._letter(character, end):
            raise self._error(meaningless(character))
        self.place = end

    def _fraction(self, digits: list[str], end: int) -> None:
        self._add("command", r"\frac", end)
        for digit in digits:
            self._group([("number", digit)], end)

    def _group(self, inner: list[tuple[str, str]], end: int) -> None:
        for kind, text in [("sign", "{"), *inner, ("sign", "}")]:
            self._add(kind, text, end)

    def _shifted(self, first: str) -> int:
        """x₁₂ and x⁻¹: the characters of an index or exponent, as a group."""
        table, sign = (RAISED, "^") if first in RAISED else (LOWERED, "_")
        end = self.place
        while end < len(self.source) and self.source[end] in table:
            end += 1
        written = "".join(table[character] for character in self.source[self.place : end])
        self._add("sign", sign, self.place)
        inner = [(str(match.lastgroup), match.group()) for match in _TOKEN.finditer(written)]
        self._group(inner, end)
        return end

    def _accent(self, accent: str, end: int) -> None:
        """A mark that combines with the letter before it."""
        under = self.found[-1]
        if under.kind not in ("letter", "command"):
            raise self._error("an accent stands on a letter")
        self.found.insert(-1, Token("command", accent, under.start, under.start))
        self.found[-1] = Token(under.kind, under.text, under.start, end)

    def _letter(self, character: str, end: int) -> bool:
        """A Greek letter, a letter with an accent, or a letter of one of mathematics' alphabets."""
        read = letter(character)
        follows = self.source[end : end + 1]
        if read is None or (unicodedata.combining(follows or " ") and follows not in MARKS):
            return False
        accent, base = read
        if accent:
            self._add("command", accent, end)
        kind = "command" if base.startswith("\\") else "letter"
        if style := font(character):
            self._add("command", style, end)
            self._group([(kind, base)], end)
        else:
            self._add(kind, base, end)
        return True

    def _error(self, why: str) -> DerivationError:
        return DerivationError(why, self.source, self.place + 1)
