"""The other engines, where they can be imported: how each makes leaves and runs backward.

Every function of a workload is written once, with operators and the methods `relu` and `tanh`; an
`Engine` is what it needs besides.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import autograd

from .ways import library, optional


@dataclass(frozen=True)
class Engine:
    """`leaf(x)` makes a variable; `tanh(v)` is there because micrograd has none."""

    name: str
    leaf: Callable[[float], Any]
    tanh: Callable[[Any], Any] = lambda v: v.tanh()


OURS = Engine("autograd-scalar", autograd.Value)


def engines() -> list[Engine]:
    """Ours, then the eager peers that are installed."""
    makers = (_micrograd, _torch)
    return [OURS, *(engine for make in makers if (engine := make()) is not None)]


def missing() -> list[str]:
    """The eager peers that are not installed."""
    return [name for name in ("micrograd", "torch") if library(name) is None]


def _micrograd() -> Engine | None:
    module = optional("micrograd.engine")
    if module is None:
        return None
    value = module.Value

    def tanh(v: Any) -> Any:
        """An operation as micrograd's own are written."""
        out = value(math.tanh(v.data), (v,), "tanh")

        def _backward() -> None:
            v.grad += (1 - out.data**2) * out.grad

        out._backward = _backward
        return out

    return Engine("micrograd", value, tanh)


def _torch() -> Engine | None:
    torch = library("torch")
    if torch is None:
        return None
    return Engine(
        "torch",
        lambda x: torch.tensor(x, dtype=torch.float64, requires_grad=True),
    )
