"""Arrays put together of others, or of slices of one: concatenate, stack, take.

Shapes follow NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.array_names import array_function
from ..engine.nary import listed
from ..engine.node import Node
from ..engine.structural import structural
from ..errors import ShapeError
from ..support.arrays import numpy
from ..support.containers import leaves_of
from .axes import axis_within, shape_of
from .moving import index, reshape


def _split(g: Any, y: Any, axis: int, *xs: Any) -> list[Any]:
    pieces, start = [], 0
    for x in xs:
        stop = start + shape_of(x)[axis]
        pieces.append(index(g, (slice(None),) * (axis % len(shape_of(x))) + (slice(start, stop),)))
        start = stop
    return [None, *pieces]


def as_array(x: Any) -> Any:
    """A list as an array, recorded if it holds nodes; anything else as it is."""
    if not isinstance(x, (list, tuple)):
        return x
    recorded = any(isinstance(leaf, Node) for leaf in leaves_of(x))
    return stack(x) if recorded else numpy().asarray(x, dtype=float)


def _arrays(name: str, xs: Any) -> list[Any]:
    arrays = [as_array(x) for x in listed(name, xs, of="arrays")]
    if not arrays:
        raise ShapeError(f"{name} takes at least one array; got none")
    return arrays


_join = structural(
    "join",
    lambda axis, *xs: numpy().concatenate(xs, axis=axis),
    _split,
    jvp=lambda y, args, dxs: _join(args[0], *map(_tangent, args[1:], dxs[1:])),
    back="in pieces, to each array its own",
    setting="axis",
    doc="arrays one after the other along an axis",
    public=False,
)


def _tangent(x: Any, dx: Any) -> Any:
    return numpy().zeros(shape_of(x)) if dx is None else dx


@array_function()
def concatenate(xs: Sequence[Any], axis: int | None = 0) -> Any:
    """Arrays one after the other along an axis they have; with None their elements in one row.

        formula:     y = [x, then the next, …]
        domain:      arrays of equal shapes but for that axis
        derivative:  the gradient comes back in pieces, to each array its own

    >>> from autograd import Tensor
    >>> concatenate([Tensor([1.0]), Tensor([2.0, 3.0])])
    Tensor([1., 2., 3.], op='join')
    """
    xs = _arrays("concatenate", xs)
    if not all(map(shape_of, xs)):
        raise ShapeError("concatenate takes arrays with an axis; got a number: use stack")
    if axis is None:
        return concatenate([reshape(x, (-1,)) for x in xs])
    return _join(axis_within(shape_of(xs[0]), axis), *xs)


@array_function()
def stack(xs: Sequence[Any], axis: int = 0) -> Any:
    """Arrays of one shape, or scalars, side by side along a new axis.

        formula:     y[i] = xs[i]
        domain:      arrays of one shape, or numbers
        derivative:  the gradient comes back in pieces, to each array its own

    >>> from autograd import Tensor
    >>> stack([Tensor([1.0, 2.0]), Tensor([3.0, 4.0])]).shape
    (2, 2)
    """
    xs = _arrays("stack", xs)
    shape = list(shape_of(xs[0]))
    if any(shape_of(x) != tuple(shape) for x in xs):
        raise ShapeError(f"stack takes equal shapes; got {sorted({shape_of(x) for x in xs})}")
    shape.insert(axis_within((len(xs), *shape), axis), 1)
    return _join(axis, *(reshape(x, tuple(shape)) for x in xs))


@array_function(method=True)
def take(x: Any, indices: Any, axis: int | None = 0) -> Any:
    """The slices of `x` at `indices` along `axis`; with None the elements, counted row by row.

        formula:     y[i] = x[indices[i]]
        domain:      arrays; indices within the axis
        derivative:  the gradient of y[i] comes back at x[indices[i]], where several meet their sum

    >>> from autograd import Tensor
    >>> take(Tensor([1.0, 2.0, 3.0]), [2, 0])
    Tensor([3., 1.], op='index')
    """
    x = as_array(x)
    if not shape_of(x):
        raise ShapeError("take takes an array with an axis; got a number")
    if axis is None:
        return take(reshape(x, (-1,)), indices)
    places: Any = indices if isinstance(indices, Node) else numpy().asarray(indices)
    if not places.size:  # NumPy makes floats of an empty list
        places = places.astype(int)
    return index(x, (slice(None),) * axis_within(shape_of(x), axis) + (places,))


@array_function(method=True)
def ravel(x: Any) -> Any:
    """The elements of `x` in one row, counted row by row.

        formula:     y = [x[1,1], x[1,2], …]
        domain:      arrays
        derivative:  the gradient comes back in the shape of x

    >>> from autograd import Tensor
    >>> ravel(Tensor([[1.0, 2.0], [3.0, 4.0]]))
    Tensor([1., 2., 3., 4.], op='reshape')
    """
    return reshape(as_array(x), (-1,))
