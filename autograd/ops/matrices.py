"""Products of matrices and vectors.

No number stands on their edges: each carries the vector-Jacobian product, of products again.
"""

from __future__ import annotations

from math import prod
from typing import Any

from ..engine.array_names import array_function
from ..engine.masks import where
from ..engine.structural import structural
from ..errors import ShapeError
from ..support.arrays import numpy
from .axes import Shape, shape_of
from .joining import as_array
from .moving import broadcast, reshape, transpose

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
