"""What an expression may be spelled with: numbers, names, operators, and limits.

A text is untrusted until it has come through here. Whatever is not on the list of tokens is
refused with the reason and, where there is one, the spelling to use instead. Nothing of the text
is ever handed to Python to run.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from ..errors import ExpressionError, OperandError
from .complaint import complaint

MAX_LENGTH = 10_000
MAX_TOKENS = 2_000
MAX_DEPTH = 100
MAX_NAMES = 500
MAX_NAME = 100

SPACE = re.compile(r"[ \t\r\n]*")
# A digit, then all that may belong to it: 2x is one malformed number here, and so explained.
NUMBER = re.compile(r"0[xXoObB]\w*|(?:\d|\.\d)(?:[eE][+-](?=\d)|[\w.])*", re.ASCII)
NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
OPERATOR = re.compile(r"\*\*|//|<=|>=|==|!=|[-+*/%^<>(),\[\]]")
FACTORS = re.compile(r"(\d+\.?\d*|\.\d+)([A-Za-z_]\w*)", re.ASCII)

PREFIXES = {"0x", "0o", "0b"}

REFUSED = [
    (r"""["']""", "a text in quotes is", "an expression holds numbers, names and functions"),
    (r"\.\w*", "an attribute is", "an expression holds numbers, names and functions"),
    (r":=", "an assignment is", "values are given beside the text"),
    (r"=", "an assignment is", "values are given beside the text, and == compares"),
    (r"\|", "| is", "write abs(x) for |x|"),
    (r"!", "! is", "for x! write exp(lgamma(x + 1))"),
    (r"[&~]", "{} is", "there are numbers only, no bits"),
    (r"@", "@ is", "write dot([x, y], [z, w])"),
    (r"[{}]", "a brace is", "group with ( and )"),
    (r".", "{} is", "an expression holds numbers, names and functions"),
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
            wrong = check_name(text[place:stop]) if kind == "name" else ""
            if wrong:
                raise complaint(wrong, text, place, stop)
            return Token(kind, text[place:stop], place)
    if text[place] < "\x7f" and text[place].isprintable():
        raise _refusal(text, place)
    raise _foreign(text, place)


def _refusal(text: str, place: int) -> ExpressionError:
    rows = ((re.compile(p, re.ASCII), what, advice) for p, what, advice in REFUSED)
    pattern, what, advice = next(row for row in rows if row[0].match(text, place))
    stop = _end(pattern, text, place)
    sentence = f"{what.format(text[place:stop])} not allowed here: {advice}"
    return complaint(sentence, text, place, stop)


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
    spelled = token.text
    try:
        value = float(int(spelled, 0) if spelled[:2].lower() in PREFIXES else spelled)
    except OverflowError:
        value = inf
    except ValueError:
        sentence = f"{spelled[:40]} is no number: {_advice(spelled)}"
        raise complaint(sentence, text, token.start, token.stop) from None
    if value == inf:
        raise complaint("this number is too large for a float", text, token.start, token.stop)
    return value


def _advice(spelled: str) -> str:
    if spelled[-1] in "jJ":
        return "there are real numbers only"
    product = FACTORS.fullmatch(spelled)
    return f"for a product write {product[1]}*{product[2]}" if product else "write 2, 0.5 or 1e-3"


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
