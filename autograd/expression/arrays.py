"""What expressions say about arrays, on whole Tensors: a vector is a column, entries count from 1.

Entry by entry Tensors follow NumPy, except that a matrix with one column is a column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..engine.primitive import PUBLIC
from ..engine.structural import Structural
from ..errors import ShapeError
from ..kernels.cofactors import MOST, adjugate, determinant
from ..ops.axes import shape_of
from ..ops.elementary import log
from ..ops.joining import stack
from ..ops.matrices import matmul, outer
from ..ops.moving import reshape, transpose
from ..ops.softmax import log_softmax, softmax
from ..support.arrays import numpy

MOST_ONES = 1_000


def _column(x: Any) -> Any:
    """An array with one column or one row, as a column; others as they are."""
    shape = shape_of(x)
    return reshape(x, (max(shape),)) if len(shape) == 2 and 1 in shape else x


def _of_columns(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *xs: function(*map(_column, xs))


def _diag(v: Any) -> Any:
    """A column as a diagonal matrix; the diagonal of a square matrix as a column."""
    shape = shape_of(v)
    if len(shape) == 2 and shape[0] == shape[1] > 1:
        return v[range(shape[0]), range(shape[0])]
    if len(shape) != 1:
        raise ShapeError("diag takes a column or a square matrix")
    return reshape(v, (*shape, 1)) * numpy().eye(*shape)


def _square(a: Any) -> list[list[Any]]:
    """The entries of a small square matrix, row by row."""
    n, *rest = shape_of(a) or (0,)
    if rest != [n] or n > MOST:
        raise ShapeError(f"a square matrix of at most {MOST} rows is wanted")
    return [[a[i, j] for j in range(n)] for i in range(n)]


def _inverse(a: Any) -> Any:
    """The inverse; there is none where the determinant is 0."""
    rows = _square(a)
    return stack([stack(row) for row in adjugate(rows)]) / determinant(rows)


def _delta(i: Any, j: Any) -> float:
    return float(i == j)


def _ones(n: Any) -> Any:
    if not isinstance(n, float) or not n.is_integer() or not 1 <= n <= MOST_ONES:
        raise ShapeError(f"a size from 1 to {MOST_ONES} is wanted")
    return numpy().ones(int(n))


def _basis(i: Any, n: Any) -> Any:
    """Column i of the unit matrix."""
    column = _ones(n)
    if i not in range(1, len(column) + 1):
        raise ShapeError(f"a place from 1 to {len(column)} is wanted")
    column[:] = [float(k + 1 == i) for k in range(len(column))]
    return column


def _taking_one_array() -> Iterator[Structural]:
    for op in PUBLIC.values():
        if isinstance(op, Structural) and all(
            x.default is not x.empty for x in op.parameters()[1:]
        ):
            yield op


# Those of the registry that take an array alone, and those that a page knows in its own way.
ON_ARRAYS: dict[str, Callable[..., Any]] = {op.name: op for op in _taking_one_array()} | {
    "outer": _of_columns(outer),
    "softmax": _of_columns(softmax),
    "log_softmax": _of_columns(log_softmax),
    "diag": _of_columns(_diag),
    "det": lambda a: determinant(_square(a)),
    "logdet": lambda a: log(determinant(_square(a))),
    "inverse": _inverse,
    "delta": _delta,
    "kron": _delta,
    "eye": lambda n: _diag(_ones(n)),
    "ones": _ones,
    "basis": _basis,
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
