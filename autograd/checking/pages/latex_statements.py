"""Formulas in LaTeX as statements, read with the names that a page declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from ...formulas.latex import Reading, read_latex
from ...formulas.latex.scripts import letters_below
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Relation
from ..meaning.scope import Scope
from .latex_conditions import apart
from .ranks import ranks
from .statements import Formula
from .vocabulary import vocabulary

# A formula, the conditions behind it, and the fonts of the letters in both.
Found: TypeAlias = tuple[Statement, Reading, Sequence[Reading], dict[str, str]]


def formulas_read(
    scope: Scope,
    formulas: Sequence[Statement],
    plain: Sequence[Statement],
    refuse: Callable[[Statement, DerivationError], Any],
) -> list[Statement]:
    """What formulas say, with the names of the plain statements of the page."""
    words, functions, arrays = vocabulary(plain), list(scope.functions), ranks(scope)
    found: list[Found] = []
    styles: dict[str, set[str]] = {}
    for source in formulas:
        fonts: dict[str, str] = {}
        try:
            parts = apart(source.text)
            reading = read_latex(parts.formula, words, functions, arrays, fonts)
            names = [*words, *letters_below(parts.formula)]
            where = [
                read_latex(" " * place + said, names, functions, arrays, fonts)
                for place, said in parts.conditions
            ]
            found.append((source, reading, where, fonts))
        except DerivationError as error:
            refuse(source, error)
        for letter, font in fonts.items():
            styles.setdefault(letter, set()).add(font)
    return list(_in_one_style(found, styles, refuse))


def _in_one_style(
    found: Iterable[Found],
    styles: Mapping[str, set[str]],
    refuse: Callable[[Statement, DerivationError], Any],
) -> Iterator[Statement]:
    r"""The statements, those left out whose \mathcal{L} may be another than an L on the page."""
    for source, reading, where, fonts in found:
        letter = next((x for x in fonts if len(styles[x]) > 1 and _is_styled(x, fonts[x])), None)
        if letter is None:
            yield from _stated(source, reading, where)
        else:
            why = f"{letter} is set in two fonts on this page: are these two different symbols?"
            column = source.text.find(fonts[letter]) + 1
            refuse(source, DerivationError(why, column=max(1, column)))


def _stated(source: Statement, reading: Reading, where: Sequence[Reading]) -> Iterator[Formula]:
    """The statements of a formula, each with its echo."""
    behind = f"  if {' and '.join(map(str, where))}" if where else ""
    given = tuple(each for condition in where for each in _relations(condition))
    for echo, line in zip(reading.lines, reading.statements, strict=True):
        sides = tuple(part for part in line if not isinstance(part, str))
        signs = tuple(part for part in line if isinstance(part, str))
        yield Formula(
            echo + behind,
            source.line,
            sides=sides,
            signs=signs,
            written=source.text,
            where=given,
        )


def _relations(reading: Reading) -> Iterator[Relation]:
    """The comparisons of a condition: two of 0 < x < 1."""
    for line in reading.statements:
        sides = [part for part in line if not isinstance(part, str)]
        signs = [part for part in line if isinstance(part, str)]
        for sign, left, right in zip(signs, sides, sides[1:], strict=False):
            yield Relation(sign, left, right, (left.span[0], right.span[1]))


def _is_styled(letter: str, font: str) -> bool:
    return font not in ("", rf"\{letter}")
