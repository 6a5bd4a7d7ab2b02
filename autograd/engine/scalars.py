"""What counts as a real number, and how it becomes a Python float.

Accepted: bool, int, float, Fraction, NumPy integers and floats, 0-d arrays. Everything else is
refused in a sentence: complex numbers, Decimal (it has its own exact arithmetic), text, sequences.
"""

from __future__ import annotations

import numbers
from typing import Any

from ..errors import OperandError, RangeError
from ..support.visible import visible
from .recorded import Recorded


def to_float(number: Any) -> float:
    """`number` as a Python float.

    Raises `OperandError` for what is no real number and `RangeError` for an integer too large.

    >>> to_float(True), to_float(3)
    (1.0, 3.0)
    """
    if number.__class__ is float:
        return number
    if is_real(number):
        try:
            return float(number)
        except OverflowError:
            raise RangeError(f"an integer of {_digits(number)} digits is no float") from None
    raise OperandError(f"wanted a real number; got {_what(number)}")


def is_real(number: Any) -> bool:
    """Whether `to_float` takes `number`."""
    if isinstance(number, Recorded):
        return False
    if isinstance(number, (numbers.Rational, numbers.Real)):
        return True
    return getattr(number, "shape", None) == () and number.dtype.kind in "bfiu"


def refuse_complex(number: Any) -> None:
    """Raise `OperandError` for a complex operand, which Python would call merely unsupported."""
    if isinstance(number, numbers.Complex) and not is_real(number):
        raise OperandError(f"wanted a real number; got {_what(number)}")


def _digits(number: Any) -> int:
    return int(abs(int(number)).bit_length() * 0.30103) + 1


def _what(thing: Any) -> str:
    kind = type(thing).__name__
    if isinstance(thing, Recorded):
        return f"a {kind}; use {visible(thing.name) or 'v'}.data for its number"
    if isinstance(thing, numbers.Complex):
        return f"the {kind} {thing!r}: real numbers only"
    if isinstance(thing, str):
        return f"the text {thing[:40]!r}: write float(...) around it if it holds a number"
    if thing is None:
        return "None"
    if getattr(thing, "shape", ()) or isinstance(thing, (list, tuple)):
        return (
            f"a {kind}: use [Value(x) for x in xs] for one Value each, or Tensor(xs) for an array"
        )
    return f"a {kind}"
