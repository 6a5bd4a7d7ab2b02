r"""A symbol as it is set, a name of the graph taken apart in the same way, and all names of a page.

A symbol has a base, an accent, a subscript and a superscript that counts layers, so that `w_{1}`,
`w_1` and the name `w1` meet:

>>> Symbol("w", below="1").key == symbol("w1").key == symbol("w_1").key
True
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
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


# ---- The names of a page ------------------------------------------------------------------------

_LAYER = re.compile(r"[lL](?:[+-]\d+)?")
# Letters that stand for functions so often that, unannounced, f(x + 1) is no product.
_OFTEN = frozenset("hpquvFGHPQ") | {"phi", "psi", "rho", "Phi", "Psi", "ell", "L", "J", "C", "E"}


@dataclass
class Vocabulary:
    """The legal symbols; `is_open` allows any letter, for formulas without a graph."""

    names: dict[tuple[str, str, str, str], list[str]] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    arrays: dict[str, int] = field(default_factory=dict)
    bases: set[str] = field(default_factory=set)
    is_open: bool = False

    @classmethod
    def of(
        cls,
        names: Iterable[str] | None,
        functions: Iterable[str] = (),
        arrays: Mapping[str, int] | None = None,
    ) -> Vocabulary:
        """The vocabulary of a graph; None for `names` means any letters with their indices."""
        found = cls(is_open=names is None, arrays=dict(arrays or {}))
        for function in functions:
            found.functions[str(symbol(function))] = function
        for name in dict.fromkeys([*(names or ()), *found.arrays]):
            if name not in found.functions.values():
                found._enter(name)
        return found

    def _enter(self, name: str) -> None:
        read = symbol(name)
        self.names.setdefault(read.key, []).append(name)
        self.bases.add(read.base)
        if read.accent == "Delta":  # Delta_x is a difference of x, or a Delta with the index x
            self.names.setdefault(Symbol("Delta", below=read.indexed).key, []).append(name)

    def find(self, wanted: Symbol) -> list[str]:
        """The names that this symbol may stand for."""
        return self.names.get(wanted.key, [])

    def has(self, letter: str) -> bool:
        """Whether a bare letter is a name."""
        return bool(self.find(Symbol(letter)))

    def layered(self, wanted: Symbol) -> list[str]:
        """Names for a^{(2)} or a^{[2]}: the name itself, or a2 where there is no plain a."""
        found = self.find(wanted)
        number = re.fullmatch(r"[(\[](\d+)[)\]]", wanted.above)
        if found or not number or wanted.below or self.find(Symbol(wanted.base, wanted.accent)):
            return found
        return self.find(Symbol(wanted.base, wanted.accent, number[1]))

    def array(self, wanted: Symbol) -> tuple[str, str] | None:
        """The array of which this symbol is an element, and the index of the element.

        W and hj for W_{hj}, a1 and j for a^{(1)}_j; without an array a, a2 and j for a_{2,j}.
        """
        first, _, rest = wanted.below.partition(",")
        for below, index in (("", wanted.below), (first, rest)):
            found = self.layered(replace(wanted, below=below)) if index else []
            if len(found) == 1 and self.arrays.get(found[0]):
                return found[0], index
        return None

    def is_layer(self, wanted: Symbol) -> bool:
        """Whether the superscript belongs to the name."""
        if self.is_open:
            return _LAYER.fullmatch(wanted.above) is not None
        return bool(self.find(wanted))

    def function(self, wanted: Symbol) -> str | None:
        """The page's function that this symbol stands for."""
        if self.is_open and not self.functions and str(wanted) in ("f", "g"):
            return str(wanted)
        return self.functions.get(str(wanted))

    def is_doubtful(self, wanted: Symbol) -> bool:
        """Whether `wanted(x + 1)` could as well be a call."""
        return self.is_open and not wanted.below and not wanted.above and wanted.base in _OFTEN

    def meant(self, wanted: str) -> str:
        """A name that is close to one that is missing, as a question.

        >>> Vocabulary.of(["a2", "b1"]).meant("a_3")
        '; is a2 meant?'
        """
        names = [name for some in self.names.values() for name in some]
        close = get_close_matches(wanted.replace("_", ""), names, 1, 0.5)
        return f"; is {close[0]} meant?" if close else ""
