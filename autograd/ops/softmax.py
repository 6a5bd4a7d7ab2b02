"""log-sum-exp and softmax, of a list of scalars or along an axis of a Tensor.

The slope of softmax_i is s_i (1 - s_i), and 1 - s_i cancels exactly where a classifier is sure of
itself. Here 1 - s_i is summed from the other terms, and differences are taken before sums, so a
probability of 1 - 1e-18 still has its gradient.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..engine.array_names import array_function
from ..engine.nary import listed, nary
from ..engine.node import Node
from ..engine.primitive import added
from ..engine.scalars import to_float
from ..engine.structural import Structural, structural
from ..kernels import arrays, balls, floats
from ..kernels import softmax as kernels
from ..kernels.logsumexp import logsumexp as logsumexp_kernel
from ..kernels.logsumexp import (
    logsumexp_along,
    logsumexp_weights,
    logsumexp_weights_along,
    softmax_along,
)
from ..kernels.logsumexp import softmax as softmax_kernel
from ..support.arrays import numpy
from .axes import axis_within, kept, shape_of
from .centring import centred
from .moving import expand, reshape
from .object_arrays import reduced, rowwise
from .reductions import refuse_empty, sum


@array_function(method=True)
def softmax(xs: Any, axis: int = -1) -> Any:
    """exp(x_i) / sum exp(x_k): a list for a list of scalars, along `axis` for a Tensor.

        formula:     s[i] = exp(x[i])/sum(k: exp(x[k]))
        domain:      all numbers, one at least
        derivative:  ds[i]/dx[k] = s[i]*(1 - s[i]) for k = i, -s[i]*s[k] else

    >>> softmax([0.0, 0.0])
    [0.5, 0.5]
    """
    if hasattr(xs, "shape"):
        return _along_one(_softmax_along, xs, axis)
    xs = listed("softmax", xs)
    if any(isinstance(x, Node) for x in xs):
        return [softmax_at([float(i), *xs]) for i in range(len(xs))]
    return softmax_kernel([to_float(x) for x in xs], floats)


@array_function(method=True)
def log_softmax(xs: Any, axis: int = -1) -> Any:
    """The logarithms of `softmax`, right also where softmax itself underflows.

        formula:     y[i] = x[i] - log(sum(k: exp(x[k])))
        domain:      all numbers, one at least
        derivative:  dy[i]/dx[k] = 1 - s[i] for k = i, -s[k] else, where s = softmax(x)

    >>> log_softmax([1000.0, 0.0])[1]
    -1000.0
    """
    if hasattr(xs, "shape"):
        return _along_one(_log_softmax_along, xs, axis)
    xs = listed("log_softmax", xs)
    return [log_softmax_at([float(i), *xs]) for i in range(len(xs))]


def _along_one(operation: Structural, x: Any, axis: Any) -> Any:
    """An operation along one axis of an array; a number is a row of one."""
    shape, i = shape_of(x), axis_within(shape_of(x), axis)
    return operation(x, i) if shape else reshape(operation(reshape(x, (1,)), i), ())


def _weights(xs: Sequence[Any]) -> list[Any]:
    if not any(isinstance(x, Node) for x in xs):
        return logsumexp_weights(xs, floats)
    return [logsumexp_weight_at([float(i), *xs]) for i in range(len(xs))]


logsumexp = nary(
    "logsumexp",
    lambda xs, y: _weights(xs),
    kernel=logsumexp_kernel,
    along=lambda x, axis=-1, keepdims=False: _logsumexp(x, axis, keepdims),
    latex=r"\ln\left(e^{{x}} + \dots\right)",
    least=1,
    ball=balls.logsumexp,
    doc="the logarithm of the sum of exponentials; ties at infinity share the gradient",
)


def _slopes(
    row: Sequence[Any], at_i: Callable[[Any], Any], at_k: Callable[[Any], Any]
) -> list[Any]:
    """The partials of a function of softmax_i, from 1 - s_i at i and from s_k elsewhere."""
    i, s = int(row[0]), softmax(row[1:])
    others = [*s[:i], *s[i + 1 :]]
    rest = added(others) if others else 0.0
    slopes = [at_i(rest) if k == i else at_k(s[k]) for k in range(len(s))]
    return [None, *slopes]


def _share_at(name: str, kernel: Callable[..., Any], doc: str) -> Any:
    return nary(
        name,
        lambda row, y: _slopes(row, lambda rest: y * rest, lambda s: -y * s),
        kernel=kernel,
        ball=balls.softmax_at,
        latex=r"\operatorname{softmax}_{i}\left({x}, \dots\right)",
        doc=doc,
        public=False,
    )


softmax_at = _share_at(
    "softmax_at", kernels.softmax_at, "softmax_at([i, *xs]) is element i of softmax(xs)"
)
logsumexp_weight_at = _share_at(
    "logsumexp_weight_at",
    lambda row, backend: logsumexp_weights(row[1:], backend)[int(row[0])],
    "the slope of logsumexp by x_i: softmax_at, but equal infinities have shares",
)
log_softmax_at = nary(
    "log_softmax_at",
    lambda row, y: _slopes(row, lambda rest: rest, lambda s: -s),
    kernel=kernels.log_softmax_at,
    ball=balls.log_softmax_at,
    latex=r"\operatorname{log\,softmax}_{i}\left({x}, \dots\right)",
    doc="log_softmax_at([i, *xs]) is element i of log_softmax(xs)",
    public=False,
)


def _rests(xs: Sequence[Any]) -> list[Any]:
    """1 - softmax, each summed from the others."""
    s = softmax(xs)
    return [sum([*s[:i], *s[i + 1 :]]) for i in range(len(s))]


def _where_any(forward: Callable[[Any, int, Any], Any]) -> Callable[[Any, int], Any]:
    """A function along an axis, which changes nothing where there is nothing along it."""
    return lambda x, axis: forward(x, axis, arrays) if x.shape[axis] else x


def _whole_rows(on: Any, x: Any, axis: int) -> list[Any]:
    """Everything along the axis goes into each of its results."""
    return [numpy().broadcast_to(on.any(axis=axis, keepdims=True), x.shape), None]


def _softmax_like(title: str, forward: Callable[[Any, int, Any], Any], **entry: Any) -> Structural:
    return structural(
        f"{title}_along",
        _where_any(forward),
        lambda g, y, x, axis: [y * centred(g, y, axis), None],
        jvp=lambda y, args, dxs: y * centred(dxs[0], y, args[1]),
        back="less its mean by these weights, times the weights",
        entries=lambda x, axis: rowwise(softmax, x, axis),
        title=title,
        setting="axis",
        reach=_whole_rows,
        doc=f"{title} of an array along an axis",
        **entry,
        public=False,
    )


_softmax_along = _softmax_like("softmax", softmax_along, confused="arrays")
_weights_along = _softmax_like("logsumexp_weights", logsumexp_weights_along)


def _rest_slope(g: Any, x: Any, axis: int) -> Any:
    s = _weights_along(x, axis)
    return -s * centred(g, s, axis)


_rest_along = structural(
    "softmax_rest_along",
    _where_any(kernels.rest_along),
    lambda g, y, x, axis: [_rest_slope(g, x, axis), None],
    jvp=lambda y, args, dxs: _rest_slope(dxs[0], *args),
    back="less its mean by the softmax weights, times minus the weights",
    entries=lambda x, axis: rowwise(_rests, x, axis),
    title="softmax_rest",
    setting="axis",
    reach=_whole_rows,
    doc="1 - softmax along an axis, summed from the other terms",
    public=False,
)


def _log_softmax_slope(g: Any, x: Any, axis: int) -> Any:
    if not isinstance(x, Node) and not isinstance(g, Node) and x.shape[axis]:
        return kernels.log_softmax_slope(g, x, axis, arrays)
    rest, weights = _rest_along(x, axis), _weights_along(x, axis)
    return g * rest - weights * (sum.along(g, axis=axis, keepdims=True) - g)


_log_softmax_along = structural(
    "log_softmax_along",
    _where_any(kernels.log_softmax_along),
    lambda g, y, x, axis: [_log_softmax_slope(g, x, axis), None],
    jvp=lambda y, args, dxs: centred(dxs[0], _weights_along(*args), args[1]),
    back="less its sum times the softmax weights",
    entries=lambda x, axis: rowwise(log_softmax, x, axis),
    title="log_softmax",
    setting="axis",
    reach=_whole_rows,
    doc="log_softmax of an array along an axis",
    confused="arrays",
    public=False,
)


def _logsumexp_of_array(x: Any, axis: int) -> Any:
    refuse_empty("logsumexp", x.shape, axis)
    return logsumexp_along(x, axis, arrays) if x.size else numpy().zeros(kept(x.shape, axis))


_logsumexp_along = structural(
    "logsumexp_along",
    _logsumexp_of_array,
    lambda g, y, x, axis: [expand(g, shape_of(x), axis) * _weights_along(x, axis), None],
    jvp=lambda y, args, dxs: sum.along(_weights_along(*args) * dxs[0], axis=args[1], keepdims=True),
    back="to every element along the axis, times its softmax weight",
    entries=lambda x, axis: reduced(logsumexp, x, axis, True),
    title="logsumexp",
    setting="axis",
    reach=_whole_rows,
    doc="logsumexp of an array along an axis, which stays with length 1",
    public=False,
)


def _logsumexp(x: Any, axis: int, keepdims: bool) -> Any:
    y = _along_one(_logsumexp_along, x, axis)
    return y if keepdims else sum.along(y, axis=axis)
