"""What goes into an operation on arrays: private read-only data, and operands of one shape.

An array that changes behind a graph gives a gradient that belongs to no function, so data is copied
on its way in and cannot be written to. Broadcasting is an operation of its own, recorded here, so
that no rule of an elementwise operation ever mentions a shape.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..engine.node import Node
from ..engine.primitive import Primitive
from ..engine.scalars import is_real, to_float
from ..errors import OperandError, ShapeError
from ..ops import moving
from ..ops.axes import shape_of
from ..ops.choice import where
from ..support.arrays import numpy

Leaf = Callable[[Any], Node]


def primal_of(arg: Any) -> Any:
    """The array or number in an argument, whether it is a node or plain."""
    return arg.primal if isinstance(arg, Node) else arg


def read_only(array: Any) -> Any:
    """`array` itself, which nobody can write to from now on."""
    array = numpy().asarray(array)
    array.flags.writeable = False
    return array


def frozen(data: Any) -> Any:
    """A private read-only float64 copy of `data`."""
    if isinstance(data, Node):
        raise OperandError("Tensor() wants plain numbers: use .detach() to copy a Tensor as a leaf")
    try:
        array = numpy().array(data)
    except (ValueError, TypeError) as error:
        raise ShapeError(f"Tensor() wants rows of equal length; {error}") from None
    if array.dtype.kind not in "bfiu":
        raise OperandError(
            f"Tensor() wants real numbers; got {array.dtype} elements"
            + ("; use autograd.stack to join Values" if _holds_nodes(array) else "")
        )
    return read_only(array.astype(float))


def _holds_nodes(array: Any) -> bool:
    return any(isinstance(x, Node) for x in array.flat)


def aligned(op: Primitive, args: tuple[Any, ...], leaf: Leaf) -> tuple[Any, ...]:
    """Operands in one shape: arrays become leaves, and what is smaller is broadcast.

    `leaf` makes a node of an array. Plain numbers stay plain. The condition of `where` is no
    operand of calculus: it stays as it is.
    """
    if op is where:
        condition, *branches = args
        shape = numpy().broadcast_shapes(*(shape_of(primal_of(x)) for x in args))
        mask = numpy().broadcast_to(primal_of(condition), shape)
        return (mask, *(_stretched(x, shape, leaf) for x in branches))
    shapes = [shape_of(primal_of(x)) for x in args]
    try:
        shape = shapes[0] if len(set(shapes)) == 1 else numpy().broadcast_shapes(*shapes)
    except ValueError:
        names = " and ".join(str(s) for s in shapes)
        raise ShapeError(f"{op.name} cannot broadcast shapes {names} together") from None
    return tuple(_stretched(x, shape, leaf) for x in args)


def _stretched(x: Any, shape: tuple[int, ...], leaf: Leaf) -> Any:
    if not isinstance(x, Node):
        if is_real(x):
            return to_float(x)
        x = leaf(x)
    return x if shape_of(x.primal) == shape and x.rank > 1 else moving.broadcast(x, shape)
