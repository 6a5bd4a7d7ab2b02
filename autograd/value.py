"""`Value`: a float that remembers how it was computed.

>>> x, y = variables("x y", 2.0, -3.0)
>>> z = x * y + x.exp()
>>> z.backward()
>>> z.data == 2 * -3 + 7.38905609893065, y.grad
(True, 2.0)
"""

from __future__ import annotations

import math
import numbers
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .backward import accumulate, sweep
from .elementwise import Elementwise
from .errors import OperandError
from .inspection import born, newborn
from .methods import COMPARISONS, DUNDERS, array_ufunc, install, operate
from .modes import active, is_anomaly, recording
from .node import Node, attach, checked_name, replace_data, tick
from .persistence import copied, deeply_copied, reduced
from .primitive import Primitive
from .scalars import is_real, to_float

if TYPE_CHECKING:
    from .signatures import ValueMethods
else:
    ValueMethods = Node

_new = object.__new__


class Value(ValueMethods):
    """A recorded number: `data` (a float), `grad` after `backward()`, and what made it.

    `data` is any real number, `name` a label for errors and drawings. Arithmetic, comparison and
    every primitive work as on floats; a number outside a domain raises `DomainError`. Equality
    compares data, hashing is by identity.

    >>> x = Value(3.0, name="x")
    >>> y = x**2 + 1
    >>> y.backward()
    >>> y, x.grad
    (Value(10.0, grad=1.0, op='+'), 6.0)
    """

    __slots__ = ()
    rank = 1

    def __init__(self, data: Any, name: str = "", *, grad: Any = None) -> None:
        self.primal = data if data.__class__ is float else to_float(data)
        self.op = self.left = self.right = None
        self.grad = None if grad is None else to_float(grad)
        self.name = name if name.__class__ is str else checked_name(name)
        self.serial = tick()

    @classmethod
    def accepts(cls, operand: Any) -> bool:
        """Whether a plain operand can be combined with a Value."""
        return is_real(operand)

    @classmethod
    def constant(cls, number: Any) -> Value:
        """A number where a Value is expected."""
        return cls(number)

    @classmethod
    def record(cls, op: Primitive, args: tuple[Any, ...]) -> Value:
        """Apply `op` to Values and numbers, and remember it unless in `no_grad`."""
        args = tuple(
            [x if x.__class__ is Value or x.__class__ is float else _operand(x) for x in args]
        )
        xs = [arg if arg.__class__ is float else arg.primal for arg in args]
        node = _new(Value)
        node.primal = op.compute(xs, lambda: _sources(args))
        attach(node, op, args)
        if active:
            if is_anomaly() and newborn(node.primal, xs):
                raise born(node)
            if not recording():
                attach(node, None, ())
        return node

    @property
    def data(self) -> float:
        """The number. Assigning to a leaf replaces it; older graphs then refuse to be swept."""
        return self.primal  # type: ignore[no-any-return]  # a float by construction

    @data.setter
    def data(self, number: Any) -> None:
        replace_data(self, to_float(number))

    @property
    def partials(self) -> tuple[float, ...]:
        """The local derivative along the edge to each of `args`; 0.0 where there is no path."""
        found = self.op.partials(self) if self.op else ()
        return tuple(0.0 if d is None else float(d) for d in found)

    def backward(self, gradient: float = 1.0) -> None:
        """Add `gradient` times d(self)/d(leaf) to `.grad` of every leaf below.

        Nodes in between show their own adjoint. A second call adds once more; `zero_grad` starts
        afresh. Raises `StaleDataError` if a leaf's data changed since this was computed.
        """
        accumulate(*sweep(self, to_float(gradient)))

    def zero_grad(self) -> None:
        """Forget the gradient: `grad` is None again, which means that backward has not run."""
        self.grad = None

    def detach(self) -> Value:
        """A leaf with the same data and name, cut off from the graph."""
        return Value(self.primal, self.name)

    def item(self) -> float:
        """The number, as NumPy spells it."""
        return self.data

    def seed(self, seed: Any, record: bool) -> float:
        """Where a sweep from here starts."""
        return 1.0 if seed is None else seed

    def as_gradient(self, adjoint: Any, record: bool) -> Any:
        """An adjoint in the form users see: a float, or a Value when recording."""
        adjoint = 0.0 if adjoint is None else getattr(adjoint, "settled", adjoint)
        if record:
            return adjoint if isinstance(adjoint, Node) else Value(adjoint)
        return float(adjoint)

    def new_grad(self, adjoint: Any) -> float:
        """What `.grad` becomes: a leaf adds, a node between shows its adjoint."""
        if adjoint.__class__ is not float:
            adjoint = self.as_gradient(adjoint, record=False)
        return adjoint if self.op or self.grad is None else self.grad + adjoint  # type: ignore[no-any-return]  # floats

    def __repr__(self) -> str:
        parts = [repr(self.primal)]
        if self.grad is not None:
            parts.append(f"grad={self.grad!r}")
        if self.op is not None:
            parts.append(f"op={self.op.symbol or self.op.name!r}")
        if self.name:
            parts.append(f"name={self.name!r}")
        return f"Value({', '.join(parts)})"

    def __format__(self, spec: str) -> str:
        return format(self.primal, spec) if spec else repr(self)

    def __bool__(self) -> bool:
        return self.data != 0.0

    __hash__ = Node.__hash__
    __array_ufunc__ = array_ufunc
    __copy__, __deepcopy__, __reduce_ex__ = copied, deeply_copied, reduced

    def __pos__(self) -> Value:
        return self

    def __divmod__(self, other: Any) -> tuple[Any, Any]:
        return self // other, self % other

    def __rdivmod__(self, other: Any) -> tuple[Any, Any]:
        return other // self, other % self

    def __round__(self, digits: int | None = None) -> float:
        return round(self.data, digits)

    def __floor__(self) -> int:
        return math.floor(self.data)

    def __ceil__(self) -> int:
        return math.ceil(self.data)

    def __trunc__(self) -> int:
        return math.trunc(self.data)

    @property
    def real(self) -> Value:
        """Itself: a Value is a real number, which generic code may ask of it."""
        return self

    @property
    def imag(self) -> float:
        """0.0: a Value is a real number."""
        return 0.0

    def conjugate(self) -> Value:
        """Itself; `np.std` of an object array asks for it."""
        return self

    def _refuse(self) -> Any:
        raise OperandError(
            "a Value is no float: write autograd.sin(x) instead of math.sin(x) to keep the "
            f"gradient, or {self.name or 'x'}.data (or .item()) for the number"
        )

    def _refuse_index(self) -> Any:
        raise OperandError(
            f"a Value is no integer: write int({self.name or 'x'}.data) for an index or a count"
        )

    if not TYPE_CHECKING:  # so that a type checker objects to float(x) before Python does
        __float__ = __complex__ = as_integer_ratio = _refuse
        __int__ = __index__ = _refuse_index


