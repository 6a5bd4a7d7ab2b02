"""A loop as data, and its two modes of differentiation.

Reverse mode keeps the carry of every √n-th step. From the last on, each stretch between two of
them is run once more, and then its steps are taken back one by one, each with a graph that is gone
before the next: memory is that of 2 √n carries and of one step (Griewank, Optimization Methods and
Software 1 (1992) 35-54, has schedules that keep fewer).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Any

from ..engine.node import Node
from ..engine.scalars import to_float
from ..ops.axes import shape_of
from ..support.arrays import numpy
from .lanes import Lanes
from .once import Once, primal

Carry = list[Any]


@dataclass(frozen=True)
class Loop:
    """`step` takes the leaves of the carry and of what it reads, and gives carry and outputs.

    The first `width` leaves are the carry's. With `arrays` all nodes are Tensors. Leaves of xs that
    are `fixed` are constants, and so are those of the carry before the first step.
    """

    step: Callable[[list[Any]], list[Any]]
    lanes: Lanes
    width: int
    arrays: bool
    fixed: tuple[bool, ...]

    def number(self, x: Any) -> Any:
        """A leaf as a float or an array, as the loop computes."""
        x = primal(x)
        return numpy().asarray(x, dtype=float) if self.arrays or shape_of(x) else to_float(x)

    def once(self, t: int, carry: Carry, leaves: Sequence[Any]) -> Once:
        """Step t, recorded."""
        given = list(map(self.number, self.lanes.at(t, leaves)))
        begin = self.fixed[: self.width] if t == 0 else [False] * self.width
        fixed = [*begin, *self.lanes.each_at(t, self.fixed[self.width :])]
        return Once(self.step, [*carry, *given], self.arrays, fixed)

    def whole(self, leaves: list[Any]) -> list[Any]:
        """All steps in one graph: the carry after them, then the outputs of each."""
        carry = leaves[: self.width]
        outputs: list[list[Any]] = []
        for t in range(self.lanes.steps):
            outs = self.step([*carry, *self.lanes.at(t, leaves[self.width :])])
            carry, outputs = outs[: self.width], outputs + [outs[self.width :]]
        return [*carry, *(out for row in outputs for out in row)]

    def stretches(self) -> Iterator[range]:
        """The steps in stretches of about √n, whose first carries are kept."""
        length = isqrt(self.lanes.steps - 1) + 1
        for start in range(0, self.lanes.steps, length):
            yield range(start, min(start + length, self.lanes.steps))

    def run(
        self, steps: range, carry: Carry, leaves: Sequence[Any]
    ) -> Iterator[tuple[Carry, Once]]:
        """The carry before each of some steps, and the step."""
        for t in steps:
            once = self.once(t, carry, leaves)
            yield carry, once
            carry = list(map(self.number, once.outs[: self.width]))


@dataclass(frozen=True)
class Run:
    """What a run of a loop leaves: the carry at the end, the outputs in columns, what is kept."""

    carry: Carry
    outputs: list[list[Any]]
    kept: list[Carry]
    captured: dict[int, Node]


def run(loop: Loop, carry: Carry, leaves: Sequence[Any]) -> Run:
    """All steps, one after the other."""
    outputs: list[list[Any]] = []
    kept: list[Carry] = []
    captured: dict[int, Node] = {}
    for steps in loop.stretches():
        kept.append(carry)
        for t in steps:
            once = loop.once(t, carry, leaves)
            captured |= once.captured()
            carry, given = _split(loop, once.outs)
            outputs.append(given)
    return Run(carry, [list(column) for column in zip(*outputs, strict=True)], kept, captured)


def _split(loop: Loop, outs: Sequence[Any]) -> tuple[Carry, list[Any]]:
    numbers = list(map(loop.number, outs))
    return numbers[: loop.width], numbers[loop.width :]


def pulled(
    loop: Loop, kept: Sequence[Carry], leaves: Sequence[Any], captured: Sequence[Node], seeds: Any
) -> list[Any]:
    """Reverse mode: the adjoints of carry, leaves and captured, given those of the results."""
    back, columns = list(seeds[: loop.width]), list(seeds[loop.width :])
    rows: list[Any] = [()] * loop.lanes.steps
    totals: dict[int, Any] = {}
    for steps, carry in reversed(list(zip(loop.stretches(), kept, strict=True))):
        carries = [before for before, _ in loop.run(steps, carry, leaves)]
        for t in reversed(steps):
            once = loop.once(t, carries.pop(), leaves)
            adjoints = once.pull([*back, *(_at(column, t) for column in columns)])
            slopes = once.of_inputs(adjoints)
            back, rows[t] = slopes[: loop.width], slopes[loop.width :]
            for node in captured:
                _add(totals, node.serial, adjoints.get(node.serial))
    return [*back, *loop.lanes.joined(rows, leaves), *(totals.get(x.serial) for x in captured)]


def _at(column: Any, t: int) -> Any:
    return None if column is None else column[t]


def _add(totals: dict[int, Any], key: int, term: Any) -> None:
    if term is not None:
        totals[key] = totals[key] + term if key in totals else term


def pushed(
    loop: Loop, carry: Carry, leaves: Sequence[Any], captured: Sequence[Node], rates: Sequence[Any]
) -> tuple[list[Any], list[list[Any]]]:
    """Forward mode: the rates of the carry and of the outputs, a row a step."""
    count = loop.width + len(leaves)
    moving, along = list(rates[: loop.width]), rates[loop.width : count]
    fixed = dict(zip(captured, rates[count:], strict=True))
    still = [_zeros(x) if dx is None else dx for x, dx in zip(leaves, along, strict=True)]
    rows = []
    for t in range(loop.lanes.steps):
        once = loop.once(t, carry, leaves)
        given = [*moving, *loop.lanes.at(t, still)]
        pairs = [*zip(once.fresh, given, strict=True), *fixed.items()]
        out = once.push({x: dx for x, dx in pairs if isinstance(x, Node) and dx is not None})
        carry = list(map(loop.number, once.outs[: loop.width]))
        moving = out[: loop.width]
        rows.append(out[loop.width :])
    return moving, rows


def _zeros(x: Any) -> Any:
    return numpy().zeros(shape_of(x)) if shape_of(x) else 0.0
