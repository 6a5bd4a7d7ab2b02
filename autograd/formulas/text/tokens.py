"""A derivation's text as tokens, with their places; what cannot be a token is refused there.

>>> [token.text for token in tokens("dL/da2 = a2 - y")]
['dL', '/', 'da2', '=', 'a2', '-', 'y', '']
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...errors import ExpressionError

LONGEST = 8000  # characters in one statement
DIGITS = 60  # in one number

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<number>(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>(?:∂\s*\d*\s*)?[A-Za-z_\u0391-\u03a9\u03b1-\u03c9][A-Za-z_0-9\u0391-\u03a9\u03b1-\u03c9]*)
    |(?P<fraction>[½⅓⅔¼¾⅛])
    |(?P<prime>['\u2019\u2032]+)
    |(?P<sign><-|<=|>=|!=|==|\*\*|//|\.\.|\.T\b|[-+*/%^@=<>(),:;{}|\[\]∂])""",
    re.VERBOSE,
)

# Signs that people paste, and what they stand for.
_SAME = str.maketrans(
    {
        "\u2212": "-", "\u2013": "-",  # minus sign, dash
        "\u00b7": "*", "\u22c5": "*", "\u00d7": "*", "\u2299": "*", "\u2218": "*",  # dots, crosses
    }
)  # fmt: skip
_TWO = {"≤": "<=", "≥": ">=", "≠": "!=", "←": "<-", "∈": "in", "\u211d": "R", "²": "^2", "³": "^3"}


class DerivationError(ExpressionError):
    """A statement that cannot be read: `line` and `column` (from 1) say where, `why` why."""

    def __init__(self, why: str, source: str = "", column: int = 1, line: int = 1) -> None:
        self.why, self.source, self.column, self.line = why, source, column, line
        self.definition = ""  # the name whose definition is at fault, where it is another line's
        super().__init__(f"line {line}, column {column}: {why}{self.picture()}")

    def picture(self) -> str:
        """The statement with a caret under the place."""
        if not self.source:
            return ""
        start = max(0, self.column - 50)
        shown = self.source[start : start + 68]
        return f"\n    {shown}\n    {' ' * (self.column - 1 - start)}^"

    def at(self, line: int) -> DerivationError:
        """The same complaint about a line of a longer text."""
        return DerivationError(self.why, self.source, self.column, line)


@dataclass(frozen=True)
class Token:
    """A piece of text, its kind, and where it starts and ends (from 0)."""

    kind: str
    text: str
    start: int
    end: int


def tokens(source: str) -> list[Token]:
    """The tokens of one statement; the last one is empty, of kind "end"."""
    if len(source) > LONGEST:
        raise DerivationError(f"a statement has at most {LONGEST} characters", column=LONGEST)
    found: list[Token] = []
    plain = source.translate(_SAME)
    place = 0
    while place < len(plain):
        if plain[place] in _TWO:
            found.extend(_expanded(plain[place], place))
            place += 1
            continue
        match = _TOKEN.match(plain, place)
        if match is None:
            raise DerivationError(_unexpected(source[place]), source, place + 1)
        kind = str(match.lastgroup)
        if kind != "space":
            found.append(_checked(Token(kind, match.group(), place, match.end()), source))
        place = match.end()
    return [*found, Token("end", "", len(source), len(source))]


def _expanded(sign: str, place: int) -> list[Token]:
    written = _TWO[sign]
    if written.startswith("^"):
        power, exponent = written[0], written[1]
        return [
            Token("sign", power, place, place + 1),
            Token("number", exponent, place, place + 1),
        ]
    return [Token("name" if written.isalpha() else "sign", written, place, place + 1)]


_FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8"}


def _checked(token: Token, source: str) -> Token:
    if token.kind == "fraction":
        return Token("number", _FRACTIONS[token.text], token.start, token.end)
    if token.text == "∂":
        return Token("name", "d", token.start, token.end)
    if token.kind == "number":
        _, _, exponent = token.text.lower().partition("e")
        if len(token.text) > DIGITS or abs(int(exponent or 0)) > 400:
            raise DerivationError(
                f"a number has at most {DIGITS} digits and an exponent up to 400",
                source,
                token.start + 1,
            )
    if token.kind == "name" and token.text[0] == "∂":
        return Token("name", "d" + token.text[1:].replace(" ", ""), token.start, token.end)
    return token


def _unexpected(character: str) -> str:
    if character == "\\":
        return "this looks like LaTeX: put it into a block marked latex, or write it plainly"
    if character in '!?&$#~`"':
        return f"{character!r} means nothing in a formula"
    return f"{character!r} (U+{ord(character):04X}) means nothing in a formula"
