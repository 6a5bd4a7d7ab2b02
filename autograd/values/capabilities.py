"""What a node can show of itself: methods whose code lies in later layers and is loaded late.

`x.show()` draws the graph below x, `x.explore()` steps through it, `x.tree()` writes it as text,
`x.formula()` as LaTeX, and a notebook shows the picture by itself.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..engine.node import Node
from .symbol import Symbol
from .tensor import Tensor
from .value import Value

METHODS = {
    "show": "show",
    "explore": "explore",
    "tree": "tree",
    "formula": "formula",
    "_repr_svg_": "repr_svg",
    "_repr_html_": "repr_html",
}


def attach() -> None:
    """Give Value, Tensor and Symbol their pictures."""
    for method, function in METHODS.items():
        for cls in (Value, Tensor, Symbol):
            setattr(cls, method, _late(method, function))


def _late(method: str, function: str) -> Any:
    def call(self: Node, *args: Any, **options: Any) -> Any:
        return getattr(import_module("autograd.drawing"), function)(self, *args, **options)

    call.__name__ = method
    call.__doc__ = f"See `autograd.drawing.{function}`."
    return call
