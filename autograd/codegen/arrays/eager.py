"""The same function on Tensors, for numbers at which plain arithmetic gave NaN.

Eager code sweeps such a graph once more with what has no path left out (`engine.masks`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...engine.backward import gradients
from ...support.containers import leaves_of, like, tree_map
from ...values.tensor import Tensor
from ..models import filled
from .tracing import ArrayTrace


def eagerly(
    f: Callable[..., Any], examples: Sequence[Any], traced: ArrayTrace
) -> Callable[[tuple[Any, ...]], Any]:
    """The value and gradient of `f` by eager code, in the form of the compiled answer."""

    def run(args: tuple[Any, ...]) -> Any:
        trees = dict(zip(traced.arguments, tree_map(_leaf, list(args)), strict=True))
        moving = tuple(trees[name] for name in traced.by)
        value = f(*map(filled, examples, trees.values()))
        slopes = gradients(value, leaves_of(moving), allow_unused=True)
        return float(value.item()), like(moving, list(map(_own, slopes)))

    return run


def _leaf(x: Any) -> Any:
    array = np.asarray(x)
    return array if array.dtype.kind in "iu" else Tensor(array)


def _own(slope: Any) -> Any:
    return slope if np.shape(slope) else float(slope)
