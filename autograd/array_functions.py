"""NumPy's functions on Tensors: `np.sum(t)` is `t.sum()`, and what we lack is refused by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from .array_methods import ArrayMethods
from .errors import OperandError
from .node import Node
from .ops import choice, moving
from .trees import tree_map

Function = Callable[..., Any]

FUNCTIONS: dict[str, Function] = {
    "sum": ArrayMethods.sum,
    "mean": ArrayMethods.mean,
    "prod": ArrayMethods.prod,
    "max": ArrayMethods.max,
    "amax": ArrayMethods.max,
    "min": ArrayMethods.min,
    "amin": ArrayMethods.min,
    "var": ArrayMethods.var,
    "std": ArrayMethods.std,
    "norm": lambda x, axis=None, keepdims=False: x.norm(axis, keepdims),
    "reshape": lambda a, shape: a.reshape(shape),
    "transpose": lambda a, axes=None: moving.transpose(a, axes and tuple(axes)),
    "broadcast_to": ArrayMethods.broadcast_to,
    "take": moving.take,
    "dot": moving.matmul,
    "outer": moving.outer,
    "concatenate": lambda arrays, axis=0: moving.concatenate(arrays, axis),
    "stack": lambda arrays, axis=0: moving.stack(arrays, axis),
    "where": choice.where,
    "clip": choice.clip,
}
# What has no gradient to lose: shapes, orders, comparisons.
PLAIN = frozenset(
    ["allclose", "argmax", "argmin", "argsort", "array_equal", "count_nonzero", "isclose"]
    + ["ndim", "ones_like", "shape", "size", "zeros_like"]
)


def array_function(self: Node, function: Any, kinds: Any, args: Any, options: Any) -> Any:
    """NumPy's protocol for functions that are no ufuncs."""
    name = function.__name__
    if name in PLAIN:
        args, options = tree_map(_plain, [args, options])
        return function(*args, **options)
    ours = FUNCTIONS.get(name)
    if ours is None:
        raise OperandError(
            f"np.{name} has no derivative here: build it from what `autograd ops` lists, or call "
            f"np.{name} on .data to leave the graph"
        )
    try:
        inspect.signature(ours).bind(*args, **options)
    except TypeError as error:
        taken = ", ".join(list(inspect.signature(ours).parameters)[1:]) or "nothing else"
        raise OperandError(
            f"np.{name} of a Tensor takes {taken} beside the array; {error}"
        ) from None
    return ours(*args, **options)


def _plain(x: Any) -> Any:
    return x.primal if isinstance(x, Node) else x
