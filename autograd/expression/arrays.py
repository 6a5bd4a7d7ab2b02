"""What expressions say about arrays, on whole Tensors: a vector is a column, entries count from 1.

Entry by entry Tensors follow NumPy, except that a matrix with one column is a column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.primitive import PUBLIC
from ..errors import ShapeError
from ..ops.axes import shape_of
from ..ops.joining import stack
from ..ops.matrices import matmul, outer
from ..ops.moving import reshape, transpose
from ..ops.softmax import log_softmax, softmax


def _delta(i: Any, j: Any) -> float:
    return float(i == j)


ON_ARRAYS: dict[str, Any] = {
    "softmax": softmax,
    "log_softmax": log_softmax,
    "outer": outer,
    "trace": PUBLIC["trace"],
    "cumsum": PUBLIC["cumsum"],
    "delta": _delta,
}


def stacked(items: Sequence[Any]) -> Any:
    """[x, y]: a column; [[x, y], [z, w]]: a matrix, row by row."""
    if len({shape_of(item) for item in items}) > 1 or len(shape_of(items[0])) > 1:
        raise ShapeError("the rows of a matrix are lists of equally many numbers")
    return stack(items)


def fitted(args: Sequence[Any]) -> Sequence[Any]:
    """The arguments of an operation that goes entry by entry: a column is a column."""
    if not any(len(shape_of(x)) == 1 for x in args):
        return args
    return [reshape(x, shape_of(x)[:1]) if shape_of(x)[1:] == (1,) else x for x in args]


def transposed(x: Any) -> Any:
    """Rows for columns: a column becomes a row, a number stays."""
    shape = shape_of(x)
    return reshape(x, (1, *shape)) if len(shape) == 1 else transpose(x) if shape else x


def product(x: Any, y: Any) -> Any:
    """The matrix product; a row times a column is a number, a column times a row a matrix."""
    left, right = shape_of(x), shape_of(y)
    if not left or not right:
        raise ShapeError("@ multiplies arrays, and one of these is a number: write *")
    if len(left) == len(right) == 1:
        raise ShapeError("both of these are columns: write x.T @ y for a number, x @ y.T for all")
    z = matmul(reshape(x, (*left, 1)) if len(left) == 1 else x, y)
    return reshape(z, ()) if shape_of(z) == (1,) else z


def element(x: Any, *place: Any) -> Any:
    """The entry at a place, which counts from 1."""
    shape = shape_of(x)
    if not shape:
        raise ShapeError("a number has no entries: give every number its own name, or an array")
    if len(place) < len(shape) == 2 and shape[1:] == (1,):
        place = (*place, 1)
    if len(place) != len(shape):
        many = "one index" if len(shape) == 1 else f"{len(shape)} indices"
        raise ShapeError(f"the entries of this array have {many}; here are {len(place)}")
    for index, size in zip(place, shape, strict=True):
        if not isinstance(index, (int, float)) or index % 1 or not 1 <= index <= size:
            raise ShapeError(f"there is no such entry: indices count from 1, here to {size}")
    return x[tuple(int(index) - 1 for index in place)]


def is_on_arrays(x: Any) -> bool:
    """Whether a value is an array, or one entry of such."""
    return getattr(x, "on_arrays", False)


def as_one(xs: Any) -> Any:
    """A list of numbers as an array, where some come from arrays; else the list."""
    return stack(xs) if isinstance(xs, list) and any(map(is_on_arrays, xs)) else xs


def collected(op: Any, terms: Sequence[Any]) -> Any:
    """A sum or its like of numbers, or entry by entry of arrays."""
    if any(map(shape_of, terms)):
        return op(stack(terms), axis=0)
    return op(as_one([*terms]))
