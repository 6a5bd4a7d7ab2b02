r"""The signs that people paste and keyboards make, what each is read as, and which are refused.

>>> plain("ϑ²−\uff08\uff58\uff0cy\uff09"), meaningless("\u202e")
('θ²-(x,y)', 'U+202E RIGHT-TO-LEFT OVERRIDE cannot be seen: delete it')
"""

from __future__ import annotations

import unicodedata

SIGNS = {
    "\u2212": "-", "\u2013": "-", "\ufe63": "-",  # minus signs, a dash
    "\u00b7": "*", "\u22c5": "*", "\u00d7": "*", "\u2299": "*", "\u2218": "*",  # dots, crosses
    "\u2219": "*", "\u2217": "*", "\u2715": "*", "\u30fb": "*",
    "\u00f7": "/", "\u2215": "/", "\u2044": "/",
    "\u2223": "|", "\u3001": ",", "\u2236": ":",
    "\u2032": "'", "\u2019": "'",
}  # fmt: skip
LONGER = {
    "≤": "<=", "≥": ">=", "⩽": "<=", "⩾": ">=", "≠": "!=", "←": "<-", "∈": "in",
    "∑": "sum", "∏": "prod", "ᵀ": ".T",
}  # fmt: skip
ROOTS = {"√": "sqrt", "∛": "cbrt"}
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8", "⅕": "1/5"}

ARROW = "an arrow means nothing here: write = for what a name is, or <- for an update"
_SAME = ("", "<wide>", "<narrow>", "<small>", "<font>", "<compat>", "<noBreak>")
_MOST_KEPT = 4096  # signs whose relatives are remembered
_ADVICE = {
    "\\": r"this looks like LaTeX: write it plainly, as x/2 for \frac{x}{2}; on a page a block "
    "marked latex takes it",
    "!": "'!' means nothing in a formula: for x! write exp(lgamma(x + 1))",
    "&": "'&' means nothing in a formula: there are numbers only, no bits",
    "~": "'~' means nothing in a formula: there are numbers only, no bits",
    '"': "a text in quotes means nothing in a formula",
    ".": "'.' means nothing here: a point stands in numbers and in x.T, and nothing has attributes",
    "‖": "write norm(x) for a length",
    "∞": "infinity is no number to calculate with",
    "±": "± is two formulas in one: write one with + and one with -",
    "∓": "∓ is two formulas in one: write one with + and one with -",
    "∫": "an integral is not read: write what it is, of which a derivative can be taken",
    "→": ARROW,
    "↦": ARROW,
    "≈": "about equal cannot be checked: write =, or a number with the digits that are certain",
    "∝": "proportional cannot be checked: write = with the factor",
    "…": "dots leave out what would have to be computed: write it in full",
    "⋯": "dots leave out what would have to be computed: write it in full",
}


class _Plain(dict[int, int]):
    """Sign by sign: other shapes of a letter, a digit or a bracket are that letter."""

    def __missing__(self, code: int) -> int:
        found = _alike(code)
        if len(self) < _MOST_KEPT:
            self[code] = found
        return found


def _alike(code: int) -> int:
    sign = chr(code)
    kind = unicodedata.decomposition(sign).partition(" ")[0]
    if kind.startswith("<") and kind not in _SAME:
        return code
    alike = unicodedata.normalize("NFKC", sign)
    is_read = alike.isascii() or "\u0391" <= alike <= "\u03c9" or alike in "∂∇"
    return ord(alike) if len(alike) == 1 and is_read else code


_PLAIN = _Plain({ord(sign): ord(alike) for sign, alike in SIGNS.items()})


def plain(text: str) -> str:
    """The text with the usual sign for each of its relatives; every place stays where it is."""
    return text if text.isascii() else text.translate(_PLAIN)


def meaningless(sign: str) -> str:
    """Why a character cannot stand in a formula, and what to write instead."""
    sign = plain(sign) if plain(sign).isascii() else sign
    if sign in _ADVICE:
        return _ADVICE[sign]
    if sign.isascii() and sign.isprintable():
        return f"{sign!r} means nothing in a formula"
    named = f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()
    if unicodedata.category(sign)[0] in "CZ":
        return f"{named} cannot be seen: delete it"
    shown = f"{sign} ({named})" if unicodedata.category(sign)[0] != "M" else named
    why = ": names are letters of a to z and Greek ones, digits and _" if sign.isalpha() else ""
    return f"{shown} means nothing in a formula{why}"
