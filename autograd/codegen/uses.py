"""What a compiled function is good for beside being called: products with vectors, and sweeps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from operator import index
from typing import Any

from ..engine.scalars import to_float
from ..errors import OperandError
from ..formulas.text.complaint import listed
from .everything import everything
from .products import products
from .sweeping import Point, sweep
from .trace import Trace


class Uses:
    """Made by `compile`, which says how the products with vectors are made."""

    __name__: str
    names: tuple[str, ...]
    order: int
    trace: Trace
    over: tuple[str, ...] = ()
    _make_derived: Callable[[Callable[..., Any], int], Any] | None = None
    __call__: Callable[..., Any]

    @cached_property
    def hvp(self) -> Any:
        """The Hessian times a vector: called with the arguments and then a direction for each.

        >>> from autograd import compile
        >>> compile(lambda x, y: x * x * y).hvp(2.0, 3.0, 1.0, 0.0)
        (6.0, 4.0)
        """
        return self._derived(products, "its products with vectors", times=2)

    @cached_property
    def everything(self) -> Any:
        """Every node's value, local derivatives and adjoint, in a table by name, for a live page.

        >>> from autograd import compile
        >>> table = compile(lambda x: x * x).everything(3.0)
        >>> table["mul"]
        {'value': 9.0, 'adjoint': 1.0, 'partials': {'x': 3.0, 'x_2': 3.0}}
        """
        return self._derived(everything, "everything in it")

    def _derived(self, make: Callable[..., Any], what: str, times: int = 1) -> Any:
        if self._make_derived is None:
            raise OperandError(
                f"{self.__name__} was pickled, or made of a trace: compile the function again "
                f"for {what}"
            )
        return self._make_derived(make, times)

    def descend(self, *args: Any, rate: float, steps: int = 1, by: Sequence[str] = ()) -> Any:
        """The arguments after `steps` steps of gradient descent, each less `rate` times its slope.

        `by` names those that move: all but rows, if it is left out. Native code does it without
        Python in between. The function is compiled with its gradient.

        >>> from autograd import compile
        >>> compile(lambda x, y: x * x + y, grad=True).descend(1.0, 5.0, rate=0.25, steps=2, by="x")
        (0.25, 5.0)
        """
        if self.order < 1:
            raise OperandError("a descent needs the gradient: compile with grad=True")
        slopes = self.trace.by
        shared = [name for name in slopes if name not in self.over]
        moving = [by] if isinstance(by, str) else list(by) or shared
        for name in moving:
            if name not in slopes:
                raise OperandError(
                    f"by names the arguments that move: {listed(slopes)}; got {name!r}"
                )
        return self._descended(args, moving, to_float(rate), _count(steps))

    def _descended(self, args: Any, moving: Collection[str], rate: float, steps: int) -> Any:
        for _ in range(steps):
            slopes = dict(zip(self.trace.by, self(*args)[1], strict=True))
            args = tuple(
                _moved(x, slopes[name], rate) if name in moving else x
                for name, x in zip(self.names, args, strict=True)
            )
        return tuple(args)

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


def _count(steps: Any) -> int:
    """A number of steps."""
    try:
        count = index(steps)
    except TypeError:
        count = -1
    if count < 0:
        raise OperandError(f"steps is a whole number, 0 or more; got {steps!r}")
    return count


def _moved(x: Any, d: Any, rate: float) -> Any:
    """Numbers less `rate` times their slopes, in their structure."""
    if isinstance(x, dict):
        return {key: _moved(part, d[key], rate) for key, part in x.items()}
    if isinstance(x, (list, tuple)):
        moved = [_moved(part, slope, rate) for part, slope in zip(x, d, strict=True)]
        return moved if isinstance(x, list) else tuple(moved)
    return x - rate * d
