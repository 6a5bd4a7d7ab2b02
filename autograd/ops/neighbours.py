"""What elements are beside their neighbours: borders around an array, differences, slopes."""

from __future__ import annotations

from typing import Any

from ..engine.array_names import array_function
from ..errors import OperandError, ShapeError
from ..support.arrays import numpy
from .axes import axes_within, axis_within, shape_of
from .joining import as_array, concatenate, take
from .moving import broadcast
from .pieces import between

BY_PLACE = ("edge", "reflect", "symmetric", "wrap")  # borders that repeat elements of the array


@array_function()
def pad(x: Any, pad_width: Any, mode: str = "constant", constant_values: float = 0.0) -> Any:
    """`x` with a border on each axis: of a constant, or of its own elements.

        formula:     y[i + width] = x[i]
        domain:      arrays; the modes are constant, edge, reflect, symmetric and wrap
        derivative:  the gradient comes back from the elements that each was put at, summed

    >>> from autograd import Tensor
    >>> pad(Tensor([1.0, 2.0]), (1, 2))
    Tensor([0., 1., 2., 0., 0.], op='join')
    """
    x = as_array(x)
    if mode != "constant" and mode not in BY_PLACE:
        raise OperandError(f"pad takes the modes constant, {', '.join(BY_PLACE)}; got {mode!r}")
    widths = numpy().broadcast_to(numpy().asarray(pad_width), (len(shape_of(x)), 2)).tolist()
    for axis, (before, after) in enumerate(widths):
        if before < 0 or after < 0:
            raise ShapeError(f"pad takes widths from 0 on; got {pad_width!r}")
        if before or after:
            ways = (x, axis, before, after)
            x = _walled(*ways, constant_values) if mode == "constant" else _continued(*ways, mode)
    return x


def _walled(x: Any, axis: int, before: int, after: int, number: float) -> Any:
    shape = list(shape_of(x))
    walls = []
    for shape[axis] in (before, after):
        walls.append(numpy().full(shape, number, dtype=float))
    return concatenate([each for each in (walls[0], x, walls[1]) if shape_of(each)[axis]], axis)


def _continued(x: Any, axis: int, before: int, after: int, mode: Any) -> Any:
    places = numpy().pad(numpy().arange(shape_of(x)[axis]), (before, after), mode=mode)
    return take(x, places, axis=axis)


@array_function()
def diff(x: Any, n: int = 1, axis: int = -1, prepend: Any = None, append: Any = None) -> Any:
    """The differences of neighbours along an axis, n times over.

        formula:     y[i] = x[i + 1] - x[i]
        domain:      arrays with an axis
        derivative:  dy[i]/dx[i + 1] = 1, dy[i]/dx[i] = -1

    >>> from autograd import Tensor
    >>> diff(Tensor([1.0, 4.0, 9.0]))
    Tensor([3., 5.], op='-')
    """
    x = as_array(x)
    i = axis_within(shape_of(x), axis)
    if not shape_of(x):
        raise ShapeError("diff takes an array with an axis; got a number")
    ends = [_slice_like(each, x, i) for each in (prepend, append)]
    x = concatenate([each for each in (ends[0], x, ends[1]) if each is not None], axis=i)
    for _ in range(n):
        x = between(x, i, 1, None) - between(x, i, None, -1)
    return x


def _slice_like(end: Any, x: Any, axis: int) -> Any:
    """What `diff` puts before or after: a number stands for a whole slice."""
    if end is None:
        return None
    end, shape = as_array(end), list(shape_of(x))
    shape[axis] = 1
    if shape_of(end):
        return end
    return broadcast(end, tuple(shape)) if hasattr(end, "primal") else numpy().full(shape, end)


@array_function()
def gradient(x: Any, *spacing: Any, axis: Any = None) -> Any:
    """The slopes of a sampled function: central differences, and one-sided ones at both ends.

        formula:     y[i] = (x[i + 1] - x[i - 1])/(2*h)
        domain:      arrays of two samples at least; steps h as numbers, one or one for each axis
        derivative:  dy[i]/dx[i + 1] = 1/(2*h), dy[i]/dx[i - 1] = -1/(2*h)

    >>> from autograd import Tensor
    >>> gradient(Tensor([1.0, 4.0, 9.0]), 1.0)
    Tensor([3., 4., 5.], op='/')
    """
    x = as_array(x)
    axes = axes_within(shape_of(x), axis)
    steps = spacing * len(axes) if len(spacing) == 1 else spacing or (1.0,) * len(axes)
    if len(steps) != len(axes):
        raise OperandError(f"gradient takes one step, or one for each axis; got {len(steps)}")
    slopes = [_slopes(x, i, h) for i, h in zip(axes, steps, strict=True)]
    return slopes[0] if len(slopes) == 1 else tuple(slopes)


def _slopes(x: Any, axis: int, step: Any) -> Any:
    if not shape_of(x) or shape_of(x)[axis] < 2:
        raise ShapeError(f"gradient takes two samples along an axis; got shape {shape_of(x)}")
    if getattr(step, "shape", ()) or isinstance(step, (list, tuple)):
        raise OperandError("gradient takes equal steps, as numbers; got an array of places")
    inner = (between(x, axis, 2, None) - between(x, axis, None, -2)) / 2.0
    first = between(x, axis, 1, 2) - between(x, axis, 0, 1)
    last = between(x, axis, -1, None) - between(x, axis, -2, -1)
    return concatenate([first, inner, last], axis=axis) / step
