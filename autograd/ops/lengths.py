"""How far many numbers are from zero, and from their mean."""

from __future__ import annotations

import math
from typing import Any

from ..arrays import numpy
from ..domain import Kink
from ..kernels import balls
from .elementary import sqrt
from .moving import shape_of
from .products import dot
from .reductions import mean, reduction
from .special import ratio


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
