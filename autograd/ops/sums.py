"""Sums that leave an axis, or take a diagonal: running sums and the trace.

Each is one entry: how `forward` is called is how the operation is, as a function, a method, and by
NumPy's name.
"""

from __future__ import annotations

from typing import Any

from ..engine.structural import structural
from ..errors import ShapeError
from ..support.arrays import numpy
from .axes import axis_within, shape_of
from .choice import where
from .joining import as_array
from .moving import expand, index, reshape


def _along(x: Any, axis: int | None) -> tuple[Any, int]:
    """An array and one of its axes; its elements in one row where none is given."""
    x = as_array(x)
    one_row = axis is None or not shape_of(x)
    return (reshape(x, (-1,)) if one_row else x), axis_within(
        shape_of(x), 0 if axis is None else axis
    )


def _reversed(x: Any, axis: int) -> Any:
    return index(x, (slice(None),) * axis + (slice(None, None, -1),))


cumsum = structural(
    "cumsum",
    lambda x, axis: numpy().cumsum(x, axis=axis),
    lambda g, y, x, axis: [_reversed(cumsum(_reversed(g, axis), axis), axis), None],
    signature=lambda x, axis=None: _along(x, axis),
    method=True,
    back="summed from each element to the last",
    setting="axis",
    example="cumsum(Tensor([[1.0, 2.0], [3.0, 4.0]]))",
    doc="the sums of the elements up to each, along an axis or row by row",
)


def _of_matrix(x: Any, offset: int, *axes: int) -> tuple[Any, ...]:
    x = as_array(x)
    shape = shape_of(x)
    if len(shape) < 2:
        raise ShapeError(f"trace takes a matrix, or an array of them; got shape {shape}")
    first, second = (axis_within(shape, axis) for axis in axes)
    if first == second:
        raise ShapeError(f"trace takes two axes of an array; got axis {first} of {shape} twice")
    return x, offset, first, second


def _on_diagonal(shape: tuple[int, ...], offset: int, axis1: int, axis2: int) -> Any:
    places = numpy().indices(shape, sparse=True)
    return places[axis2] - places[axis1] == offset


def _to_diagonal(g: Any, x: Any, *which: int) -> Any:
    shape = shape_of(x)
    return where(_on_diagonal(shape, *which), expand(g, shape, which[1:]), 0.0)


trace = structural(
    "trace",
    lambda x, offset, axis1, axis2: numpy().trace(x, offset, axis1, axis2),
    lambda g, y, x, *which: [_to_diagonal(g, x, *which), None, None, None],
    signature=lambda x, offset=0, axis1=0, axis2=1: _of_matrix(x, offset, axis1, axis2),
    method=True,
    back="to each element of the diagonal, with zeros elsewhere",
    setting="offset",
    example="trace(Tensor([[1.0, 2.0], [3.0, 4.0]]))",
    latex=r"\operatorname{tr} {x}",
    doc="the sum of a diagonal of a matrix, or of each matrix in an array",
)
