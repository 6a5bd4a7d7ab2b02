"""Operations of which one argument is a number that is known: nothing is left to ask of it.

>>> from autograd.ops.arithmetic import pow_dx
>>> op, args = simpler(pow_dx, ("x", 2.0))
>>> op.name, args
('mul', (2.0, 'x'))
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from ...engine.primitive import Primitive
from ...ops.arithmetic import div, mul, pow_dx

DIVIDED = Primitive("divided", ball=operator.truediv)  # by a number other than 0


def simpler(op: Primitive, args: Sequence[Any]) -> tuple[Primitive, Sequence[Any]]:
    """The same by an operation that asks less, where there is one."""
    if op is div and args[1].__class__ is float and args[1] != 0.0:
        return DIVIDED, args
    if op is pow_dx and args[1].__class__ is float and args[1] == 2.0:
        return mul, (2.0, args[0])
    return op, args
