"""The rules of calculus this package knows, each written once.

To add one, write one entry in the file where a reader would look for it. Everything else (the free
function, the methods, forward mode, higher derivatives, compiled code, the drawings, the table
`autograd ops` and the property tests) reads that entry.
"""

from __future__ import annotations

from . import (
    activation,
    arithmetic,
    choice,
    elementary,
    extremes,
    lengths,
    moving,
    products,
    reductions,
    rounding,
    softmax,
    special,
)

__all__ = [
    "activation",
    "arithmetic",
    "choice",
    "elementary",
    "extremes",
    "lengths",
    "moving",
    "products",
    "reductions",
    "rounding",
    "softmax",
    "special",
]
