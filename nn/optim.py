"""Optimizers: they move parameters, Values and Tensors alike, against their gradients.

>>> from autograd import Value
>>> w = Value(4.0)
>>> optimizer = SGD([w], lr=0.25)
>>> for _ in range(3):
...     optimizer.zero_grad()
...     (w * w).backward()
...     optimizer.step()
>>> w.data
0.5
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isfinite
from typing import Any

import autograd
from autograd import Tensor, Value
from autograd.errors import DomainError, GraphError, OperandError

from .module import Parameter

OPTIMIZERS: dict[str, type[Optimizer]] = {}  # those of this module: `nn` and the laws read them


class Optimizer:
    """What all optimizers share: checked parameters, `zero_grad()` and `step()`.

    A subclass says in `change(i, g)` by how much parameter i moves for its gradient g, an array
    in the parameter's shape or a float. `weight_decay` adds `weight_decay * p` to the gradient
    of every parameter p. Raises `DomainError` for settings out of range, no parameters, or the
    same one twice.
    """

    def __init_subclass__(cls) -> None:
        if cls.__module__ == __name__:
            OPTIMIZERS[cls.__name__] = cls

    def __init__(self, params: Iterable[Parameter], lr: float, weight_decay: float) -> None:
        self.params = _checked(params)
        self.lr = _setting(self, "lr", lr, lambda x: x > 0.0, "> 0")
        self.weight_decay = _setting(self, "weight_decay", weight_decay, lambda x: x >= 0.0, ">= 0")

    def zero_grad(self) -> None:
        """Forget the gradients, which would otherwise add up from step to step."""
        for p in self.params:
            p.zero_grad()

    def step(self) -> None:
        """Move every parameter that has a gradient.

        Raises `GraphError` if none has: `backward()` must come first.
        """
        moving = [(i, p) for i, p in enumerate(self.params) if p.grad is not None]
        if not moving:
            raise GraphError("no parameter has a gradient: call loss.backward() before step()")
        for i, p in moving:
            g: Any = p.grad + self.weight_decay * p.data if self.weight_decay else p.grad
            p.data = p.data - self.change(i, g)

    def change(self, i: int, g: Any) -> Any:
        """What is taken from parameter `i` whose gradient is `g`."""
        raise NotImplementedError(f"{type(self).__name__} defines no change(i, g)")


class SGD(Optimizer):
    """Stochastic gradient descent: v = momentum v + g, then p = p - lr v.

    >>> from autograd import Value
    >>> SGD([Value(1.0)], lr=0.0)
    Traceback (most recent call last):
        ...
    autograd.errors.DomainError: SGD wants lr > 0; got 0.0
    """

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.01,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(params, lr, weight_decay)
        self.momentum = _setting(self, "momentum", momentum, _from_zero_below_one, "in [0, 1)")
        self._velocity: dict[int, Any] = {}

    def change(self, i: int, g: Any) -> Any:
        if self.momentum:
            g = self._velocity[i] = self.momentum * self._velocity.get(i, 0.0) + g
        return self.lr * g


class Adam(Optimizer):
    """Steps scaled by running means of the gradient and of its square (Kingma & Ba, algorithm 1).

    Each parameter counts its own steps, so one that gets gradients only now and then is corrected
    for its own bias.
    """

    def __init__(
        self,
        params: Iterable[Parameter],
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(params, lr, weight_decay)
        first, second = _two(betas)
        self.betas = (
            _setting(self, "betas[0]", first, _from_zero_below_one, "in [0, 1)"),
            _setting(self, "betas[1]", second, _from_zero_below_one, "in [0, 1)"),
        )
        self.eps = _setting(self, "eps", eps, lambda x: x > 0.0, "> 0")
        self._moments: dict[int, tuple[int, Any, Any]] = {}

    def change(self, i: int, g: Any) -> Any:
        b1, b2 = self.betas
        t, m, v = self._moments.get(i, (0, 0.0, 0.0))
        t, m, v = t + 1, b1 * m + (1.0 - b1) * g, b2 * v + (1.0 - b2) * (g * g)
        self._moments[i] = (t, m, v)
        return self.lr * (m / (1.0 - b1**t)) / (autograd.sqrt(v / (1.0 - b2**t)) + self.eps)


def _two(betas: Any) -> Any:
    if not isinstance(betas, tuple | list) or len(betas) != 2:
        raise OperandError(f"Adam wants two betas, as in (0.9, 0.999); got {betas!r}")
    return betas


def _from_zero_below_one(x: float) -> bool:
    return 0.0 <= x < 1.0


def _setting(
    owner: Optimizer, name: str, number: Any, test: Callable[[float], bool], words: str
) -> float:
    """A finite number that passes `test`."""
    wanted = f"{type(owner).__name__} wants {name} {words}; got {number!r}"
    try:
        x = Value(number).data
    except OperandError:
        raise OperandError(wanted) from None
    if not (isfinite(x) and test(x)):
        raise DomainError(wanted)
    return x


def _checked(params: Iterable[Parameter]) -> list[Parameter]:
    if isinstance(params, Value | Tensor):
        raise OperandError(
            "an optimizer takes a list of parameters: write [w], or model.parameters()"
        )
    found = list(params)
    if not found:
        raise DomainError("an optimizer wants at least one parameter; got none")
    first: dict[int, int] = {}
    for i, p in enumerate(found):
        if not isinstance(p, Value | Tensor):
            raise OperandError(
                f"a parameter is a Value or a Tensor; number {i} is a {type(p).__name__}"
            )
        if p.op is not None:
            raise OperandError(
                f"parameter {i}, {p.describe()}, is computed and cannot be moved: give the leaves"
            )
        if first.setdefault(id(p), i) != i:
            raise DomainError(f"parameter {i}, {p.describe()}, is parameter {first[id(p)]} again")
    return found
