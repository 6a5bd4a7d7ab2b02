"""`Value`: a float that remembers how it was computed.

>>> x, y = variables("x y", 2.0, -3.0)
>>> z = x * y + x.exp()
>>> z.backward()
>>> z.data == 2 * -3 + 7.38905609893065, y.grad
(True, 2.0)
"""

from __future__ import annotations

import numbers
from typing import Any

from ..engine.backward import accumulate, sweep
from ..engine.inspection import born, newborn
from ..engine.modes import active, is_anomaly, recording
from ..engine.node import Node, attach, checked_name, refuse_label, replace_data, tick
from ..engine.persistence import copied, deeply_copied, reduced
from ..engine.primitive import Primitive
from ..engine.scalars import is_real, to_float
from ..errors import OperandError
from ..support.consoles import printed
from ..support.visible import quoted
from .float_operators import install_quick
from .python_numbers import RealMethods
from .ufuncs import array_ufunc

_new = object.__new__


class Value(RealMethods):
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

    def __init__(self, data: Any, name: str = "", *, grad: Any = None, label: None = None) -> None:
        if label is not None:
            refuse_label(self, label)
        self._primal = data if data.__class__ is float else to_float(data)
        self._operation = self._left = self._right = None
        self.grad = None if grad is None else to_float(grad)
        self._name = name if name.__class__ is str else checked_name(name)
        self._serial = tick()

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
        xs = [arg if arg.__class__ is float else arg._primal for arg in args]
        node = _new(Value)
        node._primal = op.compute(xs, lambda: _sources(args))
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
        return self._primal  # type: ignore[no-any-return]  # a float by construction

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
            parts.append(f"name={quoted(self.name)}")
        return printed(f"Value({', '.join(parts)})")

    def __format__(self, spec: str) -> str:
        return format(self.primal, spec) if spec else repr(self)

    __hash__ = Node.__hash__
    __array_ufunc__ = array_ufunc
    __copy__, __deepcopy__, __reduce_ex__ = copied, deeply_copied, reduced


install_quick(Value)
numbers.Real.register(Value)


def _operand(arg: Any) -> Any:
    return arg if isinstance(arg, Node) else to_float(arg)


def _sources(args: tuple[Any, ...]) -> str:
    names = [arg.describe() for arg in args if isinstance(arg, Node) and (arg.name or arg.op)]
    return " and ".join(names)


def variables(names: str, *data: Any) -> tuple[Value, ...]:
    """Named leaves: `x, y = variables("x y", 2, 3)`; without data they start at 0.

    Raises `OperandError` when names are no text, or do not match the numbers in number.
    """
    if not isinstance(names, str):
        raise OperandError(
            f"variables takes names in one text, as variables('x y', 2, 3); got {names!r}"
        )
    labels = names.replace(",", " ").split()
    if data and len(data) != len(labels):
        raise OperandError(f"{len(labels)} names ({names!r}) came with {len(data)} numbers")
    return tuple(
        Value(x, name) for name, x in zip(labels, data or [0.0] * len(labels), strict=True)
    )
