"""Products of derivatives with vectors, which cost as much as a few evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.forward import push
from ..engine.node import Node
from ..engine.scalars import is_real
from ..errors import OperandError, ShapeError
from ..ops.axes import shape_of
from ..support.arrays import numpy
from ..support.containers import leaves_of, like, tree_map
from .derivatives import grad
from .runs import Function, Run, holds_a_node


def jvp(f: Function, primals: Sequence[Any], tangents: Sequence[Any]) -> tuple[Any, Any]:
    """Forward mode: `f(*primals)` and its rate of change when each argument moves by its tangent.

    >>> jvp(lambda x, y: x * y, [2.0, 3.0], [1.0, 0.0])
    (6.0, 3.0)
    """
    run = Run(f, primals, range(len(primals)))
    run.nested = run.nested or holds_a_node(list(tangents))
    pairs = zip(run.xs, matching(run, tangents), strict=True)
    # What moves by the number 0 does not move: its partial may be infinite.
    moves = {x: dx for x, dx in pairs if dx.__class__ is not float or dx}
    rates = tree_map(lambda y: _rate(y, moves, run.nested), run.y)
    return run.out(run.y), run.out(rates)


def _rate(y: Any, moves: dict[Node, Any], record: bool) -> Any:
    if not isinstance(y, Node):
        return numpy().zeros(shape_of(y)) if shape_of(y) else 0.0
    return y.as_gradient(push(y, moves, record=record), record)


def matching(run: Run, tangents: Sequence[Any]) -> list[Any]:
    """A tangent for each input of a run, of its shape."""
    moves = [_move(dx) for dx in leaves_of(list(tangents))]
    if len(moves) != len(run.xs):
        raise OperandError(f"{len(run.xs)} arguments came with {len(moves)} tangents")
    for x, dx in zip(run.xs, moves, strict=True):
        if shape_of(x.primal) != shape_of(dx):
            raise ShapeError(f"an argument of shape {shape_of(x.primal)} has tangent {dx!r}")
    return moves


def _move(dx: Any) -> Any:
    if isinstance(dx, Node):
        return dx
    return float(dx) if is_real(dx) else numpy().asarray(dx, dtype=float)


def vjp(f: Function, *primals: Any) -> tuple[Any, Function]:
    """Reverse mode: `f(*primals)` and a function from a weight of the result to the gradients.

    >>> y, pull = vjp(lambda x, y: x * y, 2.0, 3.0)
    >>> y, pull(1.0)
    (6.0, (3.0, 2.0))
    """
    run = Run(f, primals, range(len(primals)))

    def pull(weight: Any) -> Any:
        nested = run.nested or holds_a_node(weight)
        ys, weights = leaves_of(run.y), leaves_of(weight)
        if len(ys) != len(weights):
            raise OperandError(f"{len(ys)} results came with {len(weights)} weights")
        pairs = [(y, g) for y, g in zip(ys, weights, strict=True) if isinstance(y, Node)]
        rows = [run.slopes(y, record=nested, seed=g) for y, g in pairs]
        sums = [sum(column[1:], column[0]) for column in zip(*rows, strict=True)]
        return run.out(
            like(run.tree, sums or [x.as_gradient(None, nested) for x in run.xs]), nested
        )

    return run.out(run.y), pull


def hvp(f: Function, primals: Sequence[Any], tangents: Sequence[Any]) -> Any:
    """The Hessian of a scalar function times a vector, at the cost of a few gradients.

    >>> hvp(lambda x, y: x * x * y, [3.0, 2.0], [1.0, 0.0])
    (4.0, 6.0)
    """
    every = range(len(primals))
    return jvp(grad(f, every), primals, tangents)[1]
