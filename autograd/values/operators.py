"""Operators and methods of a node class, read off the registry.

`install(cls, make)` gives a node class a method for every elementwise primitive, under its name and
its aliases, and Python's operators: `x.sin()`, `x + 1` and `np.sin(x)` need no code of their own.
The methods are made once for each (class, primitive).
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from ..engine.elementwise import Elementwise
from ..engine.node import Node
from ..engine.primitive import REGISTRY, Primitive, kind_of
from ..engine.recorded import Recorded
from ..engine.scalars import refuse_complex
from ..errors import OperandError
from ..ops import arithmetic as arithmetic  # entering the rules before methods are read off

Method = Callable[..., Any]

OPERATORS = {
    "add": "add",
    "sub": "sub",
    "mul": "mul",
    "div": "truediv",
    "pow": "pow",
    "mod": "mod",
    "floor_divide": "floordiv",
    "neg": "neg",
    "abs": "abs",
}

COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "less": operator.lt,
    "less_equal": operator.le,
    "greater": operator.gt,
    "greater_equal": operator.ge,
    "equal": operator.eq,
    "not_equal": operator.ne,
}

DUNDERS = {
    "less": "__lt__",
    "less_equal": "__le__",
    "greater": "__gt__",
    "greater_equal": "__ge__",
    "equal": "__eq__",
    "not_equal": "__ne__",
}


def install(cls: type[Node], make: Callable[[Elementwise], tuple[Method, Method]]) -> None:
    """Give `cls` its methods; `make(op)` returns the method and, for `1 - x`, its reflection."""
    for name, op in REGISTRY.items():
        if not isinstance(op, Elementwise):
            continue
        quick = op.arity == op.most == 1 and make is not plain
        method = make(op)[0] if quick else _called(op)
        if quick:
            op.methods.setdefault(cls, method)
        if op.public and getattr(cls, name, method).__qualname__ in (name, method.__qualname__):
            setattr(cls, name, _titled(method, name, op))
    for name, dunder in OPERATORS.items():
        op = REGISTRY[name]
        assert isinstance(op, Elementwise)
        method, reflection = make(op)
        setattr(cls, f"__{dunder}__", _titled(method, f"__{dunder}__", op))
        if op.arity == 2:
            setattr(cls, f"__r{dunder}__", _titled(reflection, f"__r{dunder}__", op))


def _called(op: Primitive) -> Method:
    """`x.maximum(y)` as `maximum(x, y)`: a wrong call is an error, where an operator passes on."""

    def method(*args: Any, **options: Any) -> Any:
        return op(*args, **options)

    return method


def _titled(method: Method, name: str, op: Elementwise) -> Method:
    method.__name__ = method.__qualname__ = name
    method.__doc__ = op.summary
    return method


def operate(op: Primitive, *args: Any) -> Any:
    """`op` on operands of any kind; NotImplemented where one is no operand, as Python asks."""
    kind = kind_of(args)
    assert kind is not None  # operators of nodes call this
    for arg in args:
        if not isinstance(arg, Node) and not kind.accepts(arg):
            refuse_complex(arg)
            _refuse_sequence(op, kind, arg)
            refuse_foreign(op.sketch("x", "y"), kind, arg)
            return NotImplemented
    return kind.record(op, args)


def _refuse_sequence(op: Primitive, kind: type[Recorded], operand: Any) -> None:
    """A sentence instead of Python's attempt to repeat a list x times."""
    if operand.__class__ in (list, tuple, str):
        what = operand.__class__.__name__
        instead = "Tensor(xs) for an array, or a comprehension for one operation per element"
        if what == "str":
            instead = "float(text) for the number in a text, or int(x.data) to repeat it"
        given = f"{op.sketch('x', 'y')} takes numbers; got a {kind.__name__} and a {what}"
        raise OperandError(f"{given}: use {instead}")


def refuse_foreign(sketch: str, kind: type[Recorded], operand: Any) -> None:
    """A sentence for the arrays of other libraries, which would ask a Tensor for its plain data."""
    if kind.on_arrays and hasattr(operand, "__array__"):
        what = type(operand).__name__
        raise OperandError(
            f"{sketch} takes NumPy's arrays; got a {kind.__name__} and a {what}: write "
            f"numpy.asarray(…) around the {what} to keep the gradient"
        )


def plain(op: Primitive) -> tuple[Method, Method]:
    """The methods of a class whose time is not spent in recording (arrays, symbols)."""

    def method(*args: Any) -> Any:
        return operate(op, *args)

    def reflection(self: Node, other: Any) -> Any:
        return operate(op, other, self)

    return method, reflection
