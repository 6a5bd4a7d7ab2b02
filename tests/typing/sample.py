"""A user's program as a type checker sees it: checked by mypy in `tests/project/test_typing.py`."""

from __future__ import annotations

from typing import assert_type

import autograd
from autograd import Scalar, Tensor, Value, grad, gradients, no_grad, primitive, variables

x = Value(0.5, name="x")
a, b = variables("a b", 1.0, 2.0)

# Operators with every kind of number give Values.
assert_type(x + 1.0, Value)
assert_type(1 - x, Value)
assert_type(x * x, Value)
assert_type(2.0 / x, Value)
assert_type(x**2, Value)
assert_type(2**x, Value)
assert_type(-x, Value)
assert_type(abs(x), Value)
assert_type(x % 2, Value)
assert_type(x // 2, Value)

# So do the methods from the registry, under both names.
assert_type(x.sin(), Value)
assert_type(x.asin(), Value)
assert_type(x.arcsin(), Value)
assert_type(x.relu().tanh().exp(), Value)
assert_type(x.maximum(0.0), Value)
assert_type(x.clip(0, 1), Value)
assert_type(x.leaky_relu(), Value)

assert_type(x < 1.0, bool)
assert_type(x == 1.0, bool)
assert_type(x.data, float)
assert_type(x.item(), float)
assert_type(x.partials, tuple[float, ...])
assert_type(x.detach(), Value)

t = Tensor([[1.0, 2.0]])
assert_type(t + 1.0, Tensor)
assert_type(t * x, Tensor)
assert_type(x * t, Tensor)
assert_type(t.sin().sum(axis=0), Tensor)
assert_type(t.T, Tensor)
assert_type(t.shape, tuple[int, ...])


def loss(w: Scalar, target: Scalar = 1.0) -> Scalar:
    """A function that works on floats and Values alike."""
    return (w - target) ** 2


slope: float = grad(loss)(2.0)
slopes: list[float] = gradients(x * x, [x])

with no_grad():
    assert_type(x + x, Value)


@no_grad()
def frozen(n: int) -> float:
    """A decorated function keeps its type."""
    return x.data * n


assert_type(frozen(2), float)


@primitive(lambda x, y: 3.0 * x**2)
def cube(x: float) -> float:
    """A user's operation."""
    return x * x * x


cubed: Value = cube(x)
wave: Value = autograd.sin(x)
