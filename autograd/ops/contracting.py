"""Sums of products over indices that arrays share: einsum, and what it says in a word.

Two arrays are contracted by one product of matrices: the indices that stay are its rows and
columns, those that are summed lie between, and those that both keep are a stack.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from math import prod
from typing import Any

from ..engine.array_names import array_function
from ..errors import OperandError, ShapeError
from .axes import axis_within, shape_of
from .diagonals import diagonal
from .joining import as_array, ravel, stack
from .matrices import matmul
from .moving import as_tuple, index, reshape, transpose
from .reductions import sum

Term = tuple[Any, str]  # an array, and a letter for each of its axes


@array_function()
def einsum(subscripts: str, *operands: Any) -> Any:
    """Sums of products of elements by Einstein's notation: "ij,jk->ik" is the matrix product.

        formula:     y[i,k] = sum(j: a[i,j]*b[j,k]), for "ij,jk->ik"
        domain:      arrays with a letter for each axis, and a length for each letter
        derivative:  the gradient comes back summed with the other arrays over their letters

    >>> from autograd import Tensor
    >>> einsum("ij,j->i", Tensor([[1.0, 2.0], [3.0, 4.0]]), Tensor([1.0, 1.0])).data.tolist()
    [3.0, 7.0]
    """
    arrays = [as_array(x) for x in operands]
    inputs, output = _letters(subscripts, [len(shape_of(x)) for x in arrays])
    _lengths(subscripts, inputs, arrays)
    terms = [_once(x, letters) for x, letters in zip(arrays, inputs, strict=True)]
    while len(terms) > 1:
        first, second, *rest = terms
        kept = {*output, *(letter for _, letters in rest for letter in letters)}
        terms = [
            _product(
                _summed(first, kept | {*second[1]}), _summed(second, kept | {*first[1]}), kept
            ),
            *rest,
        ]
    y, letters = _summed(terms[0], {*output})
    return (
        transpose(y, tuple(letters.index(letter) for letter in output)) if output != letters else y
    )


def _letters(subscripts: Any, ranks: Sequence[int]) -> tuple[list[str], str]:
    """The letters of each array and of the result; NumPy's rules say which those are."""
    if not isinstance(subscripts, str):
        raise OperandError(f"einsum takes letters first, as 'ij,jk->ik'; got {subscripts!r}")
    left, arrow, output = subscripts.replace(" ", "").partition("->")
    parts = left.split(",")
    if len(parts) != len(ranks):
        raise OperandError(f"einsum({subscripts!r}) takes {len(parts)} arrays; got {len(ranks)}")
    spare = [x for x in string.ascii_letters if x not in subscripts]
    dots = max((n - len(p) + 3 for p, n in zip(parts, ranks, strict=True) if "..." in p), default=0)
    every = "".join(spare[: max(dots, 0)])
    inputs = [
        p.replace("...", every[len(every) - (n - len(p) + 3) :] if n - len(p) + 3 > 0 else "")
        for p, n in zip(parts, ranks, strict=True)
    ]
    for part, letters, n in zip(parts, inputs, ranks, strict=True):
        if len(letters) != n or (not letters.isalpha() and letters):
            raise ShapeError(f"einsum takes a letter for each axis; {part!r} came with {n} axes")
    single = sorted(x for x in {*"".join(inputs)} - {*every} if "".join(inputs).count(x) == 1)
    output = output.replace("...", every) if arrow else every + "".join(single)
    if len({*output}) < len(output) or {*output} - {*"".join(inputs)}:
        raise OperandError(
            f"einsum({subscripts!r}) has each letter of its result once, and in an array"
        )
    return inputs, output


def _lengths(subscripts: str, inputs: Sequence[str], arrays: Sequence[Any]) -> None:
    known: dict[str, int] = {}
    for letters, x in zip(inputs, arrays, strict=True):
        for letter, n in zip(letters, shape_of(x), strict=True):
            if known.setdefault(letter, n) != n:
                raise ShapeError(
                    f"einsum({subscripts!r}) has lengths {known[letter]} and {n} for {letter}"
                )


def _once(x: Any, letters: str) -> Term:
    """An array with each letter once: of what has one twice the diagonal."""
    for letter in dict.fromkeys(letters):
        while letters.count(letter) > 1:
            i = letters.index(letter)
            j = letters.index(letter, i + 1)
            x, letters = (
                diagonal(x, 0, i, j),
                letters[:i] + letters[i + 1 : j] + letters[j + 1 :] + letter,
            )
    return x, letters


def _summed(term: Term, kept: set[str]) -> Term:
    x, letters = term
    gone = tuple(i for i, letter in enumerate(letters) if letter not in kept)
    return (sum.along(x, axis=gone) if gone else x), "".join(a for a in letters if a in kept)


def _product(first: Term, second: Term, kept: set[str]) -> Term:
    (a, rows), (b, columns) = first, second
    both = [x for x in rows if x in columns]
    batch = "".join(x for x in both if x in kept)
    inner = "".join(x for x in both if x not in kept)
    left = "".join(x for x in rows if x not in both)
    right = "".join(x for x in columns if x not in both)
    size = dict(zip(rows + columns, shape_of(a) + shape_of(b), strict=True))
    y = matmul(_matrix(first, batch, left, inner, size), _matrix(second, batch, inner, right, size))
    letters = batch + left + right
    return reshape(y, tuple(size[x] for x in letters)), letters


