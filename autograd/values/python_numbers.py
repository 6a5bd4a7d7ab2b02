"""What Python asks of a real number: rounding, `divmod`, `real`; and what a recorded one refuses.

`float(x)` and `range(x)` would drop the gradient without a word, so they are errors that say what
to write instead.
"""

from __future__ import annotations

import math
import sys
from opcode import opname
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

from ..engine.node import Node
from ..errors import OperandError
from ..support.visible import visible

if TYPE_CHECKING:
    from .signatures import ValueMethods
else:
    ValueMethods = Node


class RealMethods(ValueMethods):
    """The methods of Value that its kind of number has in Python, beside the operators."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return bool(self.data != 0.0)

    def __pos__(self) -> Self:
        return self

    def __divmod__(self, other: Any) -> tuple[Any, Any]:
        return self // other, self % other

    def __rdivmod__(self, other: Any) -> tuple[Any, Any]:
        return other // self, other % self

    def __round__(self, digits: int | None = None) -> float:
        return round(float(self.data), digits)

    def __floor__(self) -> int:
        return math.floor(float(self.data))

    def __ceil__(self) -> int:
        return math.ceil(float(self.data))

    def __trunc__(self) -> int:
        return math.trunc(float(self.data))

    @property
    def real(self) -> Self:
        """Itself: a Value is a real number, which generic code may ask of it."""
        return self

    @property
    def imag(self) -> float:
        """0.0: a Value is a real number."""
        return 0.0

    def conjugate(self) -> Self:
        """Itself; `np.std` of an object array asks for it."""
        return self

    def _refuse(self) -> Any:
        """A sentence where Python asks for a float."""
        x = visible(self.name) or "x"
        raise OperandError(f"a Value is no float: {_instead(x, sys._getframe(1))}")

    def _refuse_index(self) -> Any:
        x = visible(self.name) or "x"
        raise OperandError(
            f"a Value is no integer: write int({x}.data) for an index or a count, {x}.data for the "
            "number"
        )

    if not TYPE_CHECKING:  # so that a type checker objects to float(x) before Python does
        __float__ = __complex__ = as_integer_ratio = _refuse
        __int__ = __index__ = _refuse_index


def _instead(x: str, caller: FrameType) -> str:
    """What to write where Python asked the Value `x` for a float, as far as one can see there."""
    if caller.f_globals.get("__name__") == "statistics":
        return (
            "write autograd.mean(xs), autograd.var(xs) or autograd.std(xs) instead of statistics' "
            f"to keep the gradient, or take [{x}.data for {x} in xs] for the numbers"
        )
    if opname[caller.f_code.co_code[caller.f_lasti]].startswith("BINARY_"):  # "%.2f" % x
        return f'write f"{{{x}:.2f}}" instead of "%.2f" % {x}, or "%.2f" % {x}.data'
    return (
        "write autograd.sin(x) instead of math.sin(x) to keep the gradient, or "
        f"{x}.data (or .item()) for the number"
    )
