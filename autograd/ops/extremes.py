"""The largest and the smallest of many numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..kernels import balls, portable
from ..support.arrays import numpy
from ..support.domain import Kink
from .choice import exceeds
from .reductions import reduction


def _extreme(xs: Sequence[float], end: int) -> float:
    return math.nan if any(x != x for x in xs) else sorted(xs)[end]


def _lead(xs: Sequence[float], end: int, next_to_it: int) -> float:
    ordered = sorted(xs)
    return ordered[end] - ordered[next_to_it] if len(xs) > 1 else math.inf


max = reduction(
    "max",
    lambda x, y, n: 1.0 - exceeds(y, x),
    lambda xs: _extreme(xs, -1),
    lambda x, **along: numpy().max(x, **along),
    kernel=portable.largest,
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
    lambda x, y, n: 1.0 - exceeds(x, y),
    lambda xs: _extreme(xs, 0),
    lambda x, **along: numpy().min(x, **along),
    kernel=portable.smallest,
    shared=True,
    ball=balls.smallest,
    kink=Kink("the two smallest tie", lambda *xs: _lead(xs, 0, 1)),
    aliases=["amin"],
    latex=r"\min\left({x}, \dots\right)",
    least=1,
    doc="the smallest; n ties get 1/n of the gradient each",
)
