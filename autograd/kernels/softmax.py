"""log_softmax, and 1 - softmax summed from the other terms, so that neither cancels.

>>> from autograd.kernels import floats
>>> log_softmax_at([0.0, 40.0, 0.0], floats) == -4.248354255291589e-18
True
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from autograd.kernels.backend import Backend, Number
from autograd.kernels.logsumexp import (
    _below_along,
    _sum_below,
    has_no_shares,
    softmax,
    weights_along,
)


def softmax_at(row: Sequence[Number], backend: Backend) -> Number:
    """Element ``i`` of the softmax of xs, where row is i followed by xs."""
    return softmax(row[1:], backend)[int(row[0])]


def log_softmax_at(row: Sequence[Number], backend: Backend) -> Number:
    """Element ``i`` of the logarithm of the softmax of xs, where row is i followed by xs."""
    x, xs = row[1 + int(row[0])], row[1:]
    peak = functools.reduce(backend.maximum, xs)
    ties = backend.total([backend.where(x == peak, 1.0, 0.0) for x in xs])
    return _less_the_sum(x, peak, ties, _sum_below(peak, xs, backend), backend)


def _less_the_sum(x: Number, peak: Number, ties: Number, below: Number, backend: Backend) -> Number:
    """``x - peak - log(1 + below)``, where two infinities may be the same."""
    gap = backend.where(x == peak, 0.0, x - peak)
    return backend.where(
        has_no_shares(peak, ties, backend), backend.nan, gap - backend.log1p(below)
    )


def log_softmax_along(x: Any, axis: int, backend: Backend) -> Any:
    """The logarithm of the softmax of an array along one axis."""
    peak, below = _below_along(x, axis, backend)
    ties = (x == peak).sum(axis=axis, keepdims=True)
    return _less_the_sum(x, peak, ties, below, backend)


def rest_along(x: Any, axis: int, backend: Backend) -> Any:
    """``1 - softmax`` along one axis."""
    return _rest_and_weights(x, axis, backend)[0]


def _rest_and_weights(x: Any, axis: int, backend: Backend) -> tuple[Any, Any]:
    """``1 - softmax``, and the partials of logsumexp: each exponential once for both."""
    import numpy as np

    weights, peak, below, at = weights_along(x, axis, backend)
    ties = (x == peak).sum(axis=axis, keepdims=True)
    rest = 1.0 - backend.where(has_no_shares(peak, ties, backend), backend.nan, weights)
    np.put_along_axis(rest, at, below / (1.0 + below), axis)
    return rest, weights


def log_softmax_slope(g: Any, x: Any, axis: int, backend: Backend) -> Any:
    """What an adjoint g of log_softmax contributes to x: ``g - softmax sum(g)``, uncancelled."""
    rest, weights = _rest_and_weights(x, axis, backend)
    return g * rest - weights * (g.sum(axis=axis, keepdims=True) - g)
