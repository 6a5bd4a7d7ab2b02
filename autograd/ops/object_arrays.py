"""Functions of lists of scalars along an axis of an array whose elements are nodes."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

from ..support.arrays import numpy
from .axes import axes_within, kept

OfList = Callable[[list[Any]], Any]


def reduced(function: OfList, x: Any, axis: Any, keepdims: bool) -> Any:
    """An array reduced over `axis` by a function from a list to one element."""
    gone = axes_within(x.shape, axis)
    rest = [i for i in range(x.ndim) if i not in gone]
    shape = [x.shape[i] for i in rest]
    rows = x.transpose([*rest, *gone]).reshape(prod(shape), -1)
    whole = numpy().empty(len(rows), dtype=object)
    whole[:] = [function(list(row)) for row in rows]
    return whole.reshape(kept(x.shape, axis) if keepdims else shape)


def rowwise(function: OfList, x: Any, axis: int) -> Any:
    """An array whose rows along `axis` a function from lists to lists has changed."""
    rows = numpy().moveaxis(x, axis, -1)
    whole = numpy().empty(rows.shape, dtype=object)
    for place in numpy().ndindex(*rows.shape[:-1]):
        whole[place] = function(list(rows[place]))
    return numpy().moveaxis(whole, -1, axis)
