"""log-sum-exp and softmax of a sequence, or along an axis of an array.

The largest term is exactly 1 after the shift, so it is kept out of the sum: ``log1p`` of the
others keeps every digit when they are small.

>>> from autograd.kernels import floats
>>> f"{logsumexp([0.0, -40.0], floats):.12g}"
'4.24835425529e-18'
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from autograd.kernels.backend import Backend, Number
from autograd.kernels.exact import two_difference, two_sum


def logsumexp(xs: Sequence[Number], backend: Backend) -> Number:
    """``log(sum(exp(x)))`` of a non-empty sequence, infinities included."""
    peak = functools.reduce(backend.maximum, xs)
    return peak + backend.log1p(_sum_below(peak, xs, backend))


def _sum_below(peak: Number, xs: Sequence[Number], backend: Backend) -> Number:
    """``sum(exp(x - peak))`` without the first x that equals peak."""
    terms, found = [], peak != peak
    for x in xs:
        first = (x == peak) > found
        found = found | first
        terms.append(backend.where(first, 0.0, _exp_difference(x, peak, backend)))
    return backend.total(terms)


def logsumexp_weights(xs: Sequence[Number], backend: Backend) -> list[Number]:
    """The partials of logsumexp: softmax(xs), where equal infinities share the weight.

    >>> from autograd.kernels import floats
    >>> logsumexp_weights([-floats.inf, -floats.inf], floats)
    [0.5, 0.5]
    >>> logsumexp_weights([floats.inf, 0.0], floats)
    [1.0, 0.0]
    """
    peak = functools.reduce(backend.maximum, xs)
    whole, lost = two_sum(1.0, _sum_below(peak, xs, backend))
    return [_exp_difference(x, peak, backend, lost / whole) / whole for x in xs]


def _exp_difference(x: Number, peak: Number, backend: Backend, less: Number = 0.0) -> Number:
    """``exp(x - peak)`` with the rounding error of the difference carried along.

    It is smaller by the share `less`, a rounding error too.
    """
    e, rest = _exp_and_rest(x, peak, backend)
    return e + e * (rest - less)


def _exp_and_rest(x: Number, peak: Number, backend: Backend) -> tuple[Number, Number]:
    """``exp`` of the rounded difference x - peak, and what rounding it lost."""
    gap, rest = two_difference(x, peak)
    rest = backend.where(abs(gap) < 1000.0, rest, 0.0)  # nan where the gap is infinite
    return backend.exp(backend.where(x == peak, 0.0, gap)), rest


def softmax(xs: Sequence[Number], backend: Backend) -> list[Number]:
    """``exp(x_i) / sum(exp(x))``; nan where all are -inf or several are inf (0/0 has no value)."""
    if not xs:
        return []
    peak = functools.reduce(backend.maximum, xs)
    ties = backend.total([backend.where(x == peak, 1.0, 0.0) for x in xs])
    undefined = has_no_shares(peak, ties, backend)
    return [backend.where(undefined, backend.nan, w) for w in logsumexp_weights(xs, backend)]


def has_no_shares(peak: Number, ties: Number, backend: Backend) -> Number:
    """Whether softmax is 0/0, for its largest number and how many of those there are."""
    return (abs(peak) == backend.inf) & ((ties > 1.0) | (peak < 0.0))


def logsumexp_along(x: Any, axis: int, backend: Backend) -> Any:
    """logsumexp of an array along one axis, which stays with length 1."""
    peak, below = _below_along(x, axis, backend)
    return peak + backend.log1p(below)


def logsumexp_weights_along(x: Any, axis: int, backend: Backend) -> Any:
    """The partials of :func:`logsumexp_along`, in the shape of x."""
    return weights_along(x, axis, backend)[0]


def weights_along(x: Any, axis: int, backend: Backend) -> tuple[Any, Any, Any, Any]:
    """The partials of logsumexp, the maximum, the sum below it, and where the first maximum is."""
    import numpy as np

    at = np.expand_dims(x.argmax(axis=axis), axis)
    peak = x.max(axis=axis, keepdims=True)
    e, rest = _exp_and_rest(x, peak, backend)
    terms = e + e * rest
    np.put_along_axis(terms, at, 0.0, axis)
    below = terms.sum(axis=axis, keepdims=True)
    whole, lost = two_sum(1.0, below)
    return (e + e * (rest - lost / whole)) / whole, peak, below, at


def softmax_along(x: Any, axis: int, backend: Backend) -> Any:
    """softmax of an array along one axis, with the conventions of :func:`softmax`."""
    peak = x.max(axis=axis, keepdims=True)
    ties = (x == peak).sum(axis=axis, keepdims=True)
    return backend.where(
        has_no_shares(peak, ties, backend), backend.nan, logsumexp_weights_along(x, axis, backend)
    )


def _below_along(x: Any, axis: int, backend: Backend) -> tuple[Any, Any]:
    """The maximum along the axis, and the sum of exp(x - maximum) without one maximal term."""
    import numpy as np

    at = np.expand_dims(x.argmax(axis=axis), axis)
    peak = x.max(axis=axis, keepdims=True)
    terms = _exp_difference(x, peak, backend)
    np.put_along_axis(terms, at, 0.0, axis)
    return peak, terms.sum(axis=axis, keepdims=True)
