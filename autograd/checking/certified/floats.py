"""What a program would compute in floats: beside what is certain, to see which digits it keeps.

>>> from autograd.engine.primitive import REGISTRY
>>> computed(REGISTRY["div"], [1.0, 3.0]), computed(REGISTRY["div"], [1.0, 0.0])
(0.3333333333333333, None)
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import pi
from typing import Any

from ...engine.primitive import Primitive
from ...errors import AutogradError
from .balls import nearest


def computed(op: Primitive, args: Sequence[Any]) -> float | None:
    """What an operation gives; None where it has no value, or one of its arguments has none."""
    if None in args:
        return None
    try:
        return float(op.on_floats(*args))
    except (AutogradError, ArithmeticError, ValueError):
        return None


def nearest_to(number: Fraction | str) -> float:
    """The float of a number that a leaf stands for; the only one with a name is pi."""
    return pi if isinstance(number, str) else nearest(number)
