"""Moving array elements: broadcast, reshape, transpose, index.

Shapes follow NumPy. None of these has a number on its edges; each carries the vector-Jacobian
product, which is again made of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.structural import structural
from ..support.arrays import numpy
from .axes import Shape, kept, shape_of


def as_tuple(numbers: Any) -> tuple[Any, ...]:
    """A shape or axes, of which one may stand alone, as a graph keeps them."""
    if isinstance(numbers, tuple):
        return numbers
    many = hasattr(numbers, "__iter__") and getattr(numbers, "shape", True) != ()
    return tuple(numbers) if many else (numbers,)


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
    for x in (g, *(key if key.__class__ is tuple else (key,))):
        if hasattr(x, "placed"):  # what only notes what is done: see `codegen.arrays.recorder`
            return x.placed(g, key, shape)
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


def expand(x: Any, shape: Shape, axis: Any) -> Any:
    """What a reduction over `axis` of an array of this `shape` gave, stretched back over it."""
    return broadcast(reshape(x, kept(shape, axis)), shape)
