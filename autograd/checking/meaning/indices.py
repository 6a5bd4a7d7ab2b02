"""Indices: which names count places, what binds them, and how far they count.

>>> from ...formulas.text.grammar import Reader
>>> says = lambda name: name in ("sum",)
>>> read = lambda text: Reader(text, says, says, says).expression()
>>> free([read("W[h,j]*x[j]"), read("sum(j: W[h,j])")])
['h', 'j']
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from fractions import Fraction

from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import (
    Call,
    Family,
    Indexed,
    Name,
    Sum,
    Tree,
    children,
    names,
    number,
    rebuilt,
    text,
)
from .grids import shape_of
from .names import Names


def free(trees: Iterable[Tree], but: Container[str] = ()) -> list[str]:
    """The names inside square brackets that no sum binds, in the order in which they come."""
    found: dict[str, None] = {}
    for tree in trees:
        found.update(dict.fromkeys(_free(tree, frozenset())))
    return [name for name in found if name not in but]


def _free(tree: Tree, bound: frozenset[str]) -> Iterator[str]:
    if isinstance(tree, Indexed):
        for index in tree.indices:
            yield from (name for name in sorted(names(index)) if name not in bound)
    if isinstance(tree, Sum):
        bound |= {tree.index}
    if isinstance(tree, Family):
        bound |= {*tree.indices}
    for child in children(tree):
        yield from _free(child, bound)


class IndexOrSize(DerivationError):
    """One letter in both roles, so that nothing is certain of what it says."""


def refuse_sizes(scope: Names, indices: Iterable[str], trees: Iterable[Tree]) -> None:
    """Refuse an index that is a size as well, where a number of this name stands beside it.

    x[n]/n with x in R^n: the n below is the size, and then x[n] could be the last entry.
    """
    sizes = {name for name in indices if name in scope.sizes}
    for tree in trees if sizes else ():
        for each in _numbers(tree, frozenset()):
            if each.name in sizes:
                why = f"{each.name} is an index here, and a size: {_ANOTHER}"
                raise IndexOrSize(why, column=each.span[0] + 1)


def unbound(scope: Names, name: str) -> str:
    """What to say of an index that nothing binds."""
    if name in scope.sizes:
        return f"{name} is a size, and no entry of its own: {_ANOTHER}"
    return (
        f"nothing binds the index {name}: it needs a sum({name}: …), or to be an index of the "
        "left side"
    )


_ANOTHER = "write another letter for an index, and a number for the last entry"


def _numbers(tree: Tree, bound: frozenset[str]) -> Iterator[Name]:
    """The names that stand for numbers: in no square brackets, and bound by no sum."""
    match tree:
        case Name(name=name):
            yield from () if name in bound else (tree,)
        case Indexed(base=base):
            yield from _numbers(base, bound)
        case Call(function="delta", args=args):
            yield from (
                x for arg in args if not isinstance(arg, Name) for x in _numbers(arg, bound)
            )
        case Sum(low=low, high=high, body=body, index=index):
            for end in (low, high):
                yield from _numbers(end, bound) if end is not None else ()
            yield from _numbers(body, bound | {index})
        case _:
            for child in children(tree):
                yield from _numbers(child, bound)


def uses(tree: Tree, index: str) -> Iterator[tuple[Indexed, int]]:
    """Where an index stands by itself in square brackets, and the how-manieth it is there."""
    if isinstance(tree, Sum) and tree.index == index:
        return
    if isinstance(tree, Indexed):
        yield from ((tree, k) for k, each in enumerate(tree.indices) if each == Name(index))
    for child in children(tree):
        yield from uses(child, index)


def count(scope: Names, trees: Iterable[Tree], index: str, within: Tree) -> int:
    """How far an index counts, by the arrays that it is an index of."""
    found: dict[int, Indexed] = {}
    for tree in trees:
        for part, place in uses(tree, index):
            shape = shape_of(scope.meaning(part.base))
            if place < len(shape):
                found.setdefault(shape[place], part)
    if not found:
        raise scope.refuse(
            f"nothing says how far {index} counts: it is no index of an array here; "
            f"write sum({index}=1..3: …)",
            within,
        )
    if len(found) > 1:
        (m, first), (n, second) = list(found.items())[:2]
        said = f"{index} counts to {m} in {text(first)} and to {n} in {text(second)}"
        raise scope.refuse(said, second)
    return next(iter(found))


def filled(tree: Tree, values: Mapping[str, Fraction]) -> Tree:
    """The tree with numbers for some indices, where no sum means them otherwise."""
    if isinstance(tree, Name) and tree.name in values:
        return number(values[tree.name])
    if isinstance(tree, Sum):
        values = {name: value for name, value in values.items() if name != tree.index}
    parts = tuple(filled(part, values) for part in children(tree))
    return rebuilt(tree, parts) if parts else tree