def _comparison(compare: Callable[[Any, Any], Any]) -> Callable[[Value, Any], Any]:
    def method(self: Value, other: Any) -> Any:
        if isinstance(other, Value):
            return compare(self.primal, other.primal)
        return bool(compare(self.primal, other)) if is_real(other) else NotImplemented

    return method


def _result(op: Primitive, left: Any, right: Any, y: float) -> Value:
    node = _new(Value)
    node.op = op
    node.left = left
    node.right = right
    node.primal = y
    node.grad = None
    node.name = ""
    node.serial = tick()
    return node


def _methods(op: Elementwise) -> tuple[Any, Any]:
    """The method of Value for `op` and its reflection: `record`, spelled out for floats.

    Most of the time of building a graph is spent here, so the common case checks exact classes,
    calls the float function, and leaves everything else (modes, domains, arrays) to `operate`.
    """
    compute, total = op.on_floats, op.total

    def unary(self: Value) -> Any:
        try:
            y = compute(self.primal)
        except (ArithmeticError, ValueError):
            return Value.record(op, (self,))
        if active or not (total or y - y == 0.0):
            return Value.record(op, (self,))
        return _result(op, self, None, y)

    def binary(self: Value, other: Any) -> Any:
        kind = other.__class__
        try:
            if kind is Value:
                y = compute(self.primal, other.primal)
            elif kind is float or kind is int:
                other = float(other)
                y = compute(self.primal, other)
            else:
                return operate(op, self, other)
        except (ArithmeticError, ValueError):
            return operate(op, self, other)
        if active or not (total or y - y == 0.0):
            return operate(op, self, other)
        node = _new(Value)
        node.op = op
        node.left = self
        node.right = other
        node.primal = y
        node.grad = None
        node.name = ""
        node.serial = tick()
        return node

    def reflection(self: Value, other: Any) -> Any:
        if active or (other.__class__ is not float and other.__class__ is not int):
            return operate(op, other, self)
        try:
            other = float(other)
            y = compute(other, self.primal)
        except (ArithmeticError, ValueError):
            return operate(op, other, self)
        if not (total or y - y == 0.0):
            return operate(op, other, self)
        return _result(op, other, self, y)

    return (unary if op.arity == 1 else binary), reflection


for _name, _compare in COMPARISONS.items():
    setattr(Value, DUNDERS[_name], _comparison(_compare))
install(Value, _methods)
numbers.Real.register(Value)


def _operand(arg: Any) -> Any:
    return arg if isinstance(arg, Node) else to_float(arg)


def _sources(args: tuple[Any, ...]) -> str:
    names = [arg.describe() for arg in args if isinstance(arg, Node) and (arg.name or arg.op)]
    return " and ".join(names)


def variables(names: str, *data: Any) -> tuple[Value, ...]:
    """Named leaves: `x, y = variables("x y", 2, 3)`; without data they start at 0.

    Raises `OperandError` when names and numbers do not match in number.
    """
    labels = names.replace(",", " ").split()
    if data and len(data) != len(labels):
        raise OperandError(f"{len(labels)} names ({names!r}) came with {len(data)} numbers")
    return tuple(
        Value(x, name) for name, x in zip(labels, data or [0.0] * len(labels), strict=True)
    )
