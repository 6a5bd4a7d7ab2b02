"""Many numbers into one: sums, means, products, extremes, norms, dot products.

Each is a single node, whether of a list of Values or along an axis of a Tensor: a sum of a
million terms is one node, not a chain of a million.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from ..arrays import numpy
from ..composite import Nary, Structural, nary, register
from ..kernels import balls
from ..primitive import added
from .entries import reduced
from .moving import expand, shape_of

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
        public=False,
    )


def exact_sum(xs: Sequence[float]) -> float:
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
    exact_sum,
    lambda x, **along: numpy().sum(x, **along),
    total=True,
    ball=balls.total,
    latex=r"{x} + \dots",
    doc="the sum, correctly rounded",
)
mean = reduction(
    "mean",
    lambda x, y, n: 1.0 / n,
    lambda xs: exact_sum(xs) / len(xs),
    lambda x, **along: numpy().mean(x, **along),
    total=True,
    ball=lambda xs: balls.total(xs) / len(xs),
    latex=r"\frac{{x} + \dots}{{n}}",
    least=1,
    doc="the arithmetic mean",
)
