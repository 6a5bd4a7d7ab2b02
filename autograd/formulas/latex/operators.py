r"""Operators set like names, which are refused: E[x], \mathrm{Var}(x), \mathcal{N}(0, 1)."""

from __future__ import annotations

from .commands import BOLD, CALLED, FONTS, ITALIC, UPRIGHT
from .cursor import Cursor
from .symbols import Set

# What a symbol is in front of brackets, unless the page has a function of this name.
OPERATORS = {
    "E": "an expectation",
    "P": "a probability",
    "Pr": "a probability",
    "Prob": "a probability",
    "V": "a variance",
    "Var": "a variance",
    "Cov": "a covariance",
    "Corr": "a correlation",
    "KL": "a divergence",
}
_STYLED = (FONTS - ITALIC) | UPRIGHT


def refuse_operator(at: Cursor, said: Set) -> None:
    """Refuse a symbol in front of brackets that may be an operator, where a name would be a factor.

    Bold letters are arrays, which are multiplied by brackets.
    """
    base, font = said.wanted.base, said.first.text
    what = OPERATORS.get(base)
    is_array = at.vocabulary.array(said.wanted) or at.vocabulary.arrays.get(base)
    if not at.at(*CALLED) or (is_array and not at.at("[")):
        return
    instead = rf"write a \cdot behind {base} if it is a name"
    if what and (at.at("[") or font in _STYLED):
        raise at.error(f"{what} is not read; {instead}", said.first)
    if font in _STYLED - BOLD - UPRIGHT or (font in UPRIGHT and len(base) == 1):
        raise at.error(f"a function or a product? {instead}", said.first)
