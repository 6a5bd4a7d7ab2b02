"""Neurons over Values, one number at a time: small enough to draw, and to follow by hand.

>>> model = MLP(3, [4, 4, 1], seed=0)
>>> y = model([2.0, 3.0, -1.0])
>>> y.backward()
>>> len(model.parameters())
41
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any

import autograd
from autograd import Value, dot
from autograd.errors import DomainError, OperandError, ShapeError

from .initial import Initial, Seed, checked_width, generator, he
from .module import Module


class Neuron(Module):
    """activation(w · x + b) of a list of `n_in` numbers or Values; without it if not `nonlin`.

    The weighted sum is a single node (`autograd.dot`); `expanded=True` writes every product and
    every sum as a node of its own, as one would by hand, for teaching and drawing. Weights start
    as `initial` draws them and the bias at 0.
    """

    def __init__(
        self,
        n_in: int,
        nonlin: bool = True,
        *,
        activation: Callable[[Any], Any] = autograd.relu,
        expanded: bool = False,
        initial: Initial = he,
        seed: Seed = None,
    ) -> None:
        n_in = checked_width("n_in", n_in)
        drawn = initial(generator(seed), n_in, 1)[:, 0].tolist()
        self.weights = [Value(w, f"w{i}") for i, w in enumerate(drawn, start=1)]
        self.bias = Value(0.0, "b")
        self._activation = activation if nonlin else None
        self._weighted_sum = _term_by_term if expanded else _in_one_node

    def forward(self, xs: Sequence[Any]) -> Any:
        weights, activation = self.weights, self._activation
        if len(xs) != len(weights):
            raise ShapeError(f"{self.describe()} takes {len(weights)} numbers; got {len(xs)}")
        total = self._weighted_sum(weights, xs, self.bias)
        return activation(total) if activation else total

    @property
    def activation(self) -> str:
        """What the activation is called; empty where there is none."""
        return getattr(self._activation, "__name__", "")

    def describe(self) -> str:
        return f"Neuron({len(self.weights)} inputs, {self.activation or 'linear'})"


def _in_one_node(weights: list[Value], xs: Sequence[Any], bias: Value) -> Any:
    return dot(weights, xs) + bias


def _term_by_term(weights: list[Value], xs: Sequence[Any], bias: Value) -> Any:
    total: Any = bias
    for w, x in zip(weights, xs, strict=True):
        total = total + w * x
    return total


class Layer(Module):
    """`n_out` neurons that see the same `n_in` inputs; a list, or the one Value, comes out."""

    def __init__(self, n_in: int, n_out: int, *, seed: Seed = None, **options: Any) -> None:
        rng = generator(seed)
        width = checked_width("n_out", n_out)
        self.neurons = [Neuron(n_in, seed=rng, **options) for _ in range(width)]

    def forward(self, xs: Sequence[Any]) -> Any:
        outputs = [neuron(xs) for neuron in self.neurons]
        return outputs[0] if len(outputs) == 1 else outputs

    def describe(self) -> str:
        first = self.neurons[0]
        bends = f", {first.activation}" if first.activation else ""
        return f"Layer({len(first.weights)} → {len(self.neurons)}{bends})"


class MLP(Module):
    """A multilayer perceptron over Values: layers of the given sizes, the last one linear.

    `model(xs)` takes a sequence of `n_in` finite numbers or Values, and returns a Value, or a
    list of them where the last size is above 1. Options are those of `Neuron`.
    """

    def __init__(
        self, n_in: int, sizes: Sequence[int], *, seed: Seed = None, **options: Any
    ) -> None:
        rng = generator(seed)
        widths = [checked_width("n_in", n_in), *_checked_sizes(sizes)]
        last = len(widths) - 2
        self.layers = [
            Layer(n, m, seed=rng, nonlin=i < last, **options)
            for i, (n, m) in enumerate(pairwise(widths))
        ]

    def describe(self) -> str:
        widths = [len(self.layers[0].neurons[0].weights), *(len(x.neurons) for x in self.layers)]
        return f"MLP({' → '.join(map(str, widths))})"

    def forward(self, xs: Sequence[Any]) -> Any:
        signal: Any = _row(xs, len(self.layers[0].neurons[0].weights))
        for layer in self.layers:
            signal = layer(signal if isinstance(signal, list) else [signal])
        return signal


def _checked_sizes(sizes: Any) -> list[int]:
    if not isinstance(sizes, list | tuple) or not sizes:
        raise OperandError(f"MLP wants a list of layer sizes, as in MLP(3, [4, 1]); got {sizes!r}")
    return [checked_width("a size", size) for size in sizes]


def _row(xs: Any, width: int) -> list[Any]:
    """One sample: a sequence of `width` finite numbers or Values."""
    if isinstance(xs, str) or not hasattr(xs, "__len__"):
        raise OperandError(f"MLP takes a list of {width} numbers; got {xs!r}")
    if len(xs) != width:
        raise ShapeError(f"MLP takes {width} numbers; got {len(xs)}")
    row = [x if hasattr(x, "primal") else _number(x, i) for i, x in enumerate(xs)]
    for i, x in enumerate(row):
        number = getattr(x, "primal", x)
        if number is not None and not isfinite(number):  # of a symbol it is not known
            raise DomainError(f"MLP takes finite numbers; number {i} is {x!r}")
    return row


def _number(x: Any, i: int) -> float:
    if hasattr(x, "__len__"):
        raise ShapeError(
            f"MLP takes one sample at a time; number {i} is a row: [model(x) for x in xs]"
        )
    return Value(x).data
