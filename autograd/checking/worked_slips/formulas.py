"""A formula with one slip in it: each slip of the table at each part, the outermost first.

A slip is written as formulas with letters for any part: `x - y` is found in 1 - exp(-t), and
`sum(i: x)` in a sum.

>>> for each in islice(slipped(pattern("1 - exp(z)")), 4):
...     print(text(each.tree), "|", each.words)
1 + exp(z) | this comes out with + for the - before exp(z)
exp(z) | this comes out with exp(z) for 1 - exp(z)
1 | this comes out without the term exp(z)
exp(z) - 1 | this comes out with exp(z) - 1 for 1 - exp(z)
>>> found = matched(pattern("x - y"), pattern("1 - exp(z)"))
>>> text(filled(pattern("y"), found))
'exp(z)'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice as islice

from ...formulas.text.builtins import builtin
from ...formulas.text.grammar import Reader
from ...formulas.trees.tree import (
    Indexed,
    Name,
    Number,
    Slope,
    Sum,
    Tree,
    children,
    mapped,
    rebuilt,
    text,
)
from ..meaning.array_functions import ON_ARRAYS
from .table import IN_PARTS, Slip

Way = tuple[int, ...]  # from the whole to a part, by the places of children


@dataclass(frozen=True)
class Slipped:
    """A formula as it was computed: where the slip is, which, and what is said of it."""

    way: Way
    slip: Slip
    tree: Tree
    words: str


def slipped(tree: Tree) -> Iterator[Slipped]:
    """The formula with each slip of the table at each of its parts."""
    for way, part, put in _parts(tree):
        for slip in IN_PARTS:
            found = matched(pattern(slip.stands), part)
            if found is not None:
                other = filled(pattern(slip.computed), found)
                yield Slipped(way, slip, put(other), _said(slip.words, found))


def _said(words: str, found: Found) -> str:
    """The words of a slip, with what the letters of its formulas stand for."""
    return re.sub(r"{(.*?)}", lambda form: text(filled(pattern(form[1]), found)), words)


def _parts(tree: Tree) -> Iterator[tuple[Way, Tree, Callable[[Tree], Tree]]]:
    """Every part, level by level, and how another is put in its place."""
    waiting: list[tuple[Way, Tree, Callable[[Tree], Tree]]] = [((), tree, lambda other: other)]
    for way, part, put in waiting:
        yield way, part, put
        if isinstance(part, Slope):
            continue
        inner = children(part)[:1] if isinstance(part, Indexed) else children(part)
        for place, child in enumerate(inner):
            waiting.append(((*way, place), child, _putter(part, place, put)))


def _putter(part: Tree, place: int, put: Callable[[Tree], Tree]) -> Callable[[Tree], Tree]:
    def inner(other: Tree) -> Tree:
        parts = children(part)
        return put(rebuilt(part, (*parts[:place], other, *parts[place + 1 :])))

    return inner


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
    return mapped(other, lambda part: _over_another(part, found))


def _over_another(part: Tree, found: Mapping[str, Tree]) -> Tree | None:
    """A sum of the pattern over the index that the page has."""
    if isinstance(part, Sum) and isinstance(index := found.get(part.index), Name):
        return replace(part, index=index.name)
    return None
