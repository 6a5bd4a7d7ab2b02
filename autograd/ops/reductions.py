"""Many numbers into one: sums, means, products, extremes, norms, dot products.

Each is a single node, whether of a list of Values or along an axis of a Tensor: a sum of a
million terms is one node, not a chain of a million.
"""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable, Sequence
from typing import Any

from ..engine.masks import masked, settled, taken
from ..engine.nary import Nary, nary
from ..engine.primitive import Rule, added, register
from ..engine.structural import Structural
from ..errors import DomainError
from ..kernels import balls, portable
from ..support.arrays import numpy
from .axes import Shape, checked_axes, count_along, kept, shape_of
from .moving import expand
from .object_arrays import reduced

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
        weights = weight(x, expand(y, shape, axis), count_along(shape, axis))
        return weights / expand(sum.along(weights, axis=axis), shape, axis) if shared else weights

    return over_axes(name, partials, weights_along, forward, array, chooses=shared, **entry)


def over_axes(
    name: str,
    partials: Rule,
    weights: Function,
    forward: Callable[[Sequence[float]], float],
    array: Function,
    chooses: bool = False,
    **entry: Any,
) -> Nary:
    """Enter a reduction by its partials in a list, `(xs, y)`, and along axes, `(x, y, axis)`."""

    def entries(x: Any, axis: Any, keepdims: bool) -> Any:
        return reduced(op, x, axis, keepdims)

    def checked(x: Any, axis: Any, keepdims: bool) -> Any:
        try:
            return array(x, axis=axis, keepdims=keepdims)
        except ValueError:  # an axis that is not there, or NumPy's maximum of nothing
            if x.size:
                raise
            refuse_empty(name, x.shape, axis)
            return numpy().sum(x, axis=axis, keepdims=keepdims)

    along = register(_along(name, checked, weights, entries, chooses))

    def on_axes(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
        return along(x, checked_axes(x, axis), keepdims)

    on_axes.__qualname__ = name  # as Python calls it in the error of a wrong call
    op = nary(
        name,
        partials,
        forward,
        along=on_axes,
        chooses=chooses,
        **entry,
    )
    return op


def refuse_empty(name: str, shape: Shape, axis: Any) -> None:
    """Raise `DomainError` where a reduction has results, and nothing to make them of."""
    results: int = math.prod(kept(shape, axis))
    if results and not count_along(shape, axis):
        along = "" if axis is None else f" along axis {axis}"
        raise DomainError(f"{name} takes at least one number{along}; got shape {shape}")


def _along(
    name: str, array: Function, weights: Function, entries: Function, chooses: bool
) -> Structural:
    """A reduction along an axis, by `weights(x, y, axis)`, its partials in the shape of x."""

    def terms(x: Any, y: Any, axis: Any, factor: Any) -> Any:
        d = weights(x, y, axis)
        return settled(masked(factor * d, taken(d))) if chooses else factor * d

    def reach(on: Any, x: Any, axis: Any, keepdims: bool) -> list[Any]:
        every = expand(on, x.shape, axis)
        if chooses:
            y = expand(array(x, axis, keepdims), x.shape, axis)
            every = every & ~((x < y) | (x > y))  # an unknown largest may be any of them
        return [every, None, None]

    return Structural(
        f"{name}_along",
        array,
        lambda g, y, x, axis, keepdims: [
            expand(g, shape_of(x), axis) * weights(x, y, axis),
            None,
            None,
        ],
        jvp=lambda y, args, dxs: sum.along(
            terms(args[0], y, args[1], dxs[0]), axis=args[1], keepdims=args[2]
        ),
        public=False,
        reach=reach,
        back="to every element along the axis, times its weight",
        entries=entries,
        title=name,
        setting="axis",
        doc=f"{name} along an axis",
    )


def exact_sum(xs: Sequence[float]) -> float:
    """The correctly rounded sum, also where partial sums leave the range of floats."""
    try:
        return math.fsum(xs)
    except (OverflowError, ValueError):
        if not all(map(math.isfinite, xs)):
            return _left_to_right(xs)
    from fractions import Fraction  # seldom asked, and slow to import

    whole = builtins.sum(map(Fraction, xs))
    try:
        return float(whole)
    except OverflowError:
        return math.inf if whole > 0 else -math.inf


def _left_to_right(xs: Sequence[float]) -> float:
    total = 0.0
    for x in xs:
        total += x
    return total


def mean_of_floats(xs: Sequence[float]) -> float:
    """The mean, also where the sum leaves the range of floats."""
    total = exact_sum(xs)
    if math.isinf(total) and all(map(math.isfinite, xs)):
        k = len(xs).bit_length()
        return exact_sum([math.ldexp(x, -k) for x in xs]) / math.ldexp(len(xs), -k)
    return total / len(xs)


def _mean_along(x: Any, axis: Any, keepdims: bool) -> Any:
    n = count_along(x.shape, axis)
    mean = numpy().sum(x, axis=axis, keepdims=keepdims) / numpy().float64(n)
    lost = numpy().isinf(mean)
    return (
        numpy().where(lost, numpy().sum(x / n, axis=axis, keepdims=keepdims), mean)
        if lost.any()
        else mean
    )


sum = reduction(
    "sum",
    lambda x, y, n: 1.0,
    exact_sum,
    lambda x, **along: numpy().sum(x, **along),
    kernel=portable.total,
    total=True,
    ball=balls.total,
    latex=r"{x} + \dots",
    doc="the sum, correctly rounded",
)
mean = reduction(
    "mean",
    lambda x, y, n: 1.0 / n if n else math.nan,
    mean_of_floats,
    _mean_along,
    kernel=portable.mean,
    total=True,
    ball=lambda xs: balls.total(xs) / len(xs),
    latex=r"\frac{{x} + \dots}{{n}}",
    least=1,
    doc="the arithmetic mean, finite if the numbers are; that of no number in an array is NaN",
)
