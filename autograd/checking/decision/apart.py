"""Which of many pairs of formulas certainly differ: the page is computed once for all of them.

>>> from autograd.values.symbol import Symbol
>>> x = Symbol("x")
>>> apart([(x * x, x + x), (x + x, 2.0 * x)], [], [(x, Range())], {})
[True, False]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from ...engine.node import Node
from ..certified.balls import Constant, is_number, overlap, precision
from ..certified.program import Program
from .points import ordinary
from .ranges import Range

BITS = 128
POINTS = 3


def apart(
    pairs: Sequence[tuple[Any, Any]],
    context: Sequence[Node],
    leaves: Sequence[tuple[Node, Range]],
    constants: Mapping[int, Constant],
) -> list[bool]:
    """Whether each pair differs at one of a few ordinary points; False means only: not there."""
    roots = [side for pair in pairs for side in pair]
    program = Program([*roots, *context], [leaf for leaf, _ in leaves], constants)
    found = [False] * len(pairs)
    for point in islice(ordinary([each for _, each in leaves]), POINTS):
        values = program.at(point, BITS)
        if all(map(is_number, values[len(roots) :])):
            sides = zip(values[: len(roots) : 2], values[1 : len(roots) : 2], strict=True)
            found = [was or _differ(*pair) for was, pair in zip(found, sides, strict=True)]
    return found


def _differ(truth: Any, claim: Any) -> bool:
    if not (is_number(truth) and is_number(claim)):
        return False
    with precision(BITS):
        return not overlap(truth, claim)
