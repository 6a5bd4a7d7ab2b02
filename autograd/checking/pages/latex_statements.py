"""Formulas in LaTeX as statements of derivation text, read with the names that a page declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...formulas.latex import read_latex
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ..meaning.scope import Scope
from .ranks import ranks
from .vocabulary import vocabulary


def in_words(
    scope: Scope,
    formulas: Sequence[Statement],
    plain: Sequence[Statement],
    refuse: Callable[[Statement, DerivationError], Any],
) -> list[Statement]:
    """What formulas say, which is also their echo, given the plain statements of the page."""
    words, functions, arrays = vocabulary(plain), list(scope.functions), ranks(scope)
    found: list[tuple[Statement, Sequence[str], dict[str, str]]] = []
    styles: dict[str, set[str]] = {}
    for source in formulas:
        fonts: dict[str, str] = {}
        try:
            lines = read_latex(source.text, words, functions, arrays, fonts).lines
            found.append((source, lines, fonts))
        except DerivationError as error:
            refuse(source, error)
        for letter, font in fonts.items():
            styles.setdefault(letter, set()).add(font)
    return list(_in_one_style(found, styles, refuse))


def _in_one_style(
    found: Iterable[tuple[Statement, Sequence[str], dict[str, str]]],
    styles: Mapping[str, set[str]],
    refuse: Callable[[Statement, DerivationError], Any],
) -> Iterator[Statement]:
    r"""The statements, those left out whose \mathcal{L} may be another than an L on the page."""
    for source, lines, fonts in found:
        letter = next((x for x in fonts if len(styles[x]) > 1 and _is_styled(x, fonts[x])), None)
        if letter is None:
            yield from (Statement(line, source.line) for line in lines)
        else:
            why = f"{letter} is set in two fonts on this page: are these two different symbols?"
            column = source.text.find(fonts[letter]) + 1
            refuse(source, DerivationError(why, column=max(1, column)))


def _is_styled(letter: str, font: str) -> bool:
    return font not in ("", rf"\{letter}")
