"""Formulas in LaTeX as statements, read with the names that a page declares and their indices."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import fields
from typing import Any, TypeAlias

from ...formulas.latex import Reading, read_latex
from ...formulas.latex.scripts import letters_below
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Family, Listing, Relation
from ..meaning.grids import Grid
from ..meaning.scope import Scope
from .conditions import in_latex
from .definitions import announce, vocabulary
from .latex_conditions import apart
from .latex_rates import dotted_names, without_arguments
from .statements import Formula

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
    functions = [name for name in functions if name not in scope.moving]
    known = _unknown_functions(scope, formulas, words)
    formulas = [each for each in formulas if id(each) not in known]
    dots = dotted_names(scope.moving, words)
    words = words | set(dots)
    arrays |= {dot: arrays[name] for dot, name in dots.items() if name in arrays}
    found: list[Found] = []
    styles: dict[str, set[str]] = {}
    for source in formulas:
        fonts: dict[str, str] = {}
        try:
            parts = apart(without_arguments(source.text, scope.moving))
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
    return [*known.values(), *_in_one_style(found, styles, refuse)]


def _unknown_functions(
    scope: Scope, formulas: Sequence[Statement], words: Collection[str]
) -> dict[int, Statement]:
    r"""By identity, the formulas that say `r = r(t)` of a name, as plain text."""
    found = {}
    for source in formulas:
        if (said := in_latex(source.text)) is None:
            continue
        with suppress(DerivationError):
            symbol, on = said
            name = str(read_latex(f"{symbol} = 0", words)).partition(" = ")[0]
            plain = Statement(f"{name} = {name}({on})", source.line)
            announce(scope, plain.text)
            found[id(source)] = plain
    return found


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


# ---- How many indices names have ----------------------------------------------------------------


def ranks(scope: Scope) -> dict[str, int]:
    """The number of indices of each vector and matrix."""
    defined = [name for name, tree in scope.pending.items() if "[" not in name]
    if not scope.shapes and not any(_is_array(scope, name) for name in defined):
        return {}
    trial = _copied(scope)
    found = {name: _array(trial, name) for name in (*scope.shapes, *defined)}
    return {name: len(array.shape) for name, array in found.items() if array is not None}


def _is_array(scope: Scope, name: str) -> bool:
    return isinstance(scope.pending[name], Family | Listing)


def _array(scope: Scope, name: str) -> Grid | None:
    try:
        return scope.array(name)
    except DerivationError:
        return None  # it is refused where it stands


def _copied(scope: Scope) -> Scope:
    """A scope in which names can be given meanings that the page does not keep."""
    return scope.within(**{each.name: copy(getattr(scope, each.name)) for each in fields(scope)})
