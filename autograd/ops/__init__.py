"""The rules of calculus this package knows, each written once.

To add one, write one entry in the file where a reader would look for it. Everything else (the free
function, the methods, forward mode, higher derivatives, compiled code, the drawings, the table
`autograd ops` and the property tests) reads that entry. An operation that is not public, such as a
part of a derivative, is found in this package alone: `from autograd.ops import sigmoid_prime`.
"""

from __future__ import annotations

from typing import Any

from ..engine.primitive import REGISTRY
from . import (
    activation,
    arithmetic,
    arranging,
    bessel,
    choice,
    contracting,
    diagonals,
    elementary,
    elliptic,
    extremes,
    gamma,
    gated,
    hyperbolic,
    incomplete,
    joining,
    lengths,
    matrices,
    moving,
    neighbours,
    normal,
    numbers,
    orders,
    pieces,
    products,
    reductions,
    rounding,
    softmax,
    special,
    sums,
    trigonometric,
    views,
    zeta,
)

__all__ = [
    "activation",
    "arithmetic",
    "arranging",
    "bessel",
    "choice",
    "contracting",
    "diagonals",
    "elementary",
    "elliptic",
    "extremes",
    "gamma",
    "gated",
    "hyperbolic",
    "incomplete",
    "joining",
    "lengths",
    "matrices",
    "moving",
    "neighbours",
    "normal",
    "numbers",
    "orders",
    "pieces",
    "products",
    "reductions",
    "rounding",
    "softmax",
    "special",
    "sums",
    "trigonometric",
    "views",
    "zeta",
]


def __getattr__(name: str) -> Any:
    if name not in REGISTRY:
        raise AttributeError(f"autograd.ops has no {name!r}")
    return REGISTRY[name]
