"""All that backward works with: every node's value, its local derivatives, and its adjoint.

A page that shows a graph alive wants these of a program that runs without this library.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature
from typing import Any

from ..engine.backward import gradients
from ..engine.node import Node
from ..engine.walks import ancestors
from ..errors import OperandError
from ..support.containers import leaves_of
from ..values.symbol import Condition, Symbol
from .names import distinct


def everything(f: Callable[..., Any], names: Sequence[str]) -> Callable[..., Any]:
    """The function of the arguments of `f` that gives a table of all nodes, by name.

    Each has its `value`, its `adjoint` (the derivative of the result by it), and by what it was
    computed from its `partials`. Nodes are called as in `f`, or after their operations.

    >>> from autograd import compile
    >>> compile(everything(lambda x, y: x * y, ["x", "y"]))(2.0, 3.0)["mul"]
    {'value': 6.0, 'adjoint': 1.0, 'partials': {'x': 3.0, 'y': 2.0}}
    """

    def whole(*args: Any) -> Any:
        y = f(*args)
        if not isinstance(y, Symbol):
            raise OperandError(
                f"everything is of a function with one number as its result; got {y!r:.60}"
            )
        return _table(y, leaves_of(list(args)))

    kind = Parameter.POSITIONAL_OR_KEYWORD
    whole.__name__ = "everything"
    signature = Signature([Parameter(name, kind) for name in names])
    setattr(whole, "__signature__", signature)  # noqa: B010  # functions have none to mypy
    return whole


def _table(y: Symbol, inputs: list[Symbol]) -> dict[str, Any]:
    made = [node for _, node in sorted(ancestors(y).items()) if node.op is not None]
    nodes: list[Node] = [*inputs, *(node for node in made if not isinstance(node.op, Condition))]
    taken: set[str] = set()
    called = {id(node): distinct(_name(node), taken) for node in nodes}
    slopes = gradients(y, nodes, record=True, allow_unused=True)
    return {
        called[id(node)]: {
            "value": node,
            "adjoint": slope,
            "partials": _partials(node, called),
        }
        for node, slope in zip(nodes, slopes, strict=True)
    }


def _name(node: Any) -> str:
    return str(node.name or node.op.name)


def _partials(node: Any, called: dict[int, str]) -> dict[str, Any]:
    """The local derivatives; an argument that comes twice has a number behind its name."""
    if node.op is None:
        return {}
    taken: set[str] = set()
    pairs = zip(node.args, node.op.partials(node, True), strict=True)
    return {
        distinct(called[id(arg)], taken): partial
        for arg, partial in pairs
        if partial is not None and id(arg) in called
    }
