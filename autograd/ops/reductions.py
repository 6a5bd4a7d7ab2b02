"""Many numbers into one: sums, means, products, extremes, norms, dot products.

Each is a single node, whether of a list of Values or along an axis of a Tensor: a sum of a
million terms is one node, not a chain of a million.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import mul as times
from typing import Any

from ..arrays import numpy
from ..composite import Nary, Structural, nary, register
from ..domain import Kink
from ..kernels import balls
from ..primitive import added
from .choice import beats
from .elementary import sqrt
from .entries import reduced
from .moving import expand, matmul, shape_of
from .special import ratio

Function = Callable[..., Any]
Weight = Callable[[Any, Any, int], Any]


def reduction(
    name: str,
    weight: Weight,
    forward: Callable[[Sequence[float]], float],
    array: Function,
    *,
    shared: bool = False,
    **entry: Any,
) -> Nary:
    """Enter a reduction by the partial `weight(x, y, n)` of its result y in each of n elements.

    `shared` weights are divided by their sum: n ties share a maximum equally.
    """

    def partials(xs: Sequence[Any], y: Any) -> list[Any]:
        weights = [weight(x, y, len(xs)) for x in xs]
        whole = added(weights) if shared else 1.0
        return [w / whole for w in weights] if shared else weights

    def weights_along(x: Any, y: Any, axis: Any) -> Any:
        shape = shape_of(x)
        n = math.prod(shape) // (math.prod(shape_of(y)) or 1)
        weights = weight(x, expand(y, shape, axis), n)
        return weights / expand(sum.along(weights, axis=axis), shape, axis) if shared else weights

    def entries(x: Any, axis: Any, keepdims: bool) -> Any:
        return reduced(op, x, axis, keepdims)

    along = register(_along(name, array, weights_along, entries))
    op = nary(
        name,
        partials,
        forward,
        along=lambda x, axis=None, keepdims=False: along(x, axis, keepdims),
        **entry,
    )
    return op


def _along(name: str, array: Function, weights: Function, entries: Function) -> Structural:
    """A reduction along an axis, by `weights(x, y, axis)`, its partials in the shape of x."""
    return Structural(
        f"{name}_along",
        lambda x, axis, keepdims: array(x, axis=axis, keepdims=keepdims),
        lambda g, y, x, axis, keepdims: [
            expand(g, shape_of(x), axis) * weights(x, y, axis),
            None,
            None,
        ],
        jvp=lambda y, args, dxs: sum.along(
            weights(args[0], y, args[1]) * dxs[0], axis=args[1], keepdims=args[2]
        ),
        back="to every element along the axis, times its weight",
        entries=entries,
        title=name,
        setting="axis",
        doc=f"{name} along an axis",
    )


def _exact_sum(xs: Sequence[float]) -> float:
    """The correctly rounded sum; IEEE's answer where partial sums leave the range of floats."""
    try:
        return math.fsum(xs)
    except (OverflowError, ValueError):
        return _left_to_right(xs)


def _left_to_right(xs: Sequence[float]) -> float:
    total = 0.0
    for x in xs:
        total += x
    return total


sum = reduction(
    "sum",
    lambda x, y, n: 1.0,
    _exact_sum,
    lambda x, **along: numpy().sum(x, **along),
    total=True,
    ball=balls.total,
    latex=r"{x} + \dots",
    doc="the sum, correctly rounded",
)
mean = reduction(
    "mean",
    lambda x, y, n: 1.0 / n,
    lambda xs: _exact_sum(xs) / len(xs),
    lambda x, **along: numpy().mean(x, **along),
    total=True,
    ball=lambda xs: balls.total(xs) / len(xs),
    latex=r"\frac{{x} + \dots}{{n}}",
    least=1,
    doc="the arithmetic mean",
)


def _extreme(xs: Sequence[float], end: int) -> float:
    return math.nan if any(x != x for x in xs) else sorted(xs)[end]


def _lead(xs: Sequence[float], end: int, next_to_it: int) -> float:
    ordered = sorted(xs)
    return ordered[end] - ordered[next_to_it] if len(xs) > 1 else math.inf