def _matrix(term: Term, batch: str, rows: str, columns: str, size: dict[str, int]) -> Any:
    x, letters = term
    order = tuple(letters.index(each) for each in batch + rows + columns)
    x = x if order == tuple(range(len(order))) else transpose(x, order)
    return reshape(
        x, (*(size[k] for k in batch), *(prod(size[k] for k in group) for group in (rows, columns)))
    )


@array_function()
def tensordot(a: Any, b: Any, axes: Any = 2) -> Any:
    """The sum of products over some axes of both: the last of `a` with the first of `b`, or pairs.

        formula:     y[i,j] = sum(k: a[i,k]*b[k,j]), for axes=1
        domain:      arrays; the axes of a pair have one length
        derivative:  the gradient comes back summed with the other array over its own axes

    >>> from autograd import Tensor
    >>> tensordot(Tensor([[1.0, 2.0], [3.0, 4.0]]), Tensor([1.0, 1.0]), 1).data.tolist()
    [3.0, 7.0]
    """
    a, b = as_array(a), as_array(b)
    left, right = shape_of(a), shape_of(b)
    if hasattr(axes, "__iter__"):
        ours, theirs = (
            [axis_within(s, i) for i in as_tuple(x)]
            for s, x in zip((left, right), axes, strict=True)
        )
    else:
        ours, theirs = [*range(len(left) - axes, len(left))], [*range(axes)]
    if [left[i] for i in ours] != [right[j] for j in theirs]:
        raise ShapeError(
            f"tensordot takes pairs of axes of one length; got {left} and {right}, axes {axes!r}"
        )
    rows, columns = string.ascii_lowercase[: len(left)], [*string.ascii_uppercase[: len(right)]]
    for i, j in zip(ours, theirs, strict=True):
        columns[j] = rows[i]
    shared = {rows[i] for i in ours}
    output = "".join(x for x in [*rows, *columns] if x not in shared)
    return einsum(f"{rows},{''.join(columns)}->{output}", a, b)


@array_function()
def inner(a: Any, b: Any) -> Any:
    """The sum of products over the last axes of both.

        formula:     y[i,j] = sum(k: a[i,k]*b[j,k])
        domain:      arrays whose last axes have one length, or numbers
        derivative:  the gradient comes back times the other array

    >>> from autograd import Tensor
    >>> inner(Tensor([1.0, 2.0]), Tensor([3.0, 4.0])).data.tolist()
    11.0
    """
    a, b = as_array(a), as_array(b)
    return tensordot(a, b, (-1, -1)) if shape_of(a) and shape_of(b) else a * b


@array_function()
def vdot(a: Any, b: Any) -> Any:
    """The sum of the products of the elements of both, row by row.

        formula:     y = sum(i: a[i]*b[i])
        domain:      arrays of as many elements
        derivative:  dy/da[i] = b[i], dy/db[i] = a[i]

    >>> from autograd import Tensor
    >>> vdot(Tensor([1.0, 2.0]), Tensor([3.0, 4.0])).data.tolist()
    11.0
    """
    return inner(ravel(a), ravel(b))


@array_function()
def kron(a: Any, b: Any) -> Any:
    """Kronecker's product: each element of `a` times the whole of `b`.

        formula:     y[i*n + j] = a[i]*b[j], where n is the length of b
        domain:      arrays and numbers
        derivative:  the gradient of each block comes back summed with the other array

    >>> from autograd import Tensor
    >>> kron(Tensor([1.0, 2.0]), Tensor([3.0, 4.0])).data.tolist()
    [3.0, 4.0, 6.0, 8.0]
    """
    a, b = as_array(a), as_array(b)
    rank = max(len(shape_of(a)), len(shape_of(b)))
    left, right = ((1,) * (rank - len(shape_of(x))) + shape_of(x) for x in (a, b))
    apart = reshape(a, tuple(k for n in left for k in (n, 1)))
    beside = reshape(b, tuple(k for n in right for k in (1, n)))
    return reshape(apart * beside, tuple(m * n for m, n in zip(left, right, strict=True)))


@array_function()
def cross(a: Any, b: Any, axis: int | None = None) -> Any:
    """The cross product of vectors in space, along an axis of length 3 of both, the last.

        formula:     y[1] = a[2]*b[3] - a[3]*b[2], and so on in turn
        domain:      arrays whose axis has length 3, else ShapeError
        derivative:  the gradient comes back crossed with the other vector

    >>> from autograd import Tensor
    >>> cross(Tensor([1.0, 0.0, 0.0]), Tensor([0.0, 1.0, 0.0])).data.tolist()
    [0.0, 0.0, 1.0]
    """
    axis = -1 if axis is None else axis
    (a1, a2, a3), (b1, b2, b3) = (_in_space(as_array(x), axis) for x in (a, b))
    return stack([a2 * b3 - a3 * b2, a3 * b1 - a1 * b3, a1 * b2 - a2 * b1], axis=axis)


def _in_space(x: Any, axis: int) -> list[Any]:
    i = axis_within(shape_of(x), axis)
    if not shape_of(x) or shape_of(x)[i] != 3:
        raise ShapeError(f"cross takes vectors of 3 numbers along an axis; got shape {shape_of(x)}")
    return [index(x, (slice(None),) * i + (k,)) for k in range(3)]
