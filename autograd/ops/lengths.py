"""How far many numbers are from zero, and from their mean.

The slope of a length is a direction x / |x|, and the slopes of that are (1 - u_i^2) / |x|, where
1 - u_i^2 cancels once one number is far larger than the rest. So a direction is an operation of its
own, whose slopes are made from the other numbers, as those of softmax are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..engine.array_names import array_function
from ..engine.nary import listed, nary
from ..engine.node import Node
from ..engine.structural import structural
from ..errors import DomainError
from ..kernels import arrays, balls, edges, portable
from ..support.arrays import ieee_arithmetic, numpy
from ..support.domain import Kink
from .arithmetic import div
from .axes import axes_within, count_along, shape_of
from .choice import where
from .elementary import sqrt
from .moving import expand
from .products import dot
from .reductions import mean, over_axes, sum
from .special import ratio
from .trigonometric import hypot_dx


def _length_along(x: Any, axis: Any, keepdims: bool) -> Any:
    peak = numpy().max(numpy().abs(x), axis=axis, keepdims=True, initial=0.0)
    scale = numpy().where((peak > 0.0) & numpy().isfinite(peak), peak, 1.0)
    length = scale * numpy().sqrt(numpy().sum((x / scale) ** 2, axis=axis, keepdims=True))
    return length if keepdims else numpy().squeeze(length, axis=axis)


def _directions(xs: Sequence[Any], y: Any) -> list[Any]:
    if not any(isinstance(x, Node) for x in xs):
        return [ratio(x, y) for x in xs]
    return [direction_at([float(i), y, *xs]) for i in range(len(xs))]


norm = over_axes(
    "norm",
    _directions,
    lambda x, y, axis: _direction_along(x, expand(y, shape_of(x), axis), axis),
    lambda xs: math.hypot(*xs),
    _length_along,
    kernel=portable.length,
    ball=lambda xs: balls.total(x * x for x in xs).sqrt(),
    kink=Kink("all are 0", math.hypot),
    latex=r"\left\lVert \left({x}, \dots\right) \right\rVert",
    doc="the Euclidean length; its gradient at 0 is 0, the subgradient of least norm",
)


def _slopes_of_direction(row: Sequence[Any], u: Any) -> list[Any]:
    """(1 - u_i^2) / |x| from the length of the others, and -u_i u_k / |x|; all 0 at the origin."""
    i, y, xs = int(row[0]), row[1], row[2:]
    across = hypot_dx(norm([*xs[:i], *xs[i + 1 :]]), xs[i])
    slopes = [-(u * ratio(d, y)) for d in _directions(xs, y)]
    slopes[i] = across * ratio(across, y)
    return [None, None, *slopes]


direction_at = nary(
    "direction_at",
    _slopes_of_direction,
    kernel=lambda row, backend: edges.ratio(row[2 + int(row[0])], row[1], backend),
    public=False,
    ball=lambda row: balls.ratio(row[2 + balls.order(row[0])], row[1]),
    latex=r"\frac{x_{i}}{\left\lVert x \right\rVert}",
    doc="direction_at([i, y, *xs]) is element i of xs divided by y, which is the norm of xs",
)


def _across(g: Any, u: Any, y: Any, axis: Any) -> Any:
    """(g - u sum u_k g_k) / y, after taking off what g has of the longest u: that part cancels."""
    g = where(y != 0.0 if _primal(y) is None else _primal(y) != 0.0, g, 0.0)
    for along in (*_along_peaks(u, axis), u):
        g = g - u * expand(sum.along(g * along, axis=axis), shape_of(u), axis)
    return ratio(g, y)


def _along_peaks(u: Any, axis: Any) -> list[Any]:
    """What of a direction belongs to its longest parts, where these are known."""
    if _primal(u) is None:
        return []
    size = numpy().abs(_primal(u))
    peaks = (size == size.max(axis=axis, keepdims=True, initial=0.0)) & (size > 0.0)
    shares = peaks / numpy().maximum(peaks.sum(axis=axis, keepdims=True), 1)
    return [shares / where(peaks, u, 1.0)]


_direction_along = structural(
    "direction_along",
    lambda x, y, axis: edges.ratio(x, y, arrays),
    lambda g, u, x, y, axis: [_across(g, u, y, axis), None, None],
    jvp=lambda u, args, dxs: _across(dxs[0], u, *args[1:]),
    entries=lambda x, y, axis: numpy().frompyfunc(ratio, 2, 1)(x, y),
    public=False,
    reach=lambda on, x, y, axis: [expand(on.any(axis=axis), x.shape, axis), None, None],
    back="less its part along the vector, divided by the length",
    title="direction",
    setting="axis",
    doc="an array divided by its length along an axis",
)


@array_function(method=True)
def var(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The population variance of a list of scalars, or of a Tensor along an axis.

        formula:     v = sum(i: (x[i] - m)^2)/n, where m = mean(x)
        domain:      all numbers, one at least
        derivative:  dv/dx[i] = 2*(x[i] - m)/n

    >>> var([1.0, 3.0])
    1.0
    """
    if hasattr(x, "shape"):
        x = _from_nearby_along(x, False, axis)
        deviation = x - mean.along(x, axis=axis, keepdims=True)
        return mean.along(deviation * deviation, axis=axis, keepdims=keepdims)
    xs = _some("var", x)
    xs = _from_nearby(xs, xs)
    middle = mean(xs)
    deviations = [each - middle for each in xs]
    return dot(deviations, deviations) / len(deviations)


