"""A formula's text as tokens, with their places; what cannot be a token is refused there.

>>> [token.text for token in tokens("dL/da2 = a2 − y²")]
['dL', '/', 'da2', '=', 'a2', '-', 'y', '^', '2', '']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ...errors import ExpressionError, OperandError
from .characters import FRACTIONS, LONGER, RAISED, ROOTS, meaningless, plain
from .complaint import carets

LONGEST = 10_000  # characters in one formula
DIGITS = 60  # in one number
HIGHEST_EXPONENT = 400
LONGEST_NAME = 100

_LETTER = r"A-Za-z_\u0391-\u03a9\u03b1-\u03c9"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<number>0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)
    |(?P<name>(?:∂\s*\d*\s*)?[{_LETTER}][{_LETTER}\d₀-₉]*|∂)
    |(?P<fraction>[{"".join(FRACTIONS)}])
    |(?P<prime>'+)
    |(?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]+)
    |(?P<longer>[{"".join(LONGER)}])
    |(?P<sign><-|<=|>=|!=|==|\*\*|//|\.\.|\.T\b|[-+*/%^@=<>(),:;{{}}|\[\]{"".join(ROOTS)}])""",
    re.VERBOSE | re.ASCII,
)
_PREFIXES = ("0x", "0o", "0b")


class DerivationError(ExpressionError):
    """A statement that cannot be read: `line` and `column` (from 1) say where, `why` why."""

    def __init__(
        self, why: str, source: str = "", column: int = 1, line: int = 1, stop: int = 0
    ) -> None:
        self.why, self.source, self.column, self.line = why, source, column, line
        self.stop = max(stop, column)  # where what is at fault ends, counted from 0
        self.definition = ""  # the name whose definition is at fault, where it is another line's
        super().__init__(f"line {line}, column {column}: {why}{self.picture()}")

    def picture(self) -> str:
        """The statement with carets under the place."""
        return f"\n{carets(self.source, self.column - 1, self.stop)}" if self.source else ""

    def at(self, line: int) -> DerivationError:
        """The same complaint about a line of a longer text."""
        return DerivationError(self.why, self.source, self.column, line, self.stop)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text, its kind, and where it starts and ends (from 0)."""

    kind: str
    text: str
    start: int
    end: int


def tokens(source: str) -> list[Token]:
    """The tokens of one formula; the last one is empty, of kind "end"."""
    check_length(source)
    found: list[Token] = []
    text = plain(source)
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise DerivationError(meaningless(source[place]), source, place + 1)
        kind, stop = str(match.lastgroup), match.end()
        if kind in ("sign", "prime"):
            found.append(Token(kind, match.group(), place, stop))
        elif kind != "space":
            found.extend(_read(kind, match.group(), place, stop))
            _check(found[-1], source)
        place = stop
    return [*found, Token("end", "", len(source), len(source))]


def check_length(source: str) -> None:
    """Refuse what is no text, and a text that is too long, before anything reads it."""
    if not isinstance(source, str):
        raise OperandError(f"an expression is a text; got a {type(source).__name__}")
    if len(source) > LONGEST:
        raise DerivationError(
            f"a formula has at most {LONGEST} characters; this one has {len(source)}",
            column=LONGEST,
        )


def value_of(written: str) -> Fraction:
    """The number that a token spells: 2, 0.5, 1e-3, 1_000, 0x10, 1/2."""
    if written.isdigit():
        return Fraction(int(written))
    if written[:2].lower() in _PREFIXES:
        return Fraction(int(written, 0))
    return Fraction(written.replace("_", ""))


def _read(kind: str, text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens that a piece of the text stands for."""
    if kind == "raised":
        yield Token("sign", "^", start, start)
        power = text.translate(RAISED)
        if not power[0].isdigit():
            yield Token("sign", power[0], start, start + 1)
        yield Token("number", power.lstrip("+-"), start, end)
    elif kind == "longer":
        text = LONGER[text]
        yield Token("name" if text.isalpha() else "sign", text, start, end)
    elif kind == "fraction":
        yield Token("number", FRACTIONS[text], start, end)
    elif kind == "name":
        if text[0] == "∂":
            text = "d" + text[1:].replace(" ", "")
        yield Token(kind, unicodedata.normalize("NFKC", text), start, end)
    else:
        yield Token(kind, text, start, end)


def _check(token: Token, source: str) -> None:
    """Refuse numbers and names that are too long, and numbers that are none."""
    wrong = ""
    if token.kind == "number":
        _, _, exponent = token.text.lower().partition("e")
        is_whole = token.text[:2].lower() in _PREFIXES
        if len(token.text) > DIGITS or (
            not is_whole and abs(int(exponent or 0)) > HIGHEST_EXPONENT
        ):
            wrong = f"a number has at most {DIGITS} digits and an exponent up to {HIGHEST_EXPONENT}"
        elif re.match(r"\.\d", source[token.end : token.end + 2]):
            wrong = "a number has one point: write 2, 0.5 or 1e-3"
        elif is_whole and not _is_number(token.text):
            wrong = f"{token.text} is no number: write 16 or 0x10"
    elif token.kind == "name" and len(token.text) > LONGEST_NAME:
        wrong = f"a name has at most {LONGEST_NAME} letters; this one has {len(token.text)}"
    if wrong:
        raise DerivationError(wrong, source, token.start + 1, stop=token.end)


def _is_number(written: str) -> bool:
    try:
        int(written, 0)
    except ValueError:
        return False
    return True
