"""A page's formulas at numbers: its symbols as Values, which can be swept and drawn.

>>> from ..meaning.scope import Scope
>>> from ...formulas.trees.tree import Name, Op
>>> scope = Scope()
>>> scope.define("y", scope.meaning(Op("*", (Name("w"), Name("x")))))
>>> instance = Instance(scope, scope.nodes.values(), {"w": 2.0, "x": 3.0})
>>> instance[scope.nodes["y"]]
Value(6.0, op='*', name='y')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...engine.modes import ieee
from ...engine.node import Node
from ...engine.walks import ancestors
from ...ops.arithmetic import identity
from ...values.symbol import Condition
from ...values.value import Value
from ..certified.balls import nearest_to
from ..meaning.scope import Scope


class Instance:
    """The Values that stand for symbols, given a number for each variable by name."""

    def __init__(self, scope: Scope, roots: Iterable[Any], at: Mapping[str, float]) -> None:
        self._exact = scope.exact
        self._names = {node.serial: name for name, node in scope.nodes.items()}
        self._found: dict[int, Any] = {
            node.serial: Value(at[name], name)
            for name, node in scope.variables.items()
            if name in at
        }
        with ieee():  # in a branch that is not taken a function may have no value
            for node in _in_order(roots):
                if node.serial not in self._found:
                    self._found[node.serial] = self._made(node)

    def __getitem__(self, symbol: Any) -> Any:
        return self._found[symbol.serial] if isinstance(symbol, Node) else float(symbol)

    def __contains__(self, serial: int | None) -> bool:
        return serial in self._found

    def number(self, symbol: Any) -> float:
        """What a symbol comes to."""
        found = self[symbol]
        return float(getattr(found, "primal", found))

    def _made(self, node: Node) -> Any:
        number = self._exact.get(node.serial)
        if number is not None:
            return nearest_to(number)
        op = node.op
        assert op is not None, f"no number is given for {node.describe()}"
        args = [self[arg] for arg in node.args]
        if op is identity:
            return self._called(args[0], self._names.get(node.serial, ""))
        if isinstance(op, Condition) or not any(isinstance(x, Node) for x in args):
            return op.on_floats(*(getattr(x, "primal", x) for x in args))
        return op(*args) if op.name == "where" else Value.record(op, tuple(args))

    def _called(self, value: Any, name: str) -> Any:
        """A value under a name; one that has a name already gets a node of its own for it."""
        if not name:
            return value
        if not isinstance(value, Value) or value.name:
            value = identity(value if isinstance(value, Value) else Value(value))
        value.name = name
        return value


def _in_order(roots: Iterable[Any]) -> list[Node]:
    found: dict[int, Node] = {}
    for root in roots:
        if isinstance(root, Node):
            found.update(ancestors(root))
    return [found[serial] for serial in sorted(found)]
