"""Random programs over arrays, with views, repeats and choices: compiled they are eager code.

What is written over, or in place, shows here if anybody still reads it.
"""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd as ag
from autograd import Tensor

SIDE = (3, 3)
STEPS: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda u, v: u + v,
    "subtract": lambda u, v: u - v,
    "multiply": lambda u, v: u * v,
    "negate": lambda u, v: -u,
    "square": lambda u, v: u**2 * 0.1,
    "tanh": lambda u, v: ag.tanh(u),
    "choose": lambda u, v: ag.where(u > v, u, v * 2.0),
    "the larger": lambda u, v: ag.maximum(u, v),
    "turn": lambda u, v: u.T,
    "turn round": lambda u, v: u[::-1],
    "a row": lambda u, v: u[1],
    "rows, repeated": lambda u, v: u[[0, 0, 2]],
    "a row, stretched": lambda u, v: u[0].broadcast_to(SIDE),
    "columns added": lambda u, v: u.sum(axis=0),
    "running sums": lambda u, v: u.cumsum(axis=1) * 0.2,
    "product": lambda u, v: u @ v * 0.3,
    "one after the other": lambda u, v: ag.concatenate([u, v]),
    "softmax": lambda u, v: u.softmax(),
}


def program(seed: int) -> Callable[[Any, Any], Any]:
    """A function of two arrays, made of steps that read what came before."""
    draw = random.Random(seed)
    steps = [
        (draw.choice(list(STEPS.values())), draw.random(), draw.random())
        for _ in range(draw.randint(4, 14))
    ]

    def f(x: Any, y: Any) -> Any:
        made = [x, y]
        for step, i, k in steps:
            u, v = (square(made[int(place * len(made))]) for place in (i, k))
            made.append(step(u, v))
        return sum((ag.sin(each) * (i + 1.0)).sum() for i, each in enumerate(made[-4:]))

    return f


def square(x: Any) -> Any:
    return x if x.shape == SIDE else x[:3] if len(x.shape) > 1 else x.broadcast_to(SIDE)


@pytest.mark.parametrize(
    "seed", [*range(40), *(pytest.param(i, marks=pytest.mark.full) for i in range(40, 300))]
)
def test_a_random_program_is_eager_code(seed):
    f, draw = program(seed), np.random.default_rng(seed)
    x, y = draw.normal(size=SIDE), draw.normal(size=SIDE)
    leaves = [Tensor(x), Tensor(y)]
    root = f(*leaves)
    slopes = ag.gradients(root, leaves, allow_unused=True)
    made = ag.compile(f, x, y, grad=True, target="numpy")
    kept = [x.copy(), y.copy()]
    value, found = made(x, y)
    assert np.array_equal([x, y], kept)
    np.testing.assert_allclose(value, root.item(), rtol=1e-12, atol=1e-13)
    for a, b in zip(found, slopes, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-10, atol=1e-12)  # sums in another order
    again = made(x, y)[1]
    assert all(map(np.array_equal, found, again))
