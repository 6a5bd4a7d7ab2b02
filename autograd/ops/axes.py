"""The axes of an array: those an argument names, and what a reduction over them leaves."""

from __future__ import annotations

import operator
from math import prod
from typing import Any

from ..errors import OperandError, ShapeError

Shape = tuple[int, ...]


def axis_within(shape: Shape, axis: Any) -> int:
    """One axis of an array of this `shape`, counted from 0. A number counts as an axis of one."""
    n = len(shape) or 1
    try:
        if isinstance(axis, bool):
            raise TypeError
        i = operator.index(axis)
    except TypeError:
        raise OperandError(f"an axis is a whole number, as -1 for the last; got {axis!r}") from None
    if not -n <= i < n:
        raise ShapeError(f"shape {shape} has no axis {i}: its axes are {-n} to {n - 1}")
    return i % n


def axes_within(shape: Shape, axis: Any) -> list[int]:
    """The axes of a reduction, all for None, counted from 0 and in order."""
    if axis is None:
        return [*range(len(shape))]
    axes = [axis_within(shape, i) for i in (axis if isinstance(axis, (list, tuple)) else [axis])]
    if len(set(axes)) < len(axes):
        raise ShapeError(f"a reduction takes each axis once; got axis {axis!r} of shape {shape}")
    return sorted(axes) if shape else []


def count_along(shape: Shape, axis: Any) -> int:
    """How many elements go into one result of a reduction."""
    return prod(shape[i] for i in axes_within(shape, axis))


def kept(shape: Shape, axis: Any) -> Shape:
    """`shape` with the axes of a reduction set to 1."""
    gone = axes_within(shape, axis)
    return tuple(1 if i in gone else n for i, n in enumerate(shape))


def checked_axes(x: Any, axis: Any) -> int | tuple[int, ...] | None:
    """The axes of a reduction of `x` as a graph keeps them: an int or a tuple, or None for all."""
    if axis is None:
        return None
    axes = axes_within(shape_of(x), axis)
    return tuple(axes) if isinstance(axis, (list, tuple)) else operator.index(axis)


def shape_of(x: Any) -> Shape:
    """The shape of an array, a Tensor or a number (which has none: ())."""
    return tuple(getattr(x, "shape", ()))
