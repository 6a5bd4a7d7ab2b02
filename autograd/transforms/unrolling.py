"""A graph of arrays as one of numbers: every element a node of its own.

>>> from autograd import Tensor, Value
>>> x = Tensor([1.0, 2.0])
>>> (y,) = unrolled([(x * x).sum()], {x: [Value(1.0), Value(2.0)]})
>>> y
Value(5.0, op='sum')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..engine.elementwise import Elementwise
from ..engine.node import Node
from ..engine.primitive import Primitive, kind_of
from ..engine.structural import Structural
from ..engine.walks import between
from ..support.arrays import numpy


def unrolled(roots: Sequence[Any], given: Mapping[Node, Sequence[Any]]) -> list[Any]:
    """The roots computed again with numbers in the place of arrays.

    `given` are the elements of some nodes in the order of their data; other leaves are constants.
    A root that is an array becomes one of nodes and numbers.
    """
    np = numpy()
    found: dict[int, Any] = {}
    for x, elements in given.items():
        array = np.empty(np.shape(x.primal), dtype=object)
        array.reshape(-1)[:] = list(elements)
        found[x.serial] = array if array.shape else array[()]
    oldest = min(found, default=0)
    for serial, node in between(roots, found).items():
        if serial in found:
            continue
        if node.op is None or serial < oldest:
            found[serial] = node.primal
        else:
            args = [found[arg.serial] if isinstance(arg, Node) else arg for arg in node.args]
            y = _applied(node.op, args)
            found[serial] = y if getattr(y, "shape", None) else getattr(y, "item", lambda y=y: y)()
    return [found[root.serial] if isinstance(root, Node) else root for root in roots]


def _applied(op: Primitive, args: list[Any]) -> Any:
    """An operation on arrays whose elements may be nodes, or on numbers."""
    unknown = any(isinstance(arg, Node) or _holds_nodes(arg) for arg in args)
    if not unknown:
        return op.evaluate(tuple(args))
    if isinstance(op, Structural):
        return op.on_entries(*args)
    if isinstance(op, Elementwise) and any(getattr(arg, "shape", ()) for arg in args):
        return numpy().frompyfunc(op, len(args), 1)(*args)
    kind = kind_of(args)
    return (
        op(*args) if isinstance(op, Elementwise) or kind is None else kind.record(op, tuple(args))
    )


def _holds_nodes(arg: Any) -> bool:
    return str(getattr(arg, "dtype", "")) == "object"
