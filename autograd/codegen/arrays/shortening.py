"""Calls that need not be made: what changes nothing, and what only stretches an operand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def is_recorded(x: Any) -> bool:
    """Whether an operand is an array that only notes what is done with it."""
    return hasattr(x, "register")


def shape_of(x: Any) -> tuple[int, ...]:
    """The shape of an operand; `np.shape` would be noted."""
    return tuple(getattr(x, "shape", ()))


# Calls that change nothing: the array itself stands for their result.
SAME_WHERE: dict[str, Callable[..., bool]] = {
    "broadcast_to": lambda x, shape: (
        x.shape == tuple(np.atleast_1d(shape)) if shape != () else x.shape == ()
    ),
    "reshape": lambda x, shape: x.shape == (shape if isinstance(shape, tuple) else (shape,)),
    "sum": lambda x, axis=None, **_: axis == (),
}


# Operations with an operand that leaves the other as it is, to the bit.
NEUTRAL: dict[Any, float] = {np.multiply: 1.0, np.divide: 1.0, np.subtract: 0.0}


def unchanged(ufunc: Any, x: Any, y: Any) -> Any:
    """An operand that is the result, or None."""
    for one, other in ((x, y), (y, x)) if ufunc is np.multiply else ((x, y),):
        if is_recorded(one) and not is_recorded(other):
            fits = np.broadcast_shapes(shape_of(other), one.shape) == one.shape
            if fits and one.dtype == float and np.all(_bits(other) == _bits(NEUTRAL[ufunc])):
                return one
    return None


def _bits(x: Any) -> Any:
    return np.asarray(x, float).view(np.int64)


def source(x: Any) -> Any:
    """What an array was stretched from: a number, where all of its elements are equal."""
    if is_recorded(x) and (k := x.register - len(x.tape.inputs)) >= 0:
        call = x.tape.calls[k]
        if call.function == "broadcast_to":
            return x.tape.at(call.args[0].register, np.zeros(call.given, x.dtype))
    if isinstance(x, np.ndarray) and x.dtype == float and x.size:
        bits = _bits(np.ascontiguousarray(x)).ravel()
        return float(x.flat[0]) if np.all(bits == bits[0]) else x
    return x


def unstretched(inputs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Operands without what only stretches them, which an operation on elements does itself."""
    shape = np.broadcast_shapes(*map(shape_of, inputs))
    short = list(inputs)
    for i, x in enumerate(inputs):
        tried = [*short[:i], source(x), *short[i + 1 :]]
        if np.broadcast_shapes(*map(shape_of, tried)) == shape:
            short = tried
    return tuple(short)
