"""What a recorded array offers by NumPy's names: shape, reductions, its elements rearranged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from .arrays import numpy
from .node import Node
from .ops import moving, reductions, softmax
from .scalars import is_real

if TYPE_CHECKING:
    from .signatures import TensorMethods
else:
    TensorMethods = Node


class ArrayMethods(TensorMethods):
    """The methods of Tensor that are written out because they take an axis or a shape."""

    __slots__ = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return self.primal.shape  # type: ignore[no-any-return]  # numpy is imported lazily

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
        return moving.transpose(self, None)  # type: ignore[no-any-return]

    def sum(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The sum over `axis` (all by default)."""
        return _along(reductions.sum, self, axis, keepdims)  # type: ignore[no-any-return]

    def mean(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The mean over `axis` (all by default)."""
        return _along(reductions.mean, self, axis, keepdims)  # type: ignore[no-any-return]

    def max(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The largest over `axis`; n ties get 1/n of the gradient each."""
        return _along(reductions.max, self, axis, keepdims)  # type: ignore[no-any-return]

    def min(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The smallest over `axis`; n ties get 1/n of the gradient each."""
        return _along(reductions.min, self, axis, keepdims)  # type: ignore[no-any-return]

    def norm(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The Euclidean length over `axis` (all by default)."""
        return _along(reductions.norm, self, axis, keepdims)  # type: ignore[no-any-return]

    def var(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The population variance over `axis` (all by default)."""
        return reductions.var(self, axis, keepdims)  # type: ignore[no-any-return]

    def std(self, axis: Any = None, keepdims: bool = False) -> Self:
        """The population standard deviation over `axis` (all by default)."""
        return reductions.std(self, axis, keepdims)  # type: ignore[no-any-return]

    def logsumexp(self, axis: int = -1, keepdims: bool = False) -> Self:
        """log(sum(exp(x))) along one axis."""
        return softmax.logsumexp(self, axis=axis, keepdims=keepdims)  # type: ignore[no-any-return]

    def softmax(self, axis: int = -1) -> Self:
        """exp(x) / sum(exp(x)) along one axis."""
        return softmax.softmax(self, axis)  # type: ignore[no-any-return]

    def log_softmax(self, axis: int = -1) -> Self:
        """The logarithm of softmax along one axis."""
        return softmax.log_softmax(self, axis)  # type: ignore[no-any-return]

    def reshape(self, *shape: Any) -> Self:
        """The same elements in another shape; one length may be -1."""
        wanted = shape[0] if len(shape) == 1 and not is_real(shape[0]) else shape
        return moving.reshape(self, tuple(wanted))  # type: ignore[no-any-return]

    def transpose(self, *axes: Any) -> Self:
        """The axes in another order, reversed by default."""
        order = axes[0] if len(axes) == 1 and not is_real(axes[0]) else axes
        return moving.transpose(self, tuple(order) or None)  # type: ignore[no-any-return]

    def broadcast_to(self, shape: tuple[int, ...]) -> Self:
        """Stretched to `shape`."""
        return moving.broadcast(self, tuple(shape))  # type: ignore[no-any-return]

    def take(self, indices: Any, axis: int = 0) -> Self:
        """The slices at `indices` along `axis`."""
        return moving.take(self, indices, axis)  # type: ignore[no-any-return]

    def __getitem__(self, key: Any) -> Self:
        return moving.index(self, key)  # type: ignore[no-any-return]

    def __matmul__(self, other: Any) -> Any:
        return moving.matmul(self, other) if _is_array(other) else NotImplemented

    def __rmatmul__(self, other: Any) -> Any:
        return moving.matmul(other, self) if _is_array(other) else NotImplemented

    dot = __matmul__


def _along(reduction: Any, x: Any, axis: Any, keepdims: bool) -> Any:
    axis = tuple(axis) if isinstance(axis, list) else axis
    return reduction.along(x, axis=axis, keepdims=keepdims)


def _is_array(x: Any) -> bool:
    return isinstance(x, (ArrayMethods, numpy().ndarray))
