"""Functions of whole arrays that a page need not declare: dot, softmax, diag, trace, det, inverse.

Each is one entry of `ON_ARRAYS`: given a way to compute with numbers and the arguments, it gives a
number or an array. Here are those that a page understands in a way of its own. Any other operation
of the registry that takes an array alone is read off its entry, as cumsum is; sums, means, norms
and the like of all entries are so in `calls`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from ...engine.primitive import PUBLIC
from ...engine.structural import Structural
from ...kernels.cofactors import MOST, adjugate, determinant
from ...support.arrays import numpy
from .calculus import sum_of_products, total
from .grids import Grid, Misfit, in_words, product, shape_of, transposed
from .names import Names

MOST_ONES = 1000


def _dot(scope: Names, u: Any, v: Any) -> Any:
    first, second = _column(u), _column(v)
    if first.shape != second.shape:
        raise Misfit(f"{in_words(first.shape)} and {in_words(second.shape)}")
    return sum_of_products(scope, first.entries, second.entries)


def _outer(scope: Names, u: Any, v: Any) -> Any:
    return product(_column(u), transposed(_column(v)), partial(sum_of_products, scope))


def _of_each(name: str) -> Callable[..., Any]:
    """softmax and its logarithm: element i of the function of all entries."""

    def function(scope: Names, z: Any) -> Any:
        column = _column(z)
        entries = column.entries
        found = (scope.apply(name, [Fraction(i), *entries]) for i in range(len(entries)))
        return Grid(column.shape, tuple(found))

    return function


def _diag(scope: Names, v: Any) -> Any:
    """A column as a diagonal matrix; the diagonal of a square matrix as a column."""
    if isinstance(v, Grid) and len(v.shape) == 2 and v.shape[0] == v.shape[1]:
        return Grid(v.shape[:1], v.entries[:: v.shape[0] + 1])
    column = _column(v)
    (n,) = column.shape
    entries = [column.entries[i] if i == j else Fraction(0) for i in range(n) for j in range(n)]
    scope.make_room(n * n)
    return Grid((n, n), tuple(entries))


def _trace(scope: Names, a: Any) -> Any:
    if not isinstance(a, Grid) or len(a.shape) != 2 or a.shape[0] != a.shape[1]:
        raise Misfit(f"a square matrix is wanted; got {in_words(shape_of(a))}")
    return total(scope, a.entries[:: a.shape[0] + 1])


def _determinant(scope: Names, a: Any) -> Any:
    return determinant(_square(scope, a))


def _logdet(scope: Names, a: Any) -> Any:
    """The logarithm of a determinant, which is then more than 0."""
    return scope.apply("log", [determinant(_square(scope, a))])


def _inverse(scope: Names, a: Any) -> Any:
    """The inverse; there is none where the determinant is 0."""
    rows = _square(scope, a)
    below = determinant(rows)
    entries = [scope.apply("div", [x, below]) for row in adjugate(rows) for x in row]
    return Grid(a.shape, tuple(entries))


def _square(scope: Names, a: Any) -> list[list[Any]]:
    """The rows of a small square matrix, as symbols."""
    if not isinstance(a, Grid) or len(a.shape) != 2 or a.shape[0] != a.shape[1]:
        raise Misfit(f"a square matrix is wanted; got {in_words(shape_of(a))}")
    n = a.shape[0]
    if n > MOST:
        raise Misfit(f"a matrix of at most {MOST} rows is wanted; got {in_words(a.shape)}")
    scope.make_room(n * n)
    symbols = [scope.as_symbol(entry) for entry in a.entries]
    return [symbols[i * n : i * n + n] for i in range(n)]


def _delta(scope: Names, i: Any, j: Any) -> Any:
    if not isinstance(i, Fraction) or not isinstance(j, Fraction):
        raise Misfit("delta compares two indices, as in delta(i, j)")
    return Fraction(i == j)


def _eye(scope: Names, n: Any) -> Any:
    return _diag(scope, _ones(scope, n))


def _ones(scope: Names, n: Any) -> Any:
    if not isinstance(n, Fraction) or n.denominator != 1 or not 1 <= n <= MOST_ONES:
        raise Misfit(f"a size from 1 to {MOST_ONES} is wanted")
    return Grid((int(n),), (Fraction(1),) * int(n))


def _basis(scope: Names, i: Any, n: Any) -> Any:
    """Column i of the unit matrix."""
    column = _ones(scope, n)
    if not isinstance(i, Fraction) or not column.has((int(i),)):
        raise Misfit(f"a place from 1 to {column.shape[0]} is wanted")
    return Grid(column.shape, tuple(Fraction(i == k + 1) for k in range(column.shape[0])))


def _column(x: Any) -> Grid:
    """An array with one column or one row, as a column."""
    if isinstance(x, Grid) and (len(x.shape) == 1 or 1 in x.shape):
        return Grid((len(x.entries),), x.entries)
    raise Misfit(f"a column is wanted; got {in_words(shape_of(x))}")


def _by_its_entry(op: Structural, scope: Names, x: Any) -> Any:
    """An operation of the registry on an array whose elements are the symbols of the entries."""
    if not isinstance(x, Grid):
        raise Misfit("an array is wanted; got a number")
    scope.make_room(len(x.entries))
    elements = numpy().empty(len(x.entries), dtype=object)
    elements[:] = [scope.as_symbol(entry) for entry in x.entries]
    try:
        y = op.on_entries(*op.arguments(elements.reshape(x.shape)))
    except ValueError as error:
        raise Misfit(str(error)) from None
    return Grid(y.shape, tuple(y.flat)) if getattr(y, "shape", ()) else y


def _taking_one_array() -> Iterator[Structural]:
    for op in PUBLIC.values():
        if isinstance(op, Structural):
            _, *rest = op.parameters()
            if all(x.default is not x.empty for x in rest):
                yield op


_READ_OFF = {op.name: (1, partial(_by_its_entry, op)) for op in _taking_one_array()}
ON_ARRAYS: dict[str, tuple[int, Callable[..., Any]]] = _READ_OFF | {
    "dot": (2, _dot),
    "outer": (2, _outer),
    "softmax": (1, _of_each("softmax_at")),
    "log_softmax": (1, _of_each("log_softmax_at")),
    "diag": (1, _diag),
    "trace": (1, _trace),
    "det": (1, _determinant),
    "logdet": (1, _logdet),
    "inverse": (1, _inverse),
    "delta": (2, _delta),
    "kron": (2, _delta),
    "eye": (1, _eye),
    "ones": (1, _ones),
    "basis": (2, _basis),
}


def on_arrays(scope: Names, name: str, args: Sequence[Any]) -> Any:
    """One of these functions at arguments. Raises `Misfit` where they do not fit."""
    count, function = ON_ARRAYS[name]
    if len(args) != count:
        arguments = "one argument" if count == 1 else f"{count} arguments"
        raise Misfit(f"{arguments} wanted; got {len(args)}")
    return function(scope, *args)
