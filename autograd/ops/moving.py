"""Moving array elements: broadcast, reshape, transpose, index, join, matrix product.

Shapes follow NumPy. None of these has a number on its edges; each carries the vector-Jacobian
product, which is again made of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

from ..engine.array_names import array_function
from ..engine.masks import where
from ..engine.nary import listed
from ..engine.node import Node
from ..engine.structural import structural
from ..errors import ShapeError
from ..support.arrays import numpy
from ..support.containers import leaves_of
from .axes import Shape, axis_within, kept, shape_of


def as_tuple(numbers: Any) -> tuple[Any, ...]:
    """A shape or axes, of which one may stand alone, as a graph keeps them."""
    if isinstance(numbers, tuple):
        return numbers
    return tuple(numbers) if hasattr(numbers, "__iter__") else (numbers,)


def _sum_to(x: Any, shape: Shape) -> Any:
    extra = len(x.shape) - len(shape)
    stretched = (i + extra for i, n in enumerate(shape) if n == 1 and x.shape[i + extra] != 1)
    return numpy().reshape(x.sum(axis=(*range(extra), *stretched)), shape)


broadcast = structural(
    "broadcast",
    lambda x, shape: numpy().broadcast_to(x, shape),
    lambda g, y, x, shape: [sum_to(g, shape_of(x)), None],
    signature=lambda x, shape: (x, as_tuple(shape)),
    method=True,
    aliases=["broadcast_to"],
    back="summed over the axes that were stretched",
    example="broadcast(Tensor([1.0, 2.0]), (2, 2))",
    latex="{x}",
    doc="x stretched to a shape, as NumPy broadcasts",
)
sum_to = structural(
    "sum_to",
    _sum_to,
    lambda g, y, x, shape: [broadcast(g, shape_of(x)), None],
    back="stretched over the axes that were summed",
    doc="the sum over the axes that broadcasting to the shape of x would stretch",
    public=False,
)
reshape = structural(
    "reshape",
    lambda x, shape: numpy().reshape(x, shape),
    lambda g, y, x, shape: [reshape(g, shape_of(x)), None],
    signature=lambda x, shape: (x, as_tuple(shape)),
    back="in the shape it had before",
    example="reshape(Tensor([1.0, 2.0]), (2, 1))",
    doc="the same elements in another shape",
)
transpose = structural(
    "transpose",
    lambda x, axes: numpy().transpose(x, axes),
    lambda g, y, x, axes: [transpose(g, _inverse(axes)), None],
    signature=lambda x, axes=None: (x, None if axes is None else as_tuple(axes) or None),
    back="with its axes in the order they had before",
    example="transpose(Tensor([[1.0, 2.0]]))",
    doc="the axes in another order (reversed when none is given)",
)


def _inverse(axes: Sequence[int] | None) -> tuple[int, ...] | None:
    if axes is None:
        return None
    return tuple(sorted(range(len(axes)), key=lambda i: axes[i] % len(axes)))


def _place(g: Any, key: Any, shape: Shape) -> Any:
    whole = numpy().zeros(shape, dtype=getattr(g, "dtype", float))
    numpy().add.at(whole, key, g)
    return whole


index = structural(
    "index",
    lambda x, key: x[key],
    lambda g, y, x, key: [place(g, key, shape_of(x)), None],
    back="at the place it was taken from, with zeros elsewhere",
    example="index(Tensor([1.0, 2.0]), 1)",
    doc="x[key], for every key NumPy takes",
)
place = structural(
    "place",
    _place,
    lambda g, y, x, key, shape: [index(g, key), None, None],
    back="from the place it was put at",
    doc="zeros of a shape, with x added at a key",
    public=False,
)


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
    places = numpy().asarray(indices)
    if not places.size:  # NumPy makes floats of an empty list
        places = places.astype(int)
    return index(x, (slice(None),) * axis_within(shape_of(x), axis) + (places,))


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


_product = structural(
    "matmul",
    lambda a, b: numpy().matmul(a, b),
    lambda g, y, a, b: [_product(g, _flip(b)), _product(_flip(a), g)],
    reach=lambda on, a, b: [_ones(on) @ _ones(_flip(b)), _ones(_flip(a)) @ _ones(on)],
    read=lambda on, a, b: (
        where(on.any(axis=-1, keepdims=True), a, 0.0),
        where(on.any(axis=-2, keepdims=True), b, 0.0),
    ),
    back="times the other factor, transposed",
    example="matmul(Tensor([[1.0, 2.0]]), Tensor([[3.0], [4.0]]))",
    doc="the matrix product over the last two axes",
    latex="{x} {y}",
)


def _ones(x: Any) -> Any:
    return x.astype(float) if x.dtype == bool else numpy().ones(shape_of(x))


def _flip(x: Any) -> Any:
    n = len(shape_of(x))
    return transpose(x, (*range(n - 2), n - 1, n - 2))


@array_function()
def matmul(a: Any, b: Any) -> Any:
    """The matrix product `a @ b`; vectors and stacks of matrices as in NumPy.

        formula:     y[i,j] = sum(k: a[i,k]*b[k,j])
        domain:      arrays of shapes (…, n, k) and (…, k, m), or vectors
        derivative:  the gradient g of y comes back as g @ b.T to a, as a.T @ g to b

    >>> from autograd import Tensor
    >>> matmul(Tensor([[1.0, 2.0]]), Tensor([3.0, 4.0]))
    Tensor([11.], op='reshape')
    """
    a, b = as_array(a), as_array(b)
    left, right = shape_of(a), shape_of(b)
    if not left or not right:
        raise ShapeError(f"matmul takes arrays; got shapes {left} and {right}: use * for a number")
    if left[-1] != right[max(len(right) - 2, 0)]:
        raise ShapeError(
            f"matmul takes (…, n) and (n, …); got {left} and {right}, that is n = {left[-1]} and "
            f"{right[max(len(right) - 2, 0)]}"
        )
    if len(left) == 1 or len(right) == 1:
        rows = (1, *left) if len(left) == 1 else left
        columns = (*right, 1) if len(right) == 1 else right
        whole = matmul(reshape(a, rows), reshape(b, columns))
        drop = shape_of(whole)[:-2]
        kept = (*left[-2:-1], *(right[-1:] if len(right) > 1 else ()))
        return reshape(whole, (*drop, *kept))
    batch = numpy().broadcast_shapes(left[:-2], right[:-2])
    return _product(_stretched(a, batch + left[-2:]), _stretched(b, batch + right[-2:]))


def _stretched(x: Any, shape: Shape) -> Any:
    return x if shape_of(x) == shape else broadcast(x, shape)


@array_function()
def outer(a: Any, b: Any) -> Any:
    """Every product of an element of vector `a` with one of vector `b`: shape (len a, len b).

        formula:     y[i,j] = a[i]*b[j]
        domain:      vectors
        derivative:  dy[i,j]/da[i] = b[j], dy[i,j]/db[j] = a[i]

    >>> from autograd import Tensor
    >>> outer(Tensor([1.0, 2.0]), Tensor([3.0, 4.0])).data.tolist()
    [[3.0, 4.0], [6.0, 8.0]]
    """
    a, b = as_array(a), as_array(b)
    return reshape(a, (prod(shape_of(a)), 1)) * reshape(b, (1, prod(shape_of(b))))


def expand(x: Any, shape: Shape, axis: Any) -> Any:
    """What a reduction over `axis` of an array of this `shape` gave, stretched back over it."""
    return broadcast(reshape(x, kept(shape, axis)), shape)
