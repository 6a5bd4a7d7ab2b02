r"""Which symbols of a LaTeX formula are which names of the graph.

A symbol has a base, accents, a subscript and a superscript that counts layers; a name of the graph
is taken apart in the same way, so that `w_{1}`, `w_1` and the name `w1` meet:

>>> Vocabulary.of(["w1", "y_hat", "loss"]).find(Symbol("w", below="1"))
['w1']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .latex_tokens import GREEK

ACCENTS = ("hat", "bar", "tilde", "dot", "vec")
_WORDS = "|".join(ACCENTS)
_BEFORE = re.compile(rf"({_WORDS})_(.+)")
_AFTER = re.compile(rf"([A-Za-z]|{'|'.join(set(GREEK.values()))})_?({_WORDS})(.*)")
_PARTS = re.compile(r"([^\W\d_]+)(.*)")
_LAYER = re.compile(r"[lL](?:[+-]\d+)?")
# Letters that stand for functions so often that, unannounced, f(x + 1) is no product.
_OFTEN = frozenset("hpquvFGHPQ") | {"phi", "psi", "rho", "Phi", "Psi", "ell", "L", "J", "C", "E"}
_MARKS = {"\u0302": "hat", "\u0304": "bar", "\u0303": "tilde"}


@dataclass(frozen=True)
class Symbol:
    """A symbol as it is set: base, accent, subscript, superscript (of a layer, never a power)."""

    base: str
    accent: str = ""
    below: str = ""
    above: str = ""

    def __str__(self) -> str:
        accent = f"{self.accent}_" if self.accent else ""
        below = f"_{self.below}" if self.below else ""
        above = f"^{self.above}" if self.above else ""
        return f"{accent}{self.base}{below}{above}"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Equal for spellings of the same symbol: w_{1,2}, w_{12}."""
        return self.base, self.accent, re.sub(r"[\s,_]", "", self.below), self.above


def symbol(name: str) -> Symbol:
    """A name of the graph taken apart.

    >>> symbol("theta_hid"), symbol("hat_y_j^(k)")
    (Symbol(base='theta', accent='', below='hid', above=''),
    Symbol(base='y', accent='hat', below='j', above='(k)'))
    """
    plain, _, above = _plain(name).partition("^")
    accent = ""
    if match := _BEFORE.fullmatch(plain):
        accent, plain = match[1], match[2]
    elif match := _AFTER.fullmatch(plain):
        accent, plain = match[2], match[1] + match[3]
    match = _PARTS.fullmatch(plain)
    if match is None:
        return Symbol(name)
    return Symbol(match[1], accent, match[2].removeprefix("_"), above)


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
        base, mark = GREEK.get(parts[:1], parts[:1]), _MARKS.get(parts[1:])
        found.append(f"{mark}_{base}" if mark else GREEK.get(character, character))
    return "".join(found)


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
            read = symbol(name)
            found.names.setdefault(read.key, []).append(name)
            found.bases.add(read.base)
        return found

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
