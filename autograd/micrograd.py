"""`Value` as code written for micrograd expects it: lectures, notebooks and microgpt run unchanged.

    from autograd.micrograd import Value        # in place of micrograd.engine

A label, `_prev`, `_op` and `_backward` as there, a gradient of 0 before `backward()`, and for the
rest an `autograd.Value`: every function, `draw`, `check_gradients` and `nn` take it.

>>> a, b = Value(2.0, label="a"), Value(-3.0, label="b")
>>> c = (a * b + 10).tanh()
>>> a.grad
0.0
>>> c.backward()
>>> c._op, a.label, [child._op for child in c._prev]
('tanh', 'a', ['+'])

What differs: a subtraction and a division are one node each, a plain number is no node, and `data`
is a float. A second `backward()` adds the gradient of the leaves once more, where micrograd adds
what it left on the nodes between as well. A leaf whose data changed asks for a new forward pass.
"""

from __future__ import annotations

from typing import Any

from .engine.node import Node
from .engine.primitive import Primitive
from .errors import GraphError
from .values.float_operators import install_quick
from .values.value import Value as Recorded

_grad = Node.__dict__["grad"]


class Value(Recorded):
    """A recorded number with micrograd's names. `label` is its name; its parents are recorded."""

    __slots__ = ()

    def __init__(
        self, data: Any, _children: tuple[()] = (), _op: str = "", label: str = "", name: str = ""
    ) -> None:
        if _children:
            raise GraphError(
                "the children of a Value are recorded by its operation: write a + b, or "
                "@autograd.engine.primitive for an operation of your own"
            )
        super().__init__(data, label or name)

    @classmethod
    def record(cls, op: Primitive, args: tuple[Any, ...]) -> Value:
        """Apply `op` to Values and numbers, and remember it."""
        node: Any = super().record(op, args)
        node.__class__ = cls
        return node  # type: ignore[no-any-return]  # it is a Value now

    @property
    def grad(self) -> float:
        """d(result)/d(self) after `backward()`, and 0.0 before."""
        return _grad.__get__(self) or 0.0

    @grad.setter
    def grad(self, number: Any) -> None:
        _grad.__set__(self, None if number is None else float(number))

    @property
    def label(self) -> str:
        """The name."""
        return self.name

    @label.setter
    def label(self, label: str) -> None:
        self.name = label

    @property
    def _prev(self) -> set[Node]:
        """The nodes that the operation was applied to."""
        return {arg for arg in self.args if isinstance(arg, Node)}

    @property
    def _children(self) -> tuple[Any, ...]:
        """What the operation was applied to."""
        return self.args

    @property
    def _local_grads(self) -> tuple[float, ...]:
        """The derivative of the operation with respect to each of `_children`."""
        return self.partials

    @property
    def _op(self) -> str:
        """The sign or the name of the operation; of a power with its exponent."""
        if self.op is None:
            return ""
        exponent = f"{self.args[1]:g}" if self.op.symbol == "**" and _plain(self.args[1]) else ""
        return f"{self.op.symbol or self.op.name}{exponent}"

    def _backward(self) -> None:
        """One step of the chain rule by hand: to the gradient of each child, its share."""
        for child, slope in zip(self.args, self.partials, strict=True):
            if isinstance(child, Node):
                child.grad += slope * self.grad

    def __repr__(self) -> str:
        return f"Value(data={self.data}, grad={self.grad})"


def _plain(arg: Any) -> bool:
    return not isinstance(arg, Node)


install_quick(Value)
