"""Formulas in LaTeX as statements, read with the names that a page declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...formulas.latex import Reading, read_latex
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ..meaning.scope import Scope
from .ranks import ranks
from .statements import Formula
from .vocabulary import vocabulary


def formulas_read(
    scope: Scope,
    formulas: Sequence[Statement],
    plain: Sequence[Statement],
    refuse: Callable[[Statement, DerivationError], Any],
) -> list[Statement]:
    """What formulas say, with the names of the plain statements of the page."""
    words, functions, arrays = vocabulary(plain), list(scope.functions), ranks(scope)
    found: list[tuple[Statement, Reading, dict[str, str]]] = []
    styles: dict[str, set[str]] = {}
    for source in formulas:
        fonts: dict[str, str] = {}
        try:
            reading = read_latex(source.text, words, functions, arrays, fonts)
            found.append((source, reading, fonts))
        except DerivationError as error:
            refuse(source, error)
        for letter, font in fonts.items():
            styles.setdefault(letter, set()).add(font)
    return list(_in_one_style(found, styles, refuse))


def _in_one_style(
    found: Iterable[tuple[Statement, Reading, dict[str, str]]],
    styles: Mapping[str, set[str]],
    refuse: Callable[[Statement, DerivationError], Any],
) -> Iterator[Statement]:
    r"""The statements, those left out whose \mathcal{L} may be another than an L on the page."""
    for source, reading, fonts in found:
        letter = next((x for x in fonts if len(styles[x]) > 1 and _is_styled(x, fonts[x])), None)
        if letter is None:
            yield from _stated(source, reading)
        else:
            why = f"{letter} is set in two fonts on this page: are these two different symbols?"
            column = source.text.find(fonts[letter]) + 1
            refuse(source, DerivationError(why, column=max(1, column)))


def _stated(source: Statement, reading: Reading) -> Iterator[Formula]:
    """The statements of a formula, each with its echo."""
    for echo, line in zip(reading.lines, reading.statements, strict=True):
        sides = tuple(part for part in line if not isinstance(part, str))
        signs = tuple(part for part in line if isinstance(part, str))
        yield Formula(echo, source.line, sides=sides, signs=signs, written=source.text)


def _is_styled(letter: str, font: str) -> bool:
    return font not in ("", rf"\{letter}")
