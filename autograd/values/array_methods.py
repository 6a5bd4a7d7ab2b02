"""What a recorded array offers by NumPy's names: shape, reductions, its elements rearranged.

Written out are those that are called otherwise than the operation: `t.reshape(2, 3)`, `t[1]`. The
others are read off the entries.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ..engine.array_names import METHODS
from ..engine.node import Node
from ..engine.primitive import Primitive
from ..engine.structural import Structural
from ..ops import matrices, moving
from ..support.arrays import numpy
from .operators import refuse_foreign

if TYPE_CHECKING:
    from .signatures import TensorMethods
else:
    TensorMethods = Node


Array = TypeVar("Array", bound="ArrayMethods")


class ArrayMethods(TensorMethods):
    """The methods of Tensor that are no operation, or are called otherwise than one."""

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
        return _by(moving.transpose, self, None)  # spelled out, since it is called much

    def reshape(self, *shape: Any) -> Self:
        """The same elements in another shape; one length may be -1."""
        return _by(moving.reshape, self, shape[0] if len(shape) == 1 else shape)

    def transpose(self, *axes: Any) -> Self:
        """The axes in another order, reversed by default."""
        return _by(moving.transpose, self, axes[0] if len(axes) == 1 else axes)

    def __getitem__(self, key: Any) -> Self:
        return _by(moving.index, self, key)

    def __matmul__(self, other: Any) -> Any:
        return matrices.matmul(self, other) if self._is_factor(other) else NotImplemented

    def __rmatmul__(self, other: Any) -> Any:
        return matrices.matmul(other, self) if self._is_factor(other) else NotImplemented

    def dot(self, other: Any) -> Any:
        """The matrix product, as `self @ other`."""
        return self @ other

    def _is_factor(self, other: Any) -> bool:
        if isinstance(other, (ArrayMethods, numpy().ndarray)):
            return True
        refuse_foreign("x @ y", type(self), other)
        return False


def _by(operation: Structural, x: Array, *parameters: Any) -> Array:
    """An operation on x: of a Tensor it gives a Tensor."""
    y: Array = operation(x, *parameters)
    return y


def install(cls: type[Node]) -> None:
    """Give `cls` the methods that the entries of operations and functions of arrays ask for."""
    for name, function in METHODS.items():
        if name not in vars(cls):
            setattr(cls, name, _method(name, function))


def _method(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def method(self: Node, *args: Any, **options: Any) -> Any:
        return function(self, *args, **options)

    method.__name__ = method.__qualname__ = name
    said = function.summary if isinstance(function, Primitive) else function.__doc__
    method.__doc__ = (said or "").partition(">>>")[0].rstrip()  # the examples call the function
    method.__wrapped__ = function  # type: ignore[attr-defined]  # has the signature
    return method


install(ArrayMethods)
