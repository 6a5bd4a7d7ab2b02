"""Arrays side by side, and cut in pieces.

Each is made of joins and slices, whose gradients come back by themselves.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from ..engine.array_names import array_function
from ..engine.nary import listed
from ..errors import OperandError, ShapeError
from .axes import axis_within, shape_of
from .joining import as_array, concatenate, ravel
from .moving import index, reshape
from .views import atleast_1d, atleast_2d


def between(x: Any, axis: int, *ends: Any) -> Any:
    """A slice of `x` along an axis that is counted from 0."""
    return index(x, (slice(None),) * axis + (slice(*ends),))


@array_function()
def hstack(xs: Sequence[Any]) -> Any:
    """Arrays one after the other along their second axis; vectors along the one they have.

        formula:     y = [x, then the next, …]
        domain:      arrays of equal shapes but for that axis
        derivative:  the gradient comes back in pieces, to each array its own

    >>> from autograd import Tensor
    >>> hstack([Tensor([1.0]), Tensor([2.0, 3.0])])
    Tensor([1., 2., 3.], op='join')
    """
    rows = [atleast_1d(x) for x in listed("hstack", xs, of="arrays")]
    return concatenate(rows, axis=1 if rows and len(shape_of(rows[0])) > 1 else 0)


@array_function()
def vstack(xs: Sequence[Any]) -> Any:
    """Arrays one below the other along their first axis; each vector is a row.

        formula:     y[i] = xs[i]
        domain:      arrays of equal shapes but for that axis
        derivative:  the gradient comes back in pieces, to each array its own

    >>> from autograd import Tensor
    >>> vstack([Tensor([1.0, 2.0]), Tensor([3.0, 4.0])]).shape
    (2, 2)
    """
    return concatenate([atleast_2d(x) for x in listed("vstack", xs, of="arrays")])


@array_function()
def column_stack(xs: Sequence[Any]) -> Any:
    """Vectors as the columns of a matrix; matrices beside them as they are.

        formula:     y[j,i] = xs[i][j]
        domain:      vectors and matrices of one length
        derivative:  the gradient comes back in pieces, to each array its own

    >>> from autograd import Tensor
    >>> column_stack([Tensor([1.0, 2.0, 3.0]), Tensor([3.0, 4.0, 5.0])]).shape
    (3, 2)
    """
    arrays = [atleast_1d(x) for x in listed("column_stack", xs, of="arrays")]
    columns = [reshape(x, (-1, 1)) if len(shape_of(x)) == 1 else x for x in arrays]
    return concatenate(columns, axis=1)


@array_function()
def append(x: Any, values: Any, axis: int | None = None) -> Any:
    """`x` and then `values` along an axis; with None the elements of both in one row.

        formula:     y = [x, then values]
        domain:      arrays of equal shapes but for that axis
        derivative:  the gradient comes back in pieces, to each array its own

    >>> from autograd import Tensor
    >>> append(Tensor([1.0, 2.0]), Tensor([3.0]))
    Tensor([1., 2., 3.], op='join')
    """
    xs = [atleast_1d(each) for each in (x, values)]
    return concatenate(xs if axis is not None else [ravel(each) for each in xs], axis=axis or 0)


@array_function()
def split(x: Any, indices_or_sections: Any, axis: int = 0) -> Any:
    """`x` cut along an axis into so many equal pieces, or before the places of a list.

        formula:     y = [x[:n], x[n:2*n], …]
        domain:      arrays; a number of pieces divides the length, else ShapeError
        derivative:  the gradient of each piece comes back at its place

    >>> from autograd import Tensor
    >>> split(Tensor([1.0, 2.0, 3.0]), [1])[1]
    Tensor([2., 3.], op='index')
    """
    n = shape_of(x := as_array(x))
    i = axis_within(n, axis)
    sections = indices_or_sections
    if n and not hasattr(sections, "__iter__") and (not sections or n[i] % sections):
        raise ShapeError(
            f"split takes a number of equal pieces; axis {i} has length {n[i]}, which "
            f"{sections!r} does not divide: array_split cuts it anyway"
        )
    return array_split(x, sections, axis)


@array_function()
def array_split(x: Any, indices_or_sections: Any, axis: int = 0) -> Any:
    """`x` cut along an axis into pieces as equal as can be, or before the places of a list.

        formula:     y = [x[:n], x[n:2*n], …]
        domain:      arrays; one piece at least, else ShapeError
        derivative:  the gradient of each piece comes back at its place

    >>> from autograd import Tensor
    >>> array_split(Tensor([1.0, 2.0, 3.0]), 2)[0]
    Tensor([1., 2.], op='index')
    """
    x = as_array(x)
    i = axis_within(shape_of(x), axis)
    if not shape_of(x):
        raise ShapeError("a number cannot be split: it has no axis")
    cuts = _cuts(indices_or_sections, shape_of(x)[i])
    return [between(x, i, a, b) for a, b in zip([0, *cuts], [*cuts, None], strict=True)]


def _cuts(sections: Any, n: int) -> list[int]:
    if hasattr(sections, "__iter__"):
        return [operator.index(place) for place in sections]
    pieces = whole("the number of pieces", sections)
    if pieces < 1:
        raise ShapeError(f"a split has one piece at least; got {pieces}")
    size, longer = divmod(n, pieces)
    return [k * size + min(k, longer) for k in range(1, pieces)]


def whole(what: str, number: Any) -> int:
    """A number as an int, or an `OperandError` that says what is no whole number."""
    try:
        return operator.index(number)
    except TypeError:
        raise OperandError(f"{what} is a whole number; got {number!r}") from None
