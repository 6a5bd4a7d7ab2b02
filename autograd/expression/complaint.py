"""Saying what is wrong with a text, and where: the sentence, the text, and carets under the place.

there is no function called sine; did you mean sin, sinh or sinc? (column 5)
    x + sine(y)
        ^^^^
"""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import ExpressionError

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
    width = max(1, min(stop or start + 1, right) - start)
    return f"{INDENT}{line.rstrip()}\n{INDENT}{' ' * (start - left)}{'^' * width}"


def printable(text: str) -> str:
    r"""`text` with one ASCII column for every character, so that carets stand where they should.

    >>> printable("x\t+ \u202ey")
    'x + ?y'
    """
    return "".join(c if " " <= c <= "~" else " " if c.isspace() else "?" for c in text)


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
