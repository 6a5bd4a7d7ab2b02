"""Products of many numbers: all of them, and two sequences term by term."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from operator import mul as times
from typing import Any

from ..composite import nary
from ..kernels import balls
from .moving import matmul
from .reductions import exact_sum


def _products_of_the_others(xs: Sequence[Any], y: Any) -> list[Any]:
    before = list(accumulate(xs[:-1], times))
    after = list(accumulate(xs[:0:-1], times))[::-1]
    return [*after[:1], *map(times, before, after[1:]), *before[-1:]] or [1.0]


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
    return exact_sum(list(map(times, xs[:half], xs[half:])))


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
