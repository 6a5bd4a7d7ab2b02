"""`scan` and `repeat`: a long recurrence as one node.

>>> from autograd import Value
>>> x = Value(2.0, name="x")
>>> y = repeat(lambda c: c * x, 1.0, 10)
>>> y.backward()
>>> y.data, x.grad
(1024.0, 5120.0)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..engine.node import Node
from ..errors import OperandError, ShapeError
from ..ops.axes import shape_of
from ..support.arrays import numpy
from ..support.containers import leaves_of, like, tree_map
from ..values.symbol import Symbol
from .lanes import Lanes, lanes_of
from .loop import Loop, run
from .once import Once, is_array, primal
from .operation import Scan
from .results import several


def scan(step: Callable[[Any, Any], tuple[Any, Any]], carry: Any, xs: Any) -> tuple[Any, Any]:
    """`carry, y = step(carry, x)` for each x of `xs`: the carry at the end, and all y together.

    `carry` is a number, a Value, an array, a Tensor, or a tuple, list or dict of them; `step` gives
    it back in the same structure and shapes. `xs` is a list or an array with an element for each
    step, or a tuple or dict of such, of which a step is handed a tuple or dict of elements. Each
    leaf of y, which may be None, comes back as a Tensor with a row for each step.

    The loop is one node. Gradients reach `carry`, `xs` and whatever `step` closes over; the graph
    of a step is gone before the next begins, so that memory grows with the root of the number of
    steps. Second derivatives keep a graph of all steps. In a function that is compiled the loop
    stays a loop. `step` may not change data, and is run more than once for each element.

    Raises `OperandError` where `step` gives something else than a carry and a y, or xs is no
    sequence, and `ShapeError` where the carry changes its structure or shape, or lengths differ.

    >>> from autograd import Value
    >>> rate = Value(0.5, name="rate")
    >>> total, each = scan(lambda c, x: (c * rate + x, c), 0.0, [1.0, 2.0, 3.0])
    >>> total.data, each.data.tolist()
    (4.25, [0.0, 1.0, 2.5])
    >>> total.backward()  # of 1*rate^2 + 2*rate + 3
    >>> rate.grad
    3.0
    """
    lanes, leaves = lanes_of(xs)
    return _looped(_Step("scan", step, carry, lanes), leaves)


def repeat(step: Callable[[Any], Any], carry: Any, n: int) -> Any:
    """`carry = step(carry)`, n times: a `scan` whose steps read nothing.

    Raises `OperandError` for an n that is no whole number from 0 on; see `scan` for all else.

    >>> from autograd import cos, grad
    >>> repeat(cos, 1.0, 100)
    0.7390851332151607
    >>> grad(lambda r: repeat(lambda x: r * x * (1 - x), 0.5, 2))(3.0)  # r^2/4 (1 - r/4)
    -0.1875
    """
    check_count("the n of repeat(step, carry, n)", n, 0)
    if n == 0:
        return carry
    return _looped(_Step("repeat", lambda c, _: (step(c), None), carry, Lanes((), n, ())), [])[0]


def check_count(name: str, count: Any, least: int) -> None:
    """Refuse what is no number of steps."""
    if isinstance(count, bool) or not isinstance(count, int) or count < least:
        raise OperandError(f"{name} is a whole number from {least} on; got {count!r:.60}")


@dataclass(frozen=True)
class _Step:
    """A step as people write it, on trees."""

    name: str
    function: Callable[[Any, Any], Any]
    carry: Any
    lanes: Lanes

    @property
    def width(self) -> int:
        """The number of leaves of the carry."""
        return len(leaves_of(self.carry))

    def answer(self, inputs: Sequence[Any]) -> tuple[Any, Any]:
        """The carry after the step, and y."""
        given = list(inputs)
        carry = like(self.carry, given[: self.width])
        answer = self.function(carry, like(self.lanes.tree, given[self.width :]))
        if not isinstance(answer, tuple) or len(answer) != 2:
            raise OperandError(
                f"a step of {self.name} returns two things, (carry, y), where y may be None; got a "
                f"{type(answer).__name__}"
            )
        carry, y = answer
        self._check(carry)
        return carry, y

    def __call__(self, inputs: Sequence[Any]) -> list[Any]:
        """The leaves of the carry after the step, and those of y."""
        carry, y = self.answer(inputs)
        return [*leaves_of(carry), *(leaf for leaf in leaves_of(y) if leaf is not None)]

    def _check(self, after: Any) -> None:
        if tree_map(lambda _: 0, after) != tree_map(lambda _: 0, self.carry):
            raise ShapeError(
                f"a step of {self.name} gives back a carry of the structure that it was given: "
                f"{_told(self.carry)}; got {_told(after)}"
            )
        for old, new in zip(leaves_of(self.carry), leaves_of(after), strict=True):
            shapes = shape_of(primal(old)), shape_of(primal(new))
            if shapes[0] != shapes[1]:
                raise ShapeError(
                    f"the carry of {self.name} has shape {shapes[0]} before a step and "
                    f"{shapes[1]} after it: begin with an array of the shape that steps give"
                )


def _told(tree: Any) -> str:
    """The structure of a tree, its numbers as dots."""
    return str(tree_map(lambda _: ..., tree)).replace("Ellipsis", "…")


def _looped(step: _Step, leaves: list[Any]) -> tuple[Any, Any]:
    """The loop run, and its results as nodes; as numbers where no node had a part in it."""
    inputs = [*leaves_of(step.carry), *leaves]
    first = [*inputs[: step.width], *step.lanes.at(0, leaves)]
    nodes = any(isinstance(x, Node) for x in inputs)
    tree = step.answer(Once(_same, first, False).outs if nodes else first)
    probe = [*first, *leaves_of(tree), *(x for x in inputs if isinstance(x, Node))]
    if any(isinstance(x, Symbol) for x in probe):
        return _unrolled(step, leaves)
    fixed = tuple(not isinstance(x, Node) for x in inputs)
    loop = Loop(step, step.lanes, step.width, any(map(is_array, probe)), fixed)
    carry, y = like(tree, _run(step.name, loop, inputs, leaves_of(tree)))
    return carry, y


def _run(name: str, loop: Loop, inputs: list[Any], probe: list[Any]) -> list[Any]:
    """The results of a loop, None where a step gives none."""
    numbers = [loop.number(x) for x in inputs]
    done = run(loop, numbers[: loop.width], numbers[loop.width :])
    found = [*done.carry, *map(numpy().stack, done.outputs)]
    args = (*inputs, *done.captured.values())
    if any(isinstance(x, Node) for x in args):
        found = several(Scan(name, loop, done.kept, len(inputs)), args, found)
    supply = iter(found)
    return [None if x is None else next(supply) for x in probe]


def _same(inputs: list[Any]) -> list[Any]:
    return inputs


def _unrolled(step: _Step, leaves: list[Any]) -> tuple[Any, Any]:
    """Every step recorded."""
    carry, rows = leaves_of(step.carry), []
    y: Any = None
    for t in range(step.lanes.steps):
        after, y = step.answer([*carry, *step.lanes.at(t, leaves)])
        carry = leaves_of(after)
        rows.append(leaves_of(y))
    columns = [None if column[0] is None else column for column in zip(*rows, strict=True)]
    return like(step.carry, carry), like(y, list(map(_array_of_symbols, columns)))


def _array_of_symbols(column: Any) -> Any:
    return None if column is None else numpy().array(column, dtype=object)
