"""What is over its weighted mean, without cancelling where one weight is almost 1."""

from __future__ import annotations

from typing import Any

from ..support.arrays import numpy
from .axes import shape_of
from .choice import where
from .moving import index
from .reductions import sum


def centred(g: Any, s: Any, axis: int) -> Any:
    """g_i - sum s_k g_k = sum s_k (g_i - g_k), without cancelling where one s is almost 1."""
    if not shape_of(s)[axis]:
        return g
    g = g - _at_peak(g, s, axis)
    return g - sum.along(g * s, axis=axis, keepdims=True)


def _at_peak(g: Any, s: Any, axis: int) -> Any:
    """g where s is largest along the axis; by a mask where the numbers are not known."""
    if (known := getattr(s, "primal", s)) is None:
        largest = where(s == s.max(axis=axis, keepdims=True), 1.0, 0.0)
        whole, count = (sum.along(x, axis=axis, keepdims=True) for x in (g * largest, largest))
        return whole / count
    grid = list(numpy().ogrid[tuple(slice(n) for n in known.shape)])
    grid[axis] = numpy().expand_dims(known.argmax(axis=axis), axis)
    return index(g, tuple(grid))
