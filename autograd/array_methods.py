"""What a recorded array offers by NumPy's names: shape, reductions, its elements rearranged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from .arrays import numpy
from .methods import refuse_foreign
from .node import Node
from .ops import extremes, lengths, moving, products, reductions, softmax
from .scalars import is_real

if TYPE_CHECKING:
    from .signatures import TensorMethods
else:
    TensorMethods = Node

Array = TypeVar("Array", bound="ArrayMethods")


class ArrayMethods(TensorMethods):
    """The methods of Tensor that are written out because they take an axis or a shape."""

    __slots__ = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return tuple(self.primal.shape)

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """The number of elements."""
        return int(self.primal.size)

    @property
    def T(self) -> Self:  # noqa: N802  # NumPy calls it so
        """The axes reversed."""
        return _by(moving.transpose, self, None)

    def sum(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The sum over `axis` (all by default)."""
        return _by(reductions.sum.along, self, _axes(axis), keepdims)

    def mean(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The mean over `axis` (all by default)."""
        return _by(reductions.mean.along, self, _axes(axis), keepdims)

    def prod(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The product over `axis` (all by default)."""
        return _by(products.prod.along, self, axis, keepdims)

    def max(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The largest over `axis`; n ties get 1/n of the gradient each."""
        return _by(extremes.max.along, self, _axes(axis), keepdims)

    def min(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The smallest over `axis`; n ties get 1/n of the gradient each."""
        return _by(extremes.min.along, self, _axes(axis), keepdims)

    def norm(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The Euclidean length over `axis` (all by default)."""
        return _by(lengths.norm.along, self, _axes(axis), keepdims)

    def var(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The population variance over `axis` (all by default)."""
        return _by(lengths.var, self, axis, keepdims)

    def std(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The population standard deviation over `axis` (all by default)."""
        return _by(lengths.std, self, axis, keepdims)

    def logsumexp(self, axis: int = -1, keepdims: bool = False) -> Self:
        """log(sum(exp(x))) along one axis."""
        return _by(softmax.logsumexp, self, axis=axis, keepdims=keepdims)

    def softmax(self, axis: int = -1) -> Self:
        """exp(x) / sum(exp(x)) along one axis."""
        return _by(softmax.softmax, self, axis)

    def log_softmax(self, axis: int = -1) -> Self:
        """The logarithm of softmax along one axis."""
        return _by(softmax.log_softmax, self, axis)

    def reshape(self, *shape: Any) -> Self:
        """The same elements in another shape; one length may be -1."""
        wanted = shape[0] if len(shape) == 1 and not is_real(shape[0]) else shape
        return _by(moving.reshape, self, tuple(wanted))

    def transpose(self, *axes: Any) -> Self:
        """The axes in another order, reversed by default."""
        order = axes[0] if len(axes) == 1 and not is_real(axes[0]) else axes
        return _by(moving.transpose, self, tuple(order) or None)

    def broadcast_to(self, shape: tuple[int, ...]) -> Self:
        """Stretched to `shape`."""
        return _by(moving.broadcast, self, tuple(shape))

    def take(self, indices: Any, axis: int = 0) -> Self:
        """The slices at `indices` along `axis`."""
        return _by(moving.take, self, indices, axis)

    def __getitem__(self, key: Any) -> Self:
        return _by(moving.index, self, key)

    def __matmul__(self, other: Any) -> Any:
        return moving.matmul(self, other) if self._is_factor(other) else NotImplemented

    def __rmatmul__(self, other: Any) -> Any:
        return moving.matmul(other, self) if self._is_factor(other) else NotImplemented

    def _is_factor(self, other: Any) -> bool:
        if isinstance(other, (ArrayMethods, numpy().ndarray)):
            return True
        refuse_foreign("x @ y", type(self), other)
        return False

    dot = __matmul__


def _by(function: Callable[..., Any], x: Array, *parameters: Any, **options: Any) -> Array:
    """`function` of x: a function of a Tensor gives a Tensor."""
    y: Array = function(x, *parameters, **options)
    return y


def _axes(axis: Any) -> Any:
    return tuple(axis) if isinstance(axis, list) else axis
