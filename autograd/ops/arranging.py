"""Elements repeated, moved on and turned round.

Each is made of joins, slices and takes, whose gradients come back by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.array_names import array_function
from ..errors import OperandError, ShapeError
from ..support.arrays import numpy
from .axes import Shape, axes_within, axis_within, shape_of
from .joining import as_array, concatenate, ravel, take
from .moving import as_tuple, broadcast, index, reshape, transpose
from .pieces import between, whole


@array_function(method=True, called="repeat")
def repeat_interleave(x: Any, repeats: Any, axis: int | None = None) -> Any:
    """Each element `repeats` times, or each slice along an axis; with a list, each as it says.

        formula:     y = [x[1], x[1], x[2], x[2], …]
        domain:      arrays; counts from 0
        derivative:  the gradients of all repetitions of an element are summed

    >>> from autograd import Tensor
    >>> repeat_interleave(Tensor([1.0, 2.0]), 2)
    Tensor([1., 1., 2., 2.], op='index')
    """
    x = as_array(x)
    x = ravel(x) if axis is None or not shape_of(x) else x
    i = axis_within(shape_of(x), axis or 0)
    counts = numpy().asarray(repeats)
    if counts.dtype.kind not in "iu" or (counts < 0).any():
        raise OperandError(f"repeat takes whole numbers from 0 on; got {repeats!r}")
    if counts.size not in (1, shape_of(x)[i]):
        raise ShapeError(f"repeat takes a count for each of {shape_of(x)[i]}; got {counts.size}")
    return take(x, numpy().repeat(numpy().arange(shape_of(x)[i]), counts), axis=i)


@array_function()
def tile(x: Any, reps: Any) -> Any:
    """`x` as a whole again and again, so many times along each axis, the last ones first.

        formula:     y = [x, x, …]
        domain:      arrays; counts from 0
        derivative:  the gradients of all copies of an element are summed

    >>> from autograd import Tensor
    >>> tile(Tensor([1.0, 2.0]), 2)
    Tensor([1., 2., 1., 2.], op='reshape')
    """
    x = as_array(x)
    times = tuple(whole("a number of copies", n) for n in as_tuple(reps))
    rank = max(len(times), len(shape_of(x)))
    shape: Shape = (1,) * (rank - len(shape_of(x))) + shape_of(x)
    times = (1,) * (rank - len(times)) + times
    apart = reshape(x, tuple(k for n in shape for k in (1, n)))
    wide = tuple(k for pair in zip(times, shape, strict=True) for k in pair)
    return reshape(broadcast(apart, wide), tuple(a * b for a, b in zip(times, shape, strict=True)))


@array_function()
def flip(x: Any, axis: Any = None) -> Any:
    """The elements in the opposite order, along an axis, several, or all.

        formula:     y[i] = x[n + 1 - i]
        domain:      arrays
        derivative:  the gradient comes back in the opposite order

    >>> from autograd import Tensor
    >>> flip(Tensor([1.0, 2.0]))
    Tensor([2., 1.], op='index')
    """
    x = as_array(x)
    turned = axes_within(shape_of(x), axis)
    backwards = slice(None, None, -1)
    key = tuple(backwards if i in turned else slice(None) for i in range(len(shape_of(x))))
    return index(x, key)


@array_function()
def roll(x: Any, shift: Any, axis: Any = None) -> Any:
    """The elements moved on along an axis, what leaves at the end coming in at the start.

        formula:     y[i + shift] = x[i]
        domain:      arrays; as many shifts as axes
        derivative:  the gradient is moved back

    >>> from autograd import Tensor
    >>> roll(Tensor([1.0, 2.0, 3.0]), 1)
    Tensor([3., 1., 2.], op='reshape')
    """
    x = as_array(x)
    if axis is None:
        return reshape(roll(ravel(x), int(numpy().sum(shift)), 0), shape_of(x))
    axes = [axis_within(shape_of(x), i) for i in _listed(axis)]
    shifts = [whole("a shift", by) for by in _listed(shift)]
    if len(shifts) != len(axes) and 1 not in (len(shifts), len(axes)):
        raise ShapeError(f"roll takes a shift for each axis; got {len(shifts)} for {len(axes)}")
    for by, i in numpy().broadcast(shifts, axes):
        x = _rolled(x, int(by), int(i))
    return x


def _listed(numbers: Any) -> Sequence[Any]:
    return numbers if isinstance(numbers, (list, tuple)) else [numbers]


def _rolled(x: Any, by: int, axis: int) -> Any:
    n = shape_of(x)[axis] if shape_of(x) else 0
    if not n or not by % n:
        return x
    cut = n - by % n
    return concatenate([between(x, axis, cut, None), between(x, axis, 0, cut)], axis=axis)


@array_function()
def rot90(x: Any, k: int = 1, axes: Any = (0, 1)) -> Any:
    """The plane of two axes turned by 90 degrees, k times, from the first towards the second.

        formula:     y[i,j] = x[j, n + 1 - i]
        domain:      arrays of two axes at least
        derivative:  the gradient is turned back

    >>> from autograd import Tensor
    >>> rot90(Tensor([[1.0, 2.0], [3.0, 4.0]])).data.tolist()
    [[2.0, 4.0], [1.0, 3.0]]
    """
    x = as_array(x)
    plane = [axis_within(shape_of(x), i) for i in axes]
    if len(plane) != 2 or plane[0] == plane[1]:
        raise ShapeError(f"rot90 turns a plane of two axes; got axes {axes!r} of {shape_of(x)}")
    first, second = plane
    order = [*range(len(shape_of(x)))]
    order[first], order[second] = second, first
    quarter = whole("k", k) % 4
    if quarter == 2:
        return flip(x, plane)
    if quarter % 2 == 0:
        return x
    turned = flip(x, second) if quarter == 1 else x
    turned = transpose(turned, tuple(order))
    return flip(turned, second) if quarter == 3 else turned
