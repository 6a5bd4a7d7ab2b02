"""`scan` and `repeat`: a long recurrence as one node.

>>> from autograd import Value
>>> x = Value(2.0, name="x")
>>> y = repeat(lambda c: c * x, 1.0, 10)
>>> y.backward()
>>> y.data, x.grad
(1024.0, 5120.0)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..engine.node import Node
from ..errors import OperandError
from ..support.arrays import numpy
from ..support.containers import leaves_of, like
from .lanes import Lanes, lanes_of
from .loop import Loop, run
from .once import is_array
from .operation import Scan
from .results import several
from .step import Step, check_count
from .tracing import traced


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
    return _looped(Step("scan", step, carry, lanes), leaves)


def repeat(step: Callable[[Any], Any], carry: Any, n: int) -> Any:
    """`carry = step(carry)`, n times: a `scan` whose steps read nothing.

    Raises `OperandError` for an n that is no whole number from 0 on; see `scan` for all else.

    >>> from autograd import cos, grad
    >>> repeat(cos, 1.0, 100)
    0.7390851332151607
    >>> grad(lambda r: repeat(lambda x: r * x * (1 - x), 0.5, 2))(3.0)  # r^2/4 (1 - r/4)
    -0.1875
    """
    if not callable(step):
        raise OperandError("repeat takes the step first: repeat(lambda c: …, carry, n)")
    check_count("the n of repeat(step, carry, n)", n, 0)
    if n == 0:
        return carry
    return _looped(Step("repeat", lambda c, _: (step(c), None), carry, Lanes((), n, ())), [])[0]


def _looped(step: Step, leaves: list[Any]) -> tuple[Any, Any]:
    """The loop run, and its results as nodes; as numbers where no node had a part in it."""
    inputs = [*leaves_of(step.carry), *leaves]
    first = [*inputs[: step.width], *step.lanes.at(0, leaves)]
    tree = step.answer(first)
    probe = [*first, *leaves_of(tree), *(x for x in inputs if isinstance(x, Node))]
    if any(isinstance(x, Node) and x.primal is None for x in probe):
        return traced(step, leaves)
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
