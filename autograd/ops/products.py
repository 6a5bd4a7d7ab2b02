"""Products of many numbers: all of them, and two sequences term by term."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from operator import mul as times
from typing import Any

from ..engine.nary import nary
from ..kernels import balls, portable
from ..support.arrays import numpy
from .axes import axes_within, count_along, kept, shape_of
from .joining import concatenate
from .matrices import matmul
from .moving import reshape, transpose
from .reductions import exact_sum, sum


def _products_of_the_others(xs: Sequence[Any], y: Any) -> list[Any]:
    before = list(accumulate(xs[:-1], times))
    after = list(accumulate(xs[:0:-1], times))[::-1]
    return [*after[:1], *map(times, before, after[1:]), *before[-1:]] or [1.0]


def _product_along(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The product over `axis` of an array, neighbour by neighbour, again and again."""
    shape = shape_of(x)
    gone = axes_within(shape, axis)
    rest = [i for i in range(len(shape)) if i not in gone]
    y = reshape(transpose(x, (*rest, *gone)), (*(shape[i] for i in rest), count_along(shape, axis)))
    if not shape_of(y)[-1]:
        y = 1.0 + sum.along(y, axis=-1, keepdims=True)  # of no factors: 1, as the sum is 0
    while (n := shape_of(y)[-1]) > 1:
        if n % 2:
            one = numpy().ones((*shape_of(y)[:-1], 1))
            y = concatenate([y, one], axis=-1)
        y = y[..., ::2] * y[..., 1::2]
    return reshape(y, kept(shape, axis) if keepdims else tuple(shape[i] for i in rest))


prod = nary(
    "prod",
    _products_of_the_others,
    lambda xs: math.prod(xs, start=1.0),
    along=_product_along,
    kernel=portable.product,
    total=True,
    ball=balls.product,
    latex=r"{x} \cdot \dots",
    doc="the product",
)


def _dot(xs: Sequence[float]) -> float:
    half = len(xs) // 2
    return exact_sum(list(map(times, xs[:half], xs[half:])))


dot = nary(
    "dot",
    lambda xs, y: [*xs[len(xs) // 2 :], *xs[: len(xs) // 2]],
    _dot,
    along=matmul,
    kernel=portable.dot,
    columns=2,
    total=True,
    ball=lambda xs: balls.total(map(times, xs[: len(xs) // 2], xs[len(xs) // 2 :])),
    latex=r"{x} \cdot {y} + \dots",
    doc="the sum of the products of two sequences, rounded once",
)
