"""Random graphs of arrays against dual numbers: every element carries its own slopes along.

The same lines of NumPy run on Tensors and on arrays whose elements are dual numbers. There NumPy
itself moves the elements about, so that nothing but arithmetic has to be known of derivatives.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd import Tensor, jvp
from autograd.engine.walks import ancestors


class Dual:
    """A number, and its slope along each entry of the leaves."""

    def __init__(self, number: float, slopes: Any = 0.0) -> None:
        self.number, self.slopes = number, slopes

    def __add__(self, other: Any) -> Dual:
        other = _dual(other)
        return Dual(self.number + other.number, self.slopes + other.slopes)

    def __mul__(self, other: Any) -> Dual:
        other = _dual(other)
        slopes = self.slopes * other.number + self.number * other.slopes
        return Dual(self.number * other.number, slopes)

    def __sub__(self, other: Any) -> Dual:
        return self + _dual(other) * -1.0

    def __rsub__(self, other: Any) -> Dual:
        return _dual(other) - self

    __radd__, __rmul__ = __add__, __mul__

    def sin(self) -> Dual:
        return Dual(math.sin(self.number), math.cos(self.number) * self.slopes)

    def cos(self) -> Dual:
        return Dual(math.cos(self.number), -math.sin(self.number) * self.slopes)

    def tanh(self) -> Dual:
        return Dual(math.tanh(self.number), self.slopes / math.cosh(self.number) ** 2)


def _dual(x: Any) -> Dual:
    return x if isinstance(x, Dual) else Dual(float(x))


def alternate(shape: tuple[int, ...]) -> np.ndarray:
    """A mask that takes every other element."""
    return np.arange(math.prod(shape)).reshape(shape) % 2 == 0


def total(a: Any) -> Any:
    """The sum of all elements, in an array of one."""
    return a.reshape(-1).sum(axis=0, keepdims=True)


# Every step gives an array with at least one element, from arrays of any shape.
STEPS: dict[str, Any] = {
    "sin": lambda a, b: np.sin(a),
    "cos": lambda a, b: np.cos(a),
    "tanh": lambda a, b: np.tanh(a),
    "square": lambda a, b: a * a,
    "an array of constants": lambda a, b: a * np.linspace(-1.0, 1.0, a.size).reshape(a.shape),
    "reshape": lambda a, b: np.reshape(a, (1, -1)),
    "flat": lambda a, b: a.reshape(-1),
    "transpose": lambda a, b: a.T,
    "reversed": lambda a, b: a.reshape(-1)[::-1],
    "first": lambda a, b: a[0] if a.shape else a,
    "taken twice": lambda a, b: a.reshape(-1)[[0, -1, 0]],
    "mask": lambda a, b: a[alternate(a.shape)],
    "new axis": lambda a, b: a[..., None] if a.ndim < 3 else a,
    "sum": lambda a, b: a.sum(),
    "sum along": lambda a, b: a.sum(axis=-1, keepdims=True) if a.shape else a,
    "mean along": lambda a, b: a.sum(axis=0) if a.shape else a,
    "add": lambda a, b: a + total(b),
    "sub": lambda a, b: total(a) - b,
    "mul": lambda a, b: a * total(b),
    "outer": lambda a, b: a.reshape(-1)[:3, None] * b.reshape(-1)[:3],
    "matmul": lambda a, b: a.reshape(-1)[:2, None] @ b.reshape(-1)[None, :2],
    "dot": lambda a, b: a.reshape(-1) @ a.reshape(-1),
    "concatenate": lambda a, b: np.concatenate([a.reshape(-1)[:4], b.reshape(-1)[:4], [2.0]]),
    "stack": lambda a, b: np.stack([total(a), total(b), total(a)]),
    "where": lambda a, b: np.where(alternate(a.shape), a, total(b) * 3.0),
}
LEAVES = [np.array([[0.5, -1.25], [0.75, 1.5]]), np.array([-0.5, 0.25, 1.0])]
PLACES = st.integers(0, 4)
PLANS = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), PLACES, PLACES), min_size=1, max_size=7)


BOXED = np.vectorize(_dual, otypes=[object])  # NumPy unpacks what has no axes


def drawn(plan: Any, leaves: list[Any]) -> Any:
    """The root of a graph: a weighted sum of what no step has taken first."""
    nodes, used = list(leaves), set()
    for name, i, j in plan:
        a, b = nodes[i % len(nodes)], nodes[j % len(nodes)]
        used.add(i % len(nodes))
        made = STEPS[name](a, b)
        nodes.append(made if isinstance(made, Tensor) else BOXED(made))
    left = [node.sum() for i, node in enumerate(nodes) if i not in used]
    return sum(weight * each for weight, each in enumerate(left, 1))


def duals() -> list[Any]:
    """The leaves as arrays of dual numbers, one slope for each element of both."""
    units = iter(np.eye(sum(leaf.size for leaf in LEAVES)))
    return [
        np.array([Dual(x, next(units)) for x in leaf.flat], object).reshape(leaf.shape)
        for leaf in LEAVES
    ]


@given(PLANS)
def test_a_graph_of_arrays_has_the_slopes_of_dual_numbers(plan):
    exact = drawn(plan, duals())
    exact_slopes = np.broadcast_to(exact.slopes, 7)
    tensors = [Tensor(leaf) for leaf in LEAVES]
    root = drawn(plan, tensors)
    assert root.data == pytest.approx(exact.number, rel=1e-12, abs=1e-12)
    for times in (1, 2):  # a second sweep adds exactly once more
        root.backward()
        grads = np.concatenate(
            [np.zeros(t.size) if t.grad is None else t.grad.ravel() for t in tensors]
        )
        assert grads == pytest.approx(times * exact_slopes, rel=1e-9, abs=1e-9)
    every = [node for node in ancestors(root).values() if node.grad is not None]
    assert all(node.grad.shape == node.shape for node in every)
    assert all(node.grad.flags.writeable for node in every)
    directions = [np.linspace(-1.0, 1.0, leaf.size).reshape(leaf.shape) for leaf in LEAVES]
    _, rate = jvp(lambda *leaves: drawn(plan, list(leaves)), LEAVES, directions)
    moves = np.concatenate([direction.ravel() for direction in directions])
    assert rate == pytest.approx(exact_slopes @ moves, rel=1e-9, abs=1e-9)
