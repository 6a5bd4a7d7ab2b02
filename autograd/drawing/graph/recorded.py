"""What a picture is taken of: the nodes under its roots, and what each is called and made by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ...engine.labels import visible
from ...engine.node import Node
from ...engine.walks import ancestors
from ...errors import OperandError
from ..signs.figures import data_text, figure, grad_text, span
from ..signs.formulas import LONGEST_ON_ARROW, slopes
from .calls import Call, calls_of, makers, parameters_in
from .elements import Card, Kind
from .names import labels_by

GLYPHS = {"+": "+", "-": "−", "*": "×", "/": "÷", "**": "^"}


class Alike(NamedTuple):
    """What leaves have in common: the innermost calls that use them (None: what is in no call).

    And the call that made them unless they have a name of their own, whether they are parameters,
    and whether they are arrays.
    """

    used_in: tuple[Call | None, ...]
    made_in: Call | None
    learnt: bool
    on_arrays: bool


class Recorded:
    """What a picture is taken of: every node under the roots, in topological order."""

    def __init__(self, roots: Sequence[Node], parameters: Iterable[Node] | Any = ()) -> None:
        found: dict[int, Node] = {}
        for root in roots:
            found.update(ancestors(root))
        self.nodes = {serial: found[serial] for serial in sorted(found)}
        self.roots = {root.serial for root in roots}
        self.calls = calls_of(self.nodes)
        self.makers = makers(self.nodes, self.calls)
        learnt = (*parameters_of(parameters), *parameters_in(self.calls))
        self.parameters = {id(parameter) for parameter in learnt}
        self.labels = labels_by(self.nodes, self.calls, self.makers)
        self.ids = {serial: f"n{i}" for i, serial in enumerate(self.nodes)}
        self._partials: dict[int, Sequence[Any]] = {}

    @cached_property
    def users(self) -> dict[int, list[int]]:
        """For each node the different nodes that use it, all by serial."""
        users: dict[int, list[int]] = {}
        for serial, node in self.nodes.items():
            for arg in node.args:
                if isinstance(arg, Node):
                    using = users.setdefault(arg.serial, [])
                    if not using or using[-1] != serial:
                        using.append(serial)
        return users

    @cached_property
    def leaves(self) -> dict[Alike, list[int]]:
        """The leaves, those together that are of the same kind and used in the same calls."""
        found: dict[Alike, list[int]] = {}
        for serial, node in self.nodes.items():
            if node.op is None:
                makers = [self.makers.get(user) for user in self.users.get(serial, ())]
                used_in = tuple(dict.fromkeys([None] if serial in self.roots else makers))
                learnt = id(node) in self.parameters
                made_in = None if node.name else self.makers.get(serial)
                alike = Alike(used_in, made_in, learnt, node.on_arrays)
                found.setdefault(alike, []).append(serial)
        return found

    def partials(self, node: Node) -> Sequence[Any]:
        """The local derivative along each edge into `node`."""
        if node.serial not in self._partials:
            self._partials[node.serial] = local_partials(node, self.labels)
        return self._partials[node.serial]

    def card(self, node: Node, hidden: int = 0, hidden_leaves: int = 0) -> Card:
        """The card of a node."""
        serial = node.serial
        return Card(
            id=self.ids[serial],
            label=self.labels[serial],
            kind=self.kind(node),
            made_by=made_by(node) or self.kind(node),
            value="" if node.primal is None else data_text(node),
            grad="" if node.primal is None else grad_text(node),
            named=bool(node.name),
            root=serial in self.roots,
            hidden=hidden,
            hidden_leaves=hidden_leaves,
            node=node,
        )

    def kind(self, node: Node) -> Kind:
        """Whether a node is computed, learnt or given."""
        if node.op is not None:
            return "op"
        return "parameter" if id(node) in self.parameters else "input"


def roots_of(roots: Any) -> list[Node]:
    """The nodes to draw from: one node, or several."""
    found = [roots] if isinstance(roots, Node) else _listed(roots)
    wrong = [root for root in found if not isinstance(root, Node)]
    if wrong or not found:
        what = f"a {type(wrong[0]).__name__}" if wrong else "nothing"
        raise OperandError(
            f"a drawing starts from a Value or Tensor, or a list of them; got {what}"
        )
    return found


def _listed(roots: Any) -> list[Any]:
    return list(roots) if isinstance(roots, (list, tuple)) else [roots]


def parameters_of(owner: Any) -> list[Node]:
    """The leaves to tint as parameters: those of a module, or the nodes given."""
    own = getattr(owner, "parameters", None)
    found = own() if callable(own) else owner
    return list(found.values() if isinstance(found, dict) else found)


def local_partials(node: Node, labels: Mapping[int, str]) -> Sequence[Any]:
    """The local derivatives into `node`; None for an edge without a path or without a number.

    Where there are no numbers yet they are formulas, in the `labels` of the arguments.
    """
    if node.op is None:
        return [None] * len(node.args)
    try:
        return slopes(node, labels) if node.primal is None else node.op.partials(node)
    except OperandError:  # an operation that moves array elements has no number on its edges
        return [None] * len(node.args)


def partial_text(partial: Any) -> str:
    """A local derivative as its arrow shows it."""
    if isinstance(partial, Node):
        return visible(partial.name, LONGEST_ON_ARROW)
    return "" if partial is None else span(partial)


def made_by(node: Node) -> str:
    """The operation of a node with its constants folded in: `× 0.1`, `^ 2`, `maximum 0`."""
    if node.op is None:
        return ""
    given = [arg for arg in node.args if not (isinstance(arg, (Node, bool)) or arg is None)]
    if len(given) > 3:
        return f"{node.op.title}, {len(given)} constants"
    constants = list(filter(None, map(_constant, given)))
    if node.op.symbol:
        glyph = GLYPHS.get(node.op.symbol, node.op.symbol)
        left = len(node.args) == 2 and not isinstance(node.args[0], Node)
        return " ".join([*constants, glyph] if left else [glyph, *constants])
    told = [node.op.setting, ", ".join(constants)] if constants else []
    return " ".join(filter(None, [node.op.title, *told]))


def _constant(arg: Any) -> str:
    if isinstance(arg, float):
        return figure(arg)
    if getattr(arg, "shape", ()):
        return f"array {'×'.join(map(str, arg.shape))}"
    text = str(arg)
    return text if len(text) <= 16 else ""
