"""What an operation, or a whole graph, computes: as a program for certified arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from typing import Any

from ...engine.node import Node
from ...engine.primitive import Primitive
from ...engine.structural import Structural
from ...engine.walks import ancestors
from ...errors import AutogradError
from ...support.arrays import numpy
from ...values.symbol import Symbol
from ..certified.program import Program
from ..functions.arguments import weights
from ..functions.expansion import Grid, expanded, grid_of

LARGEST = 256  # entries of an array in a graph that is written out
LONGEST = 4000  # instructions


@lru_cache(maxsize=256)
def of_numbers(op: Primitive, count: int) -> Program | None:
    """An operation on numbers; None where it does not say what it is."""
    xs = [Symbol(f"x{k}") for k in range(count)]
    return _program(Symbol.record(op, tuple(xs)), xs)


def of_graph(root: Node, leaves: Sequence[Node]) -> Program | None:
    """A graph in all entries of its leaves, of an array its weighted sum; None if it is too large.

    The inputs are the entries of the leaves in order.
    """
    grids = {leaf.serial: symbols(leaf) for leaf in leaves}
    if any(_size(node) > LARGEST for node in ancestors(root).values()):
        return None
    try:
        y = expanded(root, grids, float)
    except AutogradError:
        return None
    return _program(weighed(y), [x for grid in grids.values() for x in grid.flat])


def of_structural(node: Node) -> Program | None:
    """An operation that moves elements, as a weighted sum in all entries of its arrays in order."""
    arrays = [arg for arg in node.args if isinstance(arg, Node)]
    if max(map(_size, [node, *arrays])) > LARGEST:
        return None
    grids = [symbols(arg) if isinstance(arg, Node) else None for arg in node.args]
    args = [old if grid is None else grid for old, grid in zip(node.args, grids, strict=True)]
    assert isinstance(node.op, Structural)
    try:
        y = numpy().asarray(node.op.on_entries(*args), dtype=object)
    except Exception:  # noqa: BLE001  # an operation of the user's own may take numbers only
        return None
    return _program(weighed(y), [x for grid in grids if grid is not None for x in grid.flat])


def symbols(node: Node) -> Grid:
    """A symbol for each entry."""
    shape = numpy().shape(node.primal)
    return grid_of([Symbol("x") for _ in range(_size(node))], shape)


def weighed(y: Grid) -> Any:
    """The sum of the entries, each times its weight; a number as it is."""
    if not y.shape:
        return y[()]
    terms = [w * x for w, x in zip(weights(y.shape).flat, y.flat, strict=True)]
    return reduce(lambda a, b: a + b, terms, 0.0)


def _size(node: Node) -> int:
    return int(numpy().size(node.primal))


def _program(root: Any, xs: Sequence[Symbol]) -> Program | None:
    """None for an operation that has no certified enclosure."""
    try:
        program = Program([root], xs)
    except AutogradError:
        return None
    return program if len(program.code) <= LONGEST else None
