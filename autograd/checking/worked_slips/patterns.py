"""Formulas with letters for any part: `x - y` is found in 1 - exp(-t), `sum(i: x)` in a sum.

>>> tree = pattern("1 - exp(z)")
>>> found = matched(pattern("x - y"), tree)
>>> text(filled(pattern("y"), found))
'exp(z)'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ...formulas.text.builtins import builtin
from ...formulas.text.grammar import Reader
from ...formulas.trees.tree import Name, Number, Sum, Tree, children, mapped, rebuilt
from ...formulas.trees.tree import text as text
from ..meaning.array_functions import ON_ARRAYS

Found = dict[str, Tree]  # by letter, what it stands for


@cache
def pattern(written: str) -> Tree:
    """A pattern, read like any formula."""
    return Reader(written, _no_name, _is_function, _no_name).expression()


def _no_name(name: str) -> bool:
    return False


def _is_function(name: str) -> bool:
    return builtin(name) is not None or name in ON_ARRAYS


def matched(form: Tree, tree: Tree, found: Mapping[str, Tree] | None = None) -> Found | None:
    """What each letter of a pattern stands for where a tree has its form; None where it has not.

    The letter `n` stands for a whole number above 1 only, or a name.
    """
    known = dict(found or {})
    if isinstance(form, Name) and form.name != "pi":
        fits = form.name != "n" or _counts(tree)
        return known if fits and known.setdefault(form.name, tree) == tree else None
    if isinstance(form, Number | Name):
        return known if form == tree else None
    if isinstance(form, Sum):
        known[form.index] = Name(tree.index) if isinstance(tree, Sum) else form
    parts, inner = children(form), children(tree)
    if type(form) is not type(tree) or len(parts) != len(inner) or not _alike(form, tree):
        return None
    for part, other in zip(parts, inner, strict=True):
        more = matched(part, other, known)
        if more is None:
            return None
        known = more
    return known


def _counts(tree: Tree) -> bool:
    if isinstance(tree, Number):
        return tree.value.denominator == 1 and tree.value > 1
    return isinstance(tree, Name)


def _alike(form: Tree, tree: Tree) -> bool:
    """Whether two trees are of one kind, whatever their parts are."""
    if isinstance(form, Sum) and isinstance(tree, Sum):
        return form.kind == tree.kind and tree.low is None and not tree.but
    return rebuilt(tree, children(form)) == form


def filled(form: Tree, found: Mapping[str, Tree]) -> Tree:
    """The pattern with what its letters stand for."""
    other = mapped(form, lambda part: found.get(part.name) if isinstance(part, Name) else None)
    return mapped(other, lambda part: _over_another(part, form, found))


def _over_another(part: Tree, form: Tree, found: Mapping[str, Tree]) -> Tree | None:
    """A sum of the pattern over the index that the page has."""
    if isinstance(part, Sum) and isinstance(index := found.get(part.index), Name):
        return replace(part, index=index.name)
    return None
