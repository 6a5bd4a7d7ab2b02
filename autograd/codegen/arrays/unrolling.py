"""Functions of arrays element by element, for machines that know numbers alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature
from typing import Any

import numpy as np

from ...engine.node import Node
from ...engine.structural import Structural
from ...errors import OperandError
from ...support.containers import leaves_of, tree_map
from ...values.array_symbol import ArraySymbol
from ..models import is_model, numbers_of
from .lowering import constant, ordered
from .tracing import as_symbol, graph

MOST = 20_000  # operations on numbers: some seconds of compiling
OTHERS = {
    "native": 200_000
}  # half a minute for a net of 40 000 weights, which it runs on for hours


def unrolled(
    f: Callable[..., Any], examples: Sequence[Any], target: str
) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """`f` as a function of arrays of symbols, one for each number, and examples for it.

    Raises `OperandError` where that is more than `MOST` operations.
    """
    trees, value, _ = graph(f, examples)
    inputs = leaves_of(list(trees.values()))
    answer = tree_map(as_symbol, value)
    nodes = ordered(leaves_of(answer), {x.serial for x in inputs})
    _refuse_indices(inputs, target)
    _refuse_many(nodes, target)

    def run(*args: Any) -> Any:
        given = zip(inputs, leaves_of(list(args)), strict=True)
        found = {x.serial: _boxed(y) for x, y in given}
        start = min(found, default=0)
        for node in nodes:
            found[node.serial] = (
                constant(node, start) if node.op is None else _elements(node, found)
            )
        return tree_map(lambda y: _unboxed(found[y.serial]), answer)

    run.__name__ = getattr(f, "__name__", "f")
    kind = Parameter.POSITIONAL_OR_KEYWORD
    setattr(run, "__signature__", Signature([Parameter(name, kind) for name in trees]))  # noqa: B010  # functions have none to mypy
    return run, tuple(map(_plain, examples))


def _plain(example: Any) -> Any:
    """An example without nodes: numbers and arrays."""
    if is_model(example):
        return numbers_of(example)
    return tree_map(lambda x: x.primal if isinstance(x, Node) else x, example)


def _elements(node: Node, found: dict[int, Any]) -> Any:
    """What an operation makes of arrays whose elements are symbols."""
    op = node.op
    assert op is not None
    args = tree_map(lambda x: found[x.serial] if isinstance(x, Node) else x, node.args)
    if not any(isinstance(x, np.ndarray) and x.dtype.kind == "O" for x in args):
        return op.on_arrays(*args)
    if isinstance(op, Structural):
        return _boxed(op.on_entries(*args))
    return _boxed(np.frompyfunc(op, len(args), 1)(*args))


def _boxed(y: Any) -> Any:
    """An array of objects, also of one."""
    if isinstance(y, np.ndarray):
        return y
    box = np.empty((), dtype=object)
    box[()] = y
    return box


def _unboxed(y: Any) -> Any:
    return y[()] if getattr(y, "shape", None) == () else y


def _refuse_indices(inputs: list[ArraySymbol], target: str) -> None:
    for x in inputs:
        if x.dtype != float:
            raise OperandError(
                f"{x.name} chooses elements by its numbers, which {target} would have to know when "
                'it is compiled: close over it, or take target="numpy"'
            )


def _refuse_many(nodes: list[Node], target: str) -> None:
    count = sum(map(_operations, nodes))
    most = OTHERS.get(target, MOST)
    if count > most:
        raise OperandError(
            f"{target} takes arrays element by element, up to {most} operations on numbers; this "
            f'function has about {count}: take target="numpy", "jax" or "torch", or rows='
        )


def _operations(node: Any) -> int:
    """About how many numbers an operation computes with."""
    if node.op is None:
        return 0
    within = max((getattr(x, "size", 0) for x in node.args), default=0)
    if node.op.name == "matmul":
        return int(node.size * node.args[0].shape[-1])
    return int(max(node.size, within))
