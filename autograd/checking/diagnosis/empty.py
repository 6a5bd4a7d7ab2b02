"""What says nothing in a formula: z - z, 3/3, dz/dz, a question given back as its answer.

>>> from autograd.formulas.trees.tree import Name, Op, text
>>> z = Name("z")
>>> sorted(map(text, idle(Op("*", (Op("-", (z, z)), Op("/", (z, z)))))))
['z', 'z - z']
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from ...formulas.trees.algebra import ONE, ZERO, terms
from ...formulas.trees.tree import Number, Op, Slope, Tree, as_slope, children, text, walk
from .fractions import sides


def idle(tree: Tree) -> set[Tree]:
    """The parts of a formula that come to nothing.

    Terms that add up to 0, what a fraction has above and below its line, derivatives of a name in
    itself.
    """
    found: set[Tree] = set()
    waiting: list[tuple[Tree, str]] = [(tree, "")]  # and what kind of formula is around it
    while waiting:
        part, around = waiting.pop()
        kind = _kind(part)
        if kind != around:
            found.update(_idle(part, kind))
        waiting.extend((child, kind) for child in children(part))
    return found


def _kind(part: Tree) -> str:
    """Whether a formula is a sum or a product."""
    if not isinstance(part, Op):
        return type(part).__name__
    return {"+": "sum", "-": "sum", "*": "product", "/": "product"}.get(part.symbol, part.symbol)


def _idle(part: Tree, kind: str) -> Iterator[Tree]:
    if kind == "sum":
        if ZERO in children(part) or not all(terms(part).values()):
            yield part
    elif kind == "product":
        above, below = sides(part)
        yield from (x for x in above if x == ZERO or (x != ONE and x in below))
        numbers = [x for x in above if isinstance(x, Number)]
        if len(numbers) > 1 and abs(math.prod(x.value for x in numbers)) == 1:
            yield from numbers
    elif isinstance(part, Slope) and part.of in part.wrt:
        yield part


def restates(tree: Tree, asked: Tree) -> bool:
    """Whether a formula speaks of the very derivative that is asked for, or an entry of it."""
    return any(_asks(part, asked) for part in walk(tree))


def _asks(part: Tree, asked: Tree) -> bool:
    if part == asked:
        return True
    one, other = as_slope(part), as_slope(asked)
    if one is None or other is None or one.of != other.of:
        return False
    return [_array(x) for x in one.wrt] == [_array(x) for x in other.wrt]


def _array(wrt: Tree) -> str:
    """What is differentiated in, without its indices: dL/dz[1] says nothing about dL/dz[2]."""
    return text(wrt).partition("[")[0]
