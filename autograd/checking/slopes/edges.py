"""Every edge into a node: what its operation says of the slope, and what its operation does.

An edge between numbers carries the local derivative. One between arrays carries it for each element
where the operation is elementwise, and else a vector-Jacobian product, which is compared with the
slope of a weighted sum of the result. What an operation does is its enclosure or its definition; an
operation that has neither is measured.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...engine.custom import Custom
from ...engine.node import Node
from ...engine.structural import Structural
from ...errors import AutogradError
from ...ops.choice import where
from ...support.arrays import ieee_arithmetic, numpy
from ..certified.program import Program
from ..functions.arguments import Shape, entry, sampled, weights
from ..report.claims import Claim
from .certified import SAME_VALUE, of_numbers, of_structural, sides, value
from .measured import claimed, gathered, measured
from .rules import is_lost, is_right, loses_digits

MOST = 8  # entries of one edge that are looked at
MOST_EDGES = 24  # into one node

_LOST = 1e-12  # relative to the terms of a sum


def wrong_edges(node: Node) -> Iterator[Claim]:
    """Claims about the edges into a node whose slope is not that of what the operation does."""
    if node.op is None:
        return
    try:
        slopes = _slopes(node)
    except AutogradError:
        return
    program = _program(node)
    places = [place for place, arg in enumerate(node.args) if isinstance(arg, Node)]
    for place in sampled(places, MOST_EDGES):
        claim = _Edge(node, node.op, place, program).claim(slopes[place])
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


def _program(node: Node) -> Program | None:
    """What the operation does, in certified arithmetic; a `where` moves its branches about."""
    assert node.op is not None  # leaves have no edges
    if isinstance(node.op, Structural):
        return of_structural(node)
    return None if node.op is where else of_numbers(node.op, len(node.args))


@dataclass(frozen=True)
class _Edge:
    """One edge: the node it leads into, by which operation, and from which argument."""

    node: Node
    op: Any
    place: int
    program: Program | None

    def claim(self, slope: Any) -> Claim:
        """Whether `slope` is the slope; of an array, at some of its entries."""
        arg = self.node.args[self.place]
        name = f"d({self.node.describe()})/d({arg.describe()})"
        if not self.node.on_arrays:
            return self._of_numbers(name, _number(slope), (), self.node.primal)
        shape = arg.primal.shape if arg.on_arrays else ()
        slopes = numpy().broadcast_to(0.0 if slope is None else slope, shape)
        places = list(numpy().ndindex(*shape))
        judge = self._of_array if isinstance(self.op, Structural) else self._of_element
        parts = [judge(entry(name, at), float(slopes[at]), at) for at in sampled(places, MOST)]
        return gathered(name, parts, len(places))

    def _of_element(self, name: str, slope: float, at: Shape) -> Claim:
        return self._of_numbers(name, slope, at, float(self.node.primal[at]))

    def _of_numbers(self, name: str, slope: float, at: Shape, y: float) -> Claim:
        """A local derivative: as the operation has it, or as its values have it."""
        xs = [_at(arg, at) for arg in self._primals()]
        x = xs[self.place]
        if self.program is None or not self._is_described(self.program, xs, y):
            return claimed(name, slope, measured(self._along(at), x), x, "measured")
        claim = claimed(name, slope, sides(self.program, xs, self.place), x, "certified")
        if claim.status == "wrong" and self._is_excused(xs, y, slope, float(claim.true_value or 0)):
            claim.status = "inconclusive"
        return claim

    def _is_described(self, program: Program, xs: Sequence[float], y: float) -> bool:
        """Whether the definition of an operation of the user's own has this value."""
        if not isinstance(self.op, Custom):
            return True
        return math.isclose(value(program, xs), y, rel_tol=SAME_VALUE)

    def _is_excused(self, xs: Sequence[float], y: float, slope: float, true: float) -> bool:
        """Whether the rule is right and only its float is not."""
        right = is_right(self.op, self.node.args, self.place, xs, true)
        if right is not None:
            return right
        assert self.program is not None  # else nothing is known of the truth
        return is_lost(slope, true, xs[self.place], y) or loses_digits(
            self.op, self.node.args, self.place, xs, self.program
        )

    def _of_array(self, name: str, slope: float, at: Shape) -> Claim:
        """An entry of a vector-Jacobian product: as the operation has it, or as measured."""
        x = float(numpy().asarray(self.node.args[self.place].primal)[at])
        if self.program is None:
            return claimed(name, slope, measured(self._along(at), x), x, "measured")
        entries = [numpy().ravel(arg.primal) for arg in self.node.args if isinstance(arg, Node)]
        before = [arg for arg in self.node.args[: self.place] if isinstance(arg, Node)]
        inside = numpy().ravel_multi_index(at, numpy().shape(self.node.args[self.place].primal))
        index = sum(numpy().size(arg.primal) for arg in before) + int(inside)
        point = list(map(float, numpy().concatenate(entries)))
        claim = claimed(name, slope, sides(self.program, point, index), x, "certified")
        if claim.status == "wrong" and abs(slope - float(claim.true_value or 0)) <= self._lost():
            claim.status = "inconclusive"
        return claim

    def _lost(self) -> float:
        """What sums of products with the other arrays may lose in floats."""
        others = [arg for k, arg in enumerate(self.node.args) if k != self.place]
        arrays = [numpy().abs(arg.primal).sum() for arg in others if isinstance(arg, Node)]
        return _LOST * math.prod(max(1.0, float(size)) for size in arrays)

    def _primals(self) -> list[Any]:
        return [getattr(arg, "primal", arg) for arg in self.node.args]

    def _along(self, at: Shape) -> Callable[[float], float]:
        """What the operation does to its element, or to a weighted sum, when one entry moves."""
        xs = self._primals()
        if not self.node.on_arrays:
            return lambda x: float(self.op.on_floats(*xs[: self.place], x, *xs[self.place + 1 :]))
        if isinstance(self.op, Structural):
            weight, inner = weights(self.node.primal.shape), at
        else:
            xs, weight, inner = [_element(x, at) for x in xs], 1.0, (0,)

        def function(x: float) -> float:
            moved = numpy().array(xs[self.place], dtype=float)
            moved[inner] = x
            with ieee_arithmetic():
                y = self.op.on_arrays(*xs[: self.place], moved, *xs[self.place + 1 :])
            return float((weight * y).sum())

        return function


def _at(x: Any, at: Shape) -> float:
    """One element of an operand; a number serves all."""
    return float(x[at] if getattr(x, "shape", ()) else x)


def _element(x: Any, at: Shape) -> Any:
    """The same as an array of one element."""
    return x[at].reshape(1) if hasattr(x, "dtype") else x


def _number(slope: Any) -> float:
    return 0.0 if slope is None else float(slope)
