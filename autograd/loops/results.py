"""Several results of one operation: a node that holds them all, and a node for each.

The node that holds them is shown to nobody. Its adjoint is `Terms`: adjoints of some of the
results, which one pull turns into those of the arguments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..engine.masks import settled
from ..engine.modes import recording
from ..engine.node import Node, attach
from ..engine.persistence import blank
from ..engine.primitive import Primitive
from ..engine.recorded import Recorded
from ..values.array_operands import read_only
from ..values.tensor import Tensor
from ..values.value import Value


class Terms:
    """Adjoints of some of several results, by their places."""

    __slots__ = ("parts",)
    __array_ufunc__ = None  # arrays leave `array + terms` to us
    primal = None  # it is no number: nobody can ask whether it is finite

    def __init__(self, parts: Mapping[Any, Any]) -> None:
        self.parts = parts

    def __add__(self, other: Any) -> Terms:
        if not isinstance(other, Terms):  # of a path that leads nowhere
            return self
        both = dict(self.parts)
        for i, g in other.parts.items():
            both[i] = both[i] + g if i in both else g
        return Terms(both)

    def __radd__(self, number: Any) -> Any:
        """What a sum in search of a NaN has found so far: one in here shows in the arguments."""
        return number

    def sum(self) -> float:
        """The same, for adjoints that are arrays."""
        return 0.0


class Results(Node):
    """What an operation of several results gave: `primal` is the tuple of them."""

    __slots__ = ()

    def new_grad(self, adjoint: Any) -> Any:
        """The adjoint of each result; None where there is none."""
        return tuple(adjoint.parts.get(i) for i in range(len(self.primal)))


class ArrayResults(Results):
    """The same where some are arrays."""

    __slots__ = ()
    on_arrays = True


class Part(Primitive):
    """The result at place i of an operation that has several."""

    arity = 1

    def __init__(self, i: int) -> None:
        super().__init__("result", public=False, doc=f"result {i} of several")
        self.i = i
        self.title = f"result {i + 1}"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Part, (self.i,))

    def pull(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        return [Terms({self.i: settled(g)})]

    def push(self, node: Recorded, tangents: Sequence[Any], record: bool) -> Any:
        return tangents[0][self.i]


def held(kind: type[Node], primal: Any, op: Primitive, args: tuple[Any, ...]) -> Any:
    """A node of this class for a result that is known."""
    node = blank(kind, primal)
    attach(node, op, args)
    return node


def several(op: Primitive, args: tuple[Any, ...], primals: Sequence[Any]) -> list[Any]:
    """The results of `op` as nodes: Values for floats, Tensors for arrays.

    One alone is the node of the operation itself.
    """
    if not recording():
        return [Tensor(x) if hasattr(x, "shape") else Value(x) for x in primals]
    kinds = [Tensor if hasattr(x, "shape") else Value for x in primals]
    primals = [read_only(x) if hasattr(x, "shape") else x for x in primals]
    if len(primals) == 1:
        return [held(kinds[0], primals[0], op, args)]
    on_arrays = any(isinstance(x, Node) and x.on_arrays for x in args)
    whole = held(ArrayResults if on_arrays else Results, tuple(primals), op, args)
    return parts(whole, kinds)


def parts(whole: Node, kinds: Sequence[type[Node]]) -> list[Any]:
    """Each result of a node that holds several."""
    return [
        held(kind, x, Part(i), (whole,))
        for i, (kind, x) in enumerate(zip(kinds, whole.primal, strict=True))
    ]


def seeds_of(adjoint: Any, count: int) -> list[Any]:
    """The adjoint of each of `count` results, given that of the node; None where there is none."""
    if not isinstance(adjoint, Terms):
        return [settled(adjoint)]
    return [adjoint.parts.get(i) for i in range(count)]
