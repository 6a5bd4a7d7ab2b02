"""Layers over Tensors: a batch of rows goes in, a batch of rows comes out.

>>> from nn import Tanh
>>> model = Sequential(Linear(2, 8, seed=0), Tanh(), Linear(8, 1, seed=1))
>>> model([[0.0, 1.0], [1.0, 1.0]]).shape
(2, 1)
>>> model
Sequential
  0: Linear(2 → 8)
  1: Tanh
  2: Linear(8 → 1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.errors import OperandError

from .initial import Initial, Seed, checked_width, generator, glorot
from .inputs import rows
from .module import Module


class Linear(Module):
    """`x @ weight + bias` for rows x of `n_in` numbers: shape (…, n_in) becomes (…, n_out).

    `weight` has shape (n_in, n_out) and starts as `initial` draws it; `bias`, of shape (n_out,),
    starts at 0. Raises `ShapeError` for rows of another width and `DomainError` for numbers that
    are not finite.
    """

    def __init__(
        self,
        n_in: int,
        n_out: int,
        bias: bool = True,
        *,
        initial: Initial = glorot,
        seed: Seed = None,
    ) -> None:
        n_in, n_out = checked_width("n_in", n_in), checked_width("n_out", n_out)
        self.weight = Tensor(initial(generator(seed), n_in, n_out), name="weight")
        self.bias = Tensor(np.zeros(n_out), name="bias") if bias else None

    def forward(self, x: Any) -> Any:
        x = rows(x, self.weight.shape[0], self.describe)
        return x @ self.weight if self.bias is None else x @ self.weight + self.bias

    def describe(self) -> str:
        n_in, n_out = self.weight.shape
        return f"Linear({n_in} → {n_out}{', no bias' if self.bias is None else ''})"


class Sequential(Module):
    """Functions applied one after another: modules, primitives, or anything that can be called.

    >>> import autograd
    >>> Sequential(autograd.square, autograd.neg)(3.0)
    -9.0
    """

    def __init__(self, *layers: Callable[[Any], Any]) -> None:
        for layer in layers:
            if not callable(layer):
                raise OperandError(f"Sequential takes layers that can be called; got {layer!r}")
        self.layers = list(layers)

    def forward(self, x: Any) -> Any:
        for layer in self.layers:
            x = layer(x)
        return x

    def children(self) -> list[tuple[str, Any]]:
        return [(str(i), layer) for i, layer in enumerate(self.layers)]

    def __len__(self) -> int:
        return len(self.layers)

    def __getitem__(self, i: int) -> Callable[[Any], Any]:
        return self.layers[i]

    def __iter__(self) -> Iterator[Callable[[Any], Any]]:
        return iter(self.layers)
