"""The operators of a class of recorded floats, spelled out: `cls.record` for the common case.

Most of the time of building a graph is spent here. So each method checks exact classes, calls the
float function and fills the new node in; everything else (modes, domains, arrays) goes the way of
every operation, through `operate`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..engine.elementwise import Elementwise
from ..engine.modes import active
from ..engine.node import Node, tick
from ..engine.scalars import is_real
from ..engine.ties import tied
from .operators import COMPARISONS, DUNDERS, Method, install, operate

_new = object.__new__


def install_quick(cls: type[Node]) -> None:
    """Give `cls`, whose primals are floats, its methods, operators and comparisons."""
    for name, compare in COMPARISONS.items():
        setattr(cls, DUNDERS[name], _comparison(cls, compare))

    def made(op: Elementwise) -> tuple[Method, Method]:
        return (_unary if op.arity == 1 else _binary)(cls, op), _reflection(cls, op)

    install(cls, made)


def _comparison(cls: type[Node], compare: Callable[[Any, Any], Any]) -> Method:
    def method(self: Any, other: Any) -> Any:
        if isinstance(other, cls):
            number = other._primal
        elif is_real(other):
            number = other
        else:
            return NotImplemented
        if self._primal == number:
            tied(self, other)
        return bool(compare(self._primal, number))

    return method


def _unary(cls: type[Node], op: Elementwise) -> Method:
    """`x.tanh()`, `-x`: given a node, the node of the result."""
    compute, total = op.on_floats, op.total

    def method(self: Any) -> Any:
        try:
            y = compute(self._primal)
        except (ArithmeticError, ValueError):
            return cls.record(op, (self,))
        if active or not (total or y - y == 0.0):
            return cls.record(op, (self,))
        return _result(cls, op, self, None, y)

    return method


def _binary(cls: type[Node], op: Elementwise) -> Method:
    """`x + other`, for a node, a float or an int; anything else is left to `operate`."""
    compute, total = op.on_floats, op.total

    def method(self: Any, other: Any) -> Any:
        kind = other.__class__
        try:
            if kind is cls:
                y = compute(self._primal, other._primal)
            elif kind is float or kind is int:
                other = float(other)
                y = compute(self._primal, other)
            else:
                return operate(op, self, other)
        except (ArithmeticError, ValueError):
            return operate(op, self, other)
        if active or not (total or y - y == 0.0):
            return operate(op, self, other)
        node = _new(cls)  # `_result`, spelled out: a call less in the operation that is met most
        node._operation = op
        node._left = self
        node._right = other
        node._primal = y
        node.grad = None
        node._name = ""
        node._serial = tick()
        return node

    return method


def _reflection(cls: type[Node], op: Elementwise) -> Method:
    """`other - x`, where Python has found that `other` cannot do it."""
    compute, total = op.on_floats, op.total

    def method(self: Any, other: Any) -> Any:
        if active or (other.__class__ is not float and other.__class__ is not int):
            return operate(op, other, self)
        try:
            other = float(other)
            y = compute(other, self._primal)
        except (ArithmeticError, ValueError):
            return operate(op, other, self)
        if not (total or y - y == 0.0):
            return operate(op, other, self)
        return _result(cls, op, other, self, y)

    return method


def _result(cls: type[Node], op: Elementwise, left: Any, right: Any, y: float) -> Node:
    node = _new(cls)
    node._operation = op
    node._left = left
    node._right = right
    node._primal = y
    node.grad = None
    node._name = ""
    node._serial = tick()
    return node
