"""Functions whose first argument counts derivatives: 0, 1, 2 and so on."""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Any

from ..kernels import floats
from ..support.domain import Interval

FARTHEST_ORDER = 1e6
NEAR = Interval(-FARTHEST_ORDER, FARTHEST_ORDER)  # orders whose functions take bounded time


def is_order(n: Any) -> bool:
    """Whether a number counts derivatives."""
    return bool(n >= 0.0 and n == n // 1.0)


def of_order(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """A kernel whose first argument is the order of a derivative: a whole number, not negative."""

    def at(n: float, x: float) -> Any:
        if not is_order(n):
            raise ValueError("an order of differentiation is 0, 1, 2, ...")
        return kernel(int(n), x, floats)

    def of_order(n: Any, x: Any, backend: Any) -> Any:
        one_for_all = not getattr(n, "shape", ()) and is_order(n)
        return kernel(int(n), x, backend) if one_for_all else backend.map_floats(at, n, x)

    return of_order


def unknown(*xs: Any) -> Any:
    """NaN: the slope by an argument, such as an order, that no formula of these functions gives."""
    return nan * xs[-1]


def nowhere(*xs: float) -> float:
    """The value at infinity of a function that has none there."""
    return nan
