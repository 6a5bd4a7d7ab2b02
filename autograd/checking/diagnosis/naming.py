"""Slips of names: one taken for another, or two exchanged, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from ...formulas.text.builtins import builtin
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import Name, Number, Op, Tree, exchanged, mapped, number, text, walk
from .changes import Change
from .edits import RENAMED, Edit
from .exchanges import renamed
from .lookup import close
from .parts import Part
from .quantities import Quantities
from .weights import STRANGER, stem

LONGEST = 120  # parts of a formula in which names are exchanged


def fits(tree: Tree, part: Part, quantities: Quantities) -> bool:
    """Whether a formula has the values that a part needs."""
    values = quantities.value(tree)
    return values is not None and close(values, part.needed)


def exchanged_in(part: Part, quantities: Quantities) -> Iterator[Edit]:
    """The same name exchanged wherever it stands inside a part, more often than once."""
    counts: dict[str, int] = {}
    found = list(walk(part.tree))
    for each in found:
        if isinstance(each, Name):
            counts[each.name] = counts.get(each.name, 0) + 1
    known = [tree.name for tree in quantities.values if isinstance(tree, Name)]
    for old in sorted(name for name, count in counts.items() if count > 1):
        for new in known:
            family = stem(new) == stem(old)
            if new == old or len(found) > LONGEST or not (family or part.inside is None):
                continue
            tree = exchanged(part.tree, {Name(old): Name(new)})
            if fits(tree, part, quantities):
                yield renamed(part, old, new, tree)


def in_family(whole: Part, quantities: Quantities) -> Iterator[Edit]:
    """The same exponent for x1, x2 and x3 that should be another."""
    families: dict[str, set[Tree]] = {}
    for each in walk(whole.tree):
        if isinstance(each, Name):
            families.setdefault(stem(each.name), set()).add(each)
    for members in families.values():
        for old, new in ((1, 2), (2, 1), (2, 3), (3, 2)) if len(members) > 1 else ():
            tree = _with_exponent(whole.tree, members, old, new)
            if tree != whole.tree and fits(tree, whole, quantities):
                listed = " and ".join(sorted(map(text, members)))
                why = f"the exponent of {listed} should be {new}, not {old}"
                yield Edit(tree, (Change(whole.place, tree, why, listed),), RENAMED + STRANGER)


def _with_exponent(tree: Tree, members: set[Tree], old: int, new: int) -> Tree:
    def change(part: Tree) -> Tree | None:
        match part:
            case Op(symbol="^", args=(base, Number(value=exponent))) if base in members:
                return neat(Op("^", (base, number(new)))) if exponent == old else part
        return Op("^", (part, number(new))) if old == 1 and part in members else None

    return mapped(tree, change)


def operation(function: str) -> str:
    """What a function is called in the registry: sigmoid for sigma."""
    return getattr(builtin(function), "name", function)