@array_function(method=True)
def std(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The population standard deviation; its gradient at equal values is 0.

        formula:     s = sqrt(var(x))
        domain:      all numbers, one at least
        derivative:  ds/dx[i] = (x[i] - m)/(n*s), where m = mean(x)

    >>> std([1.0, 3.0])
    1.0
    """
    if hasattr(x, "shape"):
        length = norm.along(_around_the_others_along(x, axis), axis=axis, keepdims=keepdims)
        return div(length, math.sqrt(count_along(shape_of(x), axis)))
    xs = _some("std", x)
    return norm(_around_the_others(xs)) / sqrt(float(len(xs)))


def _some(name: str, numbers: Any) -> list[Any]:
    xs = listed(name, numbers)
    if not xs:
        raise DomainError(f"{name} takes at least one number; got none")
    return xs


# A standard deviation is the length of x - mean(x). Where one number is far from all others, that
# vector is nearly fixed by it, and second slopes cancel. So the vector is turned: the others' from
# their own mean, and the far one's from that, which says the same without repeating itself.
def _around_the_others(xs: Sequence[Any]) -> list[Any]:
    """Numbers of the same length as the deviations of `xs` from their mean."""
    known = [_primal(x) for x in xs]
    if None in known:  # symbols: which is the farthest is not known
        middle = mean(xs)
        return [x - middle for x in xs]
    middle = mean(known)
    far = max(range(len(xs)), key=lambda i: abs(known[i] - middle))
    xs = _from_nearby(xs, [*xs[:far], *xs[far + 1 :]])
    others = [*xs[:far], *xs[far + 1 :]]
    middle = mean(others) if others else 0.0
    shrunk = math.sqrt(len(others) / len(xs)) * (xs[far] - middle)
    return [*(x - middle for x in others), shrunk]


def _around_the_others_along(x: Any, axis: Any) -> Any:
    if _primal(x) is None:  # a symbol: which is the farthest is not known
        return x - mean.along(x, axis=axis, keepdims=True)
    n = count_along(shape_of(x), axis)
    far = _farthest(_primal(x), axis)
    x = _from_nearby_along(x, far, axis)
    others = sum.along(where(far, 0.0, x), axis=axis, keepdims=True) / max(n - 1, 1)
    return (x - others) * numpy().where(far, math.sqrt(max(n - 1, 0) / max(n, 1)), 1.0)


# The mean of 1e5 and numbers 1e-6 beside it is rounded to 1e-11, and what is left of that in their
# deviations shows from the sixth digit on. Differences of numbers that close are exact: so the mean
# is that of their differences from one of them.
_CLOSE = 0.125  # as a part of their size: above, three digits in binary are lost, and no more


def _from_nearby(xs: Sequence[Any], close: Sequence[Any]) -> list[Any]:
    """`xs` less the largest of `close`, if these lie close together; else `xs`."""
    known = [_primal(x) for x in close]
    if not known or None in known:
        return [*xs]
    top = max(known)
    near = top - min(known) <= _CLOSE * abs(top) < math.inf
    return [x - top for x in xs] if near else [*xs]


def _from_nearby_along(x: Any, far: Any, axis: Any) -> Any:
    """The same in each row, for the elements that are not `far`."""
    known, rows = _primal(x), tuple(axes_within(x.shape, axis))
    if known is None:
        return x
    with ieee_arithmetic():
        top = numpy().where(far, -math.inf, known).max(rows, keepdims=True, initial=-math.inf)
        low = numpy().where(far, math.inf, known).min(rows, keepdims=True, initial=math.inf)
        close = (top - low <= _CLOSE * abs(top)) & (abs(top) < math.inf)
    return x - numpy().where(close, top, 0.0) if close.any() else x


def _farthest(x: Any, axis: Any) -> Any:
    """A mask of the one element in each row that is farthest from the row's mean."""
    gone = axes_within(x.shape, axis)
    order = [i for i in range(x.ndim) if i not in gone] + gone
    rows = x.transpose(order)
    mask = numpy().zeros((math.prod(rows.shape[: x.ndim - len(gone)]), count_along(x.shape, axis)))
    if mask.size:
        rows_flat = rows.reshape(mask.shape)
        with ieee_arithmetic():
            far = abs(rows_flat - rows_flat.mean(axis=1, keepdims=True)).argmax(axis=1)
        mask[range(len(mask)), far] = 1.0
    return mask.reshape(rows.shape).transpose(numpy().argsort(order)) > 0.0


def _primal(x: Any) -> Any:
    return getattr(x, "primal", x)
