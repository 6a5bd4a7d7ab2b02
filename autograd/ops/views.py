"""The elements in the order they have, under axes of other lengths, names or places.

Each is a reshape or a transpose: names for what people mean by them.
"""

from __future__ import annotations

from typing import Any

from ..engine.array_names import array_function
from ..errors import ShapeError
from .axes import Shape, axes_within, axis_within, shape_of
from .joining import as_array
from .moving import as_tuple, reshape, transpose


@array_function(method=True)
def flatten(x: Any) -> Any:
    """The elements of `x` in one row, counted row by row: what `ravel` gives.

        formula:     y = [x[1,1], x[1,2], …]
        domain:      arrays
        derivative:  the gradient comes back in the shape of x

    >>> from autograd import Tensor
    >>> flatten(Tensor([[1.0, 2.0], [3.0, 4.0]]))
    Tensor([1., 2., 3., 4.], op='reshape')
    """
    return reshape(as_array(x), (-1,))


@array_function(method=True)
def squeeze(x: Any, axis: Any = None) -> Any:
    """`x` without its axes of length 1, or without those of them that are named.

        formula:     y[i] = x[1,i]
        domain:      arrays; a named axis has length 1, else ShapeError
        derivative:  the gradient comes back in the shape of x

    >>> from autograd import Tensor
    >>> squeeze(Tensor([[[1.0], [2.0]]]), axis=0).shape
    (2, 1)
    """
    x = as_array(x)
    shape = shape_of(x)
    gone = [i for i in axes_within(shape, axis) if axis is not None or shape[i] == 1]
    if long := [i for i in gone if shape[i] != 1]:
        raise ShapeError(f"squeeze takes away axes of length 1; axis {long[0]} of {shape} is not")
    return reshape(x, tuple(n for i, n in enumerate(shape) if i not in gone))


@array_function()
def expand_dims(x: Any, axis: Any) -> Any:
    """`x` with new axes of length 1, at the places they have in the result.

        formula:     y[1,i] = x[i]
        domain:      arrays and numbers
        derivative:  the gradient comes back in the shape of x

    >>> from autograd import Tensor
    >>> expand_dims(Tensor([1.0, 2.0]), axis=1).shape
    (2, 1)
    """
    x = as_array(x)
    axes = as_tuple(axis)
    whole = (1,) * (len(shape_of(x)) + len(axes))
    new, rest = axes_within(whole, axes), iter(shape_of(x))
    return reshape(x, tuple(1 if i in new else next(rest) for i in range(len(whole))))


@array_function(method=True)
def swapaxes(x: Any, axis1: int, axis2: int) -> Any:
    """`x` with two of its axes in each other's place.

        formula:     y[j,i] = x[i,j]
        domain:      arrays
        derivative:  the gradient comes back with the two axes changed again

    >>> from autograd import Tensor
    >>> swapaxes(Tensor([[[1.0, 2.0]]]), 0, 2).shape
    (2, 1, 1)
    """
    x = as_array(x)
    order = [*range(len(shape_of(x)))]
    i, j = (axis_within(shape_of(x), axis) for axis in (axis1, axis2))
    order[i], order[j] = j, i
    return transpose(x, tuple(order))


@array_function()
def moveaxis(x: Any, source: Any, destination: Any) -> Any:
    """`x` with some axes moved to other places, and the rest in the order they had.

        formula:     y[j,k,i] = x[i,j,k]
        domain:      arrays; as many places as axes, each once
        derivative:  the gradient comes back with the axes where they were

    >>> from autograd import Tensor
    >>> moveaxis(Tensor([[[1.0, 2.0]]]), 2, 0).shape
    (2, 1, 1)
    """
    x = as_array(x)
    shape = shape_of(x)
    froms, tos = ([axis_within(shape, i) for i in as_tuple(axes)] for axes in (source, destination))
    if len({*froms}) != len({*tos}) or len({*froms}) != len(froms):
        raise ShapeError(f"moveaxis takes each axis once to a place; got {source} to {destination}")
    order = [i for i in range(len(shape)) if i not in froms]
    for to, i in sorted(zip(tos, froms, strict=True)):
        order.insert(to, i)
    return transpose(x, tuple(order))


def _at_least(n: int, x: Any) -> Any:
    x = as_array(x)
    shape = shape_of(x)
    return x if len(shape) >= n else reshape(x, _padded(n, shape))


def _padded(n: int, shape: Shape) -> Shape:
    """NumPy puts a vector into a row of a matrix, and that into the middle of a box."""
    if n == 3 and shape:
        return (*((1, *shape) if len(shape) == 1 else shape), 1)
    return (1,) * (n - len(shape)) + shape


def _each(n: int, xs: tuple[Any, ...]) -> Any:
    return _at_least(n, xs[0]) if len(xs) == 1 else tuple(_at_least(n, x) for x in xs)


@array_function()
def atleast_1d(*xs: Any) -> Any:
    """A number as an array of one; arrays as they are. Of several a tuple.

        formula:     y[1] = x
        domain:      arrays and numbers
        derivative:  the gradient comes back in the shape of x

    >>> from autograd import Tensor
    >>> atleast_1d(Tensor([2.0])).shape
    (1,)
    """
    return _each(1, xs)


@array_function()
def atleast_2d(*xs: Any) -> Any:
    """A vector as a matrix of one row; matrices as they are. Of several a tuple.

        formula:     y[1,i] = x[i]
        domain:      arrays and numbers
        derivative:  the gradient comes back in the shape of x

    >>> from autograd import Tensor
    >>> atleast_2d(Tensor([1.0, 2.0])).shape
    (1, 2)
    """
    return _each(2, xs)


@array_function()
def atleast_3d(*xs: Any) -> Any:
    """What has fewer than three axes with new ones of length 1. Of several a tuple.

        formula:     y[1,i,1] = x[i]
        domain:      arrays and numbers
        derivative:  the gradient comes back in the shape of x

    >>> from autograd import Tensor
    >>> atleast_3d(Tensor([1.0, 2.0])).shape
    (1, 2, 1)
    """
    return _each(3, xs)
