"""What a compiled function is good for beside being called: products with vectors, and sweeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from ..errors import OperandError
from .sweeping import Point, sweep


class Uses:
    """Made by `compile`, which says how the products with vectors are made."""

    __name__: str
    _make_products: Callable[[], Any] | None = None
    __call__: Callable[..., Any]

    @cached_property
    def hvp(self) -> Any:
        """The Hessian times a vector: called with the arguments and then a direction for each.

        >>> from autograd import compile
        >>> compile(lambda x, y: x * x * y).hvp(2.0, 3.0, 1.0, 0.0)
        (6.0, 4.0)
        """
        if self._make_products is None:
            raise OperandError(
                f"{self.__name__} was pickled, or made of a trace: compile the function again "
                "for its products with vectors"
            )
        return self._make_products()

    def sweep(self, points: Any, executor: Any = None) -> list[Point]:
        """The answers at many points, in order: see `sweeping.sweep`.

        `points` maps names to values, of which all combinations are tried, or is a sequence of
        points by name. A point that fails keeps its error, and the others their answers.

        >>> from autograd import compile
        >>> points = compile(lambda x, y: x * y).sweep({"x": [1, 2], "y": [3, 4]})
        >>> [point.answer for point in points]
        [3.0, 4.0, 6.0, 8.0]
        """
        return sweep(self.__call__, points, executor)
