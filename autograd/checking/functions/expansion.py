"""A function of arrays written out entry by entry: a graph of Tensors as arrays of symbols.

What an entry of the result is, as a formula of the entries of the arguments, is then differentiated
and compared by the rules for numbers, which owe nothing to those for arrays.

>>> from autograd import Tensor
>>> x = Tensor([1.0, 2.0])
>>> grid = numpy().array([Symbol("x[0]"), Symbol("x[1]")])
>>> expanded((x * x)[1:], {x.serial: grid}, float)
array([Symbol(x[1] * x[1])], dtype=object)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from ...engine.node import Node
from ...engine.scalars import is_real, to_float
from ...engine.structural import Structural
from ...engine.walks import ancestors
from ...errors import OperandError
from ...ops.choice import where
from ...support.arrays import numpy
from ...values.symbol import Symbol

Grid: TypeAlias = Any  # an object array of symbols
Constant: TypeAlias = Callable[[float], Any]  # the symbol of a number


def expanded(
    value: Any, grids: dict[int, Grid], constant: Constant, what: str = "the function"
) -> Grid:
    """What a function returned as a grid; `grids` has those of its arguments, by serial.

    Takes Tensors, Values, numbers, arrays and nested lists of them. Raises `OperandError` for
    anything else; `what` is what gave it.
    """
    if isinstance(value, Node):
        return _of_node(value, dict(grids), constant)
    if isinstance(value, list | tuple):
        parts = [expanded(each, grids, constant, what) for each in value]
        if len({part.shape for part in parts}) > 1:
            shapes = ", ".join(str(part.shape) for part in parts)
            raise OperandError(f"{what} gives a list of results of unequal shapes: {shapes}")
        return numpy().stack(parts) if parts else grid_of([], (0,))
    if is_real(value):
        return grid_of([constant(to_float(value))], ())
    if _holds_objects(value):
        return grid_of([expanded(x, grids, constant, what)[()] for x in value.flat], value.shape)
    if _holds_numbers(value):
        return _each(lambda x: constant(to_float(x)), value)
    raise OperandError(
        f"{what} gives a {type(value).__name__}; wanted a number, an array, or a list of them"
    )


def grid_of(entries: Sequence[Any], shape: tuple[int, ...]) -> Grid:
    """Entries in order, as a grid of this shape."""
    grid = numpy().empty(len(entries), dtype=object)
    grid[:] = entries
    return grid.reshape(shape)


def _of_node(root: Node, found: dict[int, Grid], constant: Constant) -> Grid:
    nodes = ancestors(root)
    for serial in sorted(nodes):
        if serial not in found:
            found[serial] = _entries(nodes[serial], found, constant)
    return found[root.serial]


def _entries(node: Node, found: dict[int, Grid], constant: Constant) -> Grid:
    """The entries of a node, from those of its arguments."""
    op = node.op
    if op is None:
        return _each(constant, node.primal)
    args = [found[arg.serial] if isinstance(arg, Node) else arg for arg in node.args]
    if op is where:
        return numpy().where(*args)
    if isinstance(op, Structural):
        return _grid(op.on_entries(*args))
    return _each(lambda *xs: Symbol.record(op, xs), *args)


def _each(function: Callable[..., Any], *arrays: Any) -> Grid:
    """A function of every entry."""
    return _grid(numpy().frompyfunc(function, len(arrays), 1)(*arrays))


def _grid(entries: Any) -> Grid:
    if isinstance(entries, numpy().ndarray):
        return entries
    return grid_of([entries], ())


def signature(values: Sequence[Any], inputs: Sequence[Node]) -> Any:
    """What was computed and returned, whatever the arguments were: equal for the same way.

    Numbers that a function returns, or computes with, are part of it: where they change with the
    arguments, the function looks at its numbers, though it records nothing of that.

    >>> from autograd import Value
    >>> x, y = Value(1.0), Value(2.0)
    >>> signature([x * 3.0, 1.0], [x]) == signature([y * 3.0, 1.0], [y])
    True
    >>> signature([x * 3.0, 1.0], [x]) == signature([y * 3.0, 0.0], [y])
    False
    """
    place = {node.serial: k for k, node in enumerate(inputs)}
    steps: list[Any] = []
    for value in values:
        _note(value, place, steps)
    return tuple(steps)


def _note(value: Any, place: dict[int, int], steps: list[Any]) -> None:
    if isinstance(value, Node):
        _note_graph(value, place, steps)
    elif isinstance(value, list | tuple):
        steps.append(len(value))
        for each in value:
            _note(each, place, steps)
    elif _holds_objects(value):
        _note([value.shape, list(value.flat)], place, steps)
    else:
        steps.append(_number(value))


def _note_graph(root: Node, place: dict[int, int], steps: list[Any]) -> None:
    nodes = ancestors(root)
    for serial in sorted(nodes):
        node = nodes[serial]
        if serial not in place:
            place[serial] = len(place)
            steps.append((node.op, *(_known(arg, place) for arg in _parts(node))))
    steps.append(("node", place[root.serial]))


def _parts(node: Node) -> Sequence[Any]:
    return node.args if node.op is not None else (node.primal,)


def _known(arg: Any, place: dict[int, int]) -> Any:
    return ("node", place[arg.serial]) if isinstance(arg, Node) else _number(arg)


def _number(arg: Any) -> Any:
    """A number or an array by its value, so that 1, True and 1.0 are the same."""
    if is_real(arg):
        return to_float(arg).hex()
    if _holds_numbers(arg):
        return arg.shape, arg.astype(float).tobytes()
    return repr(arg)


def _holds_objects(value: Any) -> bool:
    return hasattr(value, "dtype") and value.dtype.kind == "O"


def _holds_numbers(value: Any) -> bool:
    return hasattr(value, "dtype") and value.dtype.kind in "biuf"
