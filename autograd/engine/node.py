"""The graph: a `Node` is a value that remembers which operation made it, and from what.

Names used throughout: `node`, its `op` and `args`; `x` an argument's primal, `y` the result's,
`g` an adjoint (dL/dy), `d` a local partial (dy/dx), `dx` a tangent.
"""

from __future__ import annotations

from itertools import count
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

from ..errors import GraphError, OperandError, ReadOnlyError
from ..support.foreign import FOREIGN, Foreign
from ..support.visible import quoted, visible
from .primitive import Primitive
from .recorded import Recorded

LONGEST_NAME = 60  # in a sentence

# One clock for the whole process: a node's serial is the moment its data came to be. Arguments
# exist before the node that uses them, so sorting by serial is a topological order, and an
# argument younger than its user can only mean that its data was replaced afterwards.
tick = count(1).__next__


def _recorded(node: Node, what: str) -> ReadOnlyError:
    return ReadOnlyError(
        f"the {what} of {node.describe()} cannot be assigned: the graph was recorded with it, and "
        "forward and backward would no longer belong together; assign to .data of a leaf, or "
        "compute a new node"
    )


def _shown(what: str, slot: str) -> property:
    """A slot that is written when its node is made, and read by everybody afterwards."""

    def refuse(node: Node, _: Any) -> None:
        raise _recorded(node, what)

    return property(attrgetter(slot), refuse)


class Node(Recorded):
    """A recorded value: `primal = op(*args)`. A leaf has no op; `args` may hold plain numbers.

    What is recorded cannot be assigned to; the slots themselves are for the modules that record.
    Up to two arguments live in `left` and `right` (a tuple a node would double the collector's
    work); more than two, or arguments that are not numbers, are a tuple in `left`.
    """

    __slots__ = ("_left", "_name", "_operation", "_primal", "_right", "_serial", "grad")

    if TYPE_CHECKING:
        # What every node class defines, each for its own kind of data.
        def seed(self, seed: Any, record: bool) -> Any: ...
        def as_gradient(self, adjoint: Any, record: bool) -> Any: ...
        def new_grad(self, adjoint: Any) -> Any: ...
        @property
        def op(self) -> Primitive | None: ...
        @property
        def left(self) -> Any: ...
        @property
        def right(self) -> Any: ...
        @property
        def primal(self) -> Any: ...
        @property
        def serial(self) -> int: ...
    else:
        op, primal = _shown("op", "_operation"), _shown("primal", "_primal")
        left, right = _shown("left", "_left"), _shown("right", "_right")
        serial = _shown("serial", "_serial")

    _operation: Primitive | None
    _left: Any
    _right: Any
    _primal: Any
    _serial: int
    _name: str
    grad: Any

    __hash__ = object.__hash__

    data: Any = property(attrgetter("_primal"))

    @property
    def name(self) -> str:
        """What it is called in drawings and errors; "" for what has no name."""
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        self._name = name if name.__class__ is str else checked_name(name)

    @property
    def args(self) -> tuple[Any, ...]:
        """What the operation was applied to: nodes, and plain numbers for constants."""
        left = self._left
        if left.__class__ is tuple:
            return left
        if self._right is None:
            return () if left is None else (left,)
        return (left, self._right)

    @args.setter
    def args(self, _: Any) -> None:
        raise _recorded(self, "args")

    def __xor__(self, other: Any) -> NoReturn:
        raise OperandError("^ is no power in Python: write ** instead")

    __rxor__ = __xor__

    def __dir__(self) -> list[str]:
        return [
            name for name in super().__dir__() if name not in FOREIGN or name in vars(type(self))
        ]

    def describe(self) -> str:
        """What to call this node in a sentence: its name, or its operation on its arguments."""
        if self.name:
            return visible(self.name, LONGEST_NAME)
        if self.op is None:
            return f"the unnamed leaf {type(self).__name__}({_short(self.primal)})"
        args = [arg for arg in self.args if arg is not None and arg is not False]  # no axis said
        labels = [_label(arg) for arg in args[:5]]
        if len(args) > 4:  # a sentence stays a sentence when a sum has a million terms
            labels[3:] = ["…", _label(args[-1])]
        return self.op.sketch(*labels)


for _name in FOREIGN:
    setattr(Node, _name, Foreign(_name))


def _label(arg: Any) -> str:
    if not isinstance(arg, Node):
        return _short(arg)
    if arg.name:
        return visible(arg.name, LONGEST_NAME)
    return "…" if arg.op else _short(arg.primal)


def _short(data: Any) -> str:
    try:
        text = format(data, ".6g") if isinstance(data, float) else repr(data)
    except Exception:  # noqa: BLE001  # a sentence about an object is not lost with its repr
        return "…"
    return text if len(text) <= 40 else text[:37] + "…"


def attach(node: Node, op: Primitive | None, args: tuple[Any, ...]) -> None:
    """Make `node` the result of `op` on `args`, as of now."""
    node._operation, node.grad, node._name = op, None, ""
    if op is not None and op.arity in (1, 2):
        node._left, node._right = args[0], (args[1] if op.arity == 2 else None)
    else:
        node._left, node._right = (None if op is None else args), None
    node._serial = tick()


def replace_data(node: Node, primal: Any) -> None:
    """Give a leaf new data. It is younger now than every graph that used the old data."""
    if node._operation is not None:
        raise GraphError(
            f"the data of {node.describe()} is computed from its args; assign to a leaf instead, "
            "or make one with .detach()"
        )
    node._primal, node._serial = primal, tick()


def refuse_label(node: Node, label: object) -> NoReturn:
    """A sentence for the word that other libraries have for a name."""
    raise OperandError(
        f"the name of a {type(node).__name__} is name={quoted(str(label))}, not label=…; for code "
        "that was written for micrograd, from autograd.micrograd import Value"
    )


def checked_name(name: Any) -> str:
    """A node's name: any text."""
    if not isinstance(name, str):
        raise OperandError(f"a name is a text; got the {type(name).__name__} {_short(name)}")
    return name
