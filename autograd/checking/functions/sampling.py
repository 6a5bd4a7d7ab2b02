"""Which entries of a large array are looked at, and how those of a result are weighed."""

from __future__ import annotations

import random
from math import prod
from typing import Any, TypeVar

from ...support.arrays import numpy

Place = TypeVar("Place")


def sampled(places: list[Place], most: int) -> list[Place]:
    """All of a few; of many, the first, the last and others drawn from a fixed seed.

    >>> sampled([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 3)[::2], len(sampled(list(range(1000)), 24))
    ([0, 9], 24)
    """
    if len(places) <= most:
        return places
    drawn = random.Random(len(places)).sample(range(1, len(places) - 1), most - 2)
    return [places[k] for k in sorted({0, *drawn, len(places) - 1})]


def weights(shape: tuple[int, ...]) -> Any:
    """Weights between 1 and 2 for the entries of a result, neighbours unlike.

    >>> weights((2, 2)).tolist()
    [[1.0, 1.625], [1.25, 1.875]]
    """
    return numpy().reshape([1.0 + 0.625 * k % 1.0 for k in range(prod(shape))], shape)
