"""Functions of arrays that the laws are held to: every operation, and what moves elements."""

from collections.abc import Callable
from typing import Any

import numpy as np

import array_calls
import autograd as ag

Arrays = list[np.ndarray]


def numbers(*shapes: tuple[int, ...]) -> Arrays:
    """Arrays of ordinary numbers, no two alike."""
    rng = np.random.default_rng(sum(map(len, shapes)) + 7)
    steps = (rng.permutation(int(np.prod(shape))) + rng.uniform(0.0, 0.3) for shape in shapes)
    return [(0.37 * row - 0.9).reshape(s) for row, s in zip(steps, shapes, strict=True)]


MASK = np.array([[True, False, True], [False, False, True]])
KEYS: dict[str, Any] = {
    "an int": 1,
    "a negative int": -1,
    "a slice": np.s_[:, 1:],
    "a step": np.s_[::-1, ::2],
    "a new axis": np.s_[:, None, 1],
    "an ellipsis": np.s_[..., 0],
    "a mask": MASK,
    "a list with repeats": [0, 1, 1, 0],
    "pairs with repeats": ([0, 0, 1], [2, 2, 1]),
    "a slice and a list": np.s_[:, [2, 0, 2]],
    "one element": (1, 2),
    "nothing": np.s_[:, 3:],
}

CASES: dict[str, tuple[Callable[..., Any], list[tuple[int, ...]]]] = {
    **array_calls.calls(),
    **{f"index, {text}": (lambda x, k=key: x[k], [(2, 3)]) for text, key in KEYS.items()},
    "reshape": (lambda x: x.reshape(3, -1), [(2, 3)]),
    "reshape to a scalar": (lambda x: x.reshape(()), [(1, 1)]),
    "transpose": (lambda x: x.T, [(2, 3)]),
    "transpose, axes": (lambda x: x.transpose(2, 0, 1), [(2, 3, 4)]),
    "transpose, negative axes": (lambda x: x.transpose(-1, 0, -2), [(2, 3, 4)]),
    "broadcast": (lambda x: x.broadcast_to((4, 2, 3)), [(2, 1)]),
    "broadcast a scalar": (lambda x: x[0].broadcast_to((2, 2)), [(1,)]),
    "take": (lambda x: x.take([1, 1, 0], axis=1), [(2, 3)]),
    "take, counted row by row": (lambda x: x.take([[4, 0], [1, 4]], axis=None), [(2, 3)]),
    "cumsum, backwards": (lambda x: x[::-1].cumsum(axis=-2), [(2, 3)]),
    "trace, above": (lambda x: x.trace(1), [(2, 3)]),
    "trace, below, other axes": (lambda x: x.trace(-1, axis1=2, axis2=-3), [(2, 3, 4)]),
    "trace of nothing": (lambda x: x.trace(5) + x.sum(), [(2, 3)]),
    "concatenate": (lambda x, y: ag.concatenate([x, y, x], axis=1), [(2, 3), (2, 1)]),
    "stack": (lambda x, y: ag.stack([x, y], axis=-1), [(2, 3), (2, 3)]),
    "matmul, vectors": (ag.matmul, [(3,), (3,)]),
    "matmul, matrix and vector": (ag.matmul, [(2, 3), (3,)]),
    "matmul, vector and matrix": (ag.matmul, [(3,), (3, 2)]),
    "matmul, matrices": (ag.matmul, [(2, 3), (3, 4)]),
    "matmul, stacks": (ag.matmul, [(5, 2, 3), (5, 3, 2)]),
    "matmul, a stack and a matrix": (ag.matmul, [(4, 2, 3), (3, 2)]),
    "matmul, stacks that broadcast": (ag.matmul, [(2, 1, 2, 3), (4, 3, 2)]),
    "matmul, a stack and a vector": (ag.matmul, [(4, 2, 3), (3,)]),
    "matmul, a vector and a stack": (ag.matmul, [(2,), (4, 2, 3)]),
    "outer": (ag.outer, [(2,), (3,)]),
    "where": (lambda x, y: ag.where(MASK, x, y), [(2, 3), (1, 3)]),
    "sum with broadcasting": (lambda x, y: x * y + y, [(2, 3), (3,)]),
    "broadcasting both ways": (lambda x, y: x * y - x, [(2, 1), (1, 3)]),
    "a power by rows": (lambda x, y: (x * x + 1.0) ** y, [(2, 3), (2, 1)]),
}


def weights(y: Any) -> np.ndarray:
    """A weight for each element of a result, so that none can hide behind another."""
    return np.cos(np.arange(np.prod(y.shape)) + 1.0).reshape(y.shape)


def curved(f: Callable[..., Any]) -> Callable[..., Any]:
    """`f` followed by something with a second derivative, weighed and summed to one number."""

    def weighed(*xs: Any) -> Any:
        y = f(*xs)
        return (ag.sin(y) * weights(y)).sum()

    return weighed
