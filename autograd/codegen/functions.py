"""What the names in a program's text mean: on floats, on floats with care, and on rows.

The plain meaning calls what eager code calls and lets it raise. The careful one answers as IEEE 754
does, one operation at a time as eager code does under `ieee()`. The one on rows takes arrays.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from ..engine.elementwise import Elementwise
from ..engine.nary import Nary
from ..engine.primitive import Primitive
from ..kernels import arrays, exact
from ..ops.extremes import max, min
from ..ops.lengths import norm
from ..ops.products import dot, prod
from ..ops.reductions import mean, sum
from ..support.arrays import numpy
from ..values.symbol import Condition

Meaning = dict[str, Any]
Functions = dict[str, Primitive]

CONSTANTS: Meaning = {"inf": math.inf, "nan": math.nan, "abs": abs}
CHOICES: Meaning = {
    "logical_and": lambda a, b: a and b,
    "logical_not": operator.not_,
    "logical_or": lambda a, b: a or b,
    "where": lambda condition, a, b: numpy().float64(a if condition else b),
}


def plain(functions: Functions) -> Meaning:
    """On Python floats, as fast as can be: errors are raised as `math` raises them."""
    own = {name: getattr(op, "forward", op.on_floats) for name, op in functions.items()}
    return {**CONSTANTS, "fsum": math.fsum, **own}


def careful(functions: Functions) -> Meaning:
    """On NumPy's float64 scalars, whose operators answer as IEEE 754 does."""
    own = {name: _guarded(op) for name, op in functions.items()}
    return {**CONSTANTS, **CHOICES, "float64": numpy().float64, "fsum": _guarded(sum), **own}


def on_rows(functions: Functions) -> Meaning:
    """On arrays, one element for each row."""
    np = numpy()
    own = {name: on_arrays(op) for name, op in functions.items()}
    choices = {name: getattr(np, name) for name in CHOICES}
    return {**CONSTANTS, **choices, "float64": np.float64, "fsum": summed, **own}


def _guarded(op: Primitive) -> Callable[..., Any]:
    number, compute = numpy().float64, op.compute
    if isinstance(op, Nary):
        return lambda xs: number(compute(list(map(float, xs))))
    return lambda *xs: number(compute(list(map(float, xs))))


def on_arrays(op: Primitive) -> Callable[..., Any]:
    """An operation on arrays: a ufunc where NumPy has one."""
    if isinstance(op, Condition):
        return getattr(numpy(), op.name)  # type: ignore[no-any-return]
    if op in ON_ROWS:
        return ON_ROWS[op]
    if isinstance(op, Elementwise):
        return getattr(numpy(), op.array) if isinstance(op.array, str) else op.array
    if isinstance(op, Nary):
        kernel = op.kernel
        return lambda columns: kernel(columns, arrays) if kernel else _row_by_row(op, columns)
    return op.on_arrays


def _row_by_row(op: Primitive, columns: Sequence[Any]) -> Any:
    """A function of a list of floats, called for each row."""
    together = numpy().broadcast_arrays(*columns)
    rows = zip(*(column.ravel().tolist() for column in together), strict=True)
    answers = [op.compute(row) for row in rows]
    return numpy().array(answers).reshape(together[0].shape)[()]


def summed(columns: Sequence[Any]) -> Any:
    """The elementwise sum of arrays, rounded once, as `math.fsum` does it for floats.

    The rounding error of every addition is kept and added at the end (Ogita, Rump & Oishi, SIAM
    J. Sci. Comput. 26 (2005), algorithm 4.4). Its error bound decides which rows need `fsum`.

    >>> import numpy
    >>> summed([numpy.array([1e16, 1.0]), 1.0, numpy.array([-1e16, 1.0])]).tolist()
    [1.0, 3.0]
    """
    np = numpy()
    total = rest = size = 0.0
    for x in columns:
        total, lost = exact.two_sum(total, x)
        rest = rest + lost
        size = size + abs(x)
    y = total + rest
    safe = size * (len(columns) ** 2 * np.finfo(float).eps) <= abs(y)
    if np.all(safe):
        return y
    y, safe, *columns = np.broadcast_arrays(y, safe, *columns)
    y = y.copy()
    y[~safe] = _row_by_row(sum, [column[~safe] for column in columns])
    return y[()]


def _averaged(columns: Sequence[Any]) -> Any:
    """The mean, also where the sum leaves the range of floats."""
    y = summed(columns) / len(columns)
    return y if numpy().all(numpy().isfinite(y)) else _row_by_row(mean, columns)


def _length(columns: Sequence[Any]) -> Any:
    """The Euclidean length, scaled by a power of two so that no square overflows."""
    np = numpy()
    peak = reduce(np.maximum, map(abs, columns))
    ordinary = (peak > 0.0) & np.isfinite(peak)
    exponent = np.frexp(np.where(ordinary, peak, 1.0))[1]
    length = np.ldexp(np.sqrt(summed([np.ldexp(x, -exponent) ** 2 for x in columns])), exponent)
    infinite = reduce(np.logical_or, map(np.isinf, columns))
    return np.where(ordinary, length, np.where(infinite, np.inf, peak))


def _dot(columns: Sequence[Any]) -> Any:
    half = len(columns) // 2
    return summed([a * b for a, b in zip(columns[:half], columns[half:], strict=True)])


ON_ROWS: dict[Primitive, Callable[[Sequence[Any]], Any]] = {
    sum: summed,
    dot: _dot,
    max: lambda columns: reduce(numpy().maximum, columns),
    min: lambda columns: reduce(numpy().minimum, columns),
    prod: lambda columns: reduce(operator.mul, columns, 1.0),
    norm: _length,
    mean: _averaged,
}
