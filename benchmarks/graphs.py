"""Graphs to draw: layers, steps in time, tangles, and chains, each of a chosen size."""

from __future__ import annotations

import random
from collections.abc import Sequence

import autograd
from autograd import Value


def layers(sizes: Sequence[int]) -> Value:
    """A network of tanh units, a dot product and an offset each, that adds up its outputs."""
    layer = [Value(0.1 * i, f"x{i}") for i in range(sizes[0])]
    for n in sizes[1:]:
        layer = [
            autograd.tanh(autograd.dot([Value(0.1) for _ in layer], layer) + Value(0.1))
            for _ in range(n)
        ]
    return autograd.sum(layer)


def network_of(nodes: int) -> Value:
    """Three layers of tanh units, about so many nodes in all."""
    width = max(2, round((nodes + 30) ** 0.5 - 5.5))
    return layers([2, width, width, 1])


def steps(count: int) -> Value:
    """Two states that turn into each other at each step, through the same two weights."""
    u, v = Value(0.5, "u"), Value(0.3, "v")
    a, b = Value(0.1), Value(0.2)
    for t in range(count):
        x = Value(0.1 * t, f"x{t}")
        a, b = (u * a + v * b + x).tanh(), (v * a - u * b + x).tanh()
    return a * b


def recurrent(count: int, width: int = 4) -> Value:
    """A recurrent network written with `+` and `*`: every step uses the same weights."""
    w = [[Value(0.1 * (i - j), f"w{i}{j}") for j in range(width)] for i in range(width)]
    state = [Value(0.1 * i, f"h{i}") for i in range(width)]
    for t in range(count):
        x = Value(0.1 * t, f"x{t}")
        state = [(sum(a * b for a, b in zip(row, state, strict=True)) + x).tanh() for row in w]
    return sum(state, Value(0.0))


def reused(nodes: int) -> Value:
    """A chain that multiplies by the same leaf again and again."""
    w, y = Value(0.999, "w"), Value(1.5, "x")
    for _ in range(nodes - 2):
        y = y * w
    return y


def tangle(seed: int, count: int) -> Value:
    """Operations on arguments picked at random from the latest ones."""
    rng = random.Random(seed)
    pool = [Value(rng.random(), f"x{i}") for i in range(6)]
    for _ in range(count):
        a, b = rng.choice(pool[-14:]), rng.choice(pool[-10:])
        pool.append(rng.choice([a + b, a * b, (a - b).tanh()]))
    return autograd.sum(pool[-10:])
