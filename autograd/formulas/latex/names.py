r"""A symbol as it is set, and a name of the graph taken apart in the same way.

A symbol has a base, an accent, a subscript and a superscript that counts layers, so that `w_{1}`,
`w_1` and the name `w1` meet:

>>> Symbol("w", below="1").key == symbol("w1").key == symbol("w_1").key
True
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .characters import GREEK, MARKS
from .signs import ACCENTS

_PARTS = re.compile(r"([^\W\d_]+)(.*)")


@dataclass(frozen=True)
class Symbol:
    """A symbol as it is set: base, accent, subscript, superscript (of a layer, never a power)."""

    base: str
    accent: str = ""
    below: str = ""
    above: str = ""

    def __str__(self) -> str:
        accent = f"{self.accent}_" if self.accent else ""
        above = f"^{self.above}" if self.above else ""
        return f"{accent}{self.indexed}{above}"

    @property
    def indexed(self) -> str:
        """The base with its subscript."""
        return f"{self.base}_{self.below}" if self.below else self.base

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Equal for spellings of the same symbol: w_{1,2}, w_{12}."""
        return self.base, self.accent, re.sub(r"[\s,_]", "", self.below), self.above


@lru_cache(maxsize=4096)
def symbol(name: str) -> Symbol:
    """A name of the graph taken apart.

    >>> symbol("theta_hid"), symbol("hat_y_j^(k)")
    (Symbol(base='theta', accent='', below='hid', above=''),
    Symbol(base='y', accent='hat', below='j', above='(k)'))
    """
    plain, _, above = _plain(name).partition("^")
    accent, plain = _accented(plain)
    match = _PARTS.fullmatch(plain)
    if match is None:
        return Symbol(name)
    return Symbol(match[1], accent, match[2].removeprefix("_"), above)


def _accented(plain: str) -> tuple[str, str]:
    """The accent of a name, hat_y or yhat, and the name without it."""
    accents = "|".join(sorted(set(ACCENTS.values()), key=len, reverse=True))
    if match := re.fullmatch(rf"({accents}|Delta)_([A-Za-z].*)", plain):
        return match[1], match[2]
    letters = "|".join(set(GREEK.values()))
    if match := re.fullmatch(rf"([A-Za-z]|{letters})_?({accents})(.*)", plain):
        return match[2], match[1] + match[3]
    return "", plain


def is_counted(above: str) -> bool:
    """Whether a superscript is one bracket, as a^{(2)}: it counts layers, samples, derivatives.

    >>> is_counted("(k)"), is_counted("(n-1)/2"), is_counted("(n-1)(n+1)")
    (True, False, False)
    """
    closing = {"(": ")", "[": "]"}.get(above[:1])
    inner = above[1:-1]
    return closing is not None and above.endswith(closing) and not re.search(r"[()\[\]]", inner)


def _plain(name: str) -> str:
    """Greek letters by name, accented letters with the accent in front."""
    found = []
    for character in name:
        parts = unicodedata.normalize("NFKD", character)
        base, mark = GREEK.get(parts[:1], parts[:1]), ACCENTS.get(MARKS.get(parts[1:], ""))
        found.append(f"{mark}_{base}" if mark else GREEK.get(character, character))
    return "".join(found)
