"""NumPy, loaded when the first array appears, and arithmetic that answers as IEEE 754 does."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from math import nan
from typing import Any


@cache
def numpy() -> Any:
    """The numpy module."""
    import numpy

    return numpy


def ieee_arithmetic() -> AbstractContextManager[Any]:
    """A block in which arrays give inf and NaN without a warning."""
    return numpy().errstate(all="ignore")  # type: ignore[no-any-return]


def mapped(function: Callable[..., float]) -> Callable[..., Any]:
    """A function of floats, applied to arrays one element at a time; NaN where it raises."""

    def safely(*xs: Any) -> float:
        try:
            return float(function(*map(float, xs)))
        except (ArithmeticError, ValueError):
            return nan

    def over_arrays(*xs: Any) -> Any:
        ufunc = numpy().frompyfunc(safely, len(xs), 1)
        return numpy().asarray(ufunc(*xs), dtype=float)[()]

    return over_arrays
