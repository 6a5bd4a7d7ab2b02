r"""The names that a formula may speak of which could not be read: found generously, by its letters.

>>> sorted(touched(r"\mathbf{\hat y}_{j} + w_{12}", ["yhat", "y", "w12", "w1", "j"]))
['w12', 'yhat']
"""

from __future__ import annotations

import re
from collections.abc import Collection

from .characters import GREEK, VARIANTS, letter
from .names import Symbol, symbol
from .notation import KINDS
from .signs import ACCENTS, is_function_command

_SCRIPT = re.compile(r"[_^]\s*(\{[^{}]*\}|\\?\w)")
_ARGUMENTS = re.compile(r"(?<=[\w}'])\s*(?:\([^()]*\)|\[[^\[\]]*\])")
_GROUPED = re.compile(r"(\\(?!sqrt)[A-Za-z]+\s*)\{([^{}]*)\}")  # \mathbf{x}, \hat{y}, \text{loss}
_WORD = re.compile(r"\\([A-Za-z]+)|([A-Za-z]+)")
_LETTERS = set(GREEK.values())


def touched(formula: str, names: Collection[str]) -> set[str]:
    """Which of `names` a formula or a part of it speaks of; indices and arguments do not count.

    Where a letter with these indices is a name, it alone is meant; else every name of this letter.
    """
    plain = _unpacked(formula)
    accents = {ACCENTS.get(rf"\{word}", "") for word, _ in _WORD.findall(plain)} - {""}
    known = {name: symbol(name) for name in names}
    bases = _bases(_ARGUMENTS.sub(" ", _bare(plain)), {each.base for each in known.values()})
    written = "".join(map(str.lower, _written(plain)))
    found: set[str] = set()
    for base in bases:
        found |= _closest({x: s for x, s in known.items() if s.base == base}, accents, written)
    return found


def _closest(some: dict[str, Symbol], accents: set[str], written: str) -> set[str]:
    """Of the names of one letter, those with the accent and the most of the indices written."""
    accented = {name: s for name, s in some.items() if (s.accent in accents) or not accents}
    some = accented or some
    exact = {name: len(_spelled(s)) for name, s in some.items() if _spelled(s) in written}
    longest = max(exact.values(), default=0)
    return {name for name, long in exact.items() if long == longest} or set(some)


def _spelled(of: Symbol) -> str:
    return re.sub(r"\W|_", "", of.base + of.below + of.above).lower()


def _unpacked(formula: str) -> str:
    """The formula in LaTeX's letters, without the braces of fonts and accents."""
    plain = "".join(map(_ascii, formula))
    while (inner := _GROUPED.sub(r"\1 \2 ", plain)) != plain:
        plain = inner
    return plain


def _ascii(character: str) -> str:
    read = None if character.isascii() else letter(character)
    if read is None:
        return character
    accent, base = read
    return f"{accent} {base} "


def _bare(plain: str) -> str:
    """The formula without its indices and exponents."""
    while (inner := _SCRIPT.sub(" ", plain)) != plain:
        plain = inner
    return plain


def _bases(plain: str, bases: set[str]) -> set[str]:
    """The letters and words that names may begin with."""
    found: set[str] = set()
    for command, run in _WORD.findall(plain):
        word = VARIANTS.get(command, command) or run
        letters = run or (command if _is_macro(rf"\{command}") else "")
        found |= {word} if word in bases else set(letters)
    return found & bases


def _written(plain: str) -> list[str]:
    """The letters and digits, Greek ones by name."""
    kept = re.findall(r"\\([A-Za-z]+)|([A-Za-z0-9])", plain)
    return [
        VARIANTS.get(word, word) if word else sign
        for word, sign in kept
        if not word or _is_letter(word)
    ]


def _is_letter(word: str) -> bool:
    return VARIANTS.get(word, word) in _LETTERS


def _is_macro(command: str) -> bool:
    r"""Whether a command is one of the page's own: \vv may be a v, and \bx an x."""
    return not (is_function_command(command) or any(command in kind for kind in KINDS))
