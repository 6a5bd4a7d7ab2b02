"""Formulas in LaTeX as statements of derivation text, read with the names that a page declares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..latex import read_latex
from ..meaning.scope import Scope
from ..text.page import Statement
from ..text.tokens import DerivationError
from .ranks import ranks
from .sections import vocabulary


def in_words(
    scope: Scope,
    formulas: Sequence[Statement],
    plain: Sequence[Statement],
    refuse: Callable[[Statement, DerivationError], Any],
) -> list[Statement]:
    """What formulas say, which is also their echo, given the plain statements of the page."""
    words, functions, arrays = vocabulary(plain), list(scope.functions), ranks(scope)
    found = []
    for source in formulas:
        try:
            lines = read_latex(source.text, words, functions, arrays).lines
            found += [Statement(line, source.line) for line in lines]
        except DerivationError as error:
            refuse(source, error)
    return found
