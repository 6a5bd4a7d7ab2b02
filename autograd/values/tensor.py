"""`Tensor`: an array that remembers how it was computed; shapes and broadcasting are NumPy's.

>>> w = Tensor([[1.0, 2.0], [3.0, 4.0]], name="w")
>>> loss = (w @ Tensor([1.0, -1.0])).square().sum()
>>> loss.backward()
>>> w.grad.tolist()
[[-2.0, 2.0], [-2.0, 2.0]]
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..engine.backward import accumulate, sweep
from ..engine.elementwise import Elementwise
from ..engine.inspection import born, newborn
from ..engine.modes import active, is_anomaly, recording
from ..engine.node import Node, attach, refuse_label, replace_data
from ..engine.persistence import copied, deeply_copied, reduced
from ..engine.primitive import Primitive
from ..engine.scalars import is_real
from ..errors import OperandError, ShapeError
from ..ops import matrices
from ..support.arrays import numpy
from ..support.consoles import printed
from ..support.visible import quoted, visible
from .array_functions import array_function
from .array_methods import ArrayMethods
from .array_operands import aligned, frozen, primal_of, read_only
from .operators import COMPARISONS, DUNDERS, install, plain
from .ufuncs import array_ufunc
from .value import Value

_new = object.__new__


class Tensor(ArrayMethods):
    """A recorded float64 array: `data`, `grad` after `backward()`, and what made it.

    `data` is anything `np.array` reads as real numbers; it is copied, and handed out read-only,
    so that no array can change behind a graph: assign `t.data = …` to replace it. Outside a
    domain elements are inf or NaN, as in NumPy.
    """

    __slots__ = ()
    rank = 2
    on_arrays = True
    __pandas_priority__ = 5000  # above a Series' and a DataFrame's, so that they leave it to us

    def __init__(self, data: Any, name: str = "", *, grad: Any = None, label: None = None) -> None:
        if label is not None:
            refuse_label(self, label)
        self._primal = frozen(data)
        attach(self, None, ())
        self.name = name
        self.grad = None if grad is None else numpy().array(grad, dtype=float)

    @classmethod
    def accepts(cls, operand: Any) -> bool:
        """Whether a plain operand can be combined with a Tensor."""
        return is_real(operand) or isinstance(operand, numpy().ndarray)

    @classmethod
    def record(cls, op: Primitive, args: tuple[Any, ...]) -> Tensor:
        """Apply `op` to Tensors, Values, arrays and numbers, and remember it."""
        if isinstance(op, Elementwise):
            args = aligned(op, args, Tensor)
        node = _new(Tensor)
        node._primal = read_only(op.on_arrays(*(primal_of(arg) for arg in args)))
        attach(node, op, args)
        if active:
            known = (x.primal for x in args if isinstance(x, Node))
            if is_anomaly() and newborn(node.primal, known):
                raise born(node)
            if not recording():
                attach(node, None, ())
        return node

    @property
    def data(self) -> Any:
        """The array, read-only. Assigning to a leaf replaces it; the shape stays the same."""
        return self._primal

    @data.setter
    def data(self, array: Any) -> None:
        fresh = frozen(array)
        if fresh.shape != self.primal.shape:
            raise ShapeError(
                f"the data of {self.describe()} has shape {self.primal.shape}; got {fresh.shape}"
            )
        replace_data(self, fresh)

    @property
    def partials(self) -> tuple[Any, ...]:
        """The local derivative along the edge to each of `args`, an array for each element.

        Raises `OperandError` for operations that move elements: their edges hold no number.
        """
        found = self.op.partials(self) if self.op else ()
        return tuple(0.0 if d is None else numpy().broadcast_to(d, self.shape) for d in found)

    def backward(self, gradient: Any = None) -> None:
        """Add the gradient of this Tensor to `.grad` of every leaf below.

        Only a Tensor of one element has *the* gradient; for others pass `gradient`, the weight of
        each element, in this Tensor's shape. Raises `ShapeError` where that is missing.
        """
        accumulate(*sweep(self, self.seed(gradient, record=False)))

    def zero_grad(self) -> None:
        """Forget the gradient: `grad` is None again, which means that backward has not run."""
        self.grad = None

    def detach(self) -> Tensor:
        """A leaf with the same data and name, cut off from the graph."""
        return Tensor(self.primal, self.name)

    def item(self) -> float:
        """The number in a Tensor of one element."""
        if self.size != 1:
            raise ShapeError(f"item() wants one element; got shape {self.shape}")
        return float(self.primal.reshape(()))

    def seed(self, seed: Any, record: bool) -> Any:
        """Where a sweep from here starts: ones for a single element, else the weights given."""
        if seed is None and self.size != 1:
            raise ShapeError(
                f"backward from {self.describe()} with shape {self.shape} needs one weight for "
                "each element: reduce it with .sum() or .mean(), or pass gradient=…"
            )
        if isinstance(seed, Node):
            return seed
        weights = numpy().ones(self.shape) if seed is None else Tensor(seed).data
        if weights.shape != self.shape:
            raise ShapeError(f"gradient has shape {weights.shape}; wanted {self.shape}")
        return Tensor(weights) if record else weights

    def as_gradient(self, adjoint: Any, record: bool) -> Any:
        """An adjoint in the form users see: an array in this shape, or a Tensor when recording."""
        adjoint = 0.0 if adjoint is None else getattr(adjoint, "settled", adjoint)
        if isinstance(adjoint, Node):
            return adjoint
        if getattr(adjoint, "shape", ()) != self.primal.shape:
            adjoint = numpy().broadcast_to(adjoint, self.shape)
        whole = numpy().array(adjoint, dtype=float)
        return Tensor(whole) if record else whole

    def new_grad(self, adjoint: Any) -> Any:
        """What `.grad` becomes: a leaf adds, a node between shows its adjoint."""
        adjoint = self.as_gradient(adjoint, record=False)
        return adjoint if self.op or self.grad is None else self.grad + adjoint

    def __len__(self) -> int:
        if not self.shape:
            raise OperandError("a Tensor of one number has no length; use .item()")
        return self.shape[0]

    def __iter__(self) -> Any:
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        if self.size != 1:
            raise ShapeError(
                f"a Tensor of shape {self.shape} is neither true nor false: compare its data, and "
                "ask (…).any() or (…).all() of the result"
            )
        return bool(self.primal)

    def __pos__(self) -> Tensor:
        return self

    def __repr__(self) -> str:
        text = numpy().array2string(self.primal, separator=", ", prefix="Tensor(", threshold=60)
        op = f", op={self.op.symbol or self.op.title!r}" if self.op else ""
        name = f", name={quoted(self.name)}" if self.name else ""
        return printed(f"Tensor({text}{op}{name})")

    def __format__(self, spec: str) -> str:
        return format(self.item(), spec) if spec else repr(self)

    __hash__ = Node.__hash__
    __copy__, __deepcopy__, __reduce_ex__ = copied, deeply_copied, reduced

    def __array_ufunc__(self, ufunc: Any, how: str, *inputs: Any, **options: Any) -> Any:
        if ufunc is numpy().matmul and how == "__call__" and not options:
            return matrices.matmul(*inputs)
        return array_ufunc(self, ufunc, how, *inputs, **options)

    __array_function__ = array_function

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise OperandError(
            f"a Tensor is no plain array or number: {visible(self.name) or 't'}.data gives the "
            "array without its gradient, .item() the number in a Tensor of one element"
        )

    if not TYPE_CHECKING:  # so that a type checker objects to float(t) before Python does
        __array__ = __float__ = __int__ = __index__ = __complex__ = _refuse


def _comparison(compare: Callable[[Any, Any], Any]) -> Callable[[Tensor, Any], Any]:
    def method(self: Tensor, other: Any) -> Any:
        known = isinstance(other, (Tensor, list, tuple)) or Tensor.accepts(primal_of(other))
        return compare(self.primal, primal_of(other)) if known else NotImplemented

    return method


for _name, _compare in COMPARISONS.items():
    setattr(Tensor, DUNDERS[_name], _comparison(_compare))
install(Tensor, plain)
Value.array_class = Tensor.array_class = Tensor
