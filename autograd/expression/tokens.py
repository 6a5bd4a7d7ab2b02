"""What an expression may be spelled with: numbers, names, operators, and limits.

A text is untrusted until it has come through here. Whatever is not on the list of tokens is
refused with the reason and, where there is one, the spelling to use instead. Nothing of the text
is ever handed to Python to run.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from ..errors import ExpressionError, OperandError
from .complaint import complaint

MAX_LENGTH = 10_000
MAX_TOKENS = 5_000
MAX_DEPTH = 100
MAX_NAMES = 500
MAX_NAME = 100

SPACE = re.compile(r"[ \t\r\n]*")
# A digit, then all that may belong to it: 2x is one malformed number here, and so explained.
NUMBER = re.compile(r"0[xXoObB]\w*|(?:\d|\.\d)(?:[eE][+-](?=\d)|[\w.])*", re.ASCII)
NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
OPERATOR = re.compile(r"\*\*|//|<=|>=|==|!=|[-+*/%^<>(),\[\]]")
FACTORS = re.compile(r"(\d+\.?\d*|\.\d+)([A-Za-z_]\w*)", re.ASCII)

REFUSED = [
    (r"""["']""", "a text in quotes is", "an expression holds numbers, names and functions"),
    (r"\.\w*", "an attribute is", "an expression holds numbers, names and functions"),
    (r":=", "an assignment is", "values are given beside the text"),
    (r"=", "an assignment is", "values are given beside the text, and == compares"),
    (r"\|", "| is", "write abs(x) for |x|"),
    (r"[&~!]", "a logical operator is", "write where(condition, a, b)"),
    (r"@", "@ is", "write dot([x, y], [z, w])"),
    (r"[{}]", "a brace is", "group with ( and )"),
    (r"[;:#\\$?`]", "{} is", "an expression holds numbers, names and functions"),
]
KEYWORDS = {
    "if": "; write where(condition, a, b)",
    "and": "; write where inside where",
    "or": "; write where inside where",
    "not": "; turn the comparison round",
    "lambda": "; a text is a function of its names already",
}
SPELLINGS = {
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{MULTIPLICATION SIGN}": "*",
    "\N{MIDDLE DOT}": "*",
    "\N{DOT OPERATOR}": "*",
    "\N{DIVISION SIGN}": "/",
    "\N{SQUARE ROOT}": "sqrt( )",
    "\N{GREEK SMALL LETTER PI}": "pi",
    "\N{SUPERSCRIPT TWO}": "**2",
    "\N{SUPERSCRIPT THREE}": "**3",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
}


class Token(NamedTuple):
    """A piece of text: `kind` is "number", "name", "operator" or "end"."""

    kind: str
    text: str
    start: int

    @property
    def stop(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` from left to right, closed by an empty one of kind "end".

    Raises `ExpressionError` at the first character that an expression cannot hold.

    >>> [token.text for token in tokens("2*x")]
    ['2', '*', 'x', '']
    """
    check_length(text)
    place = 0
    for _ in range(MAX_TOKENS):
        place = _end(SPACE, text, place) or place
        if place == len(text):
            yield Token("end", "", place)
            return
        token = _token(text, place)
        yield token
        place = token.stop
    raise complaint(f"an expression has at most {MAX_TOKENS} numbers and signs", text, place)


def check_length(text: str) -> None:
    """Refuse what is no text, and a text that is too long, before anything reads it."""
    if not isinstance(text, str):
        raise OperandError(f"an expression is a text; got a {type(text).__name__}")
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"an expression has at most {MAX_LENGTH} characters; this one has {len(text)}"
        )


def _end(pattern: re.Pattern[str], text: str, place: int) -> int | None:
    found = pattern.match(text, place)
    return found.end() if found else None


def _token(text: str, place: int) -> Token:
    for kind, pattern in (("name", NAME), ("number", NUMBER), ("operator", OPERATOR)):
        stop = _end(pattern, text, place)
        if stop is not None:
            return Token(kind, text[place:stop], place)
    if text[place] < "\x7f" and text[place].isprintable():
        raise _refusal(text, place)
    raise _foreign(text, place)


def _refusal(text: str, place: int) -> ExpressionError:
    for pattern, what, advice in REFUSED:
        found = re.compile(pattern, re.ASCII).match(text, place)
        if found:
            sentence = f"{what.format(found[0])} not allowed here: {advice}"
            return complaint(sentence, text, place, found.end())
    raise AssertionError(text[place])


def _foreign(text: str, place: int) -> ExpressionError:
    """The error for a character that looks like nothing, like something else, or like itself."""
    import unicodedata

    char = text[place]
    what = f"U+{ord(char):04X}"
    name = unicodedata.name(char, "")
    plain = unicodedata.normalize("NFKC", char)
    if char in SPELLINGS:
        advice = f"write {SPELLINGS[char]}"
    elif plain != char and plain.isascii() and plain.isalnum():
        advice = f"it only looks like {plain}, and Python would silently read it as {plain}"
    else:
        advice = "names are letters of a to z, digits and _"
    return complaint(f"{what}{name and ' ' + name} is not allowed here: {advice}", text, place)


def number(text: str, token: Token) -> float:
    """The float that a number token spells: 2, 0.5, 1e-3, 1_000 and 0x10, as in Python.

    Raises `ExpressionError` for a malformed number, an imaginary one, or one too large.
    """
    try:
        value = float(int(token.text, 0) if token.text[1:2].isalpha() else token.text)
    except OverflowError:
        value = float("inf")
    except ValueError:
        value = _without_exponent(text, token)
    if isfinite(value):
        return value
    raise complaint("this number is too large for a float", text, token.start, token.stop)


def _without_exponent(text: str, token: Token) -> float:
    """`1e5` looks like `0x5` to a glance at its second letter; read it before complaining."""
    try:
        return float(token.text)
    except ValueError:
        pass
    product = FACTORS.fullmatch(token.text)
    if token.text[-1] in "jJ":
        advice = "there are real numbers only"
    elif product:
        advice = f"write {product[1]}*{product[2]} for a product"
    else:
        advice = "write it as 2, 0.5 or 1e-3"
    raise complaint(
        f"{token.text[:40]} is no number: {advice}", text, token.start, token.stop
    ) from None


def check_name(name: str) -> str:
    """What keeps `name` from being a variable; empty when nothing does."""
    if not NAME.fullmatch(name):
        return f"{ascii(name)[:50]} is no name: names are letters of a to z, digits and _"
    if keyword.iskeyword(name):
        return f"{name} is not allowed here{KEYWORDS.get(name, ': it is a word of Python')}"
    if name.startswith("__"):
        return f"{name[:50]} is not allowed here: no name begins with __"
    if name in {"inf", "nan"}:
        return f"{name} is not allowed here: an expression holds finite numbers"
    if len(name) > MAX_NAME:
        return f"a name has at most {MAX_NAME} letters; this one has {len(name)}"
    return ""
