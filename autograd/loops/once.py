"""One run of a function on nodes of its own, and the chain rule through it.

Whatever the function reads besides, it closes over: nodes older than the run, found where the new
part of the graph ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..engine.backward import sweep
from ..engine.forward import push
from ..engine.masks import settled
from ..engine.node import Node, tick
from ..engine.primitive import Primitive
from ..engine.recorded import Recorded
from ..ops.arithmetic import identity
from ..ops.axes import shape_of
from ..values.tensor import Tensor
from ..values.value import Value
from .results import ArrayResults, Results, Terms, held

Function = Callable[[list[Any]], Sequence[Any]]


class _Joined(Primitive):
    """What has the given adjoints as its slopes: the root of a sweep from several ends."""

    def __init__(self, seeds: Sequence[Any]) -> None:
        super().__init__("joined", public=False)
        self.seeds = list(seeds)

    def pull(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        return self.seeds


def primal(x: Any) -> Any:
    """The number or array in a node, or what is one already."""
    return x.primal if isinstance(x, Node) else x


def is_array(x: Any) -> bool:
    """Whether a leaf is an array, recorded or not."""
    return shape_of(primal(x)) != () or (isinstance(x, Node) and x.on_arrays)


def leaf(x: Any, arrays: bool) -> Any:
    """A node of its own for an input: the input again, or a leaf that holds it."""
    if isinstance(x, Node):
        return identity(x)
    return Tensor(x) if arrays or shape_of(x) else Value(x)


class Once:
    """`function` run on `fresh` nodes for its `inputs`, which gave `outs`.

    Those that are `fixed` stay numbers and arrays: a maximum, say, knows constants from others.
    """

    def __init__(
        self, function: Function, inputs: Sequence[Any], arrays: bool, fixed: Sequence[bool] = ()
    ) -> None:
        kept = fixed or [False] * len(inputs)
        pairs = zip(inputs, kept, strict=True)
        self.fresh = [x if constant else leaf(x, arrays) for x, constant in pairs]
        # Sweeps end at the fresh nodes: what an input was computed from is the caller's business.
        self.start = tick()
        self.outs = list(function(self.fresh))

    def captured(self) -> dict[int, Node]:
        """The nodes that the function closes over, by serial."""
        return closed_over(self.outs, self.fresh, self.start)

    def pull(self, seeds: Sequence[Any], record: bool = False) -> dict[int, Any]:
        """Reverse mode: what `seeds`, adjoints of the outs, become at each node, by serial."""
        return swept(self.outs, seeds, record, self.start)

    def of_inputs(self, adjoints: Mapping[int, Any]) -> list[Any]:
        """The adjoint of each input; None where there is none."""
        return [adjoints.get(x.serial) if isinstance(x, Node) else None for x in self.fresh]

    def push(self, tangents: Mapping[Node, Any], record: bool = False) -> list[Any]:
        """Forward mode: the rate of each out; None where it does not move."""
        still = {x: None for x in self.fresh if isinstance(x, Node)}
        moves = {**still, **tangents}
        return [
            push(out, moves, record=record, oldest=self.start) if isinstance(out, Node) else None
            for out in self.outs
        ]


def closed_over(outs: Sequence[Any], fresh: Sequence[Any], start: int) -> dict[int, Node]:
    """The nodes older than `start` that `outs` were computed from, those that are `fresh` apart."""
    waiting = [out for out in outs if isinstance(out, Node)]
    seen = {node.serial for node in waiting}
    own = {x.serial for x in fresh if isinstance(x, Node)}
    found = {}
    for node in waiting:
        if node.serial < start:
            if node.serial not in own:
                found[node.serial] = node
            continue
        for arg in node.args:
            if isinstance(arg, Node) and arg.serial not in seen:
                seen.add(arg.serial)
                waiting.append(arg)
    return found


def swept(outs: Sequence[Any], seeds: Sequence[Any], record: bool, start: int) -> dict[int, Any]:
    """What `seeds`, adjoints of `outs`, become at each node that is not older than `start`.

    By serial; those where the way back ends at `start` are among them.
    """
    pairs = zip(outs, seeds, strict=True)
    ends = [(out, g) for out, g in pairs if isinstance(out, Node) and g is not None]
    if not ends:
        return {}
    kind = ArrayResults if any(out.on_arrays for out, _ in ends) else Results
    primal = None if any(out.primal is None for out, _ in ends) else ()
    root = held(kind, primal, _Joined([g for _, g in ends]), tuple(x for x, _ in ends))
    _, adjoints = sweep(root, Terms({}), record=record, oldest=start)
    return {serial: settled(g) for serial, g in adjoints.items()}
