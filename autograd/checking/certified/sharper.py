"""Operations of which more is known than a ball can keep: the same by ones that ask less.

A ball forgets that max(xs) is one of the xs, and could never tell that x does not beat itself. So
`exceeds(max(xs), x)`, the slope of a maximum of many, compares x with every one of the xs.

>>> from autograd.ops.arithmetic import pow_dx
>>> op, args = simpler(pow_dx, ("x", 2.0))
>>> op.name, args
('mul', (2.0, 'x'))
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from ...engine.node import Node
from ...engine.primitive import Primitive
from ...kernels.balls import Ball, Truth
from ...kernels.balls import largest as largest_of
from ...kernels.balls import smallest as smallest_of
from ...ops.arithmetic import div, mul, pow_dx
from ...ops.choice import exceeds
from ...ops.extremes import max as largest
from ...ops.extremes import min as smallest
from ...support.domain import jump

DIVIDED = Primitive("divided", ball=operator.truediv)  # by a number other than 0


def simpler(op: Primitive, args: Sequence[Any]) -> tuple[Primitive, Sequence[Any]]:
    """The same by an operation that asks less, where there is one."""
    if op is div and args[1].__class__ is float and args[1] != 0.0:
        return DIVIDED, args
    if op is pow_dx and args[1].__class__ is float and args[1] == 2.0:
        return mul, (2.0, args[0])
    return op, args


def specialised(node: Node) -> tuple[Primitive, Sequence[Any]]:
    """The operation of a node and its arguments; for a slope of an extreme, the sharper one."""
    assert node.op is not None  # leaves are no instructions
    if node.op is exceeds:
        for place, extreme, sharper in ((0, largest, BELOW_MAX), (1, smallest, ABOVE_MIN)):
            arg = node.args[place]
            if isinstance(arg, Node) and arg.op is extreme:
                return sharper, (node.args[1 - place], *arg.args)
    return node.op, node.args


def _exceeds_all(x: Ball, others: Sequence[Ball]) -> Truth:
    if any(other > x for other in others):
        return False
    return True if all(other <= x for other in others) else None


def _below_max(x: Ball, *xs: Ball) -> Ball:
    return _fails(_exceeds_all(x, xs), x)


def _above_min(x: Ball, *xs: Ball) -> Ball:
    return _fails(_exceeds_all(-x, [-other for other in xs]), x)


def _fails(holds: Truth, x: Ball) -> Ball:
    """1 where the condition fails, as `exceeds` has it."""
    ball = type(x)
    return ball(0).union(ball(1)) if holds is None else ball(0 if holds else 1)


def _lead(extreme: Ball, xs: Sequence[Ball]) -> Ball:
    """0 where the extreme is exactly that of two of the xs, and its slope a convention; else 1."""
    return type(extreme)(0 if sum(bool((extreme - x).is_zero()) for x in xs) > 1 else 1)


# The largest of the xs always ties with one of them, itself: that is no kink.
_TWO_LARGEST = jump("the two largest tie", lambda _, *xs: _lead(largest_of(xs), xs))
_TWO_SMALLEST = jump("the two smallest tie", lambda _, *xs: _lead(smallest_of(xs), xs))

BELOW_MAX = Primitive("is_below_max", ball=_below_max, kink=_TWO_LARGEST)
ABOVE_MIN = Primitive("is_above_min", ball=_above_min, kink=_TWO_SMALLEST)