max = reduction(
    "max",
    lambda x, y, n: 1.0 - beats(y, x),
    lambda xs: _extreme(xs, -1),
    lambda x, **along: numpy().max(x, **along),
    shared=True,
    ball=balls.largest,
    kink=Kink("the two largest tie", lambda *xs: _lead(xs, -1, -2)),
    aliases=["amax"],
    latex=r"\max\left({x}, \dots\right)",
    least=1,
    doc="the largest; n ties get 1/n of the gradient each",
)
min = reduction(
    "min",
    lambda x, y, n: 1.0 - beats(x, y),
    lambda xs: _extreme(xs, 0),
    lambda x, **along: numpy().min(x, **along),
    shared=True,
    ball=balls.smallest,
    kink=Kink("the two smallest tie", lambda *xs: _lead(xs, 0, 1)),
    aliases=["amin"],
    latex=r"\min\left({x}, \dots\right)",
    least=1,
    doc="the smallest; n ties get 1/n of the gradient each",
)


def _length_along(x: Any, axis: Any, keepdims: bool) -> Any:
    peak = numpy().max(numpy().abs(x), axis=axis, keepdims=True, initial=0.0)
    scale = numpy().where((peak > 0.0) & numpy().isfinite(peak), peak, 1.0)
    length = scale * numpy().sqrt(numpy().sum((x / scale) ** 2, axis=axis, keepdims=True))
    return length if keepdims else numpy().squeeze(length, axis=axis)


norm = reduction(
    "norm",
    lambda x, y, n: ratio(x, y),
    lambda xs: math.hypot(*xs),
    _length_along,
    ball=lambda xs: balls.total(x * x for x in xs).sqrt(),
    kink=Kink("all are 0", math.hypot),
    latex=r"\left\lVert \left({x}, \dots\right) \right\rVert",
    doc="the Euclidean length; its gradient at 0 is 0, the subgradient of least norm",
)


def _products_of_the_others(xs: Sequence[Any], y: Any) -> list[Any]:
    before = accumulate(xs[:-1], times, initial=1.0)
    after = list(accumulate(xs[:0:-1], times, initial=1.0))[::-1]
    return [a * b for a, b in zip(before, after, strict=True)]


prod = nary(
    "prod",
    _products_of_the_others,
    math.prod,
    total=True,
    ball=balls.product,
    latex=r"{x} \cdot \dots",
    doc="the product",
)


def _dot(xs: Sequence[float]) -> float:
    half = len(xs) // 2
    return _exact_sum(list(map(times, xs[:half], xs[half:])))


dot = nary(
    "dot",
    lambda xs, y: [*xs[len(xs) // 2 :], *xs[: len(xs) // 2]],
    _dot,
    along=matmul,
    columns=2,
    total=True,
    ball=lambda xs: balls.total(map(times, xs[: len(xs) // 2], xs[len(xs) // 2 :])),
    latex=r"{x} \cdot {y} + \dots",
    doc="the sum of the products of two sequences, rounded once",
)


def var(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The population variance of a list of scalars, or of a Tensor along an axis.

    >>> var([1.0, 3.0])
    1.0
    """
    deviation = _deviation(x, axis)
    if isinstance(deviation, list):
        return dot(deviation, deviation) / len(deviation)
    return mean.along(deviation * deviation, axis=axis, keepdims=keepdims)


def std(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The population standard deviation; its gradient at equal values is 0.

    >>> std([1.0, 3.0])
    1.0
    """
    deviation = _deviation(x, axis)
    if isinstance(deviation, list):
        return norm(deviation) / sqrt(float(len(deviation)))
    length = norm.along(deviation, axis=axis, keepdims=keepdims)
    n = math.prod(shape_of(x)) // math.prod(shape_of(length))
    return length / math.sqrt(n)


def _deviation(x: Any, axis: Any) -> Any:
    if shape_of(x):
        return x - mean.along(x, axis=axis, keepdims=True)
    middle = mean(x)
    return [each - middle for each in x]
