"""Saying what is wrong with a text, and where: the sentence, the text, and carets under the place.

there is no function called sine; did you mean sin, sinh or sinc? (column 5)
    x + sine(y)
        ^^^^
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category, east_asian_width

from ...errors import ExpressionError

INDENT = "    "
WIDTH = 72


def complaint(sentence: str, text: str, start: int, stop: int | None = None) -> ExpressionError:
    """The error for what `text[start:stop]` is or is not; its `column` counts from 1."""
    error = ExpressionError(f"{sentence} (column {start + 1})\n{carets(text, start, stop)}")
    error.column = start + 1
    return error


def carets(text: str, start: int, stop: int | None = None) -> str:
    """`text` with carets under `text[start:stop]`, in two indented lines that fit a terminal.

    >>> print(carets("x + sine(y)", 4, 8))
        x + sine(y)
            ^^^^
    """
    left = max(0, min(start - WIDTH // 2, len(text) - WIDTH))
    right = left + WIDTH
    line = printable(text[left:right])
    if left:
        line = "..." + line[3:]
    if right < len(text):
        line = line[:-3] + "..."
    before, marked = line[: start - left], line[start - left : (stop or start + 1) - left]
    return f"{INDENT}{line.rstrip()}\n{INDENT}{' ' * width(before)}{'^' * max(1, width(marked))}"


def printable(text: str) -> str:
    r"""`text` as it was typed, with one sign for each that is invisible or in command.

    >>> printable("θ\t+ \u202ey")
    'θ + ·y'
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def _shown(sign: str) -> str:
    if sign.isspace():
        return " "
    return "·" if category(sign)[0] in "CM" else sign


def width(text: str) -> int:
    r"""How many columns of a terminal a text takes: a wide sign, as of Chinese, takes two.

    >>> width("x + y"), width("\uff08x\uff09")
    (5, 5)
    """
    return len(text) + sum(east_asian_width(sign) in "WF" for sign in text)


def suggestion(word: str, known: Iterable[str]) -> str:
    """A question that names the known words most like `word`; empty when none is.

    >>> suggestion("sine", ["sin", "sinc", "exp"])
    '; did you mean sin or sinc?'
    """
    from difflib import get_close_matches

    spelled: dict[str, str] = {}
    for name in known:
        spelled.setdefault(name.lower(), name)
    close = get_close_matches(word.lower(), spelled, n=3, cutoff=0.6)
    return f"; did you mean {listed([spelled[name] for name in close], 'or')}?" if close else ""


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Words as a sentence lists them.

    >>> listed("xyz"), listed("x")
    ('x, y and z', 'x')
    """
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last
