"""A loop as an operation of the graph: one node, whatever number of steps it has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from ..engine.node import Node
from ..engine.primitive import Primitive
from ..engine.recorded import Recorded
from ..errors import GraphError
from ..ops.axes import shape_of
from ..ops.joining import stack
from ..ops.moving import index
from ..support.arrays import numpy
from .loop import Loop, pulled, pushed
from .once import Once, primal
from .results import seeds_of


class Scan(Primitive):
    """A loop on certain leaves: its arguments are those of carry and xs, and what it closes over.

    `kept` are the carries that reverse mode starts again from.
    """

    def __init__(self, name: str, loop: Loop, kept: Sequence[Any], known: int) -> None:
        super().__init__(name, public=False, doc=f"{name}, {loop.lanes.steps} steps")
        self.loop, self.kept, self.known = loop, kept, known
        self.title = f"{name} ×{loop.lanes.steps}"

    def __reduce__(self) -> NoReturn:
        raise GraphError(
            f"a {self.name} is no data: its step is a function, which cannot be written to a file; "
            "save the parameters, and compute the result anew"
        )

    def partials(self, node: Recorded, record: bool = False) -> list[Any]:
        if node.on_arrays or hasattr(node.primal, "shape") or isinstance(node.primal, tuple):
            return super().partials(node, record)
        return self.pull(node, 1.0, record)

    def pull(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        loop, (inputs, captured) = self.loop, self._divided(node)
        seeds = seeds_of(g, self._count(node))
        if record:
            return self._recorded_pull(inputs, captured, seeds)
        leaves = list(map(primal, inputs[loop.width :]))
        columns = map(_in_shape, seeds[loop.width :], self._columns(node))
        seeds = [*seeds[: loop.width], *columns]
        terms = pulled(loop, self.kept, leaves, captured, seeds)
        return _to_nodes(node.args, terms)

    def push(self, node: Recorded, tangents: Sequence[Any], record: bool) -> Any:
        loop, (inputs, captured) = self.loop, self._divided(node)
        if record:
            carry, rows = self._recorded_push(inputs, captured, tangents)
        else:
            numbers = list(map(primal, inputs))
            carry, leaves = numbers[: loop.width], numbers[loop.width :]
            carry, rows = pushed(loop, carry, leaves, captured, tangents)
        columns = map(_stacked_rates, zip(*rows, strict=True), self._columns(node))
        out = [*carry, *columns]
        return out if isinstance(node.primal, tuple) else out[0]

    def _divided(self, node: Recorded) -> tuple[list[Any], list[Any]]:
        """The leaves of carry and xs, and what the step closes over."""
        return list(node.args[: self.known]), list(node.args[self.known :])

    def _count(self, node: Recorded) -> int:
        return len(node.primal) if isinstance(node.primal, tuple) else 1

    def _columns(self, node: Recorded) -> list[Any]:
        """The outputs of all steps, stacked."""
        return list(node.primal[self.loop.width :]) if isinstance(node.primal, tuple) else []

    def _recorded_pull(self, inputs: list[Any], captured: list[Any], seeds: list[Any]) -> list[Any]:
        """The same as a graph of all steps, which can be differentiated again."""
        once = self._whole(inputs)
        width, steps = self.loop.width, self.loop.lanes.steps
        rows = [[_row(g, t) for g in seeds[width:]] for t in range(steps)]
        adjoints = once.pull([*seeds[:width], *(g for row in rows for g in row)], record=True)
        terms = [*once.of_inputs(adjoints), *(adjoints.get(x.serial) for x in captured)]
        return _to_nodes((*inputs, *captured), terms)

    def _whole(self, inputs: list[Any]) -> Once:
        """All steps in one graph."""
        return Once(self.loop.whole, inputs, self.loop.arrays, self.loop.fixed)

    def _recorded_push(self, inputs: list[Any], captured: list[Any], rates: Any) -> Any:
        once = self._whole(inputs)
        pairs = zip((*once.fresh, *captured), rates, strict=True)
        out = once.push({x: dx for x, dx in pairs if dx is not None}, record=True)
        width, rest = self.loop.width, out[self.loop.width :]
        each = len(rest) // self.loop.lanes.steps
        return out[:width], [rest[i : i + each] for i in range(0, len(rest), each or 1)]


def _to_nodes(args: Sequence[Any], terms: Sequence[Any]) -> list[Any]:
    """The terms of those arguments that are nodes."""
    return [t if isinstance(x, Node) else None for x, t in zip(args, terms, strict=True)]


def _in_shape(g: Any, column: Any) -> Any:
    """The adjoint of a column of outputs in its shape."""
    return None if g is None else numpy().broadcast_to(g, column.shape)


def _row(g: Any, t: int) -> Any:
    """The adjoint of the output of step t; a number stands for all."""
    if g is None or not shape_of(primal(g)):
        return g
    return index(g, t)


def _stacked_rates(rates: Sequence[Any], column: Any) -> Any:
    """The rates of the outputs of all steps; None where none moves."""
    if all(dx is None for dx in rates):
        return None
    still = numpy().zeros(column.shape[1:])
    rates = [still if dx is None else dx for dx in rates]
    return stack(rates) if any(isinstance(dx, Node) for dx in rates) else numpy().stack(rates)
