"""Diagonals and triangles of matrices, and of the last two axes of arrays."""

from __future__ import annotations

from typing import Any

from ..engine.array_names import array_function
from ..errors import ShapeError
from ..support.arrays import numpy
from .axes import axis_within, shape_of
from .choice import where
from .joining import as_array
from .moving import index, place, transpose


@array_function()
def diag(x: Any, k: int = 0) -> Any:
    """A diagonal of a matrix, as a vector; or the matrix that has a vector on a diagonal.

        formula:     y[i] = x[i,i + k], or y[i,i + k] = x[i] and 0 elsewhere
        domain:      vectors and matrices
        derivative:  the gradient comes back along that diagonal

    >>> from autograd import Tensor
    >>> diag(Tensor([[1.0, 2.0], [3.0, 4.0]]))
    Tensor([1., 4.], op='index')
    """
    x = as_array(x)
    shape = shape_of(x)
    if len(shape) == 2:
        return diagonal(x, k)
    if len(shape) != 1:
        raise ShapeError(f"diag takes a vector or a matrix; got shape {shape}: use diagonal")
    n = shape[0] + abs(k)
    rows = numpy().arange(shape[0]) + max(-k, 0)
    return place(x, (rows, rows + k), (n, n))


@array_function(method=True)
def diagonal(x: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """A diagonal of a matrix, or of each matrix in an array: the last axis of the result.

        formula:     y[i] = x[i,i + offset]
        domain:      arrays of two axes at least
        derivative:  the gradient comes back along that diagonal, with zeros elsewhere

    >>> from autograd import Tensor
    >>> diagonal(Tensor([[1.0, 2.0], [3.0, 4.0]]), 1)
    Tensor([2.], op='index')
    """
    x = as_array(x)
    shape = shape_of(x)
    if len(shape) < 2:
        raise ShapeError(f"diagonal takes a matrix, or an array of them; got shape {shape}")
    first, second = axis_within(shape, axis1), axis_within(shape, axis2)
    if first == second:
        raise ShapeError(f"diagonal takes two axes of an array; got axis {first} of {shape} twice")
    rest = [i for i in range(len(shape)) if i not in (first, second)]
    count = max(0, min(shape[first] + min(offset, 0), shape[second] - max(offset, 0)))
    rows = numpy().arange(count) + max(-offset, 0)
    return index(transpose(x, (*rest, first, second)), (..., rows, rows + offset))


def _triangle(name: str, x: Any, k: int, upper: bool) -> Any:
    x = as_array(x)
    shape = shape_of(x)
    if len(shape) < 2:
        raise ShapeError(f"{name} takes a matrix, or an array of them; got shape {shape}")
    lower = numpy().tri(*shape[-2:], k - upper, dtype=bool)
    return where(numpy().broadcast_to(lower != upper, shape), x, 0.0)


@array_function()
def triu(x: Any, k: int = 0) -> Any:
    """The elements on and above a diagonal, with zeros below.

        formula:     y[i,j] = x[i,j] where j >= i + k, else 0
        domain:      arrays of two axes at least
        derivative:  the gradient comes back there, with zeros below

    >>> from autograd import Tensor
    >>> triu(Tensor([[1.0, 2.0], [3.0, 4.0]])).data.tolist()
    [[1.0, 2.0], [0.0, 4.0]]
    """
    return _triangle("triu", x, k, True)


@array_function()
def tril(x: Any, k: int = 0) -> Any:
    """The elements on and below a diagonal, with zeros above.

        formula:     y[i,j] = x[i,j] where j <= i + k, else 0
        domain:      arrays of two axes at least
        derivative:  the gradient comes back there, with zeros above

    >>> from autograd import Tensor
    >>> tril(Tensor([[1.0, 2.0], [3.0, 4.0]])).data.tolist()
    [[1.0, 0.0], [3.0, 4.0]]
    """
    return _triangle("tril", x, k, False)
