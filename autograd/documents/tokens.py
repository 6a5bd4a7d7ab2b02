r"""LaTeX as a list of tokens with their places, for whoever moves pieces of it about.

>>> [t.text for t in tokens(r"\frac{a}{b} = 2 % half")]
['\\frac', '{', 'a', '}', '{', 'b', '}', ' ', '=', ' ', '2', ' ']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"%[^\n]*(?:\n[ \t]*)?"
    r"|\\(?:begin|end)\s*\{[^{}]*\}|\\(?:left|right)(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\.|[^\s\\])"
    r"|\\\\\*?(?:\[[^\[\]\n]{0,20}\])?|\\[A-Za-z@]+\*?|\\.|:=|\s+|.",
    re.DOTALL,
)
_STARRED = re.compile(r"\\(?:operatorname|tag|hspace|(?:re)?newcommand|providecommand)\*")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Token:
    """A command, a sign or a space, and from where to where it stands in its source."""

    text: str
    start: int
    stop: int

    @property
    def is_space(self) -> bool:
        """Whether nothing but blanks stands in it."""
        return self.text.isspace()


def tokens(source: str, start: int = 0) -> list[Token]:
    """The tokens of a piece of LaTeX, comments left out."""
    found: list[Token] = []
    for match in _TOKEN.finditer(source):
        text, place = match[0], match.start() + start
        if text.startswith("%"):
            continue
        if text.endswith("*") and text[1:-1].isalpha() and not _STARRED.fullmatch(text):
            found.append(Token(text[:-1], place, place + len(text) - 1))
            text, place = "*", place + len(text) - 1
        found.append(Token(text, place, place + len(text)))
    return found


def written(parts: Iterable[Token]) -> str:
    r"""Tokens as LaTeX again; a command and a letter that came together stay apart.

    >>> written(tokens(r"\alpha") + tokens("x"))
    '\\alpha x'
    """
    said: list[str] = []
    for token in parts:
        if said and token.text[:1].isalpha() and _ends_in_a_word(said[-1]):
            said.append(" ")
        said.append(token.text)
    return "".join(said)


def _ends_in_a_word(text: str) -> bool:
    return text[:1] == "\\" and text[-1:].isalpha()


def environment(token: Token) -> tuple[str, str]:
    r"""("begin", "align") for `\begin{align}`, and two empty texts for anything else."""
    match = _ENVIRONMENT.fullmatch(token.text)
    return (match[1], match[2].strip()) if match else ("", "")


def trimmed(parts: Sequence[Token]) -> list[Token]:
    """Tokens without the spaces at both ends."""
    first, last = 0, len(parts)
    while first < last and parts[first].is_space:
        first += 1
    while first < last and parts[last - 1].is_space:
        last -= 1
    return list(parts[first:last])


def group_end(parts: Sequence[Token], place: int) -> int:
    """The place after the group that begins at `place`; that of a single token is the next.

    An open brace that is never closed reaches to the end.
    """
    depth = 0
    while place < len(parts):
        text = parts[place].text
        depth += (text == "{") - (text == "}")
        place += 1
        if depth <= 0 and not text.isspace():
            return place
    return place


def inner(parts: Sequence[Token]) -> list[Token]:
    """The tokens within the braces of a group, or a single token as it is."""
    bare = trimmed(parts)
    return bare[1:-1] if len(bare) > 1 and bare[0].text == "{" else bare


def deepest(parts: Iterable[Token]) -> int:
    r"""How deep braces and environments are nested.

    >>> deepest(tokens(r"\frac{a}{b^{c}}"))
    2
    """
    depth = most = 0
    for token in parts:
        kind = environment(token)[0] or token.text
        depth += {"{": 1, "begin": 1, "}": -1, "end": -1}.get(kind, 0)
        most = max(most, depth)
    return most
