"""`odeint`: an ordinary differential equation in fixed steps, by the method of Runge and Kutta.

>>> from autograd import Value
>>> rate = Value(-1.0, name="rate")
>>> y = odeint(lambda y, t: rate * y, 1.0, [0.0, 0.5, 1.0], substeps=10)
>>> y[-1].backward()
>>> round(y[-1].item(), 6), round(rate.grad, 6)  # of exp(rate): both are 1/e
(0.367879, 0.367879)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from ..engine.scalars import is_real, to_float
from ..errors import OperandError, ShapeError
from ..support.containers import leaves_of, like
from .scanning import repeat, scan
from .step import check_count

Field = Callable[[Any, Any], Any]


def odeint(f: Field, y: Any, times: Sequence[float], substeps: int = 1) -> Any:
    """y at each of `times`, where dy/dt = f(y, t) and y is given at the first of them.

    `y` is a number, an array, or a tuple, list or dict of them, and so is what f gives; each leaf
    comes back as a Tensor (an array where nothing is recorded) with a row for each time. Between
    two times are `substeps` equal steps of the classical method of order 4 (Kutta 1901): half the
    step has a sixteenth of the error. Steps that adapt to an error are the business of
    `scipy.integrate`. It is a `scan`, so that gradients reach y and what f closes over: those of
    the discrete steps, exactly, in memory that grows with the root of their number.

    Raises `OperandError` where times are no increasing or decreasing numbers, or substeps is no
    whole number from 1 on, and `ShapeError` where f gives another structure than y.

    >>> odeint(lambda y, t: (y[1], -y[0]), (0.0, 1.0), [0.0, 1.0, 2.0], substeps=20)[0].round(6)
    array([0.      , 0.841471, 0.909297])
    """
    starts = _checked(times)
    check_count("substeps", substeps, 1)
    # The first step has no length: so y at the first time is among the rows.
    lengths = [0.0, *((b - a) / substeps for a, b in pairwise(starts))]

    def step(y: Any, x: tuple[Any, Any]) -> tuple[Any, Any]:
        """From one time to the next, in substeps."""
        t, h = x
        if substeps > 1:
            y, _ = repeat(lambda c: (runge_kutta(f, c[0], c[1], h), c[1] + h), (y, t), substeps)
        else:
            y = runge_kutta(f, y, t, h)
        return y, y

    return scan(step, y, ([starts[0], *starts[:-1]], lengths))[1]


def runge_kutta(f: Field, y: Any, t: Any, h: Any) -> Any:
    """y after one step of length h from the time t, where dy/dt = f(y, t).

    >>> runge_kutta(lambda y, t: y, 1.0, 0.0, 0.1)  # 1 + h + h^2/2 + h^3/6 + h^4/24
    1.1051708333333332
    """
    k1 = f(y, t)
    k2 = f(_moved(y, k1, h / 2.0), t + h / 2.0)
    k3 = f(_moved(y, k2, h / 2.0), t + h / 2.0)
    k4 = f(_moved(y, k3, h), t + h)
    slopes = zip(*map(leaves_of, (k1, k2, k3, k4)), strict=True)
    return _moved(y, like(y, [a + 2.0 * b + 2.0 * c + d for a, b, c, d in slopes]), h / 6.0)


def _moved(y: Any, slope: Any, h: Any) -> Any:
    leaves, slopes = leaves_of(y), leaves_of(slope)
    if len(leaves) != len(slopes):
        raise ShapeError(
            "the field of odeint gives as many rates as y has numbers or arrays; y has "
            f"{len(leaves)}, and f gave {len(slopes)}"
        )
    return like(y, [a + h * b for a, b in zip(leaves, slopes, strict=True)])


def _checked(times: Sequence[float]) -> list[float]:
    """The times as floats."""
    found = [to_float(t) if is_real(t) else None for t in times]
    pairs = list(pairwise(found))
    rising = all(a is not None and b is not None and a < b for a, b in pairs)
    falling = all(a is not None and b is not None and a > b for a, b in pairs)
    if len(found) < 2 or not (rising or falling):
        raise OperandError(
            "odeint wants the times at which y is asked for: two numbers or more, all rising or "
            f"all falling; got {list(times)!r:.60}"
        )
    return found  # type: ignore[return-value]  # none is None: each stands in a pair
