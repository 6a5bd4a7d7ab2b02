"""log_softmax, and 1 - softmax summed from the other terms, so that neither cancels.

>>> from autograd.kernels import floats
>>> log_softmax_at([0.0, 40.0, 0.0], floats) == -4.248354255291589e-18
True
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograd.kernels.backend import Backend, Number
from autograd.kernels.logsumexp import _below_along, _sum_below, softmax, softmax_along


def softmax_at(row: Sequence[Number], backend: Backend) -> Number:
    """Element ``i`` of the softmax of xs, where row is i followed by xs."""
    return softmax(row[1:], backend)[int(row[0])]


def log_softmax_at(row: Sequence[Number], backend: Backend) -> Number:
    """Element ``i`` of the logarithm of the softmax of xs, where row is i followed by xs."""
    xs = row[1:]
    peak = max(xs)
    return (xs[int(row[0])] - peak) - backend.log1p(_sum_below(peak, xs, backend))


def log_softmax_along(x: Any, axis: int, backend: Backend) -> Any:
    """The logarithm of the softmax of an array along one axis."""
    peak, below = _below_along(x, axis, backend)
    return (x - peak) - backend.log1p(below)


def rest_along(x: Any, axis: int, backend: Backend) -> Any:
    """``1 - softmax`` along one axis."""
    import numpy as np

    _, below = _below_along(x, axis, backend)
    at = np.expand_dims(x.argmax(axis=axis), axis)
    rest = 1.0 - softmax_along(x, axis, backend)
    np.put_along_axis(rest, at, below / (1.0 + below), axis)
    return rest
