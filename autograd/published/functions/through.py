"""Functions that hang on their argument through other names: v(t) = dx/dt, where x is a node.

A node has lost its arguments, and with them goes the argument of what is made of it; where that is
called with others, the node is a function, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...formulas.printed import Node
from ..names.letters import Letters, name_of
from ..names.points import are_numbers
from ..names.references import references


@dataclass(frozen=True)
class Through:
    """How names are defined, what they then are, and with which arguments they are called."""

    defined: Mapping[str, tuple[Node, ...]]
    bodies: Mapping[str, Node]
    calls: Mapping[str, Sequence[tuple[Node, ...]]]
    known: Letters

    def settle(
        self, functions: dict[str, tuple[str, ...]], nodes: dict[str, tuple[Node, ...]]
    ) -> None:
        """Make nodes of functions, or functions of nodes, until no argument is lost."""
        waiting = [name for name in functions if name in self.defined]
        for name in waiting:
            lost = self._lost(name, nodes) if name in functions else []
            if lost and self._may_be_node(name):
                nodes[name] = self.defined[name]
                del functions[name]
                waiting += [each for each in functions if each in self.defined]
            for each in lost if name in functions else ():
                if all(arg.kind == "symbol" for arg in nodes[each]) and each in self.defined:
                    functions[each] = tuple(map(name_of, nodes.pop(each)))
                    waiting.append(each)

    def _lost(self, name: str, nodes: Mapping[str, tuple[Node, ...]]) -> list[str]:
        """The nodes through which the body of a function hangs on what it is a function of."""
        own = set(self.defined[name])
        inside = dict.fromkeys(each.name for each in references(self.bodies[name], self.known))
        return [each for each in inside if own & set(nodes.get(each, ())) and each != name]

    def _may_be_node(self, name: str) -> bool:
        """Whether all its calls have its own arguments, or numbers."""
        args, used = self.defined[name], self.calls.get(name, ())
        return all(are_numbers(each) or all(arg in args for arg in each) for each in used)
