"""Every edge into a node, measured: what its operation says, and what its operation does.

An edge between numbers carries the local derivative. One between arrays carries it for each element
where the operation is elementwise, and else a vector-Jacobian product, which is measured as the
gradient of a weighted sum of the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ...arrays import ieee_arithmetic, numpy
from ...composite import Structural
from ...errors import AutogradError
from ...node import Node
from ..functions.arguments import Shape, entry
from ..functions.sampling import sampled, weights
from ..report.claims import Claim
from .measuring import claimed, gathered

MOST = 8  # entries of one edge that are measured


def wrong_edges(node: Node) -> Iterator[Claim]:
    """Claims about the edges into a node that measure differently from what its rule says."""
    if node.op is None:
        return
    try:
        slopes = _slopes(node)
    except AutogradError:
        return
    for place, (arg, slope) in enumerate(zip(node.args, slopes, strict=True)):
        if isinstance(arg, Node):
            edge = _Edge(node, node.op, place)
            claim = edge.claim(slope)
            if claim.status == "wrong":
                kind = "vjp" if isinstance(node.op, Structural) else "rule"
                claim.culprit = f"the {kind} of {node.op.name} for argument {place + 1}"
                claim.note = claim.culprit
                claim.evidence.append(f"{claim.culprit} is wrong")
                yield claim


def _slopes(node: Node) -> list[Any]:
    """What the operation says about each argument: local derivatives, or its vjp of the weights."""
    assert node.op is not None  # leaves have no edges
    if isinstance(node.op, Structural):
        return node.op.pull(node, weights(node.primal.shape), False)
    with ieee_arithmetic():
        return node.op.partials(node)


@dataclass(frozen=True)
class _Edge:
    """One edge: the node it leads into, by which operation, and from which argument."""

    node: Node
    op: Any
    place: int

    def claim(self, slope: Any) -> Claim:
        """Whether `slope` is what is measured; of an array, at some of its entries."""
        arg = self.node.args[self.place]
        name = f"d({self.node.describe()})/d({arg.describe()})"
        if not self.node.on_arrays:
            return claimed(name, _number(slope), self._along_number(), arg.primal)
        shape = arg.primal.shape if arg.on_arrays else ()
        slopes = numpy().broadcast_to(0.0 if slope is None else slope, shape)
        places = list(numpy().ndindex(*shape))
        parts = [
            claimed(entry(name, at), float(slopes[at]), self._along(at), float(self._array()[at]))
            for at in sampled(places, MOST)
        ]
        return gathered(name, parts, len(places))

    def _along_number(self) -> Callable[[float], float]:
        xs = [getattr(arg, "primal", arg) for arg in self.node.args]
        return lambda x: float(self.op.on_floats(*xs[: self.place], x, *xs[self.place + 1 :]))

    def _array(self) -> Any:
        return numpy().asarray(self.node.args[self.place].primal)

    def _along(self, at: Shape) -> Callable[[float], float]:
        """What the operation does to its element, or to a weighted sum, when one entry moves."""
        xs = [getattr(arg, "primal", arg) for arg in self.node.args]
        if isinstance(self.op, Structural):
            weight = weights(self.node.primal.shape)
        else:
            xs, weight = [_at(x, at) for x in xs], 1.0
        inner = at if isinstance(self.op, Structural) else (0,)

        def function(x: float) -> float:
            moved = numpy().array(xs[self.place], dtype=float)
            moved[inner] = x
            with ieee_arithmetic():
                y = self.op.on_arrays(*xs[: self.place], moved, *xs[self.place + 1 :])
            return float((weight * y).sum())

        return function


def _at(x: Any, at: Shape) -> Any:
    """One element of an operand, as an array of one element; a number serves all."""
    return x[at].reshape(1) if hasattr(x, "dtype") else x


def _number(slope: Any) -> float:
    return 0.0 if slope is None else float(slope)
