"""The slope of a function of balls: a difference quotient at a step far below any rounding.

An operation, or a whole graph, is written as a program for certified arithmetic. The quotient's
rounding is enclosed, and it is taken at two tiny steps of which the smaller shows what the larger
has left. No rule has a part in it, so that it can judge the rules.

>>> from autograd.values.symbol import Symbol
>>> x = Symbol("x")
>>> sides(Program([1.0 / x], [x]), [0.0009765625], 0)[0].value
-1048576.0
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

from ...engine.node import Node
from ...engine.primitive import Primitive
from ...engine.structural import Structural
from ...engine.walks import ancestors
from ...errors import AutogradError
from ...support.arrays import numpy
from ...values.symbol import Symbol
from ..certified.balls import UNDEFINED, Ball, as_float, exact, precision
from ..certified.program import Program
from ..functions.arguments import weights
from ..functions.expansion import Grid, expanded, grid_of
from .sides import JUMP, UNKNOWN, Estimate, Sides

NEAR, NEARER = Fraction(1, 2**120), Fraction(1, 2**160)  # relative to the size of the argument
PRECISIONS = (512, 1024, 2048, 4096)

SAME_VALUE = 1e-6  # relative: a definition has the value of the function
_GROWS = 2.0**30  # a jump's quotient grows by 2^40 from the first step to the second
_BITS = 60  # to which a quotient has to be known
_NOTHING = Fraction(1, 2**1100)  # less than every float


def sides(program: Program, point: Sequence[float], place: int) -> Sides:
    """The slope of the program's root in one of its inputs, to the left and to the right."""
    if not all(map(math.isfinite, point)):
        return None, None
    exactly = list(map(Fraction, point))
    if is_convention(program, exactly):
        return (JUMP, JUMP)
    step = _size(exactly)
    return tuple(_side(program, exactly, place, sign * step) for sign in (-1, 1))


def value(program: Program, point: Sequence[float]) -> float:
    """The program's root; NaN where it has none."""
    if not all(map(math.isfinite, point)):
        return math.nan
    (y,) = program.at(list(map(Fraction, point)), PRECISIONS[0])
    return as_float(y)


def is_convention(program: Program, point: Sequence[Fraction]) -> bool:
    """Whether some operation jumps at this very point."""
    if not program.ties:
        return False
    with precision(PRECISIONS[0]):
        values = program.values(point, PRECISIONS[0])
        return any(bool(gap.is_zero()) for _, _, gap in program.gaps(values))


def _size(point: Sequence[Fraction]) -> Fraction:
    """What a step has to be small beside: each number of the point, and its inverse."""
    sizes = (min(abs(x), 1 / abs(x)) for x in point if x)
    return min(sizes, default=Fraction(1)) ** 2


def _side(
    program: Program, point: Sequence[Fraction], place: int, step: Fraction
) -> Estimate | None:
    for bits in PRECISIONS:
        quotients = _quotients(program, point, place, step, bits)
        if quotients is None:
            return None
        if all(map(_is_tight, quotients)):
            return _limit(*quotients)
    return UNKNOWN


def _quotients(
    program: Program, point: Sequence[Fraction], place: int, size: Fraction, bits: int
) -> list[Ball] | None:
    """The difference quotients at both steps; None where the function has no value."""
    steps = [relative * size for relative in (NEAR, NEARER)]
    moved = [[*point[:place], point[place] + step, *point[place + 1 :]] for step in steps]
    here, *there = (program.at(each, bits)[0] for each in (point, *moved))
    if here is UNDEFINED or UNDEFINED in there:
        return None
    with precision(bits):
        return [(y - here) / exact(step) for y, step in zip(there, steps, strict=True)]


def _is_tight(quotient: Ball) -> bool:
    return quotient.is_finite() and (
        quotient.rel_accuracy_bits() > _BITS or bool(abs(quotient) < exact(_NOTHING))
    )


def _limit(near: Ball, nearer: Ball) -> Estimate:
    """What two quotients tend to: a number, 0, or infinity."""
    with precision(PRECISIONS[0]):
        a, b, apart = abs(near), abs(nearer), abs(nearer - near)
        if not apart > b * exact(Fraction(1, 2**30)):
            value = float(nearer)
            error = float(apart.mid()) if math.isfinite(value) else 0.0
            return Estimate(value, error, scale=math.inf)
        if 2 * b < a:
            return Estimate(0.0, float(b), scale=math.inf)
        if b > 2 * a:
            infinite = math.copysign(math.inf, float(nearer))
            return Estimate(infinite, jumps=bool(b > a * int(_GROWS)))
    return UNKNOWN


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
    if any(_entries(node) > LARGEST for node in ancestors(root).values()):
        return None
    try:
        y = expanded(root, grids, float)
    except AutogradError:
        return None
    return _program(weighed(y), [x for grid in grids.values() for x in grid.flat])


def of_structural(node: Node) -> Program | None:
    """An operation that moves elements, as a weighted sum in all entries of its arrays in order."""
    arrays = [arg for arg in node.args if isinstance(arg, Node)]
    if max(map(_entries, [node, *arrays])) > LARGEST:
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
    return grid_of([Symbol("x") for _ in range(_entries(node))], shape)


def weighed(y: Grid) -> Any:
    """The sum of the entries, each times its weight; a number as it is."""
    if not y.shape:
        return y[()]
    terms = [w * x for w, x in zip(weights(y.shape).flat, y.flat, strict=True)]
    return reduce(lambda a, b: a + b, terms, 0.0)


def _entries(node: Node) -> int:
    return int(numpy().size(node.primal))


def _program(root: Any, xs: Sequence[Symbol]) -> Program | None:
    """None for an operation that has no certified enclosure."""
    try:
        program = Program([root], xs)
    except AutogradError:
        return None
    return program if len(program.code) <= LONGEST else None
